import Dataset
import Postgres

/// Reads what the layouts of tables leave out, for a person who writes a shape.
struct TableRemarkReader {
    let connection: PostgresConnection

    func read() async throws -> [TableRemark] {
        try await connection.query(Self.remarks).rows.compactMap { row in
            guard let kind = TableRemark.Kind(rawValue: try row.text("kind")) else { return nil }
            return TableRemark(
                table: TableName(schema: try row.text("schema"), name: try row.text("table")), kind: kind,
                text: try row.text("text"))
        }
    }

    /// A table by hash has a partition for every row only if all remainders have one; that is taken for granted.
    private static let remarks = """
        WITH remark AS (
            SELECT k.conrelid AS relid, CASE k.contype WHEN 'c' THEN 'check' ELSE 'exclusion' END AS kind,
                   k.conname AS name, pg_catalog.pg_get_constraintdef(k.oid) AS text
            FROM pg_catalog.pg_constraint AS k
            WHERE k.contype IN ('c', 'x') AND k.conrelid <> 0
            UNION ALL
            SELECT i.indrelid, 'exclusion', x.relname, pg_catalog.pg_get_indexdef(i.indexrelid)
            FROM pg_catalog.pg_index AS i
            JOIN pg_catalog.pg_class AS x ON x.oid = i.indexrelid
            WHERE i.indisunique AND (i.indexprs IS NOT NULL OR i.indpred IS NOT NULL)
            UNION ALL
            SELECT p.partrelid, 'partitions', c.relname,
                   'PARTITION BY ' || pg_catalog.pg_get_partkeydef(p.partrelid)
            FROM pg_catalog.pg_partitioned_table AS p
            JOIN pg_catalog.pg_class AS c ON c.oid = p.partrelid
            WHERE p.partdefid = 0 AND p.partstrat <> 'h'
        )
        SELECT n.nspname AS schema, c.relname AS "table", r.kind, r.text
        FROM remark AS r
        JOIN pg_catalog.pg_class AS c ON c.oid = r.relid
        JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
        WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND c.relpersistence <> 't'
          AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'pgrehearse') AND n.nspname NOT LIKE 'pg\\_%'
        ORDER BY n.nspname COLLATE "C", c.relname COLLATE "C", r.kind, r.name COLLATE "C"
        """
}
