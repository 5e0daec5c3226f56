import RehearsalCore
import Testing

@Suite("Changes between plans that cost as much")
struct CloseChoicesTests {
    private static func plans(_ types: [String: String], cost: Double = 100) -> [CapturedQueryPlan] {
        types.map { name, type in
            let node = QueryPlanNode(
                type: type, relation: "public.t", indexName: nil, shape: [], expressions: [], estimatedRows: 1,
                totalCost: cost, children: [])
            return CapturedQueryPlan(query: name, role: .owner, result: .plan(QueryPlan(root: node)))
        }
    }

    private static func asked(_ name: String) -> AskedQuery { AskedQuery(query: name, role: .owner, session: nil) }

    @Test("are those where the next plan costs at most a hundredth more, and none where no next plan was found")
    func close() {
        let plans = Self.plans(["close": "B", "sure": "B", "unknown": "B", "same": "B"])
        let rivals = [Self.asked("close"): 101.0, Self.asked("sure"): 101.01, Self.asked("same"): 100]
        #expect(CloseChoices.close(among: plans, rivals: rivals) == [Self.asked("close"), Self.asked("same")])
    }

    @Test("are looked for where a plan is another one than today")
    func changed() {
        let small = Self.plans(["stays": "A", "changes": "A"])
        let foreseen = Self.plans(["stays": "A", "changes": "B", "new": "B"])
        #expect(CloseChoices.changed(from: small, to: foreseen) == [Self.asked("changes")])
    }
}
