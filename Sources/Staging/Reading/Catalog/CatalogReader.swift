public import Postgres
public import RehearsalCore

/// Reads a database's schema as facts.
public struct CatalogReader: Sendable {
    /// The limit for each of the reader's statements.
    public var statementLimitMilliseconds: Int
    /// Under which secrets in options are hashed, so that a changed one is seen; nil tells only that there is one.
    public var secretsKey: SecretsKey?

    public init(statementLimitMilliseconds: Int = 600_000, secretsKey: SecretsKey? = nil) {
        self.statementLimitMilliseconds = statementLimitMilliseconds
        self.secretsKey = secretsKey
    }

    /// Reads everything in one REPEATABLE READ READ ONLY transaction, one statement per kind of object.
    ///
    /// Left out: what belongs to extensions (counted), PostgreSQL's own schemas and roles, the superuser that reads,
    /// and our own schema and event triggers. Names come as PostgreSQL prints them with an empty search_path.
    /// What no query reads, or the connection's role may not see, stands in ``Catalog/unread``.
    /// - Throws: `ReadingError` where the server refuses; `PostgresError` where the connection fails.
    /// - Precondition: no transaction is open on the connection.
    public func readCatalog(on connection: PostgresConnection) async throws -> Catalog {
        try await readCatalog(on: connection, queries: Self.queries)
    }

    /// With queries of the caller's: the sentinel's tests take one out.
    func readCatalog(
        on connection: PostgresConnection, queries: @Sendable (ServerCatalogs) -> [FactQuery]
    ) async throws -> Catalog {
        try await ReadSession.run(
            on: connection, reading: "the catalog", statementLimitMilliseconds: statementLimitMilliseconds
        ) { session in
            let server = try await ServerCatalogs.read(in: session)
            var facts: [CatalogFact] = []
            var origins: [ObjectKey: ObjectOrigin] = [:]
            var sentinel = CoverageSentinel(server: server)
            for query in queries(server) {
                let answer = try await session.rows(query.sql, reading: query.reading)
                facts += query.facts(of: answer, key: secretsKey)
                origins.merge(query.origins(of: answer)) { first, _ in first }
                sentinel.note(query.rowsRead(in: answer))
            }
            let positions = try await SequencePositions.read(
                of: facts.filter { $0.kind == .sequence && $0.attribute == "type" }.map(\.identity), in: session)
            let unread = try await sentinel.unread(in: session) + positions.unread
            return Catalog(facts: facts + positions.facts, origins: origins, unread: unread)
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
            .grants(server), .parameterGrants(server), .defaultPrivileges, .comments, .sharedComments, .securityLabels,
            .sharedSecurityLabels,
        ].compactMap { $0 }
    }
}

/// Reads a database's schema as facts; see ``CatalogReader/readCatalog(on:)``.
public func readCatalog(on connection: PostgresConnection) async throws -> Catalog {
    try await CatalogReader().readCatalog(on: connection)
}
