import Dataset
import Foundation
import ProjectFolder
import RehearsalCore
import Testing

@Suite("A starting shape")
struct StartingShapeTests {
    private static func table(
        _ name: String, _ columns: [ColumnLayout], key: [String] = ["id"], unique: [[String]] = [],
        foreign: [(columns: [String], table: String, to: [String])] = []
    ) -> TableLayout {
        TableLayout(
            name: TableName(name), columns: columns, primaryKey: key, uniqueKeys: unique,
            foreignKeys: foreign.map {
                ForeignKeyLayout(
                    columns: $0.columns, referencedTable: TableName($0.table), referencedColumns: $0.to)
            })
    }

    private static func column(
        _ name: String, _ type: String = "bigint", limit: Int? = nil, labels: [String]? = nil, isNotNull: Bool = true
    ) -> ColumnLayout {
        ColumnLayout(
            name: name, typeName: type, characterLimit: limit, typeOID: 1, labels: labels, isNotNull: isNotNull)
    }

    private static let firm = table("firm", [column("id"), column("name", "text")])
    private static let user = table(
        "user", [column("id"), column("firm_id")], foreign: [(["firm_id"], "firm", ["id"])])

    /// Lines of a table, or of what stays empty.
    private static func lines(_ name: String, _ tables: [TableLayout]) throws -> [String] {
        let text = startingShape(for: tables, remarks: [])
        let shape = try readShape(text: text, file: "shape.yaml")
        _ = try DatasetPlan(
            shape: shape, tables: tables, seed: 3, scaleThousandths: 1000,
            clock: RehearsalClock(epochSeconds: 1_742_029_200))
        let all = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        let start = all.firstIndex(of: "  \(name):") ?? all.firstIndex(of: "\(name):") ?? all.count
        return all.dropFirst(start + 1).prefix { !$0.isEmpty }.map { $0.trimmingCharacters(in: .whitespaces) }
    }

    @Test("makes a table belong to what lies deepest, and draws all else below the same ancestor")
    func tenants() throws {
        let task = Self.table(
            "task",
            [
                Self.column("id"), Self.column("firm_id"), Self.column("user_id"),
                Self.column("done_by", isNotNull: false),
            ],
            foreign: [
                (["firm_id"], "firm", ["id"]), (["user_id"], "user", ["id"]), (["done_by"], "user", ["id"]),
            ])
        #expect(
            try Self.lines("task", [task, Self.user, Self.firm]) == [
                "rows: { per: user, mean: 8, least: 1 }", "columns:", "id: serial",
                "firm_id: { parent: firm }", "user_id: { parent: user }",
                "done_by: { reference: { table: user, within: firm }, nulls: 10% }",
            ])
        #expect(try Self.lines("firm", [task, Self.user, Self.firm]).first == "rows: 50")
    }

    @Test("links two tables without repetition, counts rows of one parent, and gives one row to a shared key")
    func keys() throws {
        let link = Self.table(
            "link", [Self.column("user_id"), Self.column("firm_id")], key: ["user_id", "firm_id"],
            foreign: [(["user_id"], "owner", ["id"]), (["firm_id"], "firm", ["id"])])
        let owner = Self.table("owner", [Self.column("id")])
        let lines = try Self.lines("link", [link, owner, Self.firm])
        #expect(
            lines.contains { $0.hasSuffix("distinct: true } }") } && lines[0].hasSuffix("mean: 4, least: 1, most: 4 }"))
        let line = Self.table(
            "line", [Self.column("firm_id"), Self.column("number", "smallint")], key: ["firm_id", "number"],
            foreign: [(["firm_id"], "firm", ["id"])])
        #expect(
            try Self.lines("line", [line, Self.firm]).suffix(2) == ["firm_id: { parent: firm }", "number: ordinal"])
        let detail = Self.table(
            "detail", [Self.column("firm_id"), Self.column("on", "date")], key: ["firm_id"],
            foreign: [(["firm_id"], "firm", ["id"])])
        #expect(try Self.lines("detail", [detail, Self.firm]).first == "rows: { each: firm }")
    }

    @Test("has no more rows than a key has values")
    func capacity() throws {
        let short = Self.table("short", [Self.column("id", "character varying", limit: 1)])
        #expect(
            try Self.lines("short", [short]) == ["rows: { fixed: 10 }", "columns:", "id: { text: \"{scatter:1}\" }"])
        let labels = Self.table("level", [Self.column("id", "level", labels: ["low", "no", "a \"b\""])])
        #expect(
            try Self.lines("level", [labels]) == [
                "rows: { fixed: 3 }", "columns:", "id: { in_order: [\"low\", \"no\", \"a \\\"b\\\"\"] }",
            ])
        let flag = Self.table("flag", [Self.column("id", "boolean")])
        #expect(try Self.lines("flag", [flag]).first == "rows: { fixed: 1 }")
    }

    @Test("leaves empty what nothing can fill, and all that must refer to it, and says why")
    func empty() throws {
        let span = Self.table("span", [Self.column("id"), Self.column("during", "tsvector")])
        let note = Self.table("note", [Self.column("id")], foreign: [(["id"], "span", ["id"])])
        let hint = Self.table(
            "hint", [Self.column("id"), Self.column("span", isNotNull: false)], foreign: [(["span"], "span", ["id"])])
        #expect(
            try Self.lines("empty", [span, note, hint]) == [
                "# it must refer to public.span, which stays empty", "- note",
                "# there is no generator for tsvector, and during is NOT NULL", "- span",
            ])
        #expect(try Self.lines("hint", [span, note, hint]).last == "span: null")
        #expect(startingShape(for: [], remarks: []).contains("\ntables: {}\n"))
    }

    @Test("cuts circles where they close, and refers back within a table")
    func circles() throws {
        let hen = Self.table("hen", [Self.column("id"), Self.column("egg")], foreign: [(["egg"], "egg", ["id"])])
        let egg = Self.table("egg", [Self.column("id"), Self.column("hen")], foreign: [(["hen"], "hen", ["id"])])
        #expect(try Self.lines("egg", [hen, egg]).last == "hen: { parent: hen }")
        #expect(try Self.lines("hen", [hen, egg]).last == "egg: { reference: egg }")
        let tree = Self.table(
            "tree", [Self.column("id"), Self.column("up", isNotNull: false), Self.column("top")],
            foreign: [(["up"], "tree", ["id"]), (["top"], "tree", ["id"])])
        #expect(
            try Self.lines("tree", [tree]).suffix(2) == ["up: { reference: tree, nulls: 50% }", "top: { same_as: id }"])
    }

    @Test("keeps keys of several columns, by the parent's row or by an ancestor that both sides share")
    func severalColumns() throws {
        let tenants = [
            Self.firm,
            Self.table(
                "user", [Self.column("id"), Self.column("firm_id")], unique: [["firm_id", "id"]],
                foreign: [(["firm_id"], "firm", ["id"])]),
        ]
        let first = Self.table(
            "task",
            [
                Self.column("id"), Self.column("firm_id"), Self.column("user_id"),
                Self.column("second", isNotNull: false),
            ],
            foreign: [
                (["firm_id", "user_id"], "user", ["firm_id", "id"]), (["firm_id"], "firm", ["id"]),
                (["firm_id", "second"], "user", ["firm_id", "id"]),
            ])
        #expect(
            try Self.lines("task", tenants + [first]).suffix(3) == [
                "firm_id: { copy: { from: user, column: firm_id } }", "user_id: { copy: { from: user, column: id } }",
                "second: { reference: { table: user, within: firm }, nulls: 10% }",
            ])
    }
}
