/// Sums a run up: marks what was accepted, tells which steps were not run, puts findings in order and finds the ending.
///
/// Judging twice changes nothing.
/// - Parameter today: the day in UTC, which the caller reads off a clock: an acceptance whose last day has passed
///   excuses nothing.
public func judged(
    _ outcome: Outcome, waived: [AcceptedFinding], today: CivilDate, project: Project
) -> Outcome {
    var outcome = outcome
    let ours: Set<FindingCode> = [.stepNotRun, .checkNotRun, .constraintNotPrevalidated]
    var findings = outcome.findings.filter { !ours.contains($0.code) }
    for index in findings.indices {
        let covering = waived.filter { $0.covers(findings[index]) }
        findings[index].acceptedReason = covering.first { !$0.hasExpired(on: today) }?.reason
        findings[index].expiredAcceptance =
            findings[index].acceptedReason == nil ? covering.first.map(expiredWords) : nil
    }
    findings += notRunFindings(outcome, project: project) + outcome.steps.compactMap(notPreValidated)
    outcome.findings = findings.enumerated()
        .sorted { ($0.element.severity, $0.offset) < ($1.element.severity, $1.offset) }
        .map(\.element)
    outcome.ending = Ending.worst(
        of: outcome.findings.filter(\.failsRun).map(\.ending) + [outcome.failureEnding].compactMap(\.self))
    return outcome
}

private func expiredWords(_ acceptance: AcceptedFinding) -> String {
    "until \(acceptance.until?.text ?? ""), which has passed: \(acceptance.reason)"
}

/// Steps that were never sent and checks that were never run, because something before them failed.
private func notRunFindings(_ outcome: Outcome, project: Project) -> [Finding] {
    // An accepted finding halts a run like any other: what was not checked behind it is not excused.
    guard outcome.failure != nil || outcome.findings.contains(where: { $0.severity == .fail }) else { return [] }
    return outcome.steps.filter { $0.upward.result == .notRun }.map { record in
        .raised(
            .stepNotRun, step: record.name, object: nil,
            place: SourcePlace(file: record.upward.file, line: 1, column: 1),
            FivePartMessage(
                what: "\(record.name) was not run, because something before it failed", place: record.upward.file,
                stateNow: "nothing is known about this step", next: "correct what failed first, then run again"))
    } + checksNotRun(outcome, project: project)
}
