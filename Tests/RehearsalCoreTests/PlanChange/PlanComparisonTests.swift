import RehearsalCore
import Testing

@Suite("What a change of a query plan is")
struct PlanComparisonTests {
    private static let table = TableSize(table: "public.ord", pages: 6771, rows: 400_000)

    private static func node(
        _ type: String, relation: String? = nil, index: String? = nil, shape: [String: String] = [:],
        conditions: [String: String] = [:], rows: Double = 10, estimate: Double = 10, loops: Double = 1,
        removed: Double = 0, blocks: Int64 = 40, temp: Int64 = 0, wal: Int64 = 0, _ children: [QueryPlanNode] = []
    ) -> QueryPlanNode {
        var attributes = shape
        if let index { attributes["Index Identity"] = "sha256 \(index)" }
        if relation != nil { attributes["Alias"] = "o" }
        return QueryPlanNode(
            type: type, relation: relation, indexName: index,
            shape: attributes.sorted { $0.key < $1.key }.map { ShapeAttribute(key: $0.key, value: $0.value) },
            expressions: conditions.sorted { $0.key < $1.key }.map { ShapeAttribute(key: $0.key, value: $0.value) },
            estimatedRows: estimate, totalCost: 100,
            measured: NodeMeasure(
                rows: rows, loops: loops, rowsRemoved: removed, blocks: blocks, tempBlocks: temp, walBytes: wal),
            children: children)
    }

    private static func capture(
        _ root: QueryPlanNode, run: QueryRun = .ran(rows: ResultRows(count: 10, sum: "1")),
        triggers: [String: Int64] = [:], views: PlanViews = PlanViews(), planning: Int64 = 0
    ) -> CapturedQueryPlan {
        let plan = QueryPlan(
            root: root, execution: ExecutionMeasure(planningBlocks: planning, triggerCalls: triggers))
        return CapturedQueryPlan(
            query: "q", role: .owner, result: .plan(plan), run: run, views: views, tables: [table])
    }

    private static let condition = ["Index Cond": "(o.status = 'rare'::text)"]
    private static let byIndex = node(
        "Index Scan", relation: "public.ord", index: "ord_status_idx", conditions: condition)
    private static let whole = node(
        "Seq Scan", relation: "public.ord", conditions: ["Filter": "(o.status = 'rare'::text)"], removed: 399_780,
        blocks: 6771)

    private static func join(_ type: String, loops: Double, blocks: Int64) -> QueryPlanNode {
        node(
            type, shape: ["Join Type": "Inner"], blocks: blocks,
            [
                node("Seq Scan", relation: "public.c", shape: ["Parent Relationship": "Outer"], rows: loops),
                node("Seq Scan", relation: "public.ord", shape: ["Parent Relationship": "Inner"], loops: loops),
            ])
    }

    /// What is expected of each pair: the class, how much it weighs, and the verdict.
    private static let pairs: [(String, CapturedQueryPlan, CapturedQueryPlan, PlanChangeClass, Severity, PlanVerdict)] =
        [
            ("an index is gone", capture(byIndex), capture(whole), .lostIndex, .fail, .regressed),
            ("a large table is read whole", capture(byIndex), capture(whole), .scanDowngrade, .fail, .regressed),
            ("a condition filters", capture(byIndex), capture(whole), .conditionDemoted, .fail, .regressed),
            ("blocks", capture(byIndex), capture(whole), .bufferGrowth, .fail, .regressed),
            ("rows", capture(byIndex), capture(whole), .rowGrowth, .warn, .regressed),
            (
                "a nested loop without an index", capture(join("Hash Join", loops: 1, blocks: 200)),
                capture(join("Nested Loop", loops: 5000, blocks: 9000)), .joinMethod, .fail, .regressed
            ),
            (
                "a sort of many rows", capture(node("Index Scan", relation: "public.ord", index: "a", rows: 50_000)),
                capture(node("Sort", rows: 50_000, [node("Seq Scan", relation: "public.ord", rows: 50_000)])),
                .newSort, .warn, .suspect
            ),
            (
                "a spill", capture(node("Sort", [byIndex])), capture(node("Sort", temp: 640, [byIndex])), .newSpill,
                .fail, .regressed
            ),
            (
                "an estimate", capture(byIndex),
                capture(
                    node(
                        "Index Scan", relation: "public.ord", index: "ord_status_idx", conditions: condition,
                        rows: 5000, estimate: 10)), .estimateError, .warn, .suspect
            ),
            (
                "WAL", capture(node("ModifyTable", relation: "public.ord", wal: 100_000)),
                capture(node("ModifyTable", relation: "public.ord", wal: 200_000)), .walGrowth, .warn, .suspect
            ),
            (
                "a trigger", capture(node("ModifyTable", relation: "public.ord")),
                capture(node("ModifyTable", relation: "public.ord"), triggers: ["audit": 10]), .triggerCalls, .warn,
                .suspect
            ),
            (
                "other rows", capture(byIndex),
                capture(byIndex, run: .ran(rows: ResultRows(count: 9, sum: "2"))), .wrongResult, .fail, .wrongResult
            ),
            (
                "a timeout", capture(byIndex), capture(byIndex, run: .timedOut(milliseconds: 60_000)), .timeout,
                .fail, .timeout
            ),
            (
                "planning", capture(byIndex), capture(byIndex, planning: 900), .planningGrowth, .warn, .suspect
            ),
        ]

    @Test("is told by its class, and how much it weighs", arguments: pairs.indices)
    func classes(_ index: Int) throws {
        let (name, before, after, kind, severity, verdict) = Self.pairs[index]
        let comparison = try #require(
            PlanComparison(
                from: before, to: after, PlanThresholds(), isSameData: true, lostIndexes: ["ord_status_idx"]))
        let change = comparison.changes.first { $0.kind == kind }
        #expect(change?.severity == severity, "\(name): \(comparison.changes)")
        #expect(comparison.verdict == verdict, "\(name): \(comparison.changes)")
    }

    @Test("is none for a plan and itself, and the other way round an improvement", arguments: pairs.indices)
    func nothing(_ index: Int) throws {
        let (name, before, after, _, _, _) = Self.pairs[index]
        for capture in [before, after] {
            let same = PlanComparison(
                from: capture, to: capture, PlanThresholds(), isSameData: true, lostIndexes: [])
            #expect(same?.changes == [] && same?.verdict == .equal, "\(name): \(String(describing: same?.changes))")
        }
    }

    @Test("is an improvement where the same tables are read with fewer blocks")
    func better() {
        let comparison = PlanComparison(
            from: Self.capture(Self.whole), to: Self.capture(Self.byIndex), PlanThresholds(), isSameData: true,
            lostIndexes: [])
        #expect(comparison?.verdict == .improved)
        #expect(comparison?.blocksMore == 40 - 6771)
    }

    @Test("is unstable and never regressed by its shape where the plan flips between samples")
    func unstable() throws {
        var before = Self.capture(Self.byIndex)
        let after = Self.capture(
            Self.node("Index Scan", relation: "public.ord", index: "ord_made_idx", conditions: Self.condition))
        let plan = try #require(before.plan)
        var samples = PlanSamples(of: plan)
        samples.note(try #require(after.plan))
        before.views.samples = samples
        #expect(samples.flips)
        let comparison = PlanComparison(
            from: before, to: after, PlanThresholds(), isSameData: true, lostIndexes: ["ord_status_idx"])
        #expect(comparison?.verdict == .unstable)
        #expect(comparison?.changes.contains { $0.severity != .note } == false)
    }

    @Test("weighs little where other rows are what the step declares")
    func declared() {
        let comparison = PlanComparison(
            from: Self.capture(Self.byIndex),
            to: Self.capture(Self.byIndex, run: .ran(rows: ResultRows(count: 9, sum: "2"))), PlanThresholds(),
            isSameData: true, declaresOtherRows: true, lostIndexes: [])
        #expect(comparison?.verdict == .suspect)
    }
}
