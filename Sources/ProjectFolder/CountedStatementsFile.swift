import Foundation
public import RehearsalCore

/// Why a file of counted statements cannot be read.
public struct CountedStatementsError: ExplainedError, Hashable {
    public var file: String
    /// From 1; nil where the file itself is the problem.
    public var line: Int?
    public var reason: String

    public var ending: Ending { .usage }
    public var message: FivePartMessage {
        FivePartMessage(
            what: "the file is no CSV of pg_stat_statements: \(reason)",
            place: line.map { "\(file):\($0)" } ?? file,
            stateNow: "nothing was asked of the server, and no file was written",
            next: "make the file by the script that `pgrehearse workload import --print-sql` prints, or by psql's "
                + "\\copy (SELECT … FROM pg_stat_statements) TO … CSV HEADER with the columns query and calls")
    }
}

/// Reads a CSV file of pg_stat_statements, whose first line names its columns.
///
/// `query` and `calls` have to be there; `shared_blks_hit`, `shared_blks_read`, `rolname`, and `days` or `stats_since`
/// may be. Other columns are passed over. Numbers go up to 10¹⁵.
public func readCountedStatements(_ file: String) throws(CountedStatementsError) -> [CountedStatement] {
    let text: String
    do { text = try String(contentsOfFile: file, encoding: .utf8) } catch {
        throw CountedStatementsError(file: file, line: nil, reason: "it is not there, or is not in UTF-8")
    }
    return try countedStatements(in: text, file: file)
}

/// The entries of a CSV text.
/// - Parameter file: what errors name.
public func countedStatements(
    in text: String, file: String
) throws(CountedStatementsError) -> [CountedStatement] {
    let rows: [CommaSeparatedText.Row]
    do { rows = try CommaSeparatedText(text).rows } catch {
        throw CountedStatementsError(file: file, line: error.line, reason: error.reason)
    }
    guard let head = rows.first else {
        throw CountedStatementsError(
            file: file, line: nil, reason: "it is empty, as where the database has no pg_stat_statements")
    }
    let reader = try CountedRowReader(head: head, file: file)
    var statements: [CountedStatement] = []
    for row in rows.dropFirst() { statements.append(try reader.statement(row)) }
    return statements
}

/// Reads a row by the names of the first one.
private struct CountedRowReader {
    let head: CommaSeparatedText.Row
    let file: String
    private let places: [String: Int]

    init(head: CommaSeparatedText.Row, file: String) throws(CountedStatementsError) {
        self.head = head
        self.file = file
        places = Dictionary(head.values.enumerated().map { ($0.element, $0.offset) }) { first, _ in first }
        for name in ["query", "calls"] where places[name] == nil {
            let reason = "the first line names no column `\(name)`"
            throw CountedStatementsError(file: file, line: head.line, reason: reason)
        }
    }

    func statement(_ row: CommaSeparatedText.Row) throws(CountedStatementsError) -> CountedStatement {
        guard row.values.count == head.values.count else {
            let reason = "the line has \(row.values.count) values, and the first one \(head.values.count)"
            throw CountedStatementsError(file: file, line: row.line, reason: reason)
        }
        guard let query = text("query", row), let calls = try number("calls", row, Int.init) else {
            throw CountedStatementsError(file: file, line: row.line, reason: "`query` and `calls` may not be empty")
        }
        let hit = try number("shared_blks_hit", row, Int.init) ?? 0
        let read = try number("shared_blks_read", row, Int.init) ?? 0
        let days = try number("days", row, Double.init)
        return CountedStatement(
            text: query, calls: calls, blockCount: hit + read, days: days,
            since: text("stats_since", row), role: text("rolname", row))
    }

    private func text(_ column: String, _ row: CommaSeparatedText.Row) -> String? {
        places[column].map { row.values[$0] }.flatMap { $0.isEmpty ? nil : $0 }
    }

    private func number<Number: Comparable & ExpressibleByIntegerLiteral>(
        _ column: String, _ row: CommaSeparatedText.Row, _ read: (String) -> Number?
    ) throws(CountedStatementsError) -> Number? {
        guard let text = text(column, row) else { return nil }
        guard let number = read(text), number >= 0, number <= 1_000_000_000_000_000 else {
            throw CountedStatementsError(file: file, line: row.line, reason: "`\(column)` is no number from 0 to 10¹⁵")
        }
        return number
    }
}
