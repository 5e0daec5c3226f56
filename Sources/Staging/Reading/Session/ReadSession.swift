import Postgres
import RehearsalCore

/// One REPEATABLE READ READ ONLY transaction in which text forms depend on nothing but the values.
///
/// Without pinning, a default's date would be deparsed by the role's DateStyle, a name by its search_path, an amount of
/// money by lc_monetary. Everything is set for the transaction only, so the connection is left as it was.
struct ReadSession {
    let connection: PostgresConnection
    /// The limit for each statement, kept by the client: a server whose day is pinned lets `statement_timeout` ring at
    /// once when an alarm of another limit comes meanwhile (see `ServerSettings`). The session's own stays as it is.
    let statementLimitMilliseconds: Int
    /// True where the connection will be asked the same again and is nobody else's: see ``rows(_:_:reading:)``.
    var keepsPlans = false

    /// What the readers' transaction sets.
    static let pinnedSettings: [(name: String, value: String)] = [
        ("search_path", ""), ("row_security", "off"), ("standard_conforming_strings", "on"), ("TimeZone", "UTC"),
        ("DateStyle", "ISO, YMD"),
        ("IntervalStyle", "postgres"), ("extra_float_digits", "1"), ("bytea_output", "hex"), ("lc_monetary", "C"),
        ("xmloption", "content"), ("quote_all_identifiers", "off"), ("default_text_search_config", "pg_catalog.simple"),
        ("lock_timeout", "30s"), ("synchronize_seqscans", "off"), ("jit", "off"),
        // A leader that waits for its workers is where libfaketime shows an alarm the true time: see ServerSettings.
        ("max_parallel_workers_per_gather", "0"),
    ]

    /// Runs `body` inside the transaction and ends it, whatever happens.
    ///
    /// - Parameter snapshot: of another session's transaction, which must last as long: both then see the same.
    static func run<Result: Sendable>(
        on connection: PostgresConnection, reading: String, statementLimitMilliseconds: Int, snapshot: String? = nil,
        keepsPlans: Bool = false, _ body: (ReadSession) async throws -> Result
    ) async throws -> Result {
        let session = ReadSession(
            connection: connection, statementLimitMilliseconds: statementLimitMilliseconds, keepsPlans: keepsPlans)
        let beginning = Question(sql: "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", reading: reading)
        let result: Result
        do {
            if let snapshot {
                let name = PostgresConnection.quotedLiteral(snapshot)
                let taking = Question(sql: "SET TRANSACTION SNAPSHOT \(name)", reading: reading)
                _ = try await session.rows(of: [beginning, taking, session.pinning(reading)])
            } else {
                _ = try await session.rows(of: [beginning, session.pinning(reading)])
            }
            result = try await body(session)
        } catch {
            try await session.endAfterFailure()
            throw error
        }
        _ = try await session.rows("COMMIT", reading: reading)
        return result
    }

    /// Asks one question; `reading` says what for, in errors.
    ///
    /// Where plans are kept, a question is prepared for the next time: to parse and plan the catalog's questions takes
    /// the server four times as long as to answer them. A pooler may not have it so.
    func rows(_ sql: String, _ parameters: [String?] = [], reading: String) async throws -> QueryResult {
        try await rows(of: [Question(sql: sql, parameters: parameters, reading: reading)])[0]
    }

    /// Says of the server's errors what was read.
    private func told<Answer: Sendable>(
        of reading: String, _ asking: () async throws -> Answer
    ) async throws -> Answer {
        do {
            return try await asking()
        } catch PostgresError.server(let fields) {
            throw ReadingError(reading: reading, complaint: ServerComplaint(fields))
        } catch PostgresError.watchdog(let milliseconds) {
            throw ReadingError(reading: reading, complaint: ServerComplaint(canceledAfterMilliseconds: milliseconds))
        }
    }

    /// A question and what it is for, in errors.
    struct Question: Sendable {
        let sql: String
        var parameters: [String?] = []
        let reading: String
    }

    /// Asks questions that do not hang on one another's answers: all at once where plans are kept. The limit is then
    /// that of all of them.
    func rows(of questions: [Question]) async throws -> [QueryResult] {
        guard keepsPlans, let first = questions.first else {
            var results: [QueryResult] = []
            for question in questions {
                let result = try await told(of: question.reading) {
                    try await connection.query(
                        question.sql, question.parameters, watchdogMilliseconds: statementLimitMilliseconds)
                }
                results.append(result)
            }
            return results
        }
        let reply = try await told(of: first.reading) {
            try await connection.repeatedQueries(
                questions.map { RepeatedStatement($0.sql, $0.parameters) },
                watchdogMilliseconds: statementLimitMilliseconds)
        }
        guard let refusal = reply.refusal else { return reply.results }
        throw ReadingError(
            reading: questions[refusal.place].reading, complaint: ServerComplaint(refusal.fields))
    }

    /// The transaction's snapshot under a name by which another session can see the same.
    func exportSnapshot(reading: String) async throws -> String {
        try await rows("SELECT pg_catalog.pg_export_snapshot() AS name", reading: reading).rows[0].text("name")
    }

    private func pinning(_ reading: String) -> Question {
        let kept = keepsPlans ? [(name: "plan_cache_mode", value: "force_generic_plan")] : []
        let question = SettingsQuestion(Self.pinnedSettings + kept, isLocal: true)
        return Question(sql: question.sql, parameters: question.parameters, reading: reading)
    }

    /// A connection that is gone has no transaction to end; the first error is the one to tell.
    private func endAfterFailure() async throws {
        switch await connection.transactionStatus {
        case .idle, .unknown, .active: return
        case .inTransaction, .inFailedTransaction: _ = try await connection.query("ROLLBACK", [])
        }
    }
}
