import CLibPQ

extension LibpqSession {
    /// How a COPY or a batch reader ended that runs code of the caller's.
    enum Ending<Value> {
        case finished(Value)
        /// The caller's own code threw; the connection is in order.
        case callerFailed(any Error)
    }

    /// COPY … FROM STDIN, with the bytes that `produce` writes.
    func copyIn(
        _ sql: String, produce: (inout CopySink) throws -> Void
    ) throws(PostgresError) -> Ending<CopiedData> {
        copyFailure = nil
        try send(sql)
        let opening = try awaitReply()
        switch opening {
        case .wantsCopyData: break
        case .offersCopyData:
            try endEveryCopy(from: opening)
            throw .unsupportedText(reason: "COPY TO STDOUT gives data, and this call has data to give")
        case .finished:
            throw .unsupportedText(reason: "the statement ran, but it did not ask for COPY data")
        }
        var sink = CopySink(self)
        do {
            try produce(&sink)
            try sink.flush()
        } catch {
            return try ending(ofCopyThatFailedWith: error)
        }
        if let copyFailure { throw copyFailure }
        // A refusal here means that the server ended the COPY first; its reply says why.
        _ = PQputCopyEnd(connection, nil)
        return .finished(CopiedData(rowCount: try rowCount(from: awaitReply()), byteCount: sink.byteCount))
    }

    /// COPY … TO STDOUT; `consume` sees the bytes of one message, usually one row, valid during the call only.
    func copyOut(
        _ sql: String, consume: (UnsafeRawBufferPointer) throws -> Void
    ) throws(PostgresError) -> Ending<Int64> {
        try send(sql)
        let opening = try awaitReply()
        switch opening {
        case .offersCopyData: break
        case .wantsCopyData:
            try endEveryCopy(from: opening)
            throw .unsupportedText(reason: "COPY FROM STDIN wants data, and this call can only take some")
        case .finished:
            throw .unsupportedText(reason: "the statement ran, but it did not offer COPY data")
        }
        while true {
            var message: UnsafeMutablePointer<CChar>?
            let length = PQgetCopyData(connection, &message, 0)
            guard length > 0 else { break }
            defer { PQfreemem(message) }
            do {
                try consume(UnsafeRawBufferPointer(start: message, count: Int(length)))
            } catch {
                try endEveryCopy(from: .offersCopyData)
                return .callerFailed(error)
            }
        }
        return .finished(try rowCount(from: awaitReply()))
    }

    private func rowCount(from reply: Reply) throws(PostgresError) -> Int64 {
        if case .finished(let result) = reply { return result.affectedRowCount ?? 0 }
        try endEveryCopy(from: reply)
        throw .unsupportedText(reason: "the text holds more than one COPY")
    }

    /// Gives the server a piece of COPY data.
    ///
    /// Looks at the socket first, so that a lost connection and notices are noticed here. A refused row is not: libpq
    /// reads no error before the data ends, and the server passes over what comes after it.
    func put(_ piece: UnsafeRawBufferPointer) throws(PostgresError) {
        if let copyFailure { throw copyFailure }
        if interrupter.isInterrupted { throw .cancelled }
        guard PQconsumeInput(connection) == 1 else { throw failCopy(with: lost()) }
        let bytes = piece.assumingMemoryBound(to: CChar.self)
        guard PQputCopyData(connection, bytes.baseAddress, Int32(piece.count)) != 1 else { return }
        do {
            _ = try awaitReply()
        } catch {
            throw failCopy(with: error)
        }
        throw failCopy(with: .unsupportedText(reason: "the server ended the COPY before its data ended"))
    }

    private func failCopy(with error: PostgresError) -> PostgresError {
        copyFailure = error
        return error
    }

    private func ending(ofCopyThatFailedWith error: any Error) throws(PostgresError) -> Ending<CopiedData> {
        // What the server said comes before whatever the producer made of it.
        if let copyFailure { throw copyFailure }
        if let refusal = try endEveryCopy(from: .wantsCopyData), refusal.sqlState != "57014" { throw .server(refusal) }
        if let error = error as? PostgresError { throw error }
        return .callerFailed(error)
    }

    /// Leaves COPY mode, whichever way the data was to flow, until the server is ready for the next command.
    ///
    /// - Returns: the server's complaint. 57014 is the one that was asked for; only a lost connection is thrown.
    @discardableResult
    func endEveryCopy(from reply: Reply) throws(PostgresError) -> ServerErrorFields? {
        var reply = reply
        do {
            while true {
                switch reply {
                case .finished: return nil
                case .wantsCopyData: _ = PQputCopyEnd(connection, "the data ended early")
                case .offersCopyData: discardCopyData()
                }
                reply = try awaitReply()
            }
        } catch .server(let fields) {
            return fields
        }
    }

    /// The data is asked to stop, and what is still on its way is thrown away.
    private func discardCopyData() {
        interrupter.cancelFromOwnThread()
        discardCopyOut()
    }

    /// Throws away what a COPY … TO STDOUT sends, to its end.
    func discardCopyOut() {
        while true {
            var message: UnsafeMutablePointer<CChar>?
            guard PQgetCopyData(connection, &message, 0) > 0 else { return }
            PQfreemem(message)
        }
    }
}
