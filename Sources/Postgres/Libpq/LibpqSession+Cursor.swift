import CLibPQ

extension LibpqSession {
    /// Reads a result through a cursor; memory holds one batch at a time.
    func forEachBatch(
        _ sql: String, _ parameters: [String?], batchSize: Int, _ body: (QueryResult) throws -> Void
    ) throws(PostgresError) -> Ending<Void> {
        let opensTransaction = transactionStatus == .idle
        if opensTransaction { _ = try execute("BEGIN") }
        cursorCount += 1
        let cursor = PostgresConnection.quotedIdentifier("libpq_batches_\(cursorCount)")
        do {
            _ = try query("DECLARE \(cursor) NO SCROLL CURSOR FOR \(sql)", parameters)
            let ending = try fetchBatches(from: cursor, batchSize: batchSize, body)
            _ = try execute("CLOSE \(cursor)")
            if opensTransaction { _ = try execute(ending.isFinished ? "COMMIT" : "ROLLBACK") }
            return ending
        } catch {
            if opensTransaction, transactionStatus != .unknown { _ = try execute("ROLLBACK") }
            throw error
        }
    }

    private func fetchBatches(
        from cursor: String, batchSize: Int, _ body: (QueryResult) throws -> Void
    ) throws(PostgresError) -> Ending<Void> {
        while true {
            if interrupter.isInterrupted { throw .cancelled }
            let batch = try query("FETCH FORWARD \(batchSize) FROM \(cursor)", [])
            if batch.rows.isEmpty { return .finished(()) }
            do {
                try body(batch)
            } catch {
                return .callerFailed(error)
            }
            if batch.rows.count < batchSize { return .finished(()) }
        }
    }
}

extension LibpqSession.Ending {
    fileprivate var isFinished: Bool {
        switch self {
        case .finished: true
        case .callerFailed: false
        }
    }
}
