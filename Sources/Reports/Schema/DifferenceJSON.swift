public import RehearsalCore

/// A comparison for programs, as `pgrehearse/diff/1`. Every key stands in docs/json.md.
public func differenceJSONReport(_ comparison: StateComparison) -> String {
    JSONText.object([
        "schema": .text("pgrehearse/diff/1"), "from": json(comparison.from), "to": json(comparison.to),
        "differences": .list(comparison.schema.map(json)),
        "unshown_counts": .object(
            Dictionary(uniqueKeysWithValues: comparison.unshownCounts.map { ($0.key.rawValue, .count($0.value)) })),
        "data_differences": .list(comparison.data.map(json)),
        "query_plan_differences": .list(comparison.queryPlans.map(json)),
        "ending": .text(comparison.ending.key), "exit_status": .integer(Int64(comparison.ending.rawValue)),
    ]).rendered
}

private func json(_ state: ShownState) -> JSONText {
    .object([
        "name": .text(state.name), "unread": json(state.catalog.unread),
        "state": .optional(state.snapshot?.state.description),
        "hash": .optional(state.snapshot?.hash),
    ])
}

private func json(_ entry: StateComparison.SchemaDifference) -> JSONText {
    let difference = entry.difference
    return .object([
        "change": .text(difference.change.rawValue), "kind": .text(difference.kind.rawValue),
        "identity": .text(difference.identity), "old_identity": .optional(difference.oldIdentity),
        "hints": .list(difference.hints.map { .text($0.rawValue) }), "follows": .optional(difference.follows),
        "attribute": .optional(difference.attribute),
        "class": .text(difference.factClass.rawValue), "old_value": .optional(difference.oldValue),
        "new_value": .optional(difference.newValue), "facts": .list(difference.facts.map(json)),
        "folded_object_count": .count(difference.foldedObjectCount), "summary": .text(difference.summary),
        "stands_with": .object(["kind": .text(entry.head.kind.rawValue), "identity": .text(entry.head.identity)]),
        "statement": json(entry.statement),
    ])
}

private func json(_ entry: StateComparison.DataDifference) -> JSONText {
    let difference = entry.difference
    return .object([
        "table": .text(difference.table), "column": .optional(difference.column),
        "change": .text(difference.change.rawValue), "old_count": .integer(difference.oldCount),
        "new_count": .integer(difference.newCount), "summary": .text(difference.summary),
        "statement": json(entry.statement),
    ])
}

private func json(_ entry: StateComparison.PlanDifference) -> JSONText {
    let difference = entry.difference
    return .object([
        "query": .text(difference.asked.query), "role": .text(difference.asked.role.rawValue),
        "session": .optional(difference.asked.session),
        "parameter_set": .optional(difference.asked.parameterSet), "change": .text(difference.change.rawValue),
        "before": .optional(difference.before), "after": .optional(difference.after),
        "blocks_before": entry.before?.blocks.map { .integer($0) } ?? .null,
        "blocks_after": entry.after?.blocks.map { .integer($0) } ?? .null,
        "summary": .text(difference.summary),
    ])
}

/// Null where no recorded run tells who did it.
private func json(_ statement: StatementObservation?) -> JSONText {
    guard let statement else { return .null }
    return .object(["ordinal": .count(statement.ordinal), "place": json(statement.place)])
}
