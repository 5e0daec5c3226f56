import Postgres
import RehearsalCore

/// Reads what the names in EXPLAIN's output stand for. The catalogs it asks are open to every role.
enum PlanNamesReader {
    /// Every table-like relation with its topmost partitioned parent, every index with its topmost parent's definition.
    static func read(in session: ReadSession) async throws -> PlanNames {
        let version = ServerVersion(number: session.connection.serverVersionNumber)
        let relations = try await session.rows(relationsSQL, reading: "names of relations")
        let indexes = try await session.rows(indexesSQL(version), reading: "definitions of indexes")
        var names = PlanNames()
        for row in relations.rows {
            let name = PlanNames.Name(schema: try row.text("schema"), name: try row.text("name"))
            names.relations[name] = PlanNames.Relation(
                identity: try row.text("identity"), partitionRoot: try row.optionalText("root"))
        }
        for row in try await session.rows(sizesSQL, reading: "sizes of tables").rows {
            let table = try row.text("identity")
            names.sizes[table] = TableSize(
                table: table, pages: try row.int64("pages"), rows: try row.double("rows"),
                leaves: Int(try row.int64("leaves")))
        }
        for row in indexes.rows {
            let name = PlanNames.Name(schema: try row.text("schema"), name: try row.text("name"))
            names.indexDefinitions[name] = try row.text("definition")
        }
        return names
    }

    private static let relationsSQL = """
        SELECT n.nspname AS schema, c.relname AS name, c.oid::pg_catalog.regclass::pg_catalog.text AS identity,
            CASE WHEN c.relispartition THEN pg_catalog.pg_partition_root(c.oid)::pg_catalog.text END AS root
        FROM pg_catalog.pg_class AS c
        JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
        WHERE c.relkind IN ('r', 'p', 'f', 'm') AND n.nspname !~ '^pg_'
        ORDER BY n.nspname, c.relname
        """

    /// By topmost parent; what VACUUM and ANALYZE counted last.
    private static let sizesSQL = """
        SELECT t.identity, pg_catalog.sum(t.relpages)::bigint AS pages,
            pg_catalog.sum(greatest(t.reltuples, 0))::text AS rows, pg_catalog.count(*) AS leaves
        FROM (
            SELECT c.relpages, c.reltuples, CASE WHEN c.relispartition THEN pg_catalog.pg_partition_root(c.oid)
                ELSE c.oid::pg_catalog.regclass END::pg_catalog.text AS identity
            FROM pg_catalog.pg_class AS c
            JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
            WHERE c.relkind IN ('r', 'm') AND n.nspname !~ '^pg_') AS t
        GROUP BY t.identity
        """

    /// `ancestor` is the topmost partitioned index above, or the index itself. Its definition names no table.
    private static func indexesSQL(_ version: ServerVersion) -> String {
        let definition = FactQuery.indexDefinition(hasNullsNotDistinct: version.major >= 15)
        return """
            SELECT n.nspname AS schema, x.relname AS name,
                CASE WHEN i.indisunique THEN 'UNIQUE ' ELSE '' END || \(definition) AS definition
            FROM pg_catalog.pg_class AS x
            JOIN pg_catalog.pg_namespace AS n ON n.oid = x.relnamespace
            JOIN pg_catalog.pg_class AS c ON c.oid =
                CASE WHEN x.relispartition THEN pg_catalog.pg_partition_root(x.oid) ELSE x.oid END
            JOIN pg_catalog.pg_index AS i ON i.indexrelid = c.oid
            JOIN LATERAL (SELECT i.indrelid::pg_catalog.regclass::pg_catalog.text AS identity) AS t ON true
            \(FactQuery.plainIndexJoin)
            WHERE x.relkind IN ('i', 'I') AND n.nspname !~ '^pg_'
            ORDER BY n.nspname, x.relname
            """
    }
}
