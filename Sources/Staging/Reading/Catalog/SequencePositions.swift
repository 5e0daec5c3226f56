import Postgres
import RehearsalCore

/// Where every sequence stands: the one fact that lies in the sequences and not in the catalogs.
enum SequencePositions {
    /// Sequences asked for in one statement.
    private static let chunkSize = 500

    /// `identities` are quoted, schema-qualified names as the catalog prints them.
    static func read(of identities: [String], in session: ReadSession) async throws -> [CatalogFact] {
        var facts: [CatalogFact] = []
        for start in stride(from: 0, to: identities.count, by: chunkSize) {
            let chunk = identities[start..<min(start + chunkSize, identities.count)]
            let sql = chunk.map { identity in
                """
                SELECT \(PostgresConnection.quotedLiteral(identity)) AS identity, s.last_value AS "data:last_value",
                    s.is_called::pg_catalog.text AS "data:is_called" FROM \(identity) AS s
                """
            }.joined(separator: " UNION ALL ")
            let query = FactQuery(reading: "positions of sequences", kind: .sequence, sql: sql)
            facts += query.facts(of: try await session.rows(sql, reading: query.reading))
        }
        return facts
    }
}
