import RehearsalCore

//  The part of the JSON report that tells what every statement did.

func json(_ step: StepRecord) -> JSONText {
    .object([
        "name": .text(step.name), "phase": .text(step.phase), "risk": .text(step.risk.rawValue),
        "upward": json(step.upward), "drill": json(step.drill), "pre_validation": json(step.preValidation),
    ])
}

private func json(_ drill: DrillRecord) -> JSONText {
    .object([
        "downward": drill.downward.map(json) ?? .null, "again": drill.again.map(json) ?? .null,
        "way_back_runs": .text(drill.wayBackRuns.rawValue), "schema_restored": .text(drill.schemaRestored.rawValue),
        "data_restored": .text(drill.dataRestored.rawValue), "plans_restored": .text(drill.plansRestored.rawValue),
        "runs_again": .text(drill.runsAgain.rawValue), "same_again": .text(drill.sameAgain.rawValue),
        "restored_in_chain": .text(drill.restoredInChain.rawValue), "same_in_chain": .text(drill.sameInChain.rawValue),
        "residues": .list(drill.residues.map(json)),
        "mending": .list(drill.residues.mendingStatements.map { .text($0) }),
        "loss_class": .optional(drill.lossClass?.rawValue), "losses": .list(drill.losses.map(json)),
        "rows_met": .list(drill.rowsMet.map(json)),
    ])
}

private func json(_ loss: Loss) -> JSONText {
    .object([
        "drill": .text(loss.drill.rawValue), "table": .text(loss.table), "column": .optional(loss.column),
        "change": .text(loss.change.rawValue), "count": .integer(loss.count), "is_at_most": .bool(loss.isAtMost),
        "value_count": loss.valueCount.map { .integer($0) } ?? .null, "summary": .text(loss.words),
        "declaration": loss.declaration.map {
            .object(["place": json($0.place), "name": .text($0.spelling), "reason": .text($0.reason)])
        } ?? .null,
    ])
}

private func json(_ met: RowsMet) -> JSONText {
    .object([
        "ordinal": .count(met.ordinal), "place": json(met.place), "verb": .text(met.verb.rawValue),
        "table": .optional(met.table), "condition": .optional(met.condition),
        "row_count": met.rowCount.map { .integer($0) } ?? .null,
    ])
}

private func json(_ residue: Residue) -> JSONText {
    .object([
        "cause": .text(residue.cause.rawValue), "change": .text(residue.change.rawValue),
        "kind": .text(residue.kind.rawValue), "identity": .text(residue.identity),
        "attribute": .optional(residue.attribute), "summary": .text(residue.summary),
        "made_by": residue.madeBy.map { .object(["place": json($0.place), "ordinal": .count($0.ordinal)]) } ?? .null,
        "mending": .list(residue.mending.map { .text($0) }), "reason": .optional(residue.reason),
    ])
}

private func json(_ script: ScriptObservation) -> JSONText {
    .object([
        "file": .text(script.file), "result": .text(script.result.rawValue),
        "elapsed_milliseconds": .decimal(script.elapsedMilliseconds),
        "statement_count": .count(script.statementCount),
        "commit_complaint": script.commitComplaint.map(json) ?? .null,
        "left_transaction_open": .bool(script.leftTransactionOpen),
        "strongest_lock": script.strongestLock.map(json) ?? .null,
        "unobserved_lock_count": .count(script.unobservedCount),
        "statements": .list(script.statements.map(json)),
    ])
}

private func json(_ statement: StatementObservation) -> JSONText {
    .object([
        "ordinal": .count(statement.ordinal), "place": json(statement.place),
        // Strings and numbers are masked: statements hold values, and passwords of roles.
        "excerpt": .text(maskedExcerpt(of: statement.excerpt, limit: 200)),
        "elapsed_milliseconds": statement.elapsedMilliseconds.map { .decimal($0) } ?? .null,
        "command_tag": .optional(statement.commandTag),
        "notices": .list(statement.notices.map { .text($0) }),
        "complaint": statement.complaint.map(json) ?? .null,
        "locks": json(statement.locks),
        "changed_objects": .list(
            statement.changedObjects.map {
                .object([
                    "change": .text($0.change.rawValue), "type": .text($0.type), "identity": .text($0.identity),
                ])
            }),
    ])
}

/// Null where nobody could look.
private func json(_ locks: LockObservation) -> JSONText {
    switch locks {
    case .observed(let locks): .list(locks.map(json))
    case .notObserved: .null
    }
}

private func json(_ lock: RelationLock) -> JSONText {
    .object(["relation": .text(lock.relation), "mode": .text(lock.mode.manualName)])
}

func json(_ complaint: ServerComplaint) -> JSONText {
    .object([
        "severity": .text(complaint.severity), "sqlstate": .text(complaint.sqlState),
        "redacted": .text(complaint.redacted), "position": complaint.position.map { .count($0) } ?? .null,
        "schema": .optional(complaint.schema), "table": .optional(complaint.table),
        "column": .optional(complaint.column), "constraint": .optional(complaint.constraint),
    ])
}
