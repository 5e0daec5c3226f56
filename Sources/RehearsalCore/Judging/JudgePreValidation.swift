/// Notes on constraints of a step that rows from before it break, each with the query that finds that out elsewhere.
public func judgePreValidation(_ record: StepRecord) -> [Finding] {
    let judge = PreValidationJudge(record: record)
    return record.preValidation.constraints.compactMap { constraint in
        switch constraint.before {
        case .counted(let rows, let broken)? where broken > 0: judge.broken(constraint, rows: rows, broken: broken)
        case .refused(let complaint)?: judge.refused(constraint, complaint)
        case .counted?, .notThere?, .notCounted?, nil: nil
        }
    }
}

/// Constraints that a step leaves not validated while rows break them.
public func judgeUnvalidated(_ record: StepRecord) -> [Finding] {
    let judge = PreValidationJudge(record: record)
    return record.preValidation.constraints.compactMap { constraint in
        guard let broken = constraint.brokenAfter, broken > 0 else { return nil }
        return judge.unvalidated(constraint, broken)
    }
}

/// A step whose constraints nobody could ask the data from before about; nil where they were, or where it adds none.
func notPreValidated(_ record: StepRecord) -> Finding? {
    let preValidation = record.preValidation
    guard !preValidation.wasDone, !preValidation.constraints.isEmpty, record.upward.result == .applied else {
        return nil
    }
    let count = preValidation.constraints.count == 1 ? "constraint" : "\(preValidation.constraints.count) constraints"
    let place = SourcePlace(file: record.upward.file, line: 1, column: 1)
    return .raised(
        .constraintNotPrevalidated, step: record.name, object: nil, place: place,
        FivePartMessage(
            what: "nobody asked whether rows from before \(record.name) break the \(count) that it adds",
            place: record.upward.file,
            stateNow: "no way back of the step was walked to its end, so the rows from before it were not there to ask",
            next: "give the step a way back that runs"))
}

private struct PreValidationJudge {
    let record: StepRecord

    private func place(of constraint: AddedConstraint) -> SourcePlace {
        let search = WhoDidIt(observations: [record.upward])
        let kind: FactKind
        switch constraint.kind {
        case .check, .foreignKey, .exclusion, .domainCheck, .primaryKey: kind = .constraint
        case .uniqueIndex: kind = .index
        case .notNull: kind = .column
        }
        let statement =
            search.statement(naming: IdentityText.unquoted(constraint.name))
            ?? search.statement(touching: constraint.identity, kind: kind)
        return statement?.place ?? SourcePlace(file: record.upward.file, line: 1, column: 1)
    }

    private func finding(
        _ code: FindingCode, _ constraint: AddedConstraint, _ what: String, said: String? = nil, stateNow: String,
        next: String
    ) -> Finding {
        let place = place(of: constraint)
        return .raised(
            code, step: record.name, object: constraint.identity, place: place,
            FivePartMessage(
                what: what, place: place.description, serverSaid: said, stateNow: stateNow, next: next))
    }

    private func query(_ constraint: AddedConstraint) -> String {
        "in production, before \(record.name): \(constraint.query ?? "")"
    }

    private var onWhichData: String {
        record.preValidation.dataWasRestored
            ? "they are there before the step; what it does with them is told elsewhere"
            : "counted behind the way back, which did not restore the rows whole"
    }

    func broken(_ constraint: AddedConstraint, rows: Int64?, broken: Int64) -> Finding {
        let subject = broken == 1 ? "1 row" : "\(broken) rows"
        let all = rows.map { " of \($0)" } ?? ""
        return finding(
            .constraintBrokenBefore, constraint,
            "\(subject)\(all) in \(constraint.table) \(broken == 1 ? "breaks" : "break") \(constraint.words), "
                + "which \(record.name) adds",
            stateNow: onWhichData, next: query(constraint))
    }

    func refused(_ constraint: AddedConstraint, _ complaint: ServerComplaint) -> Finding {
        finding(
            .constraintBrokenBefore, constraint,
            "rows in \(constraint.table) could not be held against \(constraint.words), which \(record.name) adds",
            said: complaint.redacted, stateNow: onWhichData, next: query(constraint))
    }

    func unvalidated(_ constraint: AddedConstraint, _ broken: Int64) -> Finding {
        finding(
            .constraintNotValidated, constraint,
            "\(record.name) leaves \(constraint.words) NOT VALID, and \(broken == 1 ? "1 row" : "\(broken) rows") in "
                + "\(constraint.table) \(broken == 1 ? "breaks" : "break") it",
            stateNow: "the constraint holds for new rows only; an UPDATE of an old row is refused",
            next: "repair the rows, then: ALTER TABLE \(constraint.table) VALIDATE CONSTRAINT \(constraint.name)")
    }
}

extension AddedConstraint {
    /// For sentences: `the check a_positive`.
    fileprivate var words: String {
        switch kind {
        case .check, .domainCheck: "the check \(name)"
        case .primaryKey: "the primary key \(name)"
        case .uniqueIndex: "the unique index \(name)"
        case .foreignKey: "the foreign key \(name)"
        case .notNull: "NOT NULL of \(name)"
        case .exclusion: "the exclusion constraint \(name)"
        }
    }
}
