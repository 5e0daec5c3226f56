/// Rows of cells in columns as wide as their widest cell.
struct TextTable {
    struct Cell {
        var text: String
        var ink = Ink.plain
        var isRightAligned = false

        init(_ text: String, _ ink: Ink = .plain, right: Bool = false) {
            self.text = text
            self.ink = ink
            isRightAligned = right
        }
    }

    private static let gap = "  "

    var rows: [[Cell]]
    /// The longest text of a cell, in characters; longer ones end in `…`.
    var cellLimit = 60

    /// One line per row, each indented by two blanks, without blanks at its end.
    func lines(style: TerminalStyle) -> [String] {
        var widths: [Int] = []
        for row in rows {
            for (column, cell) in row.enumerated() {
                let width = shown(cell).count
                if column < widths.count { widths[column] = max(widths[column], width) } else { widths.append(width) }
            }
        }
        return rows.map { row in line(row, widths, style) }
    }

    private func line(_ row: [Cell], _ widths: [Int], _ style: TerminalStyle) -> String {
        var line = ""
        var pending = Self.gap
        for (column, cell) in row.enumerated() {
            let text = shown(cell)
            let padding = String(repeating: " ", count: widths[column] - text.count)
            if cell.isRightAligned { pending += padding }
            if !text.isEmpty {
                line += pending + style.painted(text, cell.ink)
                pending = ""
            }
            pending += (cell.isRightAligned ? "" : padding) + Self.gap
        }
        return line
    }

    private func shown(_ cell: Cell) -> String {
        cell.text.count > cellLimit ? String(cell.text.prefix(cellLimit - 1)) + "…" : cell.text
    }
}
