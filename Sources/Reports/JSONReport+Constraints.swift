import RehearsalCore

//  The part of the JSON report that tells what rows from before a step say to the constraints that it adds.

func json(_ preValidation: PreValidation) -> JSONText {
    .object([
        "was_done": .bool(preValidation.wasDone), "data_was_restored": .bool(preValidation.dataWasRestored),
        "broken_constraint_count": .count(preValidation.broken.count),
        "broken_row_count": .integer(preValidation.brokenRowCount),
        "constraints": .list(preValidation.constraints.map(json)),
    ])
}

private func json(_ constraint: AddedConstraint) -> JSONText {
    var rows = JSONText.null
    var broken = JSONText.null
    var complaint = JSONText.null
    let result: String
    switch constraint.before {
    case .counted(let rowCount, let brokenCount)?:
        result = "counted"
        rows = rowCount.map { .integer($0) } ?? .null
        broken = .integer(brokenCount)
    case .notThere?: result = "not_there"
    case .refused(let said)?:
        result = "refused"
        complaint = json(said)
    case .notCounted?: result = "not_counted"
    case nil: result = "not_asked"
    }
    return .object([
        "kind": .text(constraint.kind.rawValue), "table": .text(constraint.table), "name": .text(constraint.name),
        "definition": .text(constraint.definition), "is_validated": .bool(constraint.isValidated),
        "query": .optional(constraint.query), "result": .text(result), "row_count": rows,
        "broken_row_count": broken, "complaint": complaint,
        "broken_row_count_after": constraint.brokenAfter.map { .integer($0) } ?? .null,
    ])
}
