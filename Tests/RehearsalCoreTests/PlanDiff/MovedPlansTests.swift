import RehearsalCore
import Testing

@Suite("PlanDiff: which queries' plans moved between states")
struct MovedPlansTests {
    private func captured(
        _ query: String = "q", _ type: String = "Seq Scan", filter: String = "(a = 1)", blocks: Int64? = 1000
    ) -> CapturedQueryPlan {
        let node = QueryPlanNode(
            type: type, relation: "public.t", indexName: nil, shape: [],
            expressions: [ShapeAttribute(key: "Filter", value: filter)], estimatedRows: 1, totalCost: 1,
            measured: blocks.map { NodeMeasure(rows: 1, loops: 1, blocks: $0) }, children: [])
        return CapturedQueryPlan(query: query, role: .owner, result: .plan(QueryPlan(root: node)))
    }

    private func changes(_ old: CapturedQueryPlan, _ new: CapturedQueryPlan) -> [QueryPlanDifference.Change] {
        planDifferences(from: [old], to: [new]).map(\.difference.change)
    }

    @Test("are those with another tree, other conditions, or blocks that moved by a tenth and by 100")
    func which() {
        #expect(changes(captured(), captured()) == [])
        #expect(changes(captured(), captured(filter: "(a = 2)")) == [], "constants are masked")
        #expect(changes(captured(), captured("q", "Sample Scan", blocks: 1)) == [.changed])
        #expect(changes(captured(), captured(filter: "(b = 1)", blocks: 1)) == [.conditions])
        #expect(changes(captured(), captured(blocks: 1099)) == [] && changes(captured(), captured(blocks: 901)) == [])
        #expect(changes(captured(), captured(blocks: 1100)) == [.blocks])
        #expect(changes(captured(blocks: 0), captured(blocks: 99)) == [])
        #expect(changes(captured(blocks: 0), captured(blocks: 100)) == [.blocks])
        #expect(changes(captured(blocks: nil), captured(blocks: 1000)) == [], "explained alone, nothing is known")
        let both = planDifferences(
            from: [captured("a"), captured("b")], to: [captured("b", blocks: 1), captured("c")])
        #expect(both.map(\.difference.change) == [.removed, .blocks, .added])
        #expect(both.map { $0.tree == nil } == [true, false, true])
    }

    @Test("are told in a history against the state before, and of a run's first state against the run above")
    func history() {
        func snapshot(_ state: StateName, _ plan: CapturedQueryPlan) -> Snapshot {
            Snapshot(
                state: state, catalog: Catalog(facts: []), queryPlans: [plan, captured("other")], digests: [])
        }
        let history = QueryHistory(
            of: "q",
            runs: [
                (
                    "new",
                    [
                        snapshot(.baseline, captured()), snapshot(.after(step: "1"), captured(blocks: 5000)),
                        snapshot(.after(step: "2"), captured(blocks: 5000)),
                    ]
                ),
                ("old", [snapshot(.baseline, captured()), snapshot(.after(step: "1"), captured())]),
                ("older", [snapshot(.baseline, captured("q", "Sample Scan"))]),
            ])
        #expect(history.rows.map(\.run) == ["new", "new", "new", "old", "old", "older"])
        #expect(history.rows.map(\.change) == [nil, .blocks, nil, nil, nil, .changed])
        #expect(history.rows.allSatisfy { $0.captured.query == "q" })
    }
}
