import Dataset
import Postgres

/// Room between rows and between index entries, by which heaps and indexes become as large as they were captured.
///
/// A table that has seen updates and deletions is larger than its rows, and an index that has grown row by row is
/// larger than one that was built at once; what a scan of them costs follows from that. For the moment of the writing
/// the relation has another fill factor; behind it, its options are what they were.
struct FillFactor {
    let relation: String
    let connection: PostgresConnection

    /// Writes once more where what was written is smaller than it should be; the least room is that of a fill factor
    /// of 10.
    ///
    /// - Parameter usual: the fill factor of what has none of its own.
    func widen(to wanted: Int, usual: Int, _ write: () async throws -> Void) async throws {
        let made = try await connection.query(Self.size, [relation]).rows[0]
        guard let pages = Int(try made.text("pages")), pages > 0, wanted > pages + 1, wanted * 100 > pages * 104 else {
            return
        }
        let factor = max(10, min(100, usual * pages / wanted))
        _ = try await connection.query(Self.set, [relation, "\(factor)"])
        try await write()
        _ = try await connection.query(Self.restore, [relation, try made.optionalText("options")])
    }

    private static let size = """
        SELECT pg_catalog.pg_relation_size(c.oid) / pg_catalog.current_setting('block_size')::pg_catalog.int8 AS pages,
            c.reloptions::pg_catalog.text AS options
        FROM pg_catalog.pg_class AS c WHERE c.oid = $1::pg_catalog.regclass
        """

    private static let set = """
        UPDATE pg_catalog.pg_class AS c SET reloptions = ARRAY(
            SELECT o FROM pg_catalog.unnest(c.reloptions) AS o WHERE o NOT LIKE 'fillfactor=%')
            || ('fillfactor=' || $2)
        WHERE c.oid = $1::pg_catalog.regclass
        """

    private static let restore = """
        UPDATE pg_catalog.pg_class SET reloptions = $2::pg_catalog.text[] WHERE oid = $1::pg_catalog.regclass
        """
}

extension FillFactor {
    /// Widens the b-trees of a table that was captured with larger ones.
    static func widenIndexes(of table: PlannedTable, on connection: PostgresConnection) async throws {
        guard !table.indexPages.isEmpty else { return }
        let trees = try await connection.query(trees, [table.table.quoted]).rows
        for row in trees {
            guard let wanted = table.indexPages[try row.text("name")] else { continue }
            let index = try row.text("index")
            try await FillFactor(relation: index, connection: connection).widen(to: wanted, usual: 90) {
                _ = try await connection.execute("REINDEX INDEX \(index)")
            }
        }
    }

    private static let trees = """
        SELECT c.relname AS name, pg_catalog.format('%I.%I', n.nspname, c.relname) AS index
        FROM pg_catalog.pg_index AS i
        JOIN pg_catalog.pg_class AS c ON c.oid = i.indexrelid
        JOIN pg_catalog.pg_am AS a ON a.oid = c.relam AND a.amname = 'btree'
        JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
        WHERE i.indrelid = $1::pg_catalog.regclass AND c.relkind = 'i'
        ORDER BY c.relname
        """
}
