import Postgres
import RehearsalCore

/// Where every sequence stands: the one fact that lies in the sequences and not in the catalogs.
enum SequencePositions {
    /// Sequences asked for in one statement. No more than so many locks are held at once: every chunk is read in a
    /// savepoint that is rolled back, which gives them back. Planning takes time with the square of their number.
    private static let chunkSize = 50

    static let attributes = [
        ReadAttribute(kind: .sequence, name: "last_value", factClass: .data),
        ReadAttribute(kind: .sequence, name: "is_called", factClass: .data),
    ]

    static func read(in session: ReadSession) async throws -> ReadPart {
        let sequences = try await session.rows(sequencesSQL, reading: "privileges on sequences").rows
        var seen: [String] = []
        var hidden: [String] = []
        for row in sequences {
            let identity = try row.text("identity")
            if try row.bool("is_readable") { seen.append(identity) } else { hidden.append(identity) }
        }
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
        guard !hidden.isEmpty else { return ReadPart(kind: .sequence, facts: facts, unread: []) }
        let names = hidden.prefix(UnreadObjects.nameLimit).map { "position of \($0)" }
        let unread = UnreadObjects(
            catalog: "pg_sequence", reason: .notPermitted, count: hidden.count, names: Array(names))
        return ReadPart(kind: .sequence, facts: facts, unread: [unread])
    }

    /// Every sequence, by bytes as facts are, and whether the role may look into it.
    private static let sequencesSQL = """
        \(CatalogSQL.visible)
        SELECT c.identity, pg_catalog.has_schema_privilege(c.relnamespace, 'USAGE')
            AND pg_catalog.has_sequence_privilege(c.oid, 'SELECT') AS is_readable
        FROM relations AS c
        WHERE c.relkind = 'S'
        ORDER BY c.identity COLLATE pg_catalog."C"
        """
}
