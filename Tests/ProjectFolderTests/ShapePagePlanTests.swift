import Dataset
import Foundation
import ProjectFolder
import RehearsalCore
import Testing

/// The page's whole shapes, planned for the tables that the page describes.
@Suite("The page of the shape, planned")
struct ShapePagePlanTests {
    private static func column(
        _ name: String, _ type: String, isNull: Bool = false, scale: Int? = nil
    ) -> ColumnLayout {
        ColumnLayout(name: name, typeName: type, numericScale: scale, typeOID: 1, isNotNull: !isNull)
    }

    private static func foreignKey(_ column: String, _ table: String) -> ForeignKeyLayout {
        ForeignKeyLayout(columns: [column], referencedTable: TableName(table), referencedColumns: ["id"])
    }

    /// The tables of the page's SQL.
    private static let layouts = [
        TableLayout(
            name: TableName("firms"),
            columns: [column("id", "uuid"), column("name", "text"), column("created_at", "timestamp with time zone")],
            primaryKey: ["id"], uniqueKeys: [["name"]]),
        TableLayout(
            name: TableName("clients"),
            columns: [
                column("id", "uuid"), column("firm_id", "uuid"), column("email", "text"), column("status", "text"),
                column("created_at", "timestamp with time zone"),
                column("closed_at", "timestamp with time zone", isNull: true),
            ], primaryKey: ["id"], uniqueKeys: [["email"]], foreignKeys: [foreignKey("firm_id", "firms")]),
        TableLayout(
            name: TableName("invoices"),
            columns: [
                column("id", "bigint"), column("firm_id", "uuid"), column("client_id", "uuid"),
                column("number", "integer"), column("net", "numeric", scale: 2), column("tax", "numeric", scale: 2),
                column("total", "numeric", scale: 2), column("issued_on", "date"), column("due_on", "date"),
                column("note", "text", isNull: true),
            ], primaryKey: ["id"], uniqueKeys: [["client_id", "number"]],
            foreignKeys: [foreignKey("firm_id", "firms"), foreignKey("client_id", "clients")]),
    ]

    private static func plan(
        _ number: Int, _ tables: [TableLayout], seed: UInt64 = 42, scale: Int = 1000
    ) throws -> DatasetPlan {
        let shapes = try ShapePageTests.shapes(in: ShapePageTests.page())
            .filter { !$0.hasPrefix(ShapePageTests.surroundings) }
        let shape = try readShape(text: shapes[number], file: "shape.yaml")
        return try DatasetPlan(
            shape: shape, tables: tables, seed: seed, scaleThousandths: scale,
            clock: RehearsalClock(epochSeconds: 1_742_029_200))
    }

    private static func rows(_ plan: DatasetPlan, _ table: String) -> [[String: String]] {
        let columns = plan.copyColumns(of: table)
        return (0..<plan.rowCount(of: table)).map { row in
            let texts = zip(columns, plan.rowTexts(of: table, row: row))
            return Dictionary(uniqueKeysWithValues: texts.compactMap { name, text in text.map { (name, $0) } })
        }
    }

    @Test("has a whole example that gives the rows that it describes")
    func wholeExample() throws {
        let plan = try Self.plan(0, Self.layouts)
        let firms = Self.rows(plan, "public.firms")
        let clients = Self.rows(plan, "public.clients")
        let invoices = Self.rows(plan, "public.invoices")
        #expect(firms.count == 5)
        #expect(clients.count == 400)
        #expect(invoices.count == 2000)
        #expect(plan.copyColumns(of: "public.invoices").contains("note") == false)

        let clientsByFirm = Dictionary(grouping: clients) { $0["firm_id"] }
        #expect(clientsByFirm.count == 4)
        let firmByClient = Dictionary(uniqueKeysWithValues: clients.map { ($0["id"], $0["firm_id"]) })
        #expect(invoices.allSatisfy { firmByClient[$0["client_id"]] == $0["firm_id"] })
        #expect(Set(invoices.map { $0["client_id"] }).count < 400)

        #expect(Set(clients.map { $0["email"] }).count == 400)
        #expect(Set(invoices.map { "\($0["client_id"] ?? "") \($0["number"] ?? "")" }).count == 2000)
        let ids = invoices.compactMap { $0["id"].flatMap { Int($0) } }
        #expect(ids.sorted() == Array(1...2000))

        #expect(Set(clients.compactMap { $0["status"] }).sorted() == ["active", "closed", "prospect"])
        #expect(clients.allSatisfy { ($0["closed_at"] == nil) == ($0["status"] != "closed") })
        #expect(clients.allSatisfy { ($0["created_at"] ?? "") < "2025-03-15 09:00:00" })
        #expect(invoices.allSatisfy { ($0["issued_on"] ?? "z") < ($0["due_on"] ?? "") })
        let months = invoices.compactMap { $0["issued_on"]?.dropFirst(5).prefix(2) }
        #expect(months.count { $0 <= "04" } > 1000)
    }

    @Test("tells truly what scale, seed and a column without a generator do")
    func claims() throws {
        let small = try Self.plan(0, Self.layouts, scale: 500)
        #expect(small.rowCount(of: "public.firms") == 5)
        #expect(small.rowCount(of: "public.clients") == 200)
        #expect(small.rowCount(of: "public.invoices") == 1000)
        let plan = try Self.plan(0, Self.layouts)
        let again = try Self.plan(0, Self.layouts)
        let other = try Self.plan(0, Self.layouts, seed: 43)
        #expect(Self.rows(plan, "public.clients") == Self.rows(again, "public.clients"))
        #expect(Self.rows(plan, "public.clients") != Self.rows(other, "public.clients"))
        #expect(plan.identity == again.identity)
        #expect(plan.identity != other.identity)

        var layouts = Self.layouts
        layouts[2].columns[9].isNotNull = true
        #expect(throws: DatasetError.self) { try Self.plan(0, layouts) }
        layouts[2].columns[9].hasDefault = true
        #expect(throws: Never.self) { try Self.plan(0, layouts) }
        #expect(
            try ShapePageTests.page().contains("now \(generatorVersion)."), "the page names the generator's version")
    }

    @Test("has a least example that fills one table and leaves the others empty")
    func leastExample() throws {
        let orders = TableLayout(
            name: TableName("orders"),
            columns: [
                Self.column("id", "bigint"), Self.column("state", "text"), Self.column("scan", "bytea", isNull: true),
            ],
            primaryKey: ["id"])
        let others = ["customers", "products", "audit.events"].map { TableLayout(name: TableName($0), columns: []) }
        let plan = try Self.plan(1, [orders] + others)
        #expect(plan.rowCount(of: "public.orders") == 1000)
        #expect(plan.copyColumns(of: "public.orders") == ["id", "state"])
        #expect(throws: DatasetError.self) { try Self.plan(1, [orders]) }
        let unnamed = TableLayout(name: TableName("unnamed"), columns: [])
        #expect(throws: DatasetError.self) { try Self.plan(1, [orders, unnamed] + others) }
    }

    @Test("has an example of aliases whose columns draw by themselves")
    func aliases() throws {
        let firms = TableLayout(name: TableName("firms"), columns: [Self.column("id", "text")], primaryKey: ["id"])
        let users = TableLayout(
            name: TableName("users"), columns: [Self.column("id", "text"), Self.column("firm_id", "text")],
            primaryKey: ["id"], foreignKeys: [Self.foreignKey("firm_id", "firms")])
        let tasks = TableLayout(
            name: TableName("tasks"),
            columns: [
                Self.column("id", "text"), Self.column("title", "text"), Self.column("firm_id", "text"),
                Self.column("created_by", "text"), Self.column("assigned_to", "text"),
                Self.column("created_at", "timestamp without time zone"),
            ], primaryKey: ["id"],
            foreignKeys: [
                Self.foreignKey("firm_id", "firms"), Self.foreignKey("created_by", "users"),
                Self.foreignKey("assigned_to", "users"),
            ])
        let plan = try Self.plan(2, [firms, users, tasks])
        let firmByUser = Dictionary(
            uniqueKeysWithValues: Self.rows(plan, "public.users").map { ($0["id"], $0["firm_id"]) })
        let rows = Self.rows(plan, "public.tasks")
        #expect(rows.count == 900)
        #expect(rows.contains { $0["created_by"] != $0["assigned_to"] })
        #expect(rows.allSatisfy { firmByUser[$0["created_by"]] == $0["firm_id"] })
        #expect(rows.allSatisfy { firmByUser[$0["assigned_to"]] == $0["firm_id"] })
    }
}
