public import RehearsalCore

/// The growth horizon for a person: the law, a table of queries by growth with the change marked, what was not
/// stretched, and how well it foretold what was truly loaded.
func horizonLines(_ outcome: Outcome, style: TerminalStyle) -> [String] {
    guard let horizon = outcome.horizon else { return [] }
    return lawLines(horizon, style: style) + [""] + queryLines(horizon, style: style)
        + remarkLines(horizon, style: style) + horizon.validations.flatMap { validationLines($0, style: style) }
}

private let tableLimit = 40

/// What a person may correct under `growth`.
private func lawLines(_ horizon: HorizonRecord, style: TerminalStyle) -> [String] {
    let law = horizon.law
    let groups = Dictionary(grouping: law.tables) { "\($0.rate.words)\u{1}\($0.origin.rawValue)" }
    let rows = groups.values.sorted { ($0.count, $0[0].name) > ($1.count, $1[0].name) }.map { tables in
        [
            TextTable.Cell(tables[0].rate.words), TextTable.Cell(originWords(tables[0].origin)),
            TextTable.Cell(sanitized(names(tables.map { $0.name }))),
        ]
    }
    var lines = [style.painted("LAW", .bold) + ": when the business is k times as large, rows grow by"]
    lines += TextTable(rows: rows, cellLimit: 160).lines(style: style)
    let extended = law.windows.filter { $0.value == .extends }.map(\.key.description).sorted()
    lines.append(
        "  times: " + (extended.isEmpty ? "every span stays" : "spans grow with the table in \(names(extended))"))
    let zipf = law.common.filter { $0.value == .zipf }.map(\.key.description).sorted()
    lines.append(
        "  keys: \(counted(law.parents.count, "column")) follow the table pointed at; common ones "
            + (zipf.isEmpty ? "spread evenly" : "spread evenly, by Zipf's law in \(names(zipf))"))
    return lines
}

private func originWords(_ origin: GrowthLaw.Origin) -> String {
    switch origin {
    case .declared: "by rehearsal.yaml"
    case .shape: "by the shape"
    case .lookup: "short lists"
    case .groups: "materialized views"
    case .usual: "all others"
    }
}

private func names(_ names: [String]) -> String {
    let shown = names.prefix(6).joined(separator: ", ")
    return names.count > 6 ? "\(shown) and \(names.count - 6) more" : shown
}

/// A row a query and state whose plan changes; those that keep their plan are counted.
private func queryLines(_ horizon: HorizonRecord, style: TerminalStyle) -> [String] {
    let changing = horizon.queries.filter { $0.states.contains { $0.change != nil } }
    let close = changing.count { $0.states.compactMap(\.change).allSatisfy(\.isClose) }
    let head =
        "\(counted(horizon.queries.count, "query plan")), \(changing.count) change with growth"
        + (close > 0 ? ", \(close) of them by close choices" : "")
    var lines = [style.painted("GROWTH HORIZON", .bold) + ": \(head)"]
    guard !changing.isEmpty else { return lines }
    let titles = ["query", "state", "now"] + horizon.points.map { "x\(decimalWords($0))" } + ["changes", "next plan"]
    let rows = changing.prefix(tableLimit).flatMap { query in
        query.states.enumerated().map { place, state in
            row(of: state, name: place == 0 ? query.asked.identity : "", horizon)
        }
    }
    let cells = [titles.map { TextTable.Cell($0, .dim) }] + rows
    lines += TextTable(rows: cells, cellLimit: 56).lines(style: style)
    if changing.count > tableLimit { lines.append("\(changing.count - tableLimit) more: --format json") }
    lines.append("  letters: plans of a query, in the order of their appearance; `changes`: where the first one ends")
    if close > 0 || changing.contains(where: { $0.states.contains { $0.change?.isClose ?? false } }) {
        lines.append("  close: the next plan costs as much, by a hundredth at most: no finding tells it")
    }
    return lines
}

private func row(of state: HorizonQueryState, name: String, _ horizon: HorizonRecord) -> [TextTable.Cell] {
    var seen: [String] = []
    let letters = state.points.map { point -> String in
        guard let print = point.fingerprint else { return "-" }
        if !seen.contains(print) { seen.append(print) }
        let place = seen.firstIndex(of: print) ?? 0
        return String(UnicodeScalar(UInt8(ascii: "A") + UInt8(min(place, 25))))
    }
    let cells = letters.enumerated().map { place, letter in
        let changed = place > 0 && letter != letters[place - 1]
        return TextTable.Cell(changed ? letter + " *" : letter, changed ? .bold : .plain)
    }
    let change = state.change.map { change in
        let ink: Ink = change.verdict == .regressed && !change.isClose ? .bad : .plain
        let word = change.isClose ? "\(change.verdict.rawValue), close" : change.verdict.rawValue
        return TextTable.Cell("x\(decimalWords(change.at)) \(word)", ink)
    }
    let rival = state.points.compactMap(\.rivalRatio).min().map { "x\(decimalWords(max(1, $0)))" }
    return [TextTable.Cell(sanitized(name)), TextTable.Cell(sanitized(state.state.description))] + cells
        + [change ?? TextTable.Cell("stays"), TextTable.Cell(rival ?? "")]
}

private func remarkLines(_ horizon: HorizonRecord, style: TerminalStyle) -> [String] {
    let shown = horizon.remarks.prefix(12).map { "  \(sanitized($0))" }
    let more = horizon.remarks.count > 12 ? ["  \(horizon.remarks.count - 12) more: --format json"] : []
    return ["", style.painted("NOT STRETCHED", .bold)] + shown + more + [
        "  never: mixes of statuses that drift, correlation that changes, bloat, pending lists of GIN indexes:",
        "  docs/horizon.md",
    ]
}

private func validationLines(_ validation: HorizonValidation, style: TerminalStyle) -> [String] {
    let stable = validation.stableCount
    func share(_ count: Int) -> String {
        "\(count) of \(stable)" + (stable > 0 ? " (\(fixed(Double(count) / Double(stable) * 100, decimals: 1)) %)" : "")
    }
    var lines = [
        "",
        style.painted("VALIDATED", .bold) + ": truly loaded x\(decimalWords(validation.growth)), "
            + sanitized(validation.state.description),
        "  foretold as it is: \(share(validation.agreeing)); the small database's plans as they are: "
            + share(validation.smallAgreeing),
        "  plans that truly change: \(validation.changed), foretold to change: \(validation.flagged), "
            + "to just that plan: "
            + "\(validation.count(.foretold)); false alarms: \(share(validation.falseAlarms.count))",
        "  close choices, without an alarm: \(validation.closelyFlagged) of those that change, "
            + "\(validation.closelyKept) of those that do not",
        "  left out: \(validation.count(.unstable)) that flip between samples, "
            + "\(validation.count(.refused)) not explained",
    ]
    if !validation.wrong.isEmpty {
        lines.append("  foretold wrongly: " + sanitized(names(validation.wrong.map(\.asked.identity))))
    }
    return lines
}

/// `pgrehearse horizon` for a person.
public func horizonReport(_ outcome: Outcome, style: TerminalStyle) -> String {
    let failing = outcome.findings.count(where: \.failsRun)
    let word = style.painted(outcome.ending.word, outcome.ending == .passed ? .good : .bad)
    let fails = failing == 0 ? "no finding fails" : "\(counted(failing, "finding")) \(failing == 1 ? "fails" : "fail")"
    return report([
        headLines(outcome, verb: "growth horizon of", style: style),
        horizonLines(outcome, style: style),
        findingSection(outcome, style: style),
        failureSection(outcome, style: style),
        ["\(word) (exit \(outcome.ending.rawValue)): \(fails)"],
    ])
}
