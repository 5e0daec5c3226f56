extension PostgresConnection {
    /// Runs one statement by the extended protocol, values in text format.
    ///
    /// - Parameters:
    ///   - parameters: for `$1`, `$2`, …; nil is NULL. The server infers their types; cast where it cannot.
    ///   - watchdogMilliseconds: nil sets no limit.
    public func query(
        _ sql: String, _ parameters: [String?] = [], watchdogMilliseconds: Int? = nil
    ) async throws(PostgresError) -> QueryResult {
        try await supervised(watchdogMilliseconds: watchdogMilliseconds) { (session) throws(PostgresError) in
            try session.query(sql, parameters)
        }
    }

    /// Runs one statement that will be run again on this connection: the server prepares it the first time and keeps
    /// its plan, with parameters where `plan_cache_mode` says so.
    ///
    /// Nothing else on the connection may say DEALLOCATE ALL or DISCARD ALL.
    public func repeatedQuery(
        _ sql: String, _ parameters: [String?] = [], watchdogMilliseconds: Int? = nil
    ) async throws(PostgresError) -> QueryResult {
        let reply = try await repeatedQueries(
            [RepeatedStatement(sql, parameters)], watchdogMilliseconds: watchdogMilliseconds)
        if let refusal = reply.refusal { throw .server(refusal.fields) }
        return reply.results[0]
    }

    /// The same for statements that follow each other, all of which are sent before the first answer is waited for: one
    /// transaction where none is open, in which nothing behind a refused one is run.
    ///
    /// A refusal is part of the reply and not thrown: the statements before it were answered.
    /// - Parameter watchdogMilliseconds: the limit for all of them; nil sets none.
    public func repeatedQueries(
        _ statements: [RepeatedStatement], watchdogMilliseconds: Int? = nil
    ) async throws(PostgresError) -> RepeatedReply {
        try await supervised(watchdogMilliseconds: watchdogMilliseconds) { (session) throws(PostgresError) in
            try session.repeated(statements)
        }
    }

    /// Runs one statement by the simple protocol, as psql would, outside any transaction that it does not open itself.
    ///
    /// A text of several statements is one implicit transaction to the server and gives the last one's result; split it
    /// where that is not meant. A COPY from or to the client is ended at once and is
    /// ``PostgresError/unsupportedText(reason:)``.
    /// - Parameter watchdogMilliseconds: the limit, kept by this process and not by the server; nil sets none.
    public func execute(
        _ sql: String, watchdogMilliseconds: Int? = nil
    ) async throws(PostgresError) -> StatementResult {
        try await supervised(watchdogMilliseconds: watchdogMilliseconds) { (session) throws(PostgresError) in
            try session.execute(sql)
        }
    }

    /// Runs a text of any number of statements by the simple protocol and tells what the server answered to each.
    ///
    /// Rows are thrown away, those of COPY … TO STDOUT as well; COPY … FROM STDIN is ended at once and is
    /// ``PostgresError/unsupportedText(reason:)``. A refusal is part of the reply and not thrown: the statements before
    /// it were answered.
    /// - Parameter watchdogMilliseconds: the limit for the whole text; nil sets none.
    public func executeEach(
        _ sql: String, watchdogMilliseconds: Int? = nil
    ) async throws(PostgresError) -> MessageReply {
        try await supervised(watchdogMilliseconds: watchdogMilliseconds) { (session) throws(PostgresError) in
            try session.executeEach(sql)
        }
    }

    /// Reads a large result through a cursor, `batchSize` rows at a time, as one undisturbed piece of work.
    ///
    /// `body` runs on the connection's thread and never sees an empty batch. Opens a transaction of its own when none
    /// is open, and ends it; inside an open one, an error of `body` leaves that one as it is.
    /// - Parameter sql: a SELECT or VALUES without a semicolon.
    /// - Throws: ``PostgresError``, or whatever `body` throws.
    public func forEachBatch(
        _ sql: String, _ parameters: [String?] = [], batchSize: Int,
        _ body: @Sendable (QueryResult) throws -> Void
    ) async throws {
        precondition(batchSize > 0, "a batch has at least one row")
        let ending = try await supervised(watchdogMilliseconds: nil) { (session) throws(PostgresError) in
            try session.forEachBatch(sql, parameters, batchSize: batchSize, body)
        }
        try ending.get()
    }
}

extension LibpqSession.Ending {
    /// The value, or the caller's own error thrown again.
    func get() throws -> Value {
        switch self {
        case .finished(let value): return value
        case .callerFailed(let error): throw error
        }
    }
}
