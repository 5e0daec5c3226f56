/// The finding of a check that did not hold; nil for one that did.
public func judgeCheck(_ record: CheckRecord, of check: Check) -> Finding? {
    guard !record.held else { return nil }
    let judge = CheckJudge(record: record, check: check)
    switch record.answer {
    case .rows(let count): return judge.failed(count)
    case .refused(let complaint, let ordinal): return judge.refused(complaint, ordinal)
    case .timedOut(let ordinal):
        return judge.finding(
            .checkRefused, ordinal: ordinal, "statement \(ordinal) took longer than limits.statement",
            next: "make the check shorter, or raise limits.statement in rehearsal.yaml")
    case .serverLost(let ordinal):
        return judge.finding(
            .checkRefused, ordinal: ordinal, "the connection was lost while statement \(ordinal) ran",
            next: "read the server's log, then run again")
    }
}

private struct CheckJudge {
    let record: CheckRecord
    let check: Check

    private var next: String { "mend what \(record.moment) is wrong, or correct \(check.file)" }

    func failed(_ count: Int64) -> Finding {
        let rows = count == 1 ? "1 row" : "\(count) rows"
        switch check.expectation {
        case .noRows: return finding(.checkFailed, ordinal: nil, "\(rows) where none were expected", next: next)
        case .rows: return finding(.checkFailed, ordinal: nil, "no rows where some were expected", next: next)
        case .refused(let state):
            let wanted = state.map { " with \($0)" } ?? ""
            return finding(
                .checkFailed, ordinal: nil, "the server accepted what it should refuse\(wanted) (\(rows))", next: next)
        }
    }

    func refused(_ complaint: ServerComplaint, _ ordinal: Int) -> Finding {
        let subject = ordinal == 0 ? "its session" : "statement \(ordinal) of \(check.statements.count)"
        guard case .refused(let state) = check.expectation, ordinal == check.statements.count else {
            return finding(
                .checkRefused, ordinal: ordinal, "the server refused \(subject)", said: complaint,
                next: complaint.sqlState == "25006" ? writesHint : next)
        }
        if let state {
            return finding(
                .checkRefused, ordinal: ordinal,
                "the server refused \(subject) with \(complaint.sqlState), and \(state) was expected",
                said: complaint, next: next)
        }
        let hint = "or write `-- expect: refused \(complaint.sqlState)` if that is what is meant"
        return finding(
            .checkRefused, ordinal: ordinal, "the server refused \(subject), but not for what it asks",
            said: complaint,
            next: complaint.sqlState == "25006" ? writesHint : "correct \(check.file), \(hint)")
    }

    private var writesHint: String { "write `-- writes: yes` at the top of \(check.file)" }

    func finding(
        _ code: FindingCode, ordinal: Int?, _ what: String, said complaint: ServerComplaint? = nil, next: String
    ) -> Finding {
        let index = max((ordinal ?? check.statements.count) - 1, 0)
        let place = check.statements[index].place
        let session = record.session.map { " in session \($0)" } ?? ""
        return .raised(
            code, step: record.moment.step, object: record.identity, place: place,
            FivePartMessage(
                what: "\(record.moment), check \(check.name) as \(record.role.rawValue)\(session): \(what)",
                place: place.description, serverSaid: complaint?.redacted,
                stateNow: "the check's transaction was rolled back; the run went on", next: next))
    }
}

/// One finding for each check and step of which moments were planned and not reached: what did not run, did not hold.
func checksNotRun(_ outcome: Outcome, project: Project) -> [Finding] {
    struct Key: Hashable {
        var check: String
        var moment: CheckMoment
    }
    let reached = Set(outcome.checks.map { Key(check: $0.check, moment: $0.moment) })
    let moments = acts(for: project).compactMap { planned -> CheckMoment? in
        guard case .runChecks(let moment) = planned.act else { return nil }
        return moment
    }
    return project.checks.compactMap { check in
        let missed = moments.filter { moment in
            check.applies(at: moment) && !reached.contains(Key(check: check.name, moment: moment))
        }
        guard let first = missed.first else { return nil }
        return .raised(
            .checkNotRun, step: first.step, object: check.name, place: check.statements[0].place,
            FivePartMessage(
                what: "check \(check.name) was not run \(missed.map(\.description).joined(separator: ", "))",
                place: check.statements[0].place.description, stateNow: "whether it holds there is unknown",
                next: "correct what failed first, then run again"))
    }
}
