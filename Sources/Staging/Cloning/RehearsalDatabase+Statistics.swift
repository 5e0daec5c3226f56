import Postgres

extension RehearsalDatabase {
    /// Refreshes visibility maps and statistics, so that plans are judged on true statistics.
    ///
    /// Statistics that are fresh stay as they are: gathered once more, those of a large table would come from another
    /// sample, and a plan could flip though nothing changed.
    /// - Parameters:
    ///   - tables: what ``tablesWithStatistics(except:)`` gives; nil for all.
    ///   - target: the statistics target, whatever a step set for the database; nil is that of gates.
    public func refreshStatistics(of tables: [String]? = nil, target: Int? = nil) async throws {
        let gathering = [
            (name: "default_statistics_target", value: target.map(String.init) ?? ServerSettings.statisticsTarget),
            ("vacuum_cost_delay", "0"),
        ]
        let all: [String]
        if let tables {
            all = tables
        } else {
            all = try await withConnection(bootstrap) { try await tablesWithStatistics(on: $0) }
        }
        if all.isEmpty { return }
        _ = try await sideBySide(all, settings: gathering) { table, connection in
            try await connection.execute("VACUUM (ANALYZE) \(table)").commandTag
        }
    }

    /// Everything that has statistics as `schema.table`, biggest first; a partitioned table stands for its partitions.
    /// - Parameter fresh: object identifiers of tables to leave out.
    func tablesWithStatistics(
        except fresh: Set<UInt32> = [], on connection: PostgresConnection
    ) async throws -> [String] {
        try await connection.query(Self.tablesBySize).rows.filter { row in
            guard let identifier = UInt32(try row.text("oid")) else { return true }
            return !fresh.contains(identifier)
        }.map { try $0.text("name") }
    }

    /// Everything that has statistics, biggest first. A partitioned table brings its partitions along.
    private static let tablesBySize = """
        SELECT c.oid, pg_catalog.format('%I.%I', n.nspname, c.relname) AS name
        FROM pg_catalog.pg_class AS c
        JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
        WHERE c.relkind IN ('r', 'p', 'm') AND NOT c.relispartition AND c.relpersistence <> 't'
          AND n.nspname NOT IN ('information_schema', '\(CatalogSQL.ownSchema)') AND n.nspname !~ '^pg_'
        ORDER BY CASE c.relkind WHEN 'p' THEN (
            SELECT pg_catalog.sum(pg_catalog.pg_relation_size(p.relid))
            FROM pg_catalog.pg_partition_tree(c.oid) AS p) ELSE pg_catalog.pg_relation_size(c.oid) END DESC, 2
        """
}
