import RehearsalCore
import Testing

@Suite("The likeness of query plans")
struct PlanLikenessTests {
    private static func plan(_ type: String, rows: Double, over child: QueryPlanNode? = nil) -> QueryPlan {
        QueryPlan(
            root: QueryPlanNode(
                type: type, relation: nil, indexName: nil, shape: [], expressions: [], estimatedRows: rows,
                totalCost: rows, children: [child].compactMap(\.self)))
    }

    private static func asked(_ name: String) -> AskedQuery {
        AskedQuery(query: name, role: .owner, session: nil)
    }

    private static func plans(
        _ plans: [String: QueryPlan], refusing: [String: String] = [:]
    ) -> WorkloadPlans {
        var found = WorkloadPlans()
        for (name, plan) in plans { found.plans[asked(name)] = plan }
        for (name, state) in refusing { found.refusals[asked(name)] = state }
        return found
    }

    @Test("tells what is alike, what differs, what is unstable here and what nobody could compare")
    func kinds() {
        let scan = Self.plan("Seq Scan", rows: 10)
        let index = Self.plan("Index Scan", rows: 10)
        let there = Self.plans(["a": scan, "b": scan, "c": scan, "e": scan], refusing: ["d": "42501"])
        let likeness = PlanLikeness(
            of: there,
            to: [
                Self.plans(["a": scan, "b": index, "c": scan, "d": scan], refusing: ["e": "42703"]),
                Self.plans(["a": scan, "b": index, "c": index, "d": scan], refusing: ["e": "42703"]),
            ])
        #expect(likeness.alike == [Self.asked("a")])
        #expect(likeness.different.map(\.asked) == [Self.asked("b")])
        #expect(likeness.different.first?.original.contains("Seq Scan") == true)
        #expect(likeness.different.first?.made.contains("Index Scan") == true)
        #expect(likeness.unstable == [Self.asked("c")])
        #expect(
            likeness.notAsked == [
                Self.asked("d"): "refused over there: SQLSTATE 42501", Self.asked("e"): "refused here: SQLSTATE 42703",
            ])
    }

    @Test("measures estimates node by node, below one row as one")
    func estimates() {
        let there = Self.plans(["a": Self.plan("Sort", rows: 100, over: Self.plan("Seq Scan", rows: 0).root)])
        let here = Self.plans(["a": Self.plan("Sort", rows: 250, over: Self.plan("Seq Scan", rows: 1).root)])
        let likeness = PlanLikeness(of: there, to: [here])
        #expect(likeness.estimateErrors == [1, 2.5])
        #expect(likeness.estimateError(at: 0.4) == 1 && likeness.estimateError(at: 0.9) == 2.5)
        #expect(PlanLikeness(of: Self.plans([:]), to: [here]).estimateError(at: 0.5) == nil)
    }
}
