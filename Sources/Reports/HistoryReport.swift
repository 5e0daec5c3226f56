public import RehearsalCore

/// One recorded run: its identifier, how it ended, and how many snapshots it left.
public typealias HistoryRow = (runIdentifier: String, ending: Ending, stateCount: Int)

/// The recorded runs of a project, in the order given.
public func historyReport(_ rows: [HistoryRow], of project: String) -> String {
    guard !rows.isEmpty else { return "no run of \(sanitized(project)) is recorded here\n" }
    let head = ["run", "ended", "exit", "snapshots"].map {
        TextTable.Cell($0, right: $0 == "exit" || $0 == "snapshots")
    }
    let cells = rows.map { row in
        [
            TextTable.Cell(sanitized(row.runIdentifier)),
            TextTable.Cell(row.ending.word),
            TextTable.Cell("\(row.ending.rawValue)", right: true),
            TextTable.Cell("\(row.stateCount)", right: true),
        ]
    }
    let table = TextTable(rows: [head] + cells).lines(style: TerminalStyle(usesColour: false))
    return (["runs of \(sanitized(project)), newest first"] + table).joined(separator: "\n") + "\n"
}
