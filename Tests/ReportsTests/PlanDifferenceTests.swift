import RehearsalCore
import Reports
import Testing

@Suite("Reports: what differs between two plans")
struct PlanDifferenceTests {
    private typealias Case = (name: String, before: QueryPlanNode, after: QueryPlanNode)

    private static let status = "(ord.status = 'open'::text)"

    private static let byStatus = planNode(
        "Index Scan", on: "ord", index: "ord_status_idx", conditions: ["Index Cond": status], did(20, blocks: 38))

    private static let all = planNode(
        "Seq Scan", on: "ord", conditions: ["Filter": status], did(220, removed: 399_780, blocks: 6771))

    private static let customers = planNode("Seq Scan", on: "customer", did(5000, blocks: 90))

    private static func joined(_ type: String, _ outer: QueryPlanNode, _ inner: QueryPlanNode) -> QueryPlanNode {
        planNode(
            type, shape: ["Join Type": "Inner"],
            conditions: type == "Hash Join" ? ["Hash Cond": "(ord.customer_id = customer.id)"] : [:],
            did(200, blocks: 128), [outer, inner])
    }

    private static func hashed(_ child: QueryPlanNode) -> QueryPlanNode {
        planNode("Hash", child.measured ?? did(0), [child])
    }

    private static func partitions(_ count: Int) -> QueryPlanNode {
        planNode(
            "Append", did(100 * Double(count), blocks: 40 * Int64(count)),
            (1...count).map { leaf in
                related(
                    planNode("Seq Scan", on: "ev_\(leaf)", root: "ev", did(100, blocks: 40)), "Member")
            })
    }

    private static func subplan(_ filter: String, loops: Double, blocks: Int64) -> QueryPlanNode {
        let inner = related(
            planNode(
                "Seq Scan", on: "customer", shape: ["Subplan Name": "SubPlan 1"],
                did(5000, loops: loops, blocks: blocks)),
            "SubPlan")
        return planNode(
            "Seq Scan", on: "ord", conditions: ["Filter": filter], did(10, removed: 390, blocks: blocks + 8), [inner])
    }

    private static let twoParts: KeyValuePairs<String, String> = [
        "Index Cond": "((ord.status = 'open'::text) AND (ord.made = '2025-01-01'::date))"
    ]

    private static let cases: [Case] = [
        (
            "index lost", planNode("Limit", did(20, blocks: 38), [byStatus]),
            planNode("Limit", did(20, blocks: 6771), [planNode("Sort", did(20, blocks: 6771), [all])])
        ),
        (
            "sort added, which spills", byStatus,
            planNode(
                "Sort", conditions: ["Sort Key": "ord.made"], did(20, blocks: 38, temp: 700, spills: true), [byStatus])
        ),
        (
            "join order swapped", joined("Hash Join", byStatus, hashed(customers)),
            joined("Hash Join", customers, hashed(byStatus))
        ),
        (
            "hash join to nested loop", joined("Hash Join", byStatus, hashed(customers)),
            joined(
                "Nested Loop", byStatus,
                planNode(
                    "Index Scan", on: "customer", index: "customer_pkey",
                    conditions: ["Index Cond": "(customer.id = ord.customer_id)"], did(1, loops: 20, blocks: 60)))
        ),
        ("partitions more", partitions(3), partitions(12)),
        (
            "subplan hashed to plain", subplan("(NOT (hashed SubPlan 1))", loops: 1, blocks: 90),
            subplan("(NOT (SubPlan 1))", loops: 400, blocks: 36_000)
        ),
        (
            "gather added",
            planNode("Aggregate", shape: ["Strategy": "Plain", "Partial Mode": "Simple"], did(1, blocks: 6771), [all]),
            planNode(
                "Aggregate", shape: ["Strategy": "Plain", "Partial Mode": "Finalize"], did(1, blocks: 6771),
                [
                    planNode(
                        "Gather", did(3, blocks: 6771),
                        [
                            planNode(
                                "Aggregate", shape: ["Strategy": "Plain", "Partial Mode": "Partial"],
                                did(1, loops: 3, blocks: 6771),
                                [
                                    planNode(
                                        "Seq Scan", on: "ord", shape: ["Parallel Aware": "true"],
                                        conditions: ["Filter": status],
                                        did(73, loops: 3, removed: 133_260, blocks: 6771))
                                ])
                        ])
                ])
        ),
        (
            "condition demoted",
            planNode("Index Scan", on: "ord", index: "ord_status_made_idx", conditions: twoParts, did(20, blocks: 23)),
            planNode(
                "Index Scan", on: "ord", index: "ord_status_made_idx",
                conditions: ["Index Cond": status, "Filter": "((ord.made)::text = '2025-01-01'::text)"],
                did(20, removed: 4000, blocks: 2100))
        ),
        (
            "condition demoted to a filter of the same words",
            planNode(
                "Index Scan", on: "ord", index: "ord_status_made_idx", conditions: twoParts, estimated: 18,
                did(20, blocks: 23)),
            planNode(
                "Index Scan", on: "ord", index: "ord_status_made_idx",
                conditions: ["Index Cond": status, "Filter": "(ord.made = '2025-01-01'::date)"], estimated: 900,
                did(20, removed: 4000, blocks: 2100))
        ),
        (
            "a policy's join", byStatus,
            joined("Nested Loop", byStatus, planNode("Seq Scan", on: "tenant", did(1, loops: 20, blocks: 20)))
        ),
    ]

    @Test("are one tree with a gutter, and the numbers that moved")
    func golden() throws {
        let texts = Self.cases.map { name, before, after in
            planDifferenceText(
                PlanTreeDifference(from: QueryPlan(root: before), to: QueryPlan(root: after)), head: [name],
                style: TerminalStyle(usesColour: false)) + "\n"
        }
        try Golden.expect(
            texts.joined(separator: "\n"), equalsFile: "Tests/ReportsTests/Golden/plan-differences.txt")
    }
}
