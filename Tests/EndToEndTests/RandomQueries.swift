import Foundation
import TestGround
import Testing

/// Queries over a loaded schema that nobody wrote: joins along foreign keys, conditions with values by their place in
/// statistics, sorts, limits and groups. The same for a seed.
struct RandomQueries {
    struct Column {
        var name: String
        var type: String
        var commonCount: Int
        var hasBounds: Bool
    }

    struct Link {
        var table: String
        var column: String
        var target: String
        var targetColumn: String
    }

    private var tables: [String: [Column]] = [:]
    private var links: [Link] = []
    private var random: SeededRandom

    /// Loads the project, analyzes what was loaded, and reads what can be asked about.
    init(of project: String, _ tool: Tool, seed: UInt64) throws {
        random = SeededRandom(seed: seed)
        let answer = try tool.call("load", project, "--keep")
        try #require(answer.status == 0, "\(answer.output)\(answer.chatter)")
        let server = try KeptServer(toldIn: answer.chatter)
        // As its superuser: everybody else may see less of the statistics.
        let connect = server.connect.replacing(/user=[^ ']+/, with: "user=pgrehearse_bootstrap")
        defer { do { _ = try shell(server.stop) } catch { Issue.record(error) } }
        func rows(_ query: String) throws -> [[String]] {
            let set =
                "-c 'SET client_min_messages = error' -c 'SET default_statistics_target = 1000' -c 'VACUUM ANALYZE'"
            return BuiltProject.fields(try shell("\(connect) -X -q -A -t \(set) -c \"\(query)\""))
        }
        for row in try rows(Self.columns) {
            tables[row[0], default: []].append(
                Column(name: row[1], type: row[2], commonCount: Int(row[3]) ?? 0, hasBounds: row[4] == "t"))
        }
        links = try rows(Self.links).map { Link(table: $0[0], column: $0[1], target: $0[2], targetColumn: $0[3]) }
            .filter { $0.table != $0.target }
        try #require(!tables.isEmpty && !links.isEmpty)
    }

    private static let columns = """
        SELECT c.relname, a.attname, format_type(a.atttypid, NULL), coalesce(cardinality(s.most_common_freqs), 0),
            s.histogram_bounds IS NOT NULL
        FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname = 'public'
        JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
        JOIN LATERAL (SELECT * FROM pg_stats s WHERE s.schemaname = 'public' AND s.tablename = c.relname
            AND s.attname = a.attname ORDER BY s.inherited DESC LIMIT 1) s ON true
        WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND c.reltuples > 100
        AND format_type(a.atttypid, NULL) IN ('integer', 'bigint', 'numeric', 'text', 'boolean', 'date',
            'timestamp without time zone', 'timestamp with time zone', 'double precision')
        ORDER BY 1, 2
        """

    private static let links = """
        SELECT c.relname, a.attname, p.relname, pa.attname
        FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid JOIN pg_class p ON p.oid = k.confrelid
        JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.conkey[1]
        JOIN pg_attribute pa ON pa.attrelid = p.oid AND pa.attnum = k.confkey[1]
        WHERE k.contype = 'f' AND k.conparentid = 0 AND cardinality(k.conkey) = 1 AND c.reltuples > 100
            AND p.reltuples > 100
        ORDER BY 1, 2
        """

    /// One file of a workload.
    mutating func next(_ number: Int) -> String {
        var joined = [pick(tables.keys.sorted())]
        var from = "\(joined[0]) AS t0"
        while joined.count < 4, chance(joined.count == 1 ? 60 : 35) {
            let last = joined.count - 1
            let ways = links.filter { $0.table == joined[last] || $0.target == joined[last] }
            if ways.isEmpty { break }
            let link = pick(ways)
            let leadsUp = link.table == joined[last]
            let (other, own, its) =
                leadsUp
                ? (link.target, link.column, link.targetColumn) : (link.table, link.targetColumn, link.column)
            guard tables[other] != nil else { break }
            joined.append(other)
            from += " JOIN \(other) AS t\(last + 1) ON t\(last + 1).\(its) = t\(last).\(own)"
        }
        var parameters: [String] = []
        var conditions: [String] = []
        for _ in 0..<Int.random(in: 1...3, using: &random) {
            let place = Int.random(in: 0..<joined.count, using: &random)
            if let condition = condition(on: joined[place], "t\(place)", &parameters) { conditions.append(condition) }
        }
        let filter = conditions.isEmpty ? "" : "\nWHERE " + conditions.joined(separator: " AND ")
        let list = parameters.map { "\"\($0)\"" }.joined(separator: ", ")
        return "-- name: random_\(number)\n-- roles: owner\n"
            + (parameters.isEmpty ? "" : "-- parameters: [\(list)]\n") + selected(joined, from: from, filter) + ";\n"
    }

    private mutating func selected(_ joined: [String], from: String, _ filter: String) -> String {
        let place = Int.random(in: 0..<joined.count, using: &random)
        let column = "t\(place).\(pick(tables[joined[place]] ?? []).name)"
        switch Int.random(in: 0..<10, using: &random) {
        case 0...2: return "SELECT t0.*\nFROM \(from)\(filter)"
        case 3, 4: return "SELECT count(*)\nFROM \(from)\(filter)"
        case 5, 6: return "SELECT \(column), count(*)\nFROM \(from)\(filter)\nGROUP BY 1"
        case 7, 8: return "SELECT t0.*\nFROM \(from)\(filter)\nORDER BY \(column) DESC LIMIT 20"
        default: return "SELECT \(column)\nFROM \(from)\(filter)\nORDER BY 1"
        }
    }

    private mutating func condition(on table: String, _ alias: String, _ parameters: inout [String]) -> String? {
        let column = pick(tables[table] ?? [])
        let name = "\(table).\(column.name)"
        func parameter(_ reference: String) -> String {
            parameters.append("{\(reference)}")
            return "$\(parameters.count)::\(column.type)"
        }
        if column.hasBounds, column.type != "text", chance(50) {
            let share = [0.01, 0.1, 0.5, 0.9, 0.99, 0.999][Int.random(in: 0..<6, using: &random)]
            let sign = chance(70) == (share >= 0.5) ? ">" : "<"
            return "\(alias).\(column.name) \(sign) \(parameter("quantile(\(name), \(share))"))"
        }
        if column.commonCount > 0, chance(60) {
            let rank = Int.random(in: 1...column.commonCount, using: &random)
            return "\(alias).\(column.name) = \(parameter("mcv(\(name), \(chance(50) ? rank : 1))"))"
        }
        guard column.commonCount > 0 || column.hasBounds else { return nil }
        return "\(alias).\(column.name) = \(parameter("rare(\(name))"))"
    }

    private mutating func pick<Element>(_ elements: [Element]) -> Element {
        elements[Int.random(in: 0..<elements.count, using: &random)]
    }

    private mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &random) < percent }
}
