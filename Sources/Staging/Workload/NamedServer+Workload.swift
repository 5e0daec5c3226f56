import Postgres
public import RehearsalCore

/// Why a server's counters cannot be read.
public enum WorkloadObstacle: Hashable, Sendable {
    /// The database has no pg_stat_statements.
    case noExtension
    /// The extension is there and the server does not run its library.
    case notLoaded
    /// The role sees its own statements alone.
    case noPrivilege
}

/// What a server told of statements that were prepared in it.
public enum StatementAnswer: Hashable, Sendable {
    case described(StatementDescription)
    /// Nothing but PostgreSQL's own relations is read, or nothing at all.
    case noTable
    case refused(ServerComplaint)
}

extension NamedServer {
    /// Reads what pg_stat_statements counted in the database; at most ``WorkloadSQL/entryLimit`` entries.
    public func readCounters(
        asSuperuser: Bool
    ) async throws(Failure) -> (entries: [CountedStatement], isCut: Bool) {
        try await withConnection { connection in
            try await Self.refuseSuperuser(connection, isAllowed: asSuperuser)
            guard let question = try await connection.query(WorkloadSQL.question).rows.first?.text("question") else {
                throw Failure.noCounters(.noExtension)
            }
            guard try await connection.query(WorkloadSQL.readsAllCounters).rows[0].bool("reads_all") else {
                throw Failure.noCounters(.noPrivilege)
            }
            let rows = try await Self.answered(question, on: connection)
            let entries = try rows.map { row in
                CountedStatement(
                    text: try row.text("query"), calls: try row.int("calls"),
                    blockCount: try row.int("shared_blks_hit") + row.int("shared_blks_read"),
                    days: try row.optionalDouble("days"), role: try row.optionalText("rolname"))
            }
            return (entries, entries.count == WorkloadSQL.entryLimit)
        }
    }

    private static func answered(
        _ question: String, on connection: PostgresConnection
    ) async throws -> [QueryResult.Row] {
        do {
            return try await connection.query(question, [], watchdogMilliseconds: statementLimitMilliseconds).rows
        } catch {
            guard case .server(let fields) = error, fields.sqlState == "55000" else { throw error }
            throw Failure.noCounters(.notLoaded)
        }
    }

    /// Prepares statements one after the other, each in a READ ONLY transaction that is rolled back, until so many are
    /// described as are wanted. None is executed.
    ///
    /// - Returns: an answer for each that was prepared, in their order.
    public func describe(
        _ candidates: [WorkloadCandidate], wanted: Int, asSuperuser: Bool
    ) async throws(Failure) -> [StatementAnswer] {
        try await withConnection { connection in
            try await Self.refuseSuperuser(connection, isAllowed: asSuperuser)
            var answers: [StatementAnswer] = []
            var described = 0
            for candidate in candidates where described < wanted {
                let answer = try await StatementQuestion(
                    candidate: candidate, limitMilliseconds: Self.statementLimitMilliseconds
                ).answer(on: connection)
                if case .described = answer { described += 1 }
                answers.append(answer)
            }
            return answers
        }
    }

    /// Gives entries of a file that tell when their counting began the days since then.
    public func dated(_ entries: [CountedStatement]) async throws(Failure) -> [CountedStatement] {
        guard entries.contains(where: { $0.days == nil && $0.since != nil }) else { return entries }
        return try await withConnection { connection in
            let moments = Set(entries.compactMap(\.since)).sorted()
            let rows = try await connection.query(WorkloadSQL.daysSince, [arrayText(moments)]).rows
            let days = Dictionary(
                uniqueKeysWithValues: zip(moments, try rows.map { try $0.optionalDouble("days") }))
            return entries.map { entry in
                var dated = entry
                dated.days = entry.days ?? entry.since.flatMap { days[$0] ?? nil }
                return dated
            }
        }
    }

    private static func refuseSuperuser(_ connection: PostgresConnection, isAllowed: Bool) async throws {
        guard !isAllowed else { return }
        if try await connection.query(superuserSQL).rows[0].bool("is_superuser") { throw Failure.superuser }
    }
}

/// An array as the server reads it.
func arrayText(_ elements: [String]) -> String {
    let quoted = elements.map { element in
        element.replacing(scalar: "\\", with: "\\\\").replacing(scalar: "\"", with: "\\\"")
    }
    return "{\(quoted.map { "\"\($0)\"" }.joined(separator: ","))}"
}
