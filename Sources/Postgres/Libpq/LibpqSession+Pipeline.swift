import CLibPQ

//  A question and its answer take two processes that wake each other. Where a schema is read by sixty short questions,
//  that is as long as answering them; sent together, the server answers all while it is awake.
//
//  A server whose answers nobody reads stops reading as well. libpq reads while it waits to send (pqSendSome in
//  fe-misc.c), so that neither waits for the other, however much is sent.

extension LibpqSession {
    /// Runs statements that this connection prepares when it is asked first, in libpq's pipeline mode.
    func repeated(_ statements: [RepeatedStatement]) throws(PostgresError) -> RepeatedReply {
        for statement in statements {
            try refuse(statement.parameters)
            try refuseNUL(in: [statement.sql])
        }
        notices.empty()
        if let refusal = try prepare(statements) { return RepeatedReply(results: [], refusal: refusal) }
        return try pipelined(statements.count) { index in
            let (statement, count) = (statements[index], statements[index].parameters.count)
            return withCStrings(statement.parameters) { values in
                PQsendQueryPrepared(connection, preparedNames[statement.sql], Int32(count), values, nil, nil, 0)
            }
        }
    }

    /// - Returns: the refusal of one that the server cannot prepare.
    private func prepare(_ statements: [RepeatedStatement]) throws(PostgresError) -> RepeatedReply.Refusal? {
        var texts: [String] = []
        for statement in statements where preparedNames[statement.sql] == nil && !texts.contains(statement.sql) {
            texts.append(statement.sql)
        }
        if texts.isEmpty { return nil }
        let names = texts.indices.map { "pgrehearse_repeated_\(preparedNames.count + $0 + 1)" }
        let reply = try pipelined(texts.count) { PQsendPrepare(connection, names[$0], texts[$0], 0, nil) }
        for (text, name) in zip(texts, names).prefix(reply.results.count) { preparedNames[text] = name }
        return reply.refusal.map { refusal in
            let place = statements.firstIndex { $0.sql == texts[refusal.place] }
            return .init(place: place ?? 0, fields: refusal.fields)
        }
    }

    /// Sends so many messages and reads their answers.
    ///
    /// - Parameter send: hands one to libpq; 1 where it took it.
    private func pipelined(_ count: Int, send: (Int) -> Int32) throws(PostgresError) -> RepeatedReply {
        guard PQenterPipelineMode(connection) == 1 else { throw lost() }
        for index in 0..<count {
            guard send(index) == 1 else { throw lost() }
        }
        guard PQpipelineSync(connection) == 1 else { throw lost() }
        var results: [QueryResult] = []
        var complaint: ServerErrorFields?
        for _ in 0..<count {
            let answer = nextAnswer()
            complaint = complaint ?? answer.complaint
            if PQstatus(connection) != CONNECTION_OK { throw lost(after: complaint) }
            if complaint == nil { results.append(answer.result) }
        }
        // Behind the last answer the server says that it is in step.
        _ = nextAnswer()
        forgetNotifications()
        if PQstatus(connection) != CONNECTION_OK { throw lost(after: complaint) }
        guard PQexitPipelineMode(connection) == 1 else { throw lost(after: complaint) }
        guard let complaint else { return RepeatedReply(results: results, refusal: nil) }
        if complaint.endsTheSession { throw lost(after: complaint) }
        // Our own doing is told as such by whoever watches.
        if interrupter.isInterrupted { throw .server(complaint) }
        return RepeatedReply(results: results, refusal: .init(place: results.count, fields: complaint))
    }

    /// The answer to one message, or what the server says behind all of them.
    private func nextAnswer() -> (result: QueryResult, complaint: ServerErrorFields?) {
        var last = QueryResult.nothing
        var complaint: ServerErrorFields?
        while let result = PQgetResult(connection) {
            defer { PQclear(result) }
            switch PQresultStatus(result) {
            case PGRES_EMPTY_QUERY, PGRES_COMMAND_OK, PGRES_TUPLES_OK: last = QueryResult(copying: result)
            case PGRES_PIPELINE_ABORTED: continue
            case PGRES_PIPELINE_SYNC: return (last, complaint)
            default: complaint = complaint ?? ServerErrorFields(copying: result)
            }
        }
        return (last, complaint)
    }
}
