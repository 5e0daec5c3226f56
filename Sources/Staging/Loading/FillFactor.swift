import Dataset
import Postgres

/// Room between rows and between index entries, by which heaps and indexes become as large as they were captured.
///
/// A table that has seen updates and deletions is larger than its rows, and an index that has grown row by row is
/// larger than one that was built at once; what a scan of them costs follows from that. For the moment of the writing
/// the relation has another fill factor; behind it, its options are what they were.
struct FillFactor {
    /// Relations as SQL names them, with the pages that they should have.
    let wanted: [(relation: String, pages: Int)]
    /// The fill factor of what has none of its own.
    let usual: Int
    let connection: PostgresConnection

    /// How often a relation is written at most: what comes of a fill factor is not quite in proportion, because of
    /// entries of many rows.
    private static let attempts = 3

    /// Writes once more where what was written is smaller than it should be, and again where it is still not as large
    /// or too large; the least room is that of a fill factor of 10.
    ///
    /// - Parameter write: is told which relations have another fill factor.
    func widen(_ write: ([String]) async throws -> Void) async throws {
        var factors: [String: Int] = [:]
        var options: [String: String?] = [:]
        for attempt in 0..<Self.attempts {
            var changed: [String] = []
            for (relation, pages) in wanted where attempt == 0 || factors[relation] != nil {
                let made = try await connection.query(Self.size, [relation]).rows[0]
                guard let found = Int(try made.text("pages")), found > 0, abs(pages - found) > 1,
                    pages * 100 > found * 104 || (attempt > 0 && found * 100 > pages * 104)
                else { continue }
                let next = max(10, min(100, (factors[relation] ?? usual) * found / pages))
                if next == factors[relation] ?? usual { continue }
                if attempt == 0 { options[relation] = try made.optionalText("options") }
                factors[relation] = next
                changed.append(relation)
                _ = try await connection.query(Self.set, [relation, "\(next)"])
            }
            if changed.isEmpty { break }
            try await write(changed)
        }
        for (relation, old) in options { _ = try await connection.query(Self.restore, [relation, old]) }
    }

    /// So many rows or more on a page leave so little room on it that filling it up makes no heap smaller by much.
    private static let rowsLeavingRoom = 64

    /// Whether any has come out larger than it should be, and has rows so long that pages are left half empty.
    func isLoose(rowCount: Int) async throws -> Bool {
        for (relation, pages) in wanted {
            let made = try await connection.query(Self.size, [relation]).rows[0]
            guard let found = Int(try made.text("pages")), found > pages + 1, found * 100 > pages * 104 else {
                continue
            }
            if rowCount < found * Self.rowsLeavingRoom { return true }
        }
        return false
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
    /// Widens the b-trees of a table, and of its partitions, that was captured with larger ones.
    static func widenIndexes(of table: PlannedTable, on connection: PostgresConnection) async throws {
        for (name, pages) in table.indexPages.sorted(by: { $0.key < $1.key }) where !pages.isEmpty {
            let trees = try await connection.query(trees, [name.schema, name.name]).rows
            let wanted = try trees.compactMap { row in
                try pages[try row.text("name")].map { (relation: try row.text("index"), pages: $0) }
            }
            try await FillFactor(wanted: wanted, usual: 90, connection: connection).widen { changed in
                for index in changed { _ = try await connection.execute("REINDEX INDEX \(index)") }
            }
        }
    }

    private static let trees = """
        SELECT c.relname AS name, pg_catalog.format('%I.%I', n.nspname, c.relname) AS index
        FROM pg_catalog.pg_index AS i
        JOIN pg_catalog.pg_class AS t ON t.oid = i.indrelid
        JOIN pg_catalog.pg_namespace AS tn ON tn.oid = t.relnamespace
        JOIN pg_catalog.pg_class AS c ON c.oid = i.indexrelid
        JOIN pg_catalog.pg_am AS a ON a.oid = c.relam AND a.amname = 'btree'
        JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
        WHERE tn.nspname = $1 AND t.relname = $2 AND c.relkind = 'i'
        ORDER BY c.relname
        """
}
