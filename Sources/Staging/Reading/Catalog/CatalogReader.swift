public import Postgres
public import RehearsalCore

/// Reads a database's schema as facts.
public struct CatalogReader: Sendable {
    /// The limit for each of the reader's statements.
    public var statementLimitMilliseconds: Int

    public init(statementLimitMilliseconds: Int = 600_000) {
        self.statementLimitMilliseconds = statementLimitMilliseconds
    }

    /// Reads everything in one REPEATABLE READ READ ONLY transaction, one statement per kind of object.
    ///
    /// Left out: what belongs to extensions (counted), PostgreSQL's own schemas and roles, the superuser that reads,
    /// and our own schema and event triggers. Names come as PostgreSQL prints them with an empty search_path.
    /// - Throws: `ReadingError` where the connection's role may not see something, or the server refuses;
    ///   `PostgresError` where the connection fails. Never a catalog with holes.
    /// - Precondition: no transaction is open on the connection.
    public func readCatalog(on connection: PostgresConnection) async throws -> Catalog {
        try await ReadSession.run(
            on: connection, reading: "the catalog", statementLimitMilliseconds: statementLimitMilliseconds
        ) { session in
            let version = ServerVersion(number: connection.serverVersionNumber)
            var facts: [CatalogFact] = []
            var origins: [ObjectKey: ObjectOrigin] = [:]
            for query in Self.queries(version) {
                let answer = try await session.rows(query.sql, reading: query.reading)
                facts += query.facts(of: answer)
                origins.merge(query.origins(of: answer)) { first, _ in first }
            }
            let sequences = Set(facts.filter { $0.kind == .sequence }.map(\.identity)).sorted()
            facts += try await SequencePositions.read(of: sequences, in: session)
            return Catalog(facts: facts, origins: origins)
        }
    }

    static func queries(_ version: ServerVersion) -> [FactQuery] {
        [
            .database(version), .roles(version), .settings, .schemas, .extensions, .types, .tables, .columns,
            .constraints(version), .indexes(version), .sequences, .views, .routines, .triggers, .rules, .policies,
            .eventTriggers, .statistics, .grants(version), .defaultPrivileges, .comments,
        ]
    }
}

/// Reads a database's schema as facts; see ``CatalogReader/readCatalog(on:)``.
public func readCatalog(on connection: PostgresConnection) async throws -> Catalog {
    try await CatalogReader().readCatalog(on: connection)
}
