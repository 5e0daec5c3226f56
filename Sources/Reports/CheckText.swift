import RehearsalCore

/// A line per moment at which checks ran: how many, how many held, and those that did not by name.
func checkLines(_ outcome: Outcome, style: TerminalStyle) -> [String] {
    guard !outcome.checks.isEmpty else { return [] }
    var moments: [CheckMoment] = []
    for record in outcome.checks where !moments.contains(record.moment) { moments.append(record.moment) }
    let head = ["checks", "ran", "held", "time", "do not hold"].map {
        TextTable.Cell($0, .dim, right: ["ran", "held", "time"].contains($0))
    }
    let rows = moments.map { moment -> [TextTable.Cell] in
        let records = outcome.checks.filter { $0.moment == moment }
        let failing = records.filter { !$0.held }
        let time = records.reduce(0) { $0 + $1.elapsedMilliseconds }
        return [
            TextTable.Cell(sanitized(moment.description)),
            TextTable.Cell("\(records.count)", right: true),
            TextTable.Cell("\(records.count - failing.count)", failing.isEmpty ? .good : .bad, right: true),
            TextTable.Cell(durationWords(milliseconds: time), right: true),
            TextTable.Cell(sanitized(nameList(failing.map(\.identity))), .bad),
        ]
    }
    return [style.painted("CHECKS", .bold)] + TextTable(rows: [head] + rows).lines(style: style)
}

/// The first three names, and how many more there are.
private func nameList(_ names: [String]) -> String {
    let shown = names.prefix(3).joined(separator: ", ")
    return names.count > 3 ? "\(shown) and \(names.count - 3) more" : shown
}
