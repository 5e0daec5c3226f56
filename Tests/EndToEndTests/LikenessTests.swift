import Foundation
import Postgres
import TestGround
import TestServer
import Testing

/// Three databases that are awkward to copy, each captured, built and held against itself: see docs/likeness.md.
@Suite("The likeness of what is built from a captured shape")
struct LikenessTests {
    /// A folder of `Tests/Cases/Likeness`, and what its rows are made of.
    struct Source: Sendable, CustomStringConvertible {
        var name: String
        /// What `@customers` and `@accounts` stand for, and `@orders` and `@rows`.
        var parents: Int
        var rows: Int

        var description: String { name }

        /// All of them with many rows take minutes: `make test` takes the one with the most kinds of things in it.
        static let all =
            Tool.isSoak
            ? [
                Source(name: "ledger", parents: 30_000, rows: 600_000),
                Source(name: "shop", parents: 60_000, rows: 300_000),
                Source(name: "telemetry", parents: 1, rows: 600_000),
            ] : [Source(name: "ledger", parents: 3000, rows: 40_000)]
    }

    private static let cases = Tool.repository + "/Tests/Cases/Likeness/"

    @Test("keeps the statistics, the sizes and the query plans of its source", arguments: Source.all)
    func isAlike(source: Source) async throws {
        let report = try await Self.report(of: source) { $0 }
        let statistics = try #require(Self.share(report, of: "statistics"))
        let plans = try #require(Self.share(report, of: "query plans"))
        // Of few rows more is a matter of chance.
        #expect(statistics.whole > 300 && statistics.share >= (Tool.isSoak ? 0.995 : 0.95), "\(report)")
        #expect(plans.whole >= 28 && plans.share >= (Tool.isSoak ? 0.97 : 0.9), "\(report)")
        let estimates = try #require(report.firstMatch(of: /([0-9.]+) at nine in ten/)?.output.1)
        #expect(try #require(Double(estimates)) <= 1.25, "\(report)")
    }

    @Test("is what the statistics do: rows as many and as different, spread evenly, have other plans")
    func isNotByChance() async throws {
        var (alike, whole) = (0.0, 0)
        for source in Source.all {
            let even = try await Self.report(of: source, Self.evened)
            let statistics = try #require(Self.share(even, of: "statistics"))
            let plans = try #require(Self.share(even, of: "query plans"))
            #expect(statistics.share < 0.85, "\(even)")
            alike += plans.share * Double(plans.whole)
            // Of the same queries: one that asks for a common value, which rows spread evenly have not, is not alike.
            let captured = try #require(Self.share(try await Self.report(of: source) { $0 }, of: "query plans"))
            whole += captured.whole
            print("\(source) spread evenly: statistics \(statistics), plans \(plans); as captured \(captured)")
        }
        // Of few rows more plans are alike, whatever the rows.
        #expect(alike / Double(whole) <= (Tool.isSoak ? 0.75 : 0.9))
        #expect(whole >= (Tool.isSoak ? 60 : 20))
    }

    /// What `shape check` prints of a source and of a dataset that is built from its changed shape.
    private static func report(
        of source: Source, _ change: @Sendable (String) throws -> String
    ) async throws -> String {
        let scratch = try ScratchFolder()
        let tool = Tool(folder: scratch.path)
        let folder = cases + source.name
        let tables = try String(contentsOfFile: "\(folder)/baseline/010_tables.sql", encoding: .utf8)
        try BuiltProject(name: "built", scratch: scratch).write(tables: tables)
        try FileManager.default.copyItem(atPath: "\(folder)/workload", toPath: scratch.file("built/workload"))
        let rows = try String(contentsOfFile: "\(folder)/rows.sql", encoding: .utf8)
            .replacing("@customers", with: "\(source.parents)").replacing("@accounts", with: "\(source.parents)")
            .replacing("@orders", with: "\(source.rows)").replacing("@rows", with: "\(source.rows)")
        let shape = Shape()
        try await withTestDatabase { parameters in
            let connection = try await PostgresConnection.connect(to: parameters)
            for text in [tables, rows, "VACUUM (ANALYZE)"] { _ = try await connection.execute(text) }
            let uri = try await serverURI(connection)
            let captured = try tool.call("shape", "capture", uri, "--as-superuser")
            #expect(captured.status == 0, "\(captured.chatter)")
            try scratch.write(try change(captured.output), to: "built/shape.json")
            let check = try tool.call("shape", "check", "built", "--against", uri, "--as-superuser")
            #expect(check.status <= 1, "\(check.output)\(check.chatter)")
            await shape.set(check.output)
            await connection.close()
        }
        return await shape.report
    }

    private actor Shape {
        private(set) var report = ""
        func set(_ text: String) { report = text }
    }

    /// The shape without what was captured of distributions: numbers of rows and of different values, types and widths.
    private static func evened(_ shape: String) throws -> String {
        let kept: Set<String> = ["type", "nulls", "width", "distinct", "members", "element_counts"]
        var root = try #require(try JSONSerialization.jsonObject(with: Data(shape.utf8)) as? [String: Any])
        var tables = try #require(root["tables"] as? [String: [String: Any]])
        for (name, table) in tables {
            var captured = try #require(table["captured"] as? [String: Any])
            captured["keys"] = [Any]()
            captured["combinations"] = [Any]()
            tables[name]?["captured"] = captured
            let columns = try #require(table["columns"] as? [String: [String: [String: Any]]])
            tables[name]?["columns"] = columns.mapValues { column in
                column.mapValues { statistics in
                    var even = statistics.filter { kept.contains($0.key) }
                    even["nulls"] = 0
                    return even
                }
            }
        }
        root["tables"] = tables
        return String(decoding: try JSONSerialization.data(withJSONObject: root), as: UTF8.self)
    }

    private static func share(_ report: String, of what: String) -> (share: Double, whole: Int)? {
        guard let line = report.split(separator: "\n").last(where: { $0.hasSuffix(" \(what) are alike") }) else {
            return nil
        }
        let words = line.split(separator: " ")
        guard words.count > 2, let alike = Int(words[0]), let whole = Int(words[2]), whole > 0 else { return nil }
        return (Double(alike) / Double(whole), whole)
    }
}
