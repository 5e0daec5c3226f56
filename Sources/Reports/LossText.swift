import RehearsalCore

/// What ways back lose: a line per way back that loses something, with its class, and how many are lossless.
func lossLines(_ outcome: Outcome, style: TerminalStyle) -> [String] {
    let judged = outcome.steps.filter { $0.drill.lossClass != nil }
    guard !judged.isEmpty else { return [] }
    let lossless = judged.count { $0.drill.lossClass == .lossless }
    let head =
        style.painted("LOSSES", .bold) + ": \(lossless) of \(counted(judged.count, "way"))"
        + " back \(lossless == 1 || judged.count == 1 ? "is" : "are") lossless"
    let lossy = judged.filter { $0.drill.lossClass != .lossless }
    let rows = lossy.flatMap { step in
        step.drill.losses.enumerated().map { place, loss in
            [
                TextTable.Cell(place == 0 ? sanitized(step.name) : ""),
                loss.declaration == nil
                    ? TextTable.Cell(LossClass.lossyInSilence.words, .bad)
                    : TextTable.Cell(LossClass.lossyAsDeclared.words, .doubtful),
                TextTable.Cell(sanitized(loss.words)),
            ]
        }
    }
    return [head] + capped(rows, style: style)
}

/// How many rows the statements of ways back met that write them; what met none stands out.
func rowsMetLines(_ outcome: Outcome, style: TerminalStyle) -> [String] {
    let rows = outcome.steps.flatMap(\.drill.rowsMet).map { met in
        [
            TextTable.Cell(sanitized(met.place.description)), TextTable.Cell(sanitized(met.words)),
            met.rowCount.map { count in
                TextTable.Cell("\(countWords(count)) row\(count == 1 ? "" : "s")", count == 0 ? .doubtful : .plain)
            } ?? TextTable.Cell("not told by the server", .dim),
        ]
    }
    return rows.isEmpty ? [] : [style.painted("ROWS MET BY WAYS BACK", .bold)] + capped(rows, style: style)
}

private func capped(_ rows: [[TextTable.Cell]], style: TerminalStyle) -> [String] {
    guard !rows.isEmpty else { return [] }
    let leftOut = rows.count - findingLimit
    return TextTable(rows: Array(rows.prefix(findingLimit))).lines(style: style)
        + (leftOut > 0 ? ["  \(leftOut) more: --format json"] : [])
}
