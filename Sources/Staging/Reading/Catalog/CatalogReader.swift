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
            var read = try await parts(queries(server), in: session)
            var sentinel = CoverageSentinel(server: server)
            for part in read { sentinel.note(part.rowsRead) }
            let sequences = read.filter { $0.kind == .sequence }.flatMap(\.facts).filter { $0.attribute == "type" }
            let positions = try await SequencePositions.read(of: sequences.map(\.identity), in: session)
            read.append(ReadPart(kind: .sequence, facts: positions.facts))
            let unread = try await sentinel.unread(in: session) + positions.unread
            return ReadPart.catalog(of: read, unread: unread)
        }
    }

    /// The answers in the order of the queries; while the server works on one, the one before becomes facts.
    private func parts(_ queries: [FactQuery], in session: ReadSession) async throws -> [ReadPart] {
        let secretsKey = secretsKey
        return try await withThrowingTaskGroup(of: (place: Int, part: ReadPart).self) { group in
            for (place, query) in queries.enumerated() {
                let answer = try await session.rows(query.sql, reading: query.reading)
                group.addTask { (place, ReadPart(of: answer, to: query, key: secretsKey)) }
            }
            var parts: [(place: Int, part: ReadPart)] = []
            for try await part in group { parts.append(part) }
            return parts.sorted { $0.place < $1.place }.map(\.part)
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
            .grants, .parameterGrants(server), .defaultPrivileges, .comments, .sharedComments, .securityLabels,
            .sharedSecurityLabels,
        ].compactMap { $0 }
    }
}

/// Reads a database's schema as facts; see ``CatalogReader/readCatalog(on:)``.
public func readCatalog(on connection: PostgresConnection) async throws -> Catalog {
    try await CatalogReader().readCatalog(on: connection)
}
