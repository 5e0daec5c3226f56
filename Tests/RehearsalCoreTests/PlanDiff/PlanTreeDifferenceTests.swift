import Testing

@testable import RehearsalCore

@Suite("PlanDiff: what differs between two plans")
struct PlanTreeDifferenceTests {
    private func nodes(_ plan: QueryPlan) -> [String] {
        treeText(plan).split(separator: "\n").map { String($0.drop { $0 == " " }) }
    }

    @Test("is nothing between a plan and itself", arguments: 1...200 as ClosedRange<UInt64>)
    func same(seed: UInt64) {
        var seeded = SeededPlans(seed: seed)
        let plan = seeded.plan()
        let difference = PlanTreeDifference(from: plan, to: plan)
        #expect(difference.isEmpty)
        #expect(difference.lines.allSatisfy { $0.gutter == .same && $0.metrics.isEmpty && $0.conditions.isEmpty })
        let text = difference.lines.map { String(repeating: "  ", count: $0.level) + ($0.after ?? "") }
        #expect(text.joined(separator: "\n") == treeText(plan))
    }

    @Test("holds every node of both plans once, in their order", arguments: 1...400 as ClosedRange<UInt64>)
    func rebuilds(seed: UInt64) {
        var seeded = SeededPlans(seed: seed)
        let before = seeded.plan()
        let after = seed % 4 == 0 ? seeded.plan() : seeded.changed(before)
        let lines = PlanTreeDifference(from: before, to: after).lines
        #expect(lines.compactMap(\.before) == nodes(before))
        #expect(lines.compactMap(\.after) == nodes(after))
        for line in lines {
            switch line.gutter {
            case .same: #expect(line.before == line.after && line.conditions.isEmpty)
            case .changed: #expect(line.before != line.after || !line.conditions.isEmpty)
            case .removed: #expect(line.after == nil && line.before != nil)
            case .added: #expect(line.before == nil && line.after != nil)
            }
        }
        // Each line stands at most one level below the one above it.
        var depth = -1
        for line in lines {
            #expect(line.level <= depth + 2, "\(lines)")
            depth = line.level
        }
    }

    @Test("keeps what a wrapper wraps", arguments: 1...100 as ClosedRange<UInt64>)
    func wrapper(seed: UInt64) {
        var seeded = SeededPlans(seed: seed)
        let plan = seeded.plan()
        var wrapped = plan
        wrapped.root = QueryPlanNode(
            type: "Materialize", relation: nil, indexName: nil, shape: [], expressions: [], estimatedRows: 1,
            totalCost: 1, children: [plan.root])
        let new = PlanTreeDifference(from: plan, to: wrapped)
        #expect(new.lines.filter { $0.gutter != .same }.map(\.after) == ["Materialize"])
        #expect(new.lines.first?.gutter == .changed)
        let gone = PlanTreeDifference(from: wrapped, to: plan)
        #expect(gone.lines.filter { $0.gutter != .same }.map(\.before) == ["Materialize"])
    }

    @Test("is empty where and only where shape and conditions are the same and no number moved")
    func emptiness() {
        for seed in 1...200 as ClosedRange<UInt64> {
            var seeded = SeededPlans(seed: seed)
            let before = seeded.plan()
            let after = seeded.changed(before)
            let isSame = before.fingerprints.conditions == after.fingerprints.conditions
            if !isSame { #expect(!PlanTreeDifference(from: before, to: after).isEmpty, "seed \(seed)") }
        }
    }

    /// The depth and the breadth that the alignment's time grows with.
    @Test("is found between plans of a hundred joins and of hundreds of branches")
    func large() {
        func node(_ type: String, _ table: String?, _ children: [QueryPlanNode]) -> QueryPlanNode {
            QueryPlanNode(
                type: type, relation: table, indexName: nil, shape: [], expressions: [], estimatedRows: 1, totalCost: 1,
                children: children)
        }
        let tables = (0..<100).map { node("Seq Scan", "public.t\($0)", []) }
        func joins(_ leaves: [QueryPlanNode], isLeftDeep: Bool) -> QueryPlan {
            QueryPlan(
                root: leaves.reduce(node("Result", nil, [])) { tree, leaf in
                    let sides = isLeftDeep ? [tree, node("Hash", nil, [leaf])] : [leaf, node("Hash", nil, [tree])]
                    return node("Hash Join", nil, sides)
                })
        }
        for isLeftDeep in [true, false] {
            let fewer = joins(Array(tables.dropLast()), isLeftDeep: isLeftDeep)
            let lost = PlanTreeDifference(from: joins(tables, isLeftDeep: isLeftDeep), to: fewer)
            #expect(lost.lines.count { $0.gutter != .same } == 3)
        }
        let branches = (0..<400).map { node("Index Scan", "public.t\($0)", []) }
        let union = PlanTreeDifference(
            from: QueryPlan(root: node("Append", nil, branches)),
            to: QueryPlan(root: node("Append", nil, Array(branches.dropFirst()))))
        #expect(union.lines.count { $0.gutter != .same } == 1)
    }

    private func moved(_ metric: PlanMetric, _ before: Double, _ after: Double) -> Bool {
        metric.moved(from: before, to: after)
    }

    @Test("tells numbers that moved by a tenth and by a floor")
    func floors() {
        #expect(!moved(.blocks, 0, 9) && moved(.blocks, 0, 10) && moved(.blocks, 10, 0))
        #expect(!moved(.blocks, 1000, 1099) && moved(.blocks, 1000, 1100))
        #expect(!moved(.rows, 0, 99) && moved(.rows, 0, 100) && !moved(.rows, 10_000, 10_500))
        #expect(!moved(.qError, 1, 1.9) && moved(.qError, 1, 2) && moved(.qError, 8, 4))
        #expect(moved(.partitions, 3, 4) && !moved(.partitions, 3, 3))
    }

    @Test("tells conditions part by part, masked and spaced as EXPLAIN does")
    func conditions() {
        func parts(_ key: String, _ text: String) -> [String] {
            var expressions = PlanExpressions(
                of: QueryPlanNode(
                    type: "Seq Scan", relation: "public.ord", indexName: nil,
                    shape: [ShapeAttribute(key: "Alias", value: "o")], expressions: [], estimatedRows: 1, totalCost: 1,
                    children: []))
            return PlanCondition.conditions(
                key: key, words: expressions.words(of: text), table: "public.ord"
            ).map(\.words)
        }
        #expect(
            parts("Filter", "((o.a = 1) AND (lower(o.b) = 'x'::text))") == [
                "Filter (a = ?)", "Filter (lower(b) = ?::text)",
            ])
        #expect(parts("Filter", "((o.a = 1) OR (o.b = 2))") == ["Filter ((a = ?) OR (b = ?))"])
        #expect(parts("Filter", "(o.a = ANY ('{1,2}'::integer[]))") == ["Filter (a = ANY (?{2-10}::integer[]))"])
        #expect(parts("Sort Key", "o.a, o.b") == ["Sort Key a, b"])
        #expect(
            parts("Filter", "(((o.a = 1) AND (o.b = 2)) OR ((o.a = 3) AND (o.b = 4)))") == [
                "Filter (((a = ?) AND (b = ?)) OR ((a = ?) AND (b = ?)))"
            ])
    }
}
