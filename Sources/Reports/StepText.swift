import RehearsalCore

/// A line per step: phase, risk, time, strongest lock, result.
func stepLines(_ outcome: Outcome, style: TerminalStyle) -> [String] {
    guard !outcome.steps.isEmpty else { return [] }
    let heads = ["step", "phase", "risk", "time", "strongest lock on what existed", "result"]
    let head = heads.map { TextTable.Cell($0, .dim, right: $0 == "time") }
    let rows = outcome.steps.map { step -> [TextTable.Cell] in
        let wasRun = step.upward.result != .notRun
        return [
            TextTable.Cell(sanitized(step.name)),
            TextTable.Cell(sanitized(step.phase)),
            TextTable.Cell(step.risk.rawValue, step.risk == .high ? .doubtful : .plain),
            TextTable.Cell(
                wasRun ? durationWords(milliseconds: step.upward.elapsedMilliseconds) : "-", right: true),
            TextTable.Cell(lockWords(step.upward)),
            TextTable.Cell(resultWords(step.upward), step.upward.result == .applied ? .good : .bad),
        ]
    }
    return [style.painted("STEPS", .bold)] + TextTable(rows: [head] + rows).lines(style: style)
}

private func lockWords(_ observation: ScriptObservation) -> String {
    let unseen = observation.unobservedCount
    let unseenWords = "\(unseen) not observed"
    guard let lock = observation.strongestLock else {
        guard unseen == 0 else { return unseenWords }
        let wasSeen = observation.statements.contains { $0.locks != .notObserved }
        return wasSeen ? "none" : observation.result == .notRun ? "-" : "not observed"
    }
    let words = "\(lock.mode.manualName) \(sanitized(lock.relation))"
    return unseen > 0 ? "\(words); \(unseenWords)" : words
}

private func resultWords(_ observation: ScriptObservation) -> String {
    let count = observation.statementCount
    let last = observation.statements.last?.ordinal ?? 0
    switch observation.result {
    case .applied:
        return observation.leftTransactionOpen
            ? "rolled back: transaction left open" : "applied, \(counted(count, "statement"))"
    case .refused: return "refused at statement \(last) of \(count)"
    case .refusedAndContinued:
        let refused = observation.statements.count { $0.complaint != nil }
        return "\(refused) of \(count) statements refused, went on"
    case .timedOut: return "timed out at statement \(last) of \(count)"
    case .serverLost: return "server lost at statement \(last) of \(count)"
    case .notRun: return "not run"
    }
}

/// The drill matrix: a row per step, a column per question.
func drillLines(_ outcome: Outcome, style: TerminalStyle) -> [String] {
    guard !outcome.steps.isEmpty else { return [] }
    let head = [
        "way back of", "runs", "time", "schema", "data", "query plans", "runs again", "same again", "in the chain",
    ].map { TextTable.Cell($0, .dim, right: $0 == "time") }
    let rows = outcome.steps.map { step -> [TextTable.Cell] in
        let drill = step.drill
        let time = drill.downward.map { durationWords(milliseconds: $0.elapsedMilliseconds) } ?? "-"
        return [
            TextTable.Cell(sanitized(step.name)),
            answerCell(drill.wayBackRuns, yes: "yes", no: "NO", notAsked: whyNotWalked(step.name, outcome.findings)),
            TextTable.Cell(time, right: true),
            answerCell(drill.schemaRestored, yes: "restored", no: "DIFFERS"),
            drill.dataRestored == .yes && drill.losses.contains { $0.drill == .quiet }
                ? TextTable.Cell("as declared", .doubtful)
                : answerCell(drill.dataRestored, yes: "restored", no: "DIFFERS"),
            answerCell(drill.plansRestored, yes: "restored", no: "DIFFER"),
            answerCell(drill.runsAgain, yes: "yes", no: "NO"),
            answerCell(drill.sameAgain, yes: "same", no: "DIFFERS"),
            answerCell(drill.inChain, yes: "restored", no: "DIFFERS"),
        ]
    }
    return [style.painted("DRILLS", .bold)] + TextTable(rows: [head] + rows).lines(style: style)
}

/// Why a way back was not walked, as far as findings tell.
private func whyNotWalked(_ step: String, _ findings: [Finding]) -> String {
    let codes = Set(findings.filter { $0.step == step }.map(\.code))
    if codes.contains(.rollbackMissing) { return "MISSING" }
    if codes.contains(.rollbackEmpty) { return "EMPTY" }
    return codes.contains(.rollbackIrreversible) ? "irreversible" : "not walked"
}

private func answerCell(
    _ answer: DrillRecord.Answer, yes: String, no: String, notAsked: String = "not asked"
) -> TextTable.Cell {
    switch answer {
    case .yes: TextTable.Cell(yes, .good)
    case .no: TextTable.Cell(no, .bad)
    case .notAsked: TextTable.Cell(notAsked, .dim)
    }
}
