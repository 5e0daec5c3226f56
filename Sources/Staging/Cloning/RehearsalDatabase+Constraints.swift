import Postgres
public import RehearsalCore

extension RehearsalDatabase {
    /// Reads every rule for rows that the database has; see ``AddedConstraint/added(from:to:)``.
    public func readConstraints() async throws -> [AddedConstraint] {
        try await reader.use(bootstrap) { try await ConstraintReader.read(on: $0) }
    }

    /// The same where those of an earlier state are known, and which tables' may be others now.
    public func readConstraints(
        of tables: Set<String>, knowing earlier: [AddedConstraint]
    ) async throws -> [AddedConstraint] {
        let read = try await reader.use(bootstrap) { try await ConstraintReader.read(of: tables, on: $0) }
        return (earlier.filter { $0.kind != .domainCheck && !tables.contains($0.table) } + read).sorted()
    }

    /// Asks the database's rows about constraints, in the order given: nothing is written.
    ///
    /// A question that takes longer than the limit for statements is refused. The client keeps the limit, as
    /// ``ReadSession``'s is kept.
    /// - Parameter rowCounts: rows by table, to be told beside those that break something.
    public func rowsBreaking(
        _ constraints: [AddedConstraint], rowCounts: [String: Int64], limits: Limits
    ) async throws -> [RowsBefore] {
        let settings = [
            (name: "search_path", value: ""), ("default_transaction_read_only", "on"), ("TimeZone", "UTC"),
            ("DateStyle", "ISO, YMD"),
        ]
        let answers = try await sideBySide(Array(constraints.enumerated()), settings: settings) { item, connection in
            (item.offset, try await Self.answer(to: item.element, rowCounts, limits, on: connection))
        }
        return answers.joined().sorted { $0.0 < $1.0 }.map(\.1)
    }

    private static func answer(
        to constraint: AddedConstraint, _ rowCounts: [String: Int64], _ limits: Limits,
        on connection: PostgresConnection
    ) async throws -> RowsBefore {
        guard let query = constraint.query else { return .notCounted }
        do {
            let row = try await connection.query(query, watchdogMilliseconds: limits.statementMilliseconds).rows[0]
            guard let broken = row[0].flatMap({ Int64($0) }) else {
                throw PostgresError.undecodable(column: "count", value: row[0], wanted: "a number")
            }
            return .counted(rows: rowCounts[constraint.table], broken: broken)
        } catch PostgresError.server(let fields) {
            return namesOfNothing.contains(fields.sqlState) ? .notThere : .refused(ServerComplaint(fields))
        } catch PostgresError.watchdog(let milliseconds) {
            return .refused(ServerComplaint(canceledAfterMilliseconds: milliseconds))
        }
    }

    /// Undefined table, column, function or operator, other object, schema.
    private static let namesOfNothing: Set<String> = ["42P01", "42703", "42883", "42704", "3F000"]
}
