import Postgres
import RehearsalCore

/// A role's session in which each write is a transaction of its own, with the settings of a context.
///
/// No transaction is left open, whatever the server answers.
struct CanarySession {
    /// What became of a write.
    enum Answer {
        /// Committed: what the statement returned, and how many rows it wrote.
        case done(QueryResult, transaction: String?)
        case refused(ServerComplaint)
        case timedOut
    }

    private let parameters: ConnectionParameters
    private let limitMilliseconds: Int
    private var connection: PostgresConnection?

    init(_ parameters: ConnectionParameters, limits: Limits) {
        self.parameters = parameters
        limitMilliseconds = limits.statementMilliseconds
    }

    /// Text forms that another session reads back as the same values. The client keeps the limit: see
    /// `ServerSettings`.
    private static let ownSettings = [
        ("statement_timeout", "0"), ("DateStyle", "ISO, YMD"), ("IntervalStyle", "postgres"),
        ("extra_float_digits", "1"), ("bytea_output", "hex"), ("max_parallel_workers_per_gather", "0"),
        ("synchronize_seqscans", "off"),
    ]

    /// Sends one statement and commits.
    ///
    /// - Parameter tellsTransaction: to be told the transaction's number.
    /// - Throws: `PostgresError` where the server is lost. A role that it lets not in is refused.
    mutating func run(
        _ sql: String, _ parameters: [String?] = [], in context: CanaryContext, tellsTransaction: Bool = false
    ) async throws -> Answer {
        let connection: PostgresConnection
        do { connection = try await opened() } catch {
            guard case PostgresError.cannotConnect(let reason) = error,
                let complaint = ServerComplaint(turnedAway: reason)
            else { throw error }
            return .refused(complaint)
        }
        let answer: Answer
        do {
            _ = try await connection.execute(Self.opening(context), watchdogMilliseconds: limitMilliseconds)
            let result = try await connection.query(sql, parameters, watchdogMilliseconds: limitMilliseconds)
            var transaction: String?
            if tellsTransaction { transaction = try await connection.query(Self.transaction).rows[0].text("id") }
            // Deferred constraints are looked at here.
            _ = try await connection.execute("COMMIT", watchdogMilliseconds: limitMilliseconds)
            answer = .done(result, transaction: transaction)
        } catch {
            switch error {
            case .server(let fields): answer = .refused(ServerComplaint(fields))
            case .watchdog: answer = .timedOut
            case .unsupportedText(let reason):
                answer = .refused(ServerComplaint(severity: "ERROR", sqlState: "0A000", message: reason))
            case .cannotConnect, .connectionLost, .cancelled, .undecodable:
                await close()
                throw error
            }
        }
        switch await connection.transactionStatus {
        case .idle: break
        case .inTransaction, .inFailedTransaction: _ = try await connection.execute("ROLLBACK")
        // The server rolls back what a closed session leaves open.
        case .unknown, .active: await close()
        }
        return answer
    }

    mutating func close() async {
        await connection?.close()
        connection = nil
    }

    private mutating func opened() async throws -> PostgresConnection {
        if let connection { return connection }
        let opened = try await PostgresConnection.connect(to: parameters)
        connection = opened
        return opened
    }

    private static func opening(_ context: CanaryContext) -> String {
        let settings = ownSettings + context.settings.map { ($0.name, $0.value) }
        let calls = settings.map { name, value in
            let literals = [name, value].map(PostgresConnection.quotedLiteral)
            return "pg_catalog.set_config(\(literals[0]), \(literals[1]), true)"
        }
        return "BEGIN; SELECT \(calls.joined(separator: ", "))"
    }

    private static let transaction = "SELECT pg_catalog.pg_current_xact_id()::pg_catalog.xid::pg_catalog.text AS id"
}
