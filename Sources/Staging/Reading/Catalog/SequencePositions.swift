import Postgres
import RehearsalCore

/// Where every sequence stands: the one fact that lies in the sequences and not in the catalogs.
enum SequencePositions {
    /// Sequences asked for in one statement. No more than so many locks are held at once: every chunk is read in a
    /// savepoint that is rolled back, which gives them back.
    private static let chunkSize = 500

    static let attributes = [
        ReadAttribute(kind: .sequence, name: "last_value", factClass: .data),
        ReadAttribute(kind: .sequence, name: "is_called", factClass: .data),
    ]

    /// - Parameter identities: quoted, schema-qualified names as the catalog prints them.
    static func read(
        of identities: [String], in session: ReadSession
    ) async throws -> (facts: [CatalogFact], unread: [UnreadObjects]) {
        let hidden = try await hiddenSequences(in: session)
        let seen = identities.filter { !hidden.contains($0) }.sorted()
        var facts: [CatalogFact] = []
        for start in stride(from: 0, to: seen.count, by: chunkSize) {
            let chunk = seen[start..<min(start + chunkSize, seen.count)]
            let sql = chunk.map { identity in
                """
                SELECT \(PostgresConnection.quotedLiteral(identity)) AS identity, s.last_value AS "data:last_value",
                    s.is_called::pg_catalog.text AS "data:is_called" FROM \(identity) AS s
                """
            }.joined(separator: " UNION ALL ")
            let query = FactQuery(reading: "positions of sequences", kind: .sequence, sql: sql)
            _ = try await session.rows("SAVEPOINT chunk", reading: query.reading)
            facts += query.facts(of: try await session.rows(sql, reading: query.reading))
            _ = try await session.rows("ROLLBACK TO SAVEPOINT chunk", reading: query.reading)
        }
        guard !hidden.isEmpty else { return (facts, []) }
        let names = hidden.sorted().prefix(UnreadObjects.nameLimit).map { "position of \($0)" }
        return (
            facts,
            [UnreadObjects(catalog: "pg_sequence", reason: .notPermitted, count: hidden.count, names: Array(names))]
        )
    }

    /// The sequences in which the role may not look, by name.
    private static func hiddenSequences(in session: ReadSession) async throws -> Set<String> {
        let sql = """
            \(CatalogSQL.visible)
            SELECT c.identity FROM relations AS c
            WHERE c.relkind = 'S' AND NOT (pg_catalog.has_schema_privilege(c.relnamespace, 'USAGE')
                AND pg_catalog.has_sequence_privilege(c.oid, 'SELECT'))
            """
        return Set(try await session.rows(sql, reading: "privileges on sequences").rows.map { try $0.text("identity") })
    }
}
