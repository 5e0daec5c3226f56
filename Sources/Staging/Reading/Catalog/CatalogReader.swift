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
        try await readCatalog(on: connection, with: companion, asking: CatalogQuestions.standard)
    }

    private static let reading = "the catalog"

    /// With questions of the caller's: the sentinel's tests take one out.
    func readCatalog(
        on connection: PostgresConnection, with companion: PostgresConnection? = nil,
        asking questions: @Sendable (ServerCatalogs) -> CatalogQuestions
    ) async throws -> Catalog {
        try await ReadSession.run(
            on: connection, reading: Self.reading, statementLimitMilliseconds: statementLimitMilliseconds,
            keepsPlans: keepsPlans
        ) { session in
            guard let companion else { return try await reading(questions, in: [session]) }
            return try await ReadSession.run(
                on: companion, reading: Self.reading, statementLimitMilliseconds: statementLimitMilliseconds,
                snapshot: try await session.exportSnapshot(reading: Self.reading)
            ) { try await reading(questions, in: [session, $0]) }
        }
    }

    private func reading(
        _ questions: (ServerCatalogs) -> CatalogQuestions, in sessions: [ReadSession]
    ) async throws -> Catalog {
        let server = try await ServerCatalogs.read(in: sessions[0])
        return try await CatalogReading(questions(server), in: sessions, key: secretsKey).catalog
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
            let questions: CatalogQuestions
            if let recalled {
                questions = recalled.memory.questions
            } else {
                questions = .standard(for: try await .read(in: session))
            }
            let reading = try await CatalogReading(questions, in: [session], key: secretsKey, recalling: recalled)
            return CatalogMemory(trace: now, questions: questions, reading: reading)
        }
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
            .grants, .relationGrants, .parameterGrants(server), .defaultPrivileges, .comments, .sharedComments,
            .securityLabels,
            .sharedSecurityLabels,
        ].compactMap { $0 }
    }
}

/// Reads a database's schema as facts; see ``CatalogReader/readCatalog(on:)``.
public func readCatalog(on connection: PostgresConnection) async throws -> Catalog {
    try await CatalogReader().readCatalog(on: connection)
}
