import Foundation
import Postgres
import RehearsalCore

/// What stands in the catalogs, and in which files.
struct HorizonCatalogs: Sendable {
    var facts: HorizonFacts
    /// Paths of first segments below the data folder, by relation and index.
    var paths: [UInt32: String]
    /// `schema.table` as SQL takes it, by relation.
    var quotedNames: [UInt32: String]
}

/// Reads everything that growth has to do with, as the bootstrap superuser.
struct HorizonReader {
    let connection: PostgresConnection
    let statisticsTarget: Int

    func read() async throws -> HorizonCatalogs {
        var paths: [UInt32: String] = [:]
        var names: [UInt32: String] = [:]
        var places: [UInt32: Int] = [:]
        var relations: [HorizonRelation] = []
        for row in try await connection.query(HorizonSQL.relations).rows {
            let oid = try row.objectIdentifier("oid")
            guard let kind = HorizonRelation.Kind(rawValue: try row.text("kind")) else { continue }
            places[oid] = relations.count
            names[oid] = try row.text("quoted")
            let path = try row.text("path")
            if !path.isEmpty { paths[oid] = path }
            var relation = HorizonRelation(
                oid: oid, name: try row.text("name"), root: try row.text("root"), kind: kind,
                pages: try row.int64("pages"), rows: try row.double("rows"),
                allVisiblePages: try row.int64("visible"))
            relation.partitioning = try row.optionalText("partitioning").flatMap { .init(rawValue: $0) }
            relations.append(relation)
        }
        for row in try await connection.query(HorizonSQL.columns).rows {
            guard let place = places[try row.objectIdentifier("relation")] else { continue }
            relations[place].columns.append(try Self.column(row))
        }
        for row in try await connection.query(HorizonSQL.sources).rows {
            guard let view = places[try row.objectIdentifier("view")],
                let source = places[try row.objectIdentifier("source")]
            else { continue }
            relations[view].sources.append(relations[source].name)
        }
        var owners: [UInt32: (relation: Int, index: Int)] = [:]
        for row in try await connection.query(HorizonSQL.indexes).rows {
            guard let place = places[try row.objectIdentifier("relation")] else { continue }
            let index = try Self.index(row)
            owners[index.oid] = (place, relations[place].indexes.count)
            paths[index.oid] = try row.text("path")
            relations[place].indexes.append(index)
        }
        try await readStatistics(&relations, places, owners)
        try await countFullPages(&relations, places, names)
        let extended = try await connection.query(HorizonSQL.extended).rows.map { row in
            HorizonExtendedStatistics(
                name: try row.text("name"),
                kinds: try row.text("kinds").compactMap { .init(rawValue: String($0)) })
        }
        let facts = HorizonFacts(
            relations: relations, extendedStatistics: extended, statisticsTarget: statisticsTarget)
        return HorizonCatalogs(facts: facts, paths: paths, quotedNames: names)
    }

    private static func column(_ row: QueryResult.Row) throws -> HorizonColumn {
        let parent = try row.optionalText("parent")
        let parentColumn = try row.optionalText("parent_column")
        return HorizonColumn(
            number: try row.int("number"), name: try row.text("name"),
            type: type(try row.text("type"), category: try row.text("category")),
            isUnique: try row.bool("is_unique"), isInPrimaryKey: try row.bool("is_in_key"),
            parent: parent.flatMap { table in parentColumn.map { ColumnName(table, $0) } })
    }

    private static func type(_ name: String, category: String) -> HorizonValueType {
        switch name {
        case "int2": .whole(bytes: 2)
        case "int4": .whole(bytes: 4)
        case "int8": .whole(bytes: 8)
        case "numeric", "float4", "float8": .decimal
        case "date": .date
        case "timestamp", "timestamptz": .timestamp
        case "uuid": .uuid
        case _ where category == "S": .text
        default: .other
        }
    }

    private static func index(_ row: QueryResult.Row) throws -> HorizonIndex {
        HorizonIndex(
            oid: try row.objectIdentifier("oid"), name: try row.text("name"), method: try row.text("method"),
            pages: try row.int64("pages"), rows: try row.double("rows"), isUnique: try row.bool("is_unique"),
            hasIncluded: try row.bool("has_included"),
            keyColumns: try row.text("key_columns").split(separator: " ").compactMap { Int($0) },
            rangePages: try row.int64("range_pages"))
    }

    private func readStatistics(
        _ relations: inout [HorizonRelation], _ places: [UInt32: Int],
        _ owners: [UInt32: (relation: Int, index: Int)]
    ) async throws {
        let keys = relations.flatMap { relation in
            relation.columns.filter { $0.parent != nil }.map { (relation.oid, $0.number) }
        }
        let parameters = [
            arrayText(keys.map { String($0.0) }), arrayText(keys.map { String($0.1) }),
        ]
        for row in try await connection.query(HorizonSQL.statistics, parameters).rows {
            let statistics = try Self.statistics(row)
            if let place = places[statistics.place.relation] {
                guard
                    let column = relations[place].columns.firstIndex(where: {
                        $0.number == statistics.place.attribute
                    })
                else { continue }
                relations[place].columns[column].statistics.append(statistics)
            } else if let owner = owners[statistics.place.relation] {
                relations[owner.relation].indexes[owner.index].statistics.append(statistics)
            }
        }
    }

    private static func statistics(_ row: QueryResult.Row) throws -> HorizonStatistics {
        var statistics = HorizonStatistics(
            place: .init(
                relation: try row.objectIdentifier("relation"), attribute: try row.int("attribute"),
                isInherited: try row.bool("is_inherited")),
            nullShare: try row.double("null_share"), distinct: try row.double("distinct_count"),
            commonSlot: try row.int("common_slot"), histogramSlot: try row.int("histogram_slot"),
            freeSlot: try row.int("free_slot"),
            frequencies: try list(row.optionalText("frequencies")) ?? [],
            commonValues: try list(row.optionalText("common_values")), bounds: try list(row.optionalText("bounds")),
            target: try row.optionalInt("target"), width: try row.int("width"))
        statistics.correlation = try row.optionalDouble("correlation")
        statistics.correlationSlot = try row.int("correlation_slot")
        return statistics
    }

    private static func list<Element: Decodable>(_ json: String?) throws -> [Element]? {
        try json.map { try JSONDecoder().decode([Element].self, from: Data($0.utf8)) }
    }

    private func countFullPages(
        _ relations: inout [HorizonRelation], _ places: [UInt32: Int], _ names: [UInt32: String]
    ) async throws {
        let small = relations.filter { $0.kind != .partitioned && $0.pages > 0 && $0.rows > 0 }
            .filter { $0.pages <= PageModel.smallTablePages }
        guard !small.isEmpty else { return }
        let tables = small.compactMap { relation in names[relation.oid].map { (oid: relation.oid, quoted: $0) } }
        for row in try await connection.query(HorizonSQL.fullPages(of: tables)).rows {
            guard let place = places[try row.objectIdentifier("relation")] else { continue }
            relations[place].rowsPerFullPage = try row.optionalDouble("rows_per_page")
        }
    }
}
