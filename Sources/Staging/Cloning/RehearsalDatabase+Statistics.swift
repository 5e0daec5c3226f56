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
            all = try await reader.use(bootstrap) { try await tablesWithStatistics(on: $0).map(\.name) }
        }
        if all.isEmpty { return }
        _ = try await sideBySide(all, settings: gathering) { table, connection in
            try await connection.execute("VACUUM (ANALYZE) \(table)").commandTag
        }
    }

    /// Gathers statistics of the catalogs that readers join: to the server of a new database they are as small as
    /// initdb made them, and one question about indexes then took a second where it takes 20 ms.
    public func refreshCatalogStatistics() async throws {
        let catalogs = [
            "pg_attrdef", "pg_attribute", "pg_class", "pg_constraint", "pg_depend", "pg_index", "pg_proc",
            "pg_statistic", "pg_trigger", "pg_type",
        ].map { "pg_catalog.\($0)" }
        _ = try await reader.use(bootstrap) {
            try await $0.execute("ANALYZE \(catalogs.joined(separator: ", "))").commandTag
        }
    }

    /// Something that has statistics, and its `schema.table`.
    struct TableWithStatistics: Sendable {
        var objectIdentifier: UInt32
        var name: String
    }

    /// Everything that has statistics, biggest first; a partitioned table stands for its partitions.
    /// - Parameter fresh: object identifiers of tables to leave out.
    func tablesWithStatistics(
        except fresh: Set<UInt32> = [], on connection: PostgresConnection
    ) async throws -> [TableWithStatistics] {
        try await connection.repeatedQuery(Self.tablesBySize).rows.map { row in
            TableWithStatistics(
                objectIdentifier: try row.objectIdentifier("oid"), name: try row.text("name"))
        }.filter { !fresh.contains($0.objectIdentifier) }
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
