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
            guard let companion else { return try await catalog(of: queries, in: [session]) }
            return try await ReadSession.run(
                on: companion, reading: Self.reading, statementLimitMilliseconds: statementLimitMilliseconds,
                snapshot: try await session.exportSnapshot(reading: Self.reading)
            ) { try await catalog(of: queries, in: [session, $0]) }
        }
    }

    /// What a session is asked: everything that one snapshot needs, in pieces that know nothing of one another.
    private enum Question: Sendable {
        case facts(place: Int, FactQuery)
        case sequencePositions
        case usersRows
    }

    private enum Answer: Sendable {
        case part(place: Int, ReadPart)
        case usersRows(QueryResult)
    }

    /// - Parameter sessions: of one snapshot, at least one.
    private func catalog(
        of queries: @Sendable (ServerCatalogs) -> [FactQuery], in sessions: [ReadSession]
    ) async throws -> Catalog {
        let server = try await ServerCatalogs.read(in: sessions[0])
        var sentinel = CoverageSentinel(server: server)
        var parts: [(place: Int, part: ReadPart)] = []
        var usersRows: [QueryResult] = []
        for answer in try await answers(to: Self.dearestFirst(queries(server)), in: sessions, sentinel) {
            switch answer {
            case .part(let place, let part): parts.append((place, part))
            case .usersRows(let rows): usersRows.append(rows)
            }
        }
        let read = parts.sorted { $0.place < $1.place }.map(\.part)
        for part in read { sentinel.note(part.rowsRead) }
        var unread: [UnreadObjects] = []
        for rows in usersRows { unread += try await sentinel.unread(among: rows, in: sessions[0]) }
        return ReadPart.catalog(of: read, unread: unread + read.flatMap(\.unread))
    }

    /// While the server works on one question, the answer to the one before becomes facts.
    private func answers(
        to questions: [Question], in sessions: [ReadSession], _ sentinel: CoverageSentinel
    ) async throws -> [Answer] {
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
                                    .part(place: place, ReadPart(of: result, to: query, key: secretsKey))
                                }
                            case .sequencePositions:
                                let part = try await SequencePositions.read(in: session)
                                answers.addTask { .part(place: .max, part) }
                            case .usersRows:
                                let rows = try await sentinel.usersRows(in: session)
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
    private static func dearestFirst(_ queries: [FactQuery]) -> [Question] {
        let dear: Set<FactKind> = [.index, .constraint, .column]
        let all = queries.enumerated().map {
            (kind: $0.element.kind, question: Question.facts(place: $0.offset, $0.element))
        }
        return all.filter { dear.contains($0.kind) }.map(\.question) + [.usersRows, .sequencePositions]
            + all.filter { !dear.contains($0.kind) }.map(\.question)
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
