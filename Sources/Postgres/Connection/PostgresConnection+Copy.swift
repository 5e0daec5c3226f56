extension PostgresConnection {
    /// COPY … FROM STDIN, streamed.
    ///
    /// `produce` runs on the connection's thread, may be busy, and writes into the sink in the format that `sql` names.
    /// When it throws, the COPY is given up, no row stays, and the connection is in order.
    /// - Throws: ``PostgresError``, the server's refusal before anything that `produce` made of it; or what
    ///   `produce` threw. A refused row is noticed when the data ends: libpq looks for errors no earlier.
    public func copyIn(
        _ sql: String, watchdogMilliseconds: Int? = nil, produce: @Sendable (inout CopySink) throws -> Void
    ) async throws -> CopiedData {
        let ending = try await supervised(watchdogMilliseconds: watchdogMilliseconds) {
            (session) throws(PostgresError) in try session.copyIn(sql, produce: produce)
        }
        return try ending.get()
    }

    /// COPY … FROM STDIN with data that is there already, as a script of psql's carries it.
    ///
    /// - Returns: the row count that the server reported.
    public func copyText(
        _ sql: String, data: [UInt8], watchdogMilliseconds: Int? = nil
    ) async throws(PostgresError) -> Int64 {
        let ending = try await supervised(watchdogMilliseconds: watchdogMilliseconds) {
            (session) throws(PostgresError) in try session.copyIn(sql) { try $0.write(data) }
        }
        switch ending {
        case .finished(let copied): return copied.rowCount
        case .callerFailed: preconditionFailure("the sink throws errors of this room only")
        }
    }

    /// COPY … TO STDOUT, message by message (one row each, but for the binary format's head and tail).
    ///
    /// `consume` runs on the connection's thread; its bytes are valid during the call only. When it throws, the rest is
    /// cancelled and the connection is in order, an open transaction having failed.
    /// - Returns: the row count that the server reported.
    public func copyOut(
        _ sql: String, watchdogMilliseconds: Int? = nil,
        consume: @Sendable (UnsafeRawBufferPointer) throws -> Void
    ) async throws -> Int64 {
        let ending = try await supervised(watchdogMilliseconds: watchdogMilliseconds) {
            (session) throws(PostgresError) in try session.copyOut(sql, consume: consume)
        }
        return try ending.get()
    }
}
