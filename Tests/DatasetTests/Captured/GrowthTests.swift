import RehearsalCore
import Testing

@testable import Dataset

@Suite("A captured table at another scale")
struct GrowthTests {
    private static func key(
        _ name: String, to table: String, fanOut: [Int64], childless: Double = 0
    ) -> CapturedKey {
        CapturedKey(
            name: "\(name)_fkey", columns: [name], references: ["public", table], to: ["id"], childless: childless,
            fanOut: CapturedKey.marks(fanOut))
    }

    private static func table(_ name: String, rows: Int64, _ keys: [CapturedKey] = []) -> CapturedTable {
        var table = CapturedTable(
            name: TableName(name),
            facts: CapturedTableFacts(kind: "r", rows: rows, pages: 1, allVisible: 1, dead: 0, toastPages: 0))
        table.keys = keys
        return table
    }

    private static func fixed(_ tables: CapturedTable...) -> [String] {
        CapturedShape(server: CapturedServer(version: 150_000, target: 100), tables: tables).fixedTables.map(\.name)
            .sorted()
    }

    private static let many: [Int64] = [1, 2, 3, 4, 5, 6, 7, 8]
    private static let one = [Int64](repeating: 1, count: 8)

    @Test("is a list where it is short, others point at it and it points at no other")
    func lists() {
        let orders = Self.table(
            "orders", rows: 9000, [Self.key("status", to: "statuses", fanOut: Self.many)])
        #expect(Self.fixed(Self.table("statuses", rows: 7), orders, Self.table("notes", rows: 12)) == ["statuses"])
        #expect(Self.fixed(Self.table("statuses", rows: 1000), orders) == [])
        let tree = Self.table("statuses", rows: 7, [Self.key("above", to: "statuses", fanOut: Self.many)])
        #expect(Self.fixed(tree, orders) == ["statuses"])
    }

    @Test("is a list where it links lists, or has one row at most for each row of one")
    func belongings() {
        let roles = Self.table("roles", rows: 5)
        let rights = Self.table("rights", rows: 40)
        let keys = [
            Self.key("role", to: "roles", fanOut: Self.many), Self.key("right", to: "rights", fanOut: Self.many),
        ]
        #expect(Self.fixed(roles, rights, Self.table("grants", rows: 90, keys)) == ["grants", "rights", "roles"])
        #expect(Self.fixed(roles, rights, Self.table("events", rows: 9000, keys)) == ["rights", "roles"])
        let detail = Self.table("details", rows: 5, [Self.key("role", to: "roles", fanOut: Self.one)])
        #expect(Self.fixed(roles, detail) == ["details", "roles"])
        let people = Self.table("people", rows: 300, [Self.key("role", to: "roles", fanOut: Self.many)])
        #expect(Self.fixed(roles, people) == ["roles"])
    }

    /// Accounts and orders grow, statuses do not.
    private func plan(scale: Int) throws -> DatasetPlan {
        func captured(
            _ type: String, _ distinct: Double, common: [Double]? = nil
        ) -> Generator {
            .captured(
                CapturedStatistics(
                    type: type, nulls: 0, width: 8, distinct: distinct, common: common,
                    ranks: common.map { Array(1...$0.count) }))
        }
        var orders = SampleShape.table(
            "orders", .total(5000),
            [
                SampleShape.column("id", captured("bigint", -1)),
                SampleShape.column("account_id", captured("bigint", 450, common: [0.04, 0.02])),
                SampleShape.column("status_id", captured("bigint", 4, common: [0.7, 0.2, 0.06, 0.04])),
                SampleShape.column("word", captured("bigint", 30)),
                SampleShape.column("reference", captured("bigint", -0.5)),
            ])
        orders.keys = [
            Self.key("account_id", to: "accounts", fanOut: [2, 5, 8, 12, 20, 40, 90, 200], childless: 0.1),
            Self.key("status_id", to: "statuses", fanOut: [200, 200, 300, 1000, 3500, 3500, 3500, 3500]),
        ]
        let id = SampleShape.other("id", "bigint")
        let shape = Shape(
            file: "shape.json", words: [:],
            tables: [
                SampleShape.table("statuses", .fixed(4), [SampleShape.column("id", captured("bigint", -1))]),
                SampleShape.table("accounts", .total(500), [SampleShape.column("id", captured("bigint", -1))]), orders,
            ])
        return try DatasetPlan(
            shape: shape,
            tables: [
                SampleShape.layout("statuses", [id]), SampleShape.layout("accounts", [id]),
                SampleShape.layout(
                    "orders",
                    ["id", "account_id", "status_id", "word", "reference"].map { SampleShape.other($0, "bigint") },
                    foreign: [("account_id", "accounts"), ("status_id", "statuses")]),
            ], seed: 42, scaleThousandths: scale, clock: SampleShape.clock)
    }

    @Test(
        "keeps its fan-outs towards tables that grow, and has greater ones towards lists",
        arguments: [1, 2, 10])
    func fanOuts(scale: Int) throws {
        let plan = try plan(scale: scale * 1000)
        #expect(plan.rowCount(of: "public.orders") == 5000 * scale)
        #expect(plan.rowCount(of: "public.statuses") == 4)
        func children(_ column: String) -> [Int] {
            plan.texts("public.orders", column).reduce(into: [String?: Int]()) { $0[$1, default: 0] += 1 }.values
                .sorted(by: >)
        }
        let ofAccounts = children("account_id")
        #expect(abs(ofAccounts.count - 450 * scale) <= 5 * scale, "\(ofAccounts.count)")
        // The greatest have 4 % and 2 % of 5000 at every scale, and there are as many times more of them.
        #expect(ofAccounts.prefix(scale).allSatisfy { (199...201).contains($0) }, "\(ofAccounts.prefix(scale))")
        #expect(ofAccounts[scale..<2 * scale].allSatisfy { (99...101).contains($0) })
        #expect(abs(ofAccounts[ofAccounts.count / 2] - 8) <= 2)
        let ofStatuses = children("status_id")
        #expect(zip(ofStatuses, [3500, 1000, 300, 200]).allSatisfy { abs($0 - $1 * scale) <= 1 }, "\(ofStatuses)")
    }

    @Test("keeps a number of different values, and a share of the rows as a share", arguments: [1, 2, 10])
    func distinct(scale: Int) throws {
        let plan = try plan(scale: scale * 1000)
        #expect(Set(plan.texts("public.orders", "word")).count == 30)
        #expect(Set(plan.texts("public.orders", "reference")).count == 2500 * scale)
    }
}
