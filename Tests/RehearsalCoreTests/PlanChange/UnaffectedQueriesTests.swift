import RehearsalCore
import Testing

@Suite("Queries whose plans still hold")
struct UnaffectedQueriesTests {
    private static let query = WorkloadQuery(
        name: "q", variants: [QueryVariant(role: .owner, session: nil, settings: [], parameters: [])],
        callsPerDay: nil, statement: Statement(text: "SELECT * FROM ord JOIN shown ON true", place: Small.place("q", 1))
    )

    private static func capture(_ relation: String = "public.ord", type: String = "Seq Scan") -> CapturedQueryPlan {
        CapturedQueryPlan(
            query: "q", role: .owner,
            result: .plan(
                QueryPlan(
                    root: QueryPlanNode(
                        type: type, relation: relation, indexName: nil, shape: [], expressions: [], estimatedRows: 1,
                        totalCost: 1, children: []))))
    }

    private static let facts = [
        Small.fact(.table, "public.ord", "a", .semantic), Small.fact(.table, "public.other", "a", .semantic),
        Small.fact(.column, "public.other.b", "a", .semantic),
    ]

    private static func holds(
        _ facts: [CatalogFact] = facts, refreshed: Set<String> = [], capture: CapturedQueryPlan = capture()
    ) -> Bool {
        let last = Small.snapshot(.baseline, Self.facts, plans: [capture])
        let unaffected = UnaffectedQueries(since: last, catalog: Catalog(facts: facts), refreshed: refreshed)
        return unaffected.captures(of: query) == [capture]
    }

    @Test("are those of whose tables nothing changed")
    func held() {
        #expect(Self.holds())
        #expect(Self.holds(refreshed: ["public.other"]))
        #expect(Self.holds(Self.facts.filter { $0.identity != "public.other.b" }))
        #expect(Self.holds(Self.facts + [Small.fact(.comment, "TABLE public.ord", "c", .semantic)]))
    }

    @Test("are none of a table that was written or altered, a view, a function, a setting or a write")
    func asked() {
        #expect(!Self.holds(refreshed: ["public.ord"]))
        #expect(!Self.holds(Self.facts + [Small.fact(.column, "public.ord.c", "a", .semantic)]))
        #expect(!Self.holds(Self.facts + [Small.fact(.function, "public.f()", "a", .semantic)]))
        #expect(!Self.holds(Self.facts + [Small.fact(.setting, "role app", "a", .performance)]))
        #expect(!Self.holds(Self.facts + [Small.fact(.view, "public.shown", "a", .semantic)]))
        #expect(!Self.holds(refreshed: ["public.shown"]), "named by the query, and in no plan")
        #expect(!Self.holds(capture: Self.capture(type: "ModifyTable")))
        #expect(!Self.holds(capture: Small.refusedQuery()))
        let first = UnaffectedQueries(since: nil, catalog: Catalog(facts: Self.facts), refreshed: [])
        #expect(first.captures(of: Self.query) == nil)
    }
}
