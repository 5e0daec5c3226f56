import CLibPQ

extension LibpqSession {
    /// What the server answered, as far as it goes before COPY data has to flow.
    enum Reply {
        case finished(QueryResult)
        case wantsCopyData
        case offersCopyData
    }

    /// Runs a text by the simple protocol.
    func execute(_ sql: String) throws(PostgresError) -> StatementResult {
        try send(sql)
        let result = try replyWithoutCopy()
        return StatementResult(
            commandTag: result.commandTag, result: result, notices: notices.notices, noticesLeftOut: notices.leftOut)
    }

    /// Runs a text by the simple protocol and tells every statement's answer; rows are thrown away.
    func executeEach(_ sql: String) throws(PostgresError) -> MessageReply {
        try send(sql)
        var commandTags: [String] = []
        var complaint: ServerErrorFields?
        while let result = PQgetResult(connection) {
            defer { PQclear(result) }
            switch PQresultStatus(result) {
            case PGRES_COPY_OUT: discardCopyOut()
            case PGRES_COPY_IN:
                try endEveryCopy(from: .wantsCopyData)
                throw .unsupportedText(reason: "COPY FROM STDIN wants data, and this call has none to give")
            case PGRES_COPY_BOTH:
                throw .connectionLost(reason: "the server switched to replication, which is not spoken here")
            case PGRES_EMPTY_QUERY, PGRES_COMMAND_OK, PGRES_TUPLES_OK, PGRES_SINGLE_TUPLE:
                commandTags.append(String(cString: PQcmdStatus(result)))
            default:
                complaint = complaint ?? ServerErrorFields(copying: result)
            }
        }
        forgetNotifications()
        if PQstatus(connection) != CONNECTION_OK { throw lost(after: complaint) }
        if let complaint {
            if complaint.endsTheSession { throw lost(after: complaint) }
            // Our own doing is told as such by whoever watches.
            if interrupter.isInterrupted { throw .server(complaint) }
        }
        return MessageReply(commandTags: commandTags, refusal: complaint, notices: notices.notices)
    }

    /// Runs one statement by the extended protocol.
    func query(_ sql: String, _ parameters: [String?]) throws(PostgresError) -> QueryResult {
        try refuseNUL(in: [sql])
        try refuse(parameters)
        notices.empty()
        let isSent = withCStrings(parameters) { values in
            PQsendQueryParams(connection, sql, Int32(parameters.count), nil, values, nil, nil, 0)
        }
        guard isSent == 1 else { throw lost() }
        return try replyWithoutCopy()
    }

    func refuse(_ parameters: [String?]) throws(PostgresError) {
        guard parameters.count <= Int(UInt16.max) else {
            throw .unsupportedText(reason: "a statement has at most 65535 parameters, not \(parameters.count)")
        }
        try refuseNUL(in: parameters.compactMap { $0 })
    }

    func send(_ sql: String) throws(PostgresError) {
        try refuseNUL(in: [sql])
        notices.empty()
        guard PQsendQuery(connection, sql) == 1 else { throw lost() }
    }

    /// Reads until the server is ready for the next command, or until it asks for COPY data or offers some.
    ///
    /// The first error counts; the last result counts, as with psql when a rule adds statements of its own.
    func awaitReply() throws(PostgresError) -> Reply {
        var last = QueryResult.nothing
        var complaint: ServerErrorFields?
        while let result = PQgetResult(connection) {
            defer { PQclear(result) }
            switch PQresultStatus(result) {
            case PGRES_COPY_IN: return .wantsCopyData
            case PGRES_COPY_OUT: return .offersCopyData
            case PGRES_COPY_BOTH:
                throw .connectionLost(reason: "the server switched to replication, which is not spoken here")
            case PGRES_EMPTY_QUERY, PGRES_COMMAND_OK, PGRES_TUPLES_OK, PGRES_SINGLE_TUPLE:
                last = QueryResult(copying: result)
            default:
                complaint = complaint ?? ServerErrorFields(copying: result)
            }
        }
        forgetNotifications()
        if PQstatus(connection) != CONNECTION_OK { throw lost(after: complaint) }
        if let complaint {
            if complaint.endsTheSession { throw lost(after: complaint) }
            throw .server(complaint)
        }
        return .finished(last)
    }

    /// Like ``awaitReply()``, but a COPY is ended as soon as it begins.
    func replyWithoutCopy() throws(PostgresError) -> QueryResult {
        let reply = try awaitReply()
        switch reply {
        case .finished(let result): return result
        case .wantsCopyData:
            try endEveryCopy(from: reply)
            throw .unsupportedText(reason: "COPY FROM STDIN wants data, and this call has none to give")
        case .offersCopyData:
            try endEveryCopy(from: reply)
            throw .unsupportedText(reason: "COPY TO STDOUT gives data, and this call cannot take it")
        }
    }

    /// NOTIFY would pile up inside libpq for as long as the connection lives.
    func forgetNotifications() {
        while let notification = PQnotifies(connection) { PQfreemem(notification) }
    }

    func refuseNUL(in texts: [String]) throws(PostgresError) {
        guard texts.allSatisfy({ !$0.utf8.contains(0) }) else {
            throw .unsupportedText(reason: "the text contains a NUL byte, where libpq would cut it off")
        }
    }
}
