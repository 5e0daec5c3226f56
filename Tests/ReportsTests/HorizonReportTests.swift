import Foundation
import RehearsalCore
import Reports
import Testing

@Suite("The report of a growth horizon")
struct HorizonReportTests {
    @Test("shows the law, a table with the change marked, what was not stretched, and how well it foretold")
    func text() throws {
        let report = horizonReport(SampleHorizon.outcome, style: TerminalStyle(usesColour: false))
        try Golden.expect(report, equalsFile: "Tests/ReportsTests/Golden/horizon.txt")
        #expect(report.split(separator: "\n").allSatisfy { $0.count <= 200 })
    }

    @Test("is part of a run's report where the run looked ahead, and of no other")
    func run() {
        let plain = TerminalStyle(usesColour: false)
        #expect(terminalReport(SampleHorizon.outcome, style: plain).contains("\nGROWTH HORIZON: "))
        var without = SampleHorizon.outcome
        without.horizon = nil
        #expect(!terminalReport(without, style: plain).contains("HORIZON"))
        #expect(jsonReport(without).contains("\"horizon\": null"))
    }
}

enum SampleHorizon {
    static var outcome: Outcome {
        var outcome = Outcome(
            toolVersion: "0.1.0", runIdentifier: "20250315T090000Z-0a1b", project: "shop", folder: "shop")
        outcome.horizon = record
        return outcome
    }

    private static let facts = HorizonFacts(
        relations: ["customers", "orders", "regions"].enumerated().map { number, name in
            HorizonRelation(
                oid: UInt32(number), name: "public.\(name)", root: "public.\(name)", kind: .table, pages: 10, rows: 500,
                allVisiblePages: 0,
                columns: name == "orders"
                    ? [
                        HorizonColumn(
                            number: 1, name: "customer_id", type: .whole(bytes: 4),
                            parent: ColumnName("public.customers", "id"))
                    ] : [])
        }, extendedStatistics: [], statisticsTarget: 1000)

    private static let law = GrowthLaw(
        GrowthDeclaration(
            tables: ["public.customers": .exponent(0.5)],
            windows: [ColumnName("public.orders", "placed_at"): .extends],
            common: [ColumnName("public.orders", "customer_id"): .zipf]),
        shape: ShapeGrowth(fixedTables: ["public.regions"], growingTables: ["public.orders"]), facts: facts)

    private static func state(_ state: StateName, _ prints: [String], _ change: HorizonChange?) -> HorizonQueryState {
        HorizonQueryState(
            state: state,
            points: zip([1.0, 10, 100], prints).map { growth, print in
                HorizonQueryState.Point(growth: growth, fingerprint: print, cost: growth * 10, rivalRatio: 1.25)
            }, change: change)
    }

    private static let change = HorizonChange(
        above: 5.623, at: 6.494, verdict: .regressed, words: "scan_downgrade: public.orders is read whole", from: "1:a",
        to: "1:b")

    private static let record = HorizonRecord(
        points: [10, 100], law: law, states: [.baseline, .after(step: "001_a")],
        queries: [
            HorizonQuery(
                asked: AskedQuery(query: "late_orders", role: .application, session: "large"),
                states: [
                    state(.baseline, ["1:a", "1:a", "1:a"], nil),
                    state(.after(step: "001_a"), ["1:a", "1:b", "1:b"], change),
                ]),
            HorizonQuery(
                asked: AskedQuery(query: "newest", role: .owner, session: nil),
                states: [state(.baseline, ["1:a", "1:a", "1:a"], nil)]),
        ], remarks: ["public.orders_both: statistics over several columns stay as they are"],
        validations: [
            HorizonValidation(
                state: .baseline, growth: 10, small: [capture("Seq Scan")], foreseen: [capture("Seq Scan")],
                truly: [capture("Index Scan")])
        ])

    private static func capture(_ type: String) -> CapturedQueryPlan {
        let node = QueryPlanNode(
            type: type, relation: "public.orders", indexName: nil, shape: [], expressions: [], estimatedRows: 1,
            totalCost: 1, children: [])
        return CapturedQueryPlan(query: "late_orders", role: .application, result: .plan(QueryPlan(root: node)))
    }
}
