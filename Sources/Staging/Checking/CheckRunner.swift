import Postgres
public import RehearsalCore

/// Runs checks: each variant in a session of its own, as its role logged in as itself, in one transaction that is
/// rolled back. Nothing here judges.
public struct CheckRunner: Sendable {
    private let database: RehearsalDatabase
    private let limits: Limits

    public init(database: RehearsalDatabase, limits: Limits) {
        self.database = database
        self.limits = limits
    }

    /// What the server answers to a variant of a check.
    ///
    /// - Throws: `PostgresError` where the server cannot be reached. A role that it lets not in is refused.
    public func answer(to check: Check, _ variant: CheckVariant) async throws -> CheckAnswer {
        let session: PostgresConnection
        do {
            session = try await PostgresConnection.connect(to: database.parameters(of: variant.role))
        } catch PostgresError.cannotConnect(let reason) {
            guard let complaint = ServerComplaint(turnedAway: reason) else {
                throw PostgresError.cannotConnect(reason: reason)
            }
            return .refused(complaint, ordinal: 0)
        }
        var ordinal = 0
        let answer: CheckAnswer
        do {
            try await begin(check, variant, on: session)
            var rowCount: Int64 = 0
            for statement in check.statements {
                ordinal += 1
                rowCount = try await count(statement, on: session)
            }
            answer = .rows(rowCount)
        } catch let error as PostgresError {
            guard let told = Self.answer(error, ordinal) else {
                await session.close()
                throw error
            }
            answer = told
        } catch {
            await session.close()
            throw error
        }
        // The server rolls back what a closed session leaves open; a clone or the next step must not meet it running.
        if await session.transactionStatus != .unknown { _ = try await session.execute("ROLLBACK") }
        await session.close()
        return answer
    }

    /// The client keeps the limit: the server's would ring at once where its day is pinned and a query waits for its
    /// workers (see `ServerSettings`). All rows of a cursor are wanted, not the first ones soon.
    private static let ownSettings = [(name: "statement_timeout", value: "0"), ("cursor_tuple_fraction", "1")]

    private func begin(_ check: Check, _ variant: CheckVariant, on session: PostgresConnection) async throws {
        _ = try await session.execute(check.writes ? "BEGIN READ WRITE" : "BEGIN READ ONLY")
        let settings = SettingsQuestion(Self.ownSettings + variant.settings.map { ($0.name, $0.value) }, isLocal: true)
        _ = try await session.query(settings.sql, settings.parameters)
    }

    /// Rows that a statement returned, or wrote where it returns none.
    ///
    /// What reads is counted where it lies: its rows, however many, do not leave the server.
    private func count(_ statement: Statement, on session: PostgresConnection) async throws -> Int64 {
        let watchdog = limits.statementMilliseconds
        let first = tokens(of: statement.text).first { $0.kind != .comment && $0.kind != .whitespace }
        if ["select", "values", "table"].contains(first?.keyword) {
            _ = try await session.execute(Self.opening + statement.text, watchdogMilliseconds: watchdog)
            let moved = try await session.execute("MOVE ALL IN \(Self.cursor)", watchdogMilliseconds: watchdog)
            _ = try await session.execute("CLOSE \(Self.cursor)")
            return moved.result.affectedRowCount ?? 0
        }
        let answer = try await session.execute(statement.text, watchdogMilliseconds: watchdog)
        return answer.result.columns.isEmpty
            ? answer.result.affectedRowCount ?? 0 : Int64(answer.result.rows.count)
    }

    private static let cursor = "pgrehearse_check"
    private static let opening = "DECLARE \(cursor) NO SCROLL CURSOR FOR "

    /// Nil for what says nothing about the check.
    private static func answer(_ error: PostgresError, _ ordinal: Int) -> CheckAnswer? {
        switch error {
        case .server(let fields):
            // query_canceled, which here only the timeout raises.
            fields.sqlState == "57014"
                ? .timedOut(ordinal: ordinal) : .refused(ServerComplaint(fields), ordinal: ordinal)
        case .connectionLost: .serverLost(ordinal: ordinal)
        case .watchdog: .timedOut(ordinal: ordinal)
        case .unsupportedText(let reason):
            .refused(ServerComplaint(severity: "ERROR", sqlState: "0A000", message: reason), ordinal: ordinal)
        case .cannotConnect, .cancelled, .undecodable: nil
        }
    }
}
