public import RehearsalCore

/// A run for a person: what was rehearsed, a line per step, the drills, findings worst first, the verdict last.
public func terminalReport(_ outcome: Outcome, style: TerminalStyle) -> String {
    report(
        [
            headLines(outcome, verb: "rehearsal of", style: style),
            stepLines(outcome, style: style),
            drillLines(outcome, style: style),
            lossLines(outcome, style: style),
            rowsMetLines(outcome, style: style),
            checkLines(outcome, style: style),
            constraintLines(outcome, style: style),
            horizonLines(outcome, style: style),
            findingSection(outcome, style: style),
            failureSection(outcome, style: style),
            snapshotLines(outcome, style: style),
            [verdictLine(outcome, style: style)],
        ])
}

/// A loading for a person: the acts with their times, what was loaded, the verdict last.
public func loadReport(_ outcome: Outcome, style: TerminalStyle) -> String {
    let rows = outcome.acts.map { act in
        [
            TextTable.Cell(durationWords(milliseconds: act.elapsedMilliseconds), right: true),
            TextTable.Cell(sanitized(act.act)),
        ]
    }
    let failing = outcome.findings.count(where: \.failsRun)
    let loaded =
        outcome.slice.map(sliceWords)
        ?? outcome.dataset.map { "\(countWords($0.rowCount)) rows in \(counted($0.tableCount, "table")) loaded" }
    let word = style.painted(outcome.ending.word, outcome.ending == .passed ? .good : .bad)
    let fails = failing == 0 ? "" : "; \(counted(failing, "finding")) \(failing == 1 ? "fails" : "fail")"
    return report(
        [
            headLines(outcome, verb: "dataset of", style: style),
            rows.isEmpty ? [] : [style.painted("ACTS", .bold)] + TextTable(rows: rows).lines(style: style),
            findingSection(outcome, style: style),
            failureSection(outcome, style: style),
            ["\(word) (exit \(outcome.ending.rawValue)): \(loaded ?? "nothing was loaded")\(fails)"],
        ])
}

/// What was written in place of loading, and where its list is.
private func sliceWords(_ slice: SliceFacts) -> String {
    let content = "\(countWords(slice.rowCount)) rows, \(sizeWords(bytes: slice.byteCount))"
    return "slice \(slice.slice) in \(counted(slice.fileCount, "file")) written: \(content); "
        + sanitized("\(slice.folder)/\(slice.manifestFile)") + " lists them"
}

/// Sections with an empty line between them.
func report(_ sections: [[String]]) -> String {
    sections.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }.joined(separator: "\n\n") + "\n"
}

func findingSection(_ outcome: Outcome, style: TerminalStyle) -> [String] {
    guard !outcome.findings.isEmpty else { return [style.painted("FINDINGS", .bold) + ": none"] }
    let shown = outcome.findings.prefix(findingLimit)
    var lines = [style.painted("FINDINGS", .bold) + ": \(tally(outcome.findings))"]
    lines += shown.flatMap { findingLines($0, style: style) }
    let leftOut = outcome.findings.count - shown.count
    if leftOut > 0 { lines.append("\(leftOut) more: --format json") }
    return lines
}

/// What ended the run before its end.
func failureSection(_ outcome: Outcome, style: TerminalStyle) -> [String] {
    guard let failure = outcome.failure else { return [] }
    let what = sanitized(failure.what, keepingNewlines: true)
    return [style.painted("ENDED EARLY", .bold) + ": \(what)"] + partLines(of: failure, style: style, withPlace: true)
}

private func snapshotLines(_ outcome: Outcome, style: TerminalStyle) -> [String] {
    guard !outcome.snapshots.isEmpty else { return [style.painted("SNAPSHOTS", .bold) + ": none was taken"] }
    let rows = outcome.snapshots.map { snapshot in
        [
            TextTable.Cell(sanitized(snapshot.state.description)),
            TextTable.Cell(sanitized(String(snapshot.hash.prefix(12)))),
            TextTable.Cell(counted(snapshot.factCount, "fact"), right: true),
            TextTable.Cell(counted(snapshot.queryPlanCount, "query plan"), right: true),
            TextTable.Cell("\(countWords(snapshot.rowCount)) rows", right: true),
        ]
    }
    return [style.painted("SNAPSHOTS", .bold)] + TextTable(rows: rows).lines(style: style)
}
