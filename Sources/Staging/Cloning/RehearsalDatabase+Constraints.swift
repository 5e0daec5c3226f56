import Postgres
public import RehearsalCore

extension RehearsalDatabase {
    /// Reads every rule for rows that the database has; see ``AddedConstraint/added(from:to:)``.
    public func readConstraints() async throws -> [AddedConstraint] {
        try await withConnection(bootstrap) { try await ConstraintReader.read(on: $0) }
    }

    /// Asks the database's rows about constraints, in the order given: nothing is written.
    ///
    /// - Parameter rowCounts: rows by table, to be told beside those that break something.
    public func rowsBreaking(
        _ constraints: [AddedConstraint], rowCounts: [String: Int64], limits: Limits
    ) async throws -> [RowsBefore] {
        let settings = [
            "search_path": "", "default_transaction_read_only": "on", "TimeZone": "UTC", "DateStyle": "ISO, YMD",
            "statement_timeout": String(limits.statementMilliseconds),
        ]
        let answers = try await sideBySide(Array(constraints.enumerated()), settings: settings) { item, connection in
            (item.offset, try await Self.answer(to: item.element, rowCounts, on: connection))
        }
        return answers.joined().sorted { $0.0 < $1.0 }.map(\.1)
    }

    private static func answer(
        to constraint: AddedConstraint, _ rowCounts: [String: Int64], on connection: PostgresConnection
    ) async throws -> RowsBefore {
        guard let query = constraint.query else { return .notCounted }
        do {
            let row = try await connection.query(query).rows[0]
            guard let broken = row[0].flatMap({ Int64($0) }) else {
                throw PostgresError.undecodable(column: "count", value: row[0], wanted: "a number")
            }
            return .counted(rows: rowCounts[constraint.table], broken: broken)
        } catch PostgresError.server(let fields) {
            return namesOfNothing.contains(fields.sqlState) ? .notThere : .refused(ServerComplaint(fields))
        }
    }

    /// Undefined table, column, function or operator, other object, schema.
    private static let namesOfNothing: Set<String> = ["42P01", "42703", "42883", "42704", "3F000"]
}
