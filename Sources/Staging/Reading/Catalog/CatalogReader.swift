public import Postgres
public import RehearsalCore

/// Reads a database's schema as facts.
public struct CatalogReader: Sendable {
    /// The limit for each of the reader's statements.
    public var statementLimitMilliseconds: Int
    /// Under which secrets in options are hashed, so that a changed one is seen; nil tells only that there is one.
    public var secretsKey: SecretsKey?
    /// True where the connection is ours alone and reads the same catalogs again: the server then plans once.
    public var keepsPlans: Bool

    public init(
        statementLimitMilliseconds: Int = 600_000, secretsKey: SecretsKey? = nil, keepsPlans: Bool = false
    ) {
        self.statementLimitMilliseconds = statementLimitMilliseconds
        self.secretsKey = secretsKey
        self.keepsPlans = keepsPlans
    }

    /// Reads everything in one REPEATABLE READ READ ONLY transaction, one statement per kind of object.
    ///
    /// Left out: what belongs to extensions (counted), PostgreSQL's own schemas and roles, the superuser that reads,
    /// and our own schema and event triggers. Names come as PostgreSQL prints them with an empty search_path.
    /// What no query reads, or the connection's role may not see, stands in ``Catalog/unread``.
    /// - Parameter companion: a second connection to the same database, which takes over part of the queries in a
    ///   transaction with the very same snapshot. Two sessions keep two cores of the server busy.
    /// - Throws: `ReadingError` where the server refuses; `PostgresError` where the connection fails.
    /// - Precondition: no transaction is open on the connections.
    public func readCatalog(
        on connection: PostgresConnection, with companion: PostgresConnection? = nil
    ) async throws -> Catalog {
        try await readCatalog(on: connection, with: companion, queries: Self.queries)
    }

    private static let reading = "the catalog"

    /// With queries of the caller's: the sentinel's tests take one out.
    func readCatalog(
        on connection: PostgresConnection, with companion: PostgresConnection? = nil,
        queries: @Sendable (ServerCatalogs) -> [FactQuery]
    ) async throws -> Catalog {
        try await ReadSession.run(
            on: connection, reading: Self.reading, statementLimitMilliseconds: statementLimitMilliseconds,
            keepsPlans: keepsPlans
        ) { session in
            guard let companion else { return try await reading(of: queries, in: [session]).catalog }
            return try await ReadSession.run(
                on: companion, reading: Self.reading, statementLimitMilliseconds: statementLimitMilliseconds,
                snapshot: try await session.exportSnapshot(reading: Self.reading)
            ) { try await reading(of: queries, in: [session, $0]).catalog }
        }
    }

    /// Reads what was written since an earlier reading of the same database, and takes the rest from that.
    ///
    /// - Parameters:
    ///   - earlier: what was read before; nil reads everything.
    ///   - now: taken just before, while nobody else was connected.
    /// - Returns: the catalog as a whole, and what the next reading can take from it.
    func readCatalog(
        on connection: PostgresConnection, remembering earlier: CatalogMemory?, at now: DataTrace
    ) async throws -> CatalogMemory {
        let recalled = earlier?.recalled(at: now)
        return try await ReadSession.run(
            on: connection, reading: Self.reading, statementLimitMilliseconds: statementLimitMilliseconds,
            keepsPlans: keepsPlans
        ) { session in
            let reading = try await self.reading(of: Self.queries, in: [session], recalling: recalled)
            return reading.memory(at: now, after: recalled?.memory)
        }
    }

    /// What a session is asked: everything that one snapshot needs, in pieces that know nothing of one another.
    private enum Question: Sendable {
        case facts(place: Int, FactQuery)
        case sequencePositions
        case usersRows([String])
    }

    private enum Answer: Sendable {
        case part(place: Int, sql: String?, ReadPart)
        case usersRows([String: UsersRows])
    }

    /// Everything that a reading was told.
    private struct Reading {
        let server: ServerCatalogs
        /// By the question's text.
        let parts: [String: ReadPart]
        let usersRows: [String: UsersRows]
        let catalog: Catalog

        /// - Parameter earlier: knows already what the same questions read.
        func memory(at now: DataTrace, after earlier: CatalogMemory?) -> CatalogMemory {
            CatalogMemory(
                trace: now, server: server, parts: kept(parts, earlier?.parts),
                usersRows: kept(usersRows, earlier?.usersRows), catalog: catalog)
        }

        private func kept<Answer>(
            _ answers: [String: Answer], _ earlier: [String: CatalogMemory.Kept<Answer>]?
        ) -> [String: CatalogMemory.Kept<Answer>] {
            var kept: [String: CatalogMemory.Kept<Answer>] = [:]
            for (sql, answer) in answers {
                let reads = earlier?[sql]?.reads ?? CatalogsRead(of: sql, on: server)
                kept[sql] = CatalogMemory.Kept(answer: answer, reads: reads)
            }
            return kept
        }
    }

    /// - Parameter sessions: of one snapshot, at least one.
    private func reading(
        of queries: @Sendable (ServerCatalogs) -> [FactQuery], in sessions: [ReadSession],
        recalling recalled: RecalledCatalog? = nil
    ) async throws -> Reading {
        let server: ServerCatalogs
        if let recalled { server = recalled.memory.server } else { server = try await .read(in: sessions[0]) }
        var sentinel = CoverageSentinel(server: server)
        var parts: [(place: Int, part: ReadPart)] = []
        var named: [String: ReadPart] = [:]
        var usersRows: [String: UsersRows] = [:]
        var questions: [Question] = []
        for (place, query) in queries(server).enumerated() {
            guard let part = recalled?.part(for: query.sql) else {
                questions.append(.facts(place: place, query))
                continue
            }
            parts.append((place, part))
            named[query.sql] = part
        }
        let sentinelQuestions = sentinel.questions
        var unasked: [String] = []
        for question in sentinelQuestions {
            if let rows = recalled?.usersRows(for: question) {
                usersRows[question] = rows
            } else {
                unasked.append(question)
            }
        }
        for answer in try await answers(to: Self.dearestFirst(questions, unasked), in: sessions) {
            switch answer {
            case .part(let place, let sql, let part):
                parts.append((place, part))
                if let sql { named[sql] = part }
            case .usersRows(let rows): usersRows.merge(rows) { $1 }
            }
        }
        let read = parts.sorted { $0.place < $1.place }.map(\.part)
        for part in read { sentinel.note(part.rowsRead) }
        let rows = sentinelQuestions.compactMap { usersRows[$0] }
        let unread = try await sentinel.unread(among: rows, in: sessions[0])
        return Reading(
            server: server, parts: named, usersRows: usersRows,
            catalog: ReadPart.catalog(of: read, unread: unread + read.flatMap(\.unread)))
    }

    /// While the server works on one question, the answer to the one before becomes facts.
    private func answers(to questions: [Question], in sessions: [ReadSession]) async throws -> [Answer] {
        let queue = WorkQueue(questions)
        let secretsKey = secretsKey
        return try await withThrowingTaskGroup(of: [Answer].self) { group in
            for session in sessions {
                group.addTask {
                    try await withThrowingTaskGroup(of: Answer.self) { answers in
                        while let question = await queue.next() {
                            switch question {
                            case .facts(let place, let query):
                                let result = try await session.rows(query.sql, reading: query.reading)
                                answers.addTask {
                                    .part(
                                        place: place, sql: query.sql, ReadPart(of: result, to: query, key: secretsKey))
                                }
                            case .sequencePositions:
                                let part = try await SequencePositions.read(in: session)
                                answers.addTask { .part(place: .max, sql: nil, part) }
                            case .usersRows(let questions):
                                let rows = try await CoverageSentinel.usersRows(questions, in: session)
                                answers.addTask { .usersRows(rows) }
                            }
                        }
                        return try await answers.reduce(into: []) { $0.append($1) }
                    }
                }
            }
            return try await group.reduce(into: []) { $0 += $1 }
        }
    }

    /// What takes longest begins first, so that no session waits at the end for another's.
    private static func dearestFirst(_ facts: [Question], _ usersRows: [String]) -> [Question] {
        let dear: Set<FactKind> = [.index, .constraint, .column]
        func isDear(_ question: Question) -> Bool {
            if case .facts(_, let query) = question { dear.contains(query.kind) } else { false }
        }
        return facts.filter(isDear) + [.usersRows(usersRows), .sequencePositions] + facts.filter { !isDear($0) }
    }

    /// One query per kind of object, as this server's catalogs have it.
    static func queries(_ server: ServerCatalogs) -> [FactQuery] {
        [
            .database(server), .roles(server), .memberships(server), .settings, .tablespaces, .schemas, .extensions,
            .types, .tables, .columns(server), .constraints(server), .indexes(server), .sequences, .views,
            .materializedViews, .routines, .triggers(server), .rules, .policies, .eventTriggers, .statistics(server),
            .collations(server), .conversions, .operators, .operatorClasses, .operatorFamilies,
            .operatorFamilyOperators, .operatorFamilyFunctions, .accessMethods, .casts, .transforms, .languages,
            .textSearchConfigurations, .textSearchMappings, .textSearchDictionaries, .textSearchParsers,
            .textSearchTemplates, .foreignDataWrappers, .foreignServers, .userMappings, .publications(server),
            .publishedTables(server), .publishedSchemas(server), .subscriptions(server), .subscribedTables,
            .largeObjects, .replicationSlots, .replicationOrigins, .preparedTransactions,
            .grants, .parameterGrants(server), .defaultPrivileges, .comments, .sharedComments, .securityLabels,
            .sharedSecurityLabels,
        ].compactMap { $0 }
    }
}

/// Reads a database's schema as facts; see ``CatalogReader/readCatalog(on:)``.
public func readCatalog(on connection: PostgresConnection) async throws -> Catalog {
    try await CatalogReader().readCatalog(on: connection)
}
