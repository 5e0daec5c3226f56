import Dataset
import RehearsalCore

/// The text of a starting shape.
struct StartingText {
    private(set) var text = ""
    /// The line that each table begins in, from 1.
    private var starts: [(line: Int, table: TableName)] = []
    private var lineCount = 0

    init(schema: StartingSchema, tables: [TableName: StartingTable]) {
        add(
            """
            # A shape to start from, written by `pgrehearse shape init` from the schema alone: types, keys, labels and
            # references are the schema's, numbers of rows and values are guesses for you to correct. A column without a
            # line has its default or NULL. What generators there are is told in docs/shape.md.
            shape: 1

            """)
        add(schema.open.isEmpty ? "tables: {}" : "tables:")
        for layout in schema.open {
            guard let table = tables[layout.name] else { continue }
            starts.append((line: lineCount + 1, table: layout.name))
            add("  \(yamlName(layout.name)):")
            for remark in schema.remarks[layout.name] ?? [] { add("    # not kept to: \(Self.comment(remark.text))") }
            add("    rows: \(Self.words(table.rows))")
            add("    columns:")
            let columns = StartingColumns(table: table, schema: schema, tables: tables)
            for column in layout.columns { add("      " + columns.line(column)) }
            add("")
        }
        if !schema.closed.isEmpty { add("empty:") }
        for (table, reason) in schema.closed.sorted(by: { $0.key < $1.key }) {
            add("  # \(Self.comment(reason))")
            add("  - \(yamlName(table))")
        }
    }

    /// The table whose lines a line is among.
    func table(atLine line: Int) -> TableName? { starts.last { $0.line <= line }?.table }

    private mutating func add(_ lines: String) {
        text += lines + "\n"
        lineCount += lines.split(separator: "\n", omittingEmptySubsequences: false).count
    }

    private static func words(_ rows: StartingTable.Rows) -> String {
        switch rows {
        case .total(let count): return "\(count)"
        case .fixed(let count): return "{ fixed: \(count) }"
        case .each(let parent): return "{ each: \(yamlName(parent)) }"
        case .per(let parent, let mean, let most):
            return "{ per: \(yamlName(parent)), mean: \(mean), "
                + (most.map { "least: 1, most: \($0) }" } ?? "least: 1 }")
        }
    }

    /// At most this many characters of a definition are shown.
    private static let commentLimit = 200

    static func comment(_ text: String) -> String {
        let line = String(text.map { $0.isNewline ? " " : $0 })
        return line.count > commentLimit ? line.prefix(commentLimit) + " …" : line
    }
}

/// A table's name as a shape file has it.
func yamlName(_ table: TableName) -> String {
    yamlQuotedIfNeeded(table.schema == "public" && !table.name.contains(".") ? table.name : table.description)
}

func yamlQuotedIfNeeded(_ text: String) -> String {
    let words: Set<String> = ["null", "true", "false", "yes", "no", "on", "off", "y", "n"]
    let isPlain = text.wholeMatch(of: /[A-Za-z_][A-Za-z0-9_.]*/) != nil && !words.contains(text.lowercased())
    return isPlain ? text : yamlQuoted(text)
}

/// A text in double quotes.
func yamlQuoted(_ text: String) -> String {
    "\""
        + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
        .replacing("\t", with: "\\t") + "\""
}
