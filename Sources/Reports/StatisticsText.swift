import RehearsalCore

/// What the planner knew of the tables in a state, a line for each column: numbers, and no value of any.
func statisticsText(of tables: Set<String>, in state: ShownState) -> String {
    let known = (state.snapshot?.statistics ?? []).filter { tables.contains($0.table) }
    guard !known.isEmpty else { return "no statistics were recorded for this state" }
    return known.map(text).joined(separator: "\n\n")
}

private func text(_ table: TableStatistics) -> String {
    let rows = table.rows < 0 ? "rows never counted" : counted(Int(table.rows.rounded()), "row")
    let pages = "\(counted(Int(table.pages), "page")), \(countWords(table.allVisiblePages)) all-visible"
    let title = "table \(sanitized(table.table)): \(rows), \(pages)"
    if table.columns.isEmpty { return "\(title), no statistics of columns" }
    let head = ["column", "nulls", "width", "distinct", "correlation", "bounds", "common", "in rows", "largest"]
    let cells = ([head] + table.columns.map(cells)).map { row in
        row.enumerated().map { TextTable.Cell($1, right: (1..<row.count - 1).contains($0)) }
    }
    let lines = TextTable(rows: cells).lines(style: TerminalStyle(usesColour: false))
    return ([title] + lines).joined(separator: "\n")
}

private func cells(_ column: ColumnStatistics) -> [String] {
    [
        sanitized(column.name) + (column.isInherited ? " and children" : ""), share(column.nullShare),
        "\(column.width)", distinctWords(column.distinct), column.correlation.map { fixed($0, decimals: 3) } ?? "-",
        "\(column.boundCount)", "\(column.commonCount)", share(column.commonShare),
        column.largestShares.map(share).joined(separator: " "),
    ]
}

/// As in pg_stats: a share of the rows where it is below zero.
private func distinctWords(_ distinct: Double) -> String {
    distinct < 0 ? fixed(distinct, decimals: 4) : countWords(Int64(distinct.rounded()))
}

private func share(_ share: Double) -> String { fixed(share, decimals: 4) }
