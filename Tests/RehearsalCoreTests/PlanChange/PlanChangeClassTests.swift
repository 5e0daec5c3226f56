import RehearsalCore
import Testing

/// Classes of changes that are seen by other means than running a query, or told in a note only. Steps of
/// Tests/Cases/Plans bring each about as well.
@Suite("What changed from one plan to the next")
struct PlanChangeClassTests {
    private static func scan(
        _ type: String = "Index Scan", index: String? = "orders_a_idx", rows: Double = 10, cost: Double = 100,
        blocks: Int64? = 50, condition: String = "Index Cond", of words: String = "(orders.a = 1)"
    ) -> QueryPlanNode {
        var shape = [ShapeAttribute(key: "Alias", value: "orders")]
        if let index { shape.append(ShapeAttribute(key: "Index Identity", value: "btree (\(index))")) }
        return QueryPlanNode(
            type: type, relation: "public.orders", indexName: index, shape: shape,
            expressions: [ShapeAttribute(key: condition, value: words)], estimatedRows: rows, totalCost: cost,
            measured: blocks.map { NodeMeasure(rows: rows, loops: 1, blocks: $0) }, children: [])
    }

    private static func capture(
        _ root: QueryPlanNode, planningBlocks: Int64 = 0, run: QueryRun = .ran(rows: nil),
        views: PlanViews = PlanViews()
    ) -> CapturedQueryPlan {
        let execution = root.measured.map { _ in ExecutionMeasure(planningBlocks: planningBlocks) }
        return CapturedQueryPlan(
            query: "q", role: .application, result: .plan(QueryPlan(root: root, execution: execution)), run: run,
            views: views, tables: [TableSize(table: "public.orders", pages: 2000, rows: 150_000)])
    }

    private static func comparison(
        _ before: CapturedQueryPlan, _ after: CapturedQueryPlan, lost: Set<String> = []
    ) throws -> PlanComparison {
        try #require(
            PlanComparison(from: before, to: after, PlanThresholds(), isSameData: false, lostIndexes: lost))
    }

    private static func severities(_ comparison: PlanComparison) -> [PlanChangeClass: Severity] {
        Dictionary(comparison.changes.map { ($0.kind, $0.severity) }, uniquingKeysWith: { first, _ in first })
    }

    @Test("is nothing where nothing changed")
    func nothing() throws {
        let capture = Self.capture(Self.scan())
        let comparison = try Self.comparison(capture, capture)
        #expect(comparison.verdict == .equal && comparison.changes.isEmpty)
    }

    @Test("is a timeout where the query is stopped that ended before")
    func timeout() throws {
        let stopped = Self.capture(Self.scan(blocks: nil), run: .timedOut(milliseconds: 60_000))
        let comparison = try Self.comparison(Self.capture(Self.scan()), stopped)
        #expect(comparison.verdict == .timeout)
        #expect(Self.severities(comparison)[.timeout] == .fail)
    }

    @Test("is the cost of a query that is not run, where it leaves the noise of its samples", arguments: [1.0, 2.0])
    func cost(noise: Double) throws {
        var samples = PlanSamples(of: QueryPlan(root: Self.scan(cost: 1000, blocks: nil)))
        samples.note(QueryPlan(root: Self.scan(cost: 1000 * noise, blocks: nil)))
        let captures = [1000.0, 2000.0].map { cost in
            Self.capture(
                Self.scan(cost: cost, blocks: nil), run: .notRun, views: PlanViews(samples: samples))
        }
        let comparison = try Self.comparison(captures[0], captures[1])
        #expect(Self.severities(comparison)[.costGrowth] == (noise == 1 ? .warn : nil))
    }

    @Test("is planning that touches far more blocks", arguments: [(100, 150), (10, 150), (100, 400)])
    func planning(blocks: (Int64, Int64)) throws {
        let comparison = try Self.comparison(
            Self.capture(Self.scan(), planningBlocks: blocks.0), Self.capture(Self.scan(), planningBlocks: blocks.1))
        #expect(Self.severities(comparison)[.planningGrowth] == (blocks.1 == 400 ? .warn : nil))
    }

    @Test("is noted for parallel workers that come or go")
    func parallel() throws {
        let gather = QueryPlanNode(
            type: "Gather", relation: nil, indexName: nil, shape: [], expressions: [], estimatedRows: 10,
            totalCost: 100, children: [Self.scan(blocks: nil)])
        let serial = Self.capture(Self.scan())
        let helped = Self.capture(Self.scan(), views: PlanViews(parallel: QueryPlan(root: gather)))
        let lost = try Self.comparison(helped, serial)
        let gained = try Self.comparison(serial, helped)
        #expect(Self.severities(lost) == [.parallelLost: .note] && lost.verdict == .changed)
        #expect(Self.severities(gained) == [.parallelGained: .note] && gained.verdict == .changed)
    }

    @Test("is noted for a cost that crosses the limit of compiling")
    func compiling() throws {
        let comparison = try Self.comparison(
            Self.capture(Self.scan(cost: 90_000)), Self.capture(Self.scan(cost: 110_000)))
        #expect(Self.severities(comparison) == [.jitCrossed: .note])
    }

    @Test("is noted for a generic plan that becomes the cheaper one")
    func generic() throws {
        let captures = [900.0, 90.0].map { cost in
            Self.capture(
                Self.scan(), views: PlanViews(generic: QueryPlan(root: Self.scan(cost: cost, blocks: nil))))
        }
        #expect(Self.severities(try Self.comparison(captures[0], captures[1])) == [.genericFlip: .note])
        #expect(try Self.comparison(captures[1], captures[0]).changes.isEmpty)
    }

    @Test("is a condition that filters, where a cast or a function keeps its column out of the index")
    func castConditions() throws {
        let before = Self.capture(Self.scan())
        for words in ["((orders.a)::text = '1'::text)", "(lower(orders.a) = 1)"] {
            let filtering = Self.scan("Seq Scan", index: nil, blocks: 2000, condition: "Filter", of: words)
            let comparison = try Self.comparison(before, Self.capture(filtering))
            #expect(Self.severities(comparison)[.conditionDemoted] == .warn, "\(comparison.changes)")
        }
        let other = Self.scan("Seq Scan", index: nil, blocks: 2000, condition: "Filter", of: "(orders.ab = 1)")
        let comparison = try Self.comparison(before, Self.capture(other))
        #expect(Self.severities(comparison)[.conditionDemoted] == nil)
    }

    @Test("is no growth of rows where a tenth of the blocks is read instead")
    func rowsForBlocks() throws {
        let before = Self.capture(Self.scan(rows: 6000, blocks: 4000))
        let few = try Self.comparison(before, Self.capture(Self.scan(rows: 30_000, blocks: 400)))
        #expect(few.changes.isEmpty && few.verdict == .improved, "\(few.changes)")
        let many = try Self.comparison(before, Self.capture(Self.scan(rows: 900_000, blocks: 400)))
        #expect(Self.severities(many)[.rowGrowth] == .warn)
    }
}
