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

/// The most lines of a query's history that are shown.
private let queryHistoryLineLimit = 200

/// How one query was planned, run by run and state by state, in the order given.
public func queryHistoryReport(_ history: QueryHistory, of project: String) -> String {
    let query = sanitized(history.query)
    guard !history.rows.isEmpty else { return "no recorded run of \(sanitized(project)) asked query \(query)\n" }
    let head = ["run", "state", "asked as", "plan", "blocks", "cost", "changed"].map {
        TextTable.Cell($0, right: $0 == "blocks" || $0 == "cost")
    }
    let shown = history.rows.prefix(queryHistoryLineLimit)
    let table = TextTable(rows: [head] + shown.map(cells)).lines(style: TerminalStyle(usesColour: false))
    let left = history.rows.count - shown.count
    let rest =
        left > 0 ? ["  … \(counted(left, "more line")): name one state with --state, or fewer runs with --limit"] : []
    return (["query \(query) in runs of \(sanitized(project)), newest first"] + table + rest)
        .joined(separator: "\n") + "\n"
}

private func cells(_ row: QueryHistory.Row) -> [TextTable.Cell] {
    let asked = row.captured.asked
    let words = [asked.role.rawValue, asked.session, asked.parameterSet.map { "[\($0)]" }].compactMap(\.self)
    let plan: String
    switch row.captured.result {
    case .plan(let tree): plan = String(tree.shapeFingerprint.split(separator: ":").last?.prefix(8) ?? "")
    case .refused(let complaint): plan = "refused \(complaint.sqlState)"
    }
    return [
        TextTable.Cell(sanitized(row.run)), TextTable.Cell(sanitized(row.state.description)),
        TextTable.Cell(sanitized(words.joined(separator: " "))), TextTable.Cell(sanitized(plan)),
        TextTable.Cell(row.captured.blocks.map { countWords($0) } ?? "", right: true),
        TextTable.Cell(row.captured.plan.map { fixed($0.root.totalCost, decimals: 2) } ?? "", right: true),
        TextTable.Cell(row.change.map { "* \($0.rawValue)" } ?? ""),
    ]
}
