import RehearsalCore
import Testing

/// What the judged plans do not show, and a step's findings tell in notes.
@Suite("Notes on what no measure of a plan shows")
struct JudgePlansNotesTests {
    private static func node(
        _ type: String, relation: String? = "public.orders", _ children: [QueryPlanNode] = []
    ) -> QueryPlanNode {
        let isIndexed = type == "Index Scan"
        let shape = isIndexed ? [ShapeAttribute(key: "Index Identity", value: "btree (a)")] : []
        let condition = ShapeAttribute(key: isIndexed ? "Index Cond" : "Filter", value: "(orders.a = 1)")
        return QueryPlanNode(
            type: type, relation: relation, indexName: isIndexed ? "orders_a_idx" : nil, shape: shape,
            expressions: relation == nil ? [] : [condition], estimatedRows: 10, totalCost: 100,
            measured: isIndexed ? NodeMeasure(rows: 10, loops: 1, blocks: 50) : nil, children: children)
    }

    private static let indexed = QueryPlan(root: node("Index Scan"))
    private static let whole = QueryPlan(root: node("Seq Scan"))
    private static let gathered = QueryPlan(root: node("Gather", relation: nil, [node("Seq Scan")]))

    private static func findings(_ before: [PlanViews], _ after: [PlanViews]) -> [Finding] {
        func captures(_ views: [PlanViews]) -> [CapturedQueryPlan] {
            views.enumerated().map { number, views in
                CapturedQueryPlan(
                    query: "q\(number)", role: .owner, result: .plan(indexed), run: .ran(rows: nil), views: views,
                    tables: [TableSize(table: "public.orders", pages: 2000, rows: 150_000)])
            }
        }
        let step = Small.step()
        return judgePlans(
            of: step, before: Small.snapshot(.baseline, plans: captures(before)),
            after: Small.snapshot(.after(step: step.name), plans: captures(after)),
            upward: Small.observation("migrations/001_a.sql"), project: Small.project([step]), folder: ".")
    }

    @Test("tell of plans that get worse on production's statistics alone")
    func production() throws {
        let worse = PlanViews(atProduction: Self.whole)
        let found = Self.findings([PlanViews(), PlanViews(), worse], [worse, worse, worse])
        #expect(found.map(\.code) == [.planChanged] && found.map(\.severity) == [.note])
        let note = try #require(found.first)
        #expect(note.object == "production_target")
        #expect(note.message.what.hasPrefix("query q0 as owner and 1 more, "))
        #expect(note.message.what.contains("(target 100): scan_downgrade: public.orders is read whole"))
        #expect(Self.findings([worse], [PlanViews()]).isEmpty)
    }

    @Test("tell of a missing ANALYZE where production's own would give another plan, and not where it gives the same")
    func asLeft() throws {
        for (atProduction, codes) in [
            (nil, [FindingCode.statisticsMissing]), (Self.gathered, [.statisticsMissing]), (Self.whole, []),
        ] {
            let views = PlanViews(asLeft: Self.whole, atProduction: atProduction)
            let found = Self.findings([PlanViews()], [views])
            #expect(found.map(\.code).filter { $0 == .statisticsMissing } == codes, "\(found)")
        }
    }

    @Test("tell of parallel workers that came or went, once for all queries")
    func parallel() throws {
        let gathered = PlanViews(parallel: Self.gathered)
        let (with, without) = ([gathered, gathered], [PlanViews(), PlanViews()])
        for (before, after, kind) in [(with, without, "parallel_lost"), (without, with, "parallel_gained")] {
            let notes = Self.findings(before, after).filter { $0.object == kind }
            #expect(notes.count == 1 && notes.allSatisfy { $0.code == .planChanged && $0.severity == .note })
            #expect(notes.first?.message.what.hasPrefix("query q0 as owner and 1 more: \(kind): ") == true)
            #expect(notes.first?.message.place == "no cause found in what 001_a changed")
        }
        #expect(Self.findings(with, with).isEmpty)
    }

    /// A hundred rows where eleven are, then a thousand: the bounds of a histogram of a large table fell otherwise.
    @Test("do not blame a step for an estimate that only another sample of the same rows made")
    func estimates() {
        func capture(_ estimate: Double) -> CapturedQueryPlan {
            var node = Self.node("Index Scan")
            node.estimatedRows = estimate
            node.measured = NodeMeasure(rows: 11, loops: 1, blocks: 14)
            return CapturedQueryPlan(
                query: "q", role: .owner, result: .plan(QueryPlan(root: node)), run: .ran(rows: nil),
                tables: [TableSize(table: "public.orders", pages: 20_000, rows: 1_100_000)])
        }
        func findings(_ facts: [CatalogFact], rows: String = "1") -> [FindingCode] {
            let step = Small.step()
            return judgePlans(
                of: step,
                before: Small.snapshot(
                    .baseline, [], [Small.digest("public.orders", ["a": "1"])], plans: [capture(110)]),
                after: Small.snapshot(
                    .after(step: step.name), facts, [Small.digest("public.orders", ["a": rows])],
                    plans: [capture(1101)]),
                upward: Small.observation("migrations/001_a.sql"), project: Small.project([step]), folder: "."
            ).map(\.code)
        }
        #expect(findings([]).isEmpty)
        #expect(findings([Small.fact(.table, "public.people", "1", .semantic)]).isEmpty, "of another table")
        #expect(findings([Small.fact(.table, "public.orders", "1", .semantic)]) == [.planSuspect])
        #expect(findings([], rows: "2") == [.planSuspect], "other rows")
    }
}
