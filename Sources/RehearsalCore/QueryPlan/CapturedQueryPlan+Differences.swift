/// Compares the query plans of two states by their shape (F3) and returns what differs, by query, role and session.
///
/// Two refusals are alike when their SQLSTATE and message are. Empty where all fingerprints are equal.
public func differences(
    from expected: [CapturedQueryPlan], to actual: [CapturedQueryPlan]
) -> [QueryPlanDifference] {
    let before = expected.byAsked.mapValues(\.result)
    let after = actual.byAsked.mapValues(\.result)
    return Set(before.keys).union(after.keys).compactMap { key in
        guard let change = change(from: before[key], to: after[key]) else { return nil }
        return QueryPlanDifference(
            asked: key, change: change, before: before[key].map(words), after: after[key].map(words))
    }.sorted()
}

private func change(from old: CaptureResult?, to new: CaptureResult?) -> QueryPlanDifference.Change? {
    switch (old, new) {
    case (.plan(let was)?, .plan(let now)?):
        was == now || was.shapeFingerprint == now.shapeFingerprint ? nil : .changed
    case (.plan?, .refused?): .refused
    case (.refused?, .plan?): .accepted
    case (.refused(let was)?, .refused(let now)?):
        was.sqlState == now.sqlState && was.message == now.message ? nil : .refusedOtherwise
    case (nil, _?): .added
    case (_?, nil): .removed
    case (nil, nil): nil
    }
}

private func words(_ result: CaptureResult) -> String {
    switch result {
    case .plan(let plan): treeText(plan)
    case .refused(let complaint): "\(complaint.sqlState) \(complaint.message)"
    }
}
