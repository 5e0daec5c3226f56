extension StateComparison {
    /// One query that is planned otherwise, or that touches another number of blocks.
    public struct PlanDifference: Hashable, Sendable {
        public var difference: QueryPlanDifference
        /// Nil where the query was not captured in the first state.
        public var before: CapturedQueryPlan?
        /// Nil where the query was not captured in the second state.
        public var after: CapturedQueryPlan?

        /// Nil where either state has no plan of the query.
        public var tree: PlanTreeDifference? {
            guard let old = before?.plan, let new = after?.plan else { return nil }
            return PlanTreeDifference(from: old, to: new)
        }
    }
}

extension CapturedQueryPlan {
    /// Blocks of 8 KiB that running the query touched; nil where it was only explained, or refused.
    public var blocks: Int64? { plan?.root.measured?.blocks }
}

/// The least difference of a whole query's blocks that is told, beside a tenth of what was.
private let leastBlocks: Int64 = 100

/// What of two states' query plans a person wants to see: besides what ``differences(from:to:)`` gives also conditions
/// that differ in the same tree, and blocks that moved by a tenth and by 100.
public func planDifferences(
    from expected: [CapturedQueryPlan], to actual: [CapturedQueryPlan]
) -> [StateComparison.PlanDifference] {
    let before = expected.byAsked
    let after = actual.byAsked
    let gated = differences(from: expected, to: actual)
    let told = Set(gated.map(\.asked))
    let others = before.keys.filter { !told.contains($0) }.compactMap { asked -> QueryPlanDifference? in
        guard let old = before[asked], let new = after[asked], let change = quietChange(from: old, to: new) else {
            return nil
        }
        return QueryPlanDifference(
            asked: asked, change: change, before: old.plan.map(treeText), after: new.plan.map(treeText))
    }
    return (gated + others).sorted().map {
        StateComparison.PlanDifference(difference: $0, before: before[$0.asked], after: after[$0.asked])
    }
}

/// What changed in a plan whose shape did not.
private func quietChange(
    from old: CapturedQueryPlan, to new: CapturedQueryPlan
) -> QueryPlanDifference.Change? {
    guard let was = old.plan, let now = new.plan, was != now else { return nil }
    if was.fingerprints.conditions != now.fingerprints.conditions { return .conditions }
    guard let before = old.blocks, let after = new.blocks else { return nil }
    return abs(after - before) >= max(leastBlocks, before / 10) ? .blocks : nil
}
