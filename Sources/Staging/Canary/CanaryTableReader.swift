import Dataset
import Postgres
import RehearsalCore

/// Reads the tables that a role may write, as the bootstrap superuser.
struct CanaryTableReader {
    let connection: PostgresConnection
    /// The name of the role.
    let role: String

    /// Ordinary and partitioned tables, and foreign ones so that they can be told, sorted by identity.
    ///
    /// Partitions are not apart from their table. Each has all its columns, also those that the role may not write.
    func read() async throws -> [CanaryTable] {
        var layouts: [TableName: TableLayout] = [:]
        for layout in try await TableLayoutReader(connection: connection).read() { layouts[layout.name] = layout }
        var tables: [CanaryTable] = []
        for row in try await connection.query(Self.columnsWithRights, [role]).rows {
            let identity = try row.text("identity")
            let name = TableName(schema: try row.text("schema"), name: try row.text("table"))
            let layout = layouts[name] ?? TableLayout(name: name, columns: [])
            if tables.last?.identity != identity {
                tables.append(
                    CanaryTable(
                        identity: identity, oid: UInt32(try row.int64("oid")), name: name,
                        isForeign: try row.bool("is_foreign"), isGuarded: try row.bool("is_guarded"),
                        mayDelete: try row.bool("may_delete"), columns: [], layout: layout, looseKeys: []))
            }
            if let column = try column(row, of: layout) { tables[tables.count - 1].columns.append(column) }
        }
        for row in try await connection.query(Self.looseKeys).rows {
            let identity = try row.text("identity")
            guard let index = tables.firstIndex(where: { $0.identity == identity }) else { continue }
            tables[index].looseKeys.append(try row.text("columns").split(separator: "\u{1}").map(String.init))
        }
        return tables
    }

    private func column(_ row: QueryResult.Row, of layout: TableLayout) throws -> CanaryColumn? {
        guard let name = try row.optionalText("column") else { return nil }
        let plain = layout.columns.first { $0.name == name } ?? ColumnLayout(name: name, typeName: "", typeOID: 0)
        return CanaryColumn(
            name: name, number: try row.int("number"), type: try row.text("type"), layout: plain,
            isAlwaysIdentity: try row.bool("is_always_identity"), asksForDefault: try row.bool("asks_for_default"),
            isPartitionKey: try row.bool("is_partition_key"), mayInsert: try row.bool("may_insert"),
            mayUpdate: try row.bool("may_update"), maySelect: try row.bool("may_select"))
    }

    /// A right on a table that lies in a schema which the role may not use is none.
    private static let columnsWithRights = """
        \(CatalogSQL.visible), asking AS (
            SELECT d.adrelid, d.adnum
            FROM pg_catalog.pg_attrdef AS d
            JOIN pg_catalog.pg_depend AS p ON p.classid = 'pg_catalog.pg_attrdef'::pg_catalog.regclass
                AND p.objid = d.oid AND p.refobjid <> d.adrelid
            WHERE p.refclassid IN ('pg_catalog.pg_class'::pg_catalog.regclass,
                    'pg_catalog.pg_proc'::pg_catalog.regclass)
              AND NOT EXISTS (
                SELECT FROM members AS m WHERE m.classid = p.refclassid AND m.objid = p.refobjid)
        )
        SELECT c.identity, c.oid, s.nspname AS schema, c.relname AS "table", c.relkind = 'f' AS is_foreign,
               c.relrowsecurity AS is_guarded,
               r.reaches AND pg_catalog.has_table_privilege($1, c.oid, 'DELETE') AS may_delete,
               a.attname AS "column", a.attnum AS number,
               pg_catalog.format_type(a.atttypid, a.atttypmod) AS type, a.attidentity = 'a' AS is_always_identity,
               a.attidentity <> '' OR EXISTS (
                   SELECT FROM asking AS k WHERE k.adrelid = a.attrelid AND k.adnum = a.attnum) AS asks_for_default,
               EXISTS (SELECT FROM pg_catalog.pg_partitioned_table AS p
                   WHERE p.partrelid = c.oid AND a.attnum = ANY (p.partattrs)) AS is_partition_key,
               r.reaches AND pg_catalog.has_column_privilege($1, c.oid, a.attnum, 'INSERT') AS may_insert,
               r.reaches AND pg_catalog.has_column_privilege($1, c.oid, a.attnum, 'UPDATE') AS may_update,
               r.reaches AND pg_catalog.has_column_privilege($1, c.oid, a.attnum, 'SELECT') AS may_select
        FROM relations AS c
        JOIN schemas AS s ON s.oid = c.relnamespace
        CROSS JOIN LATERAL (
            SELECT pg_catalog.has_schema_privilege($1, c.relnamespace, 'USAGE') AS reaches) AS r
        LEFT JOIN pg_catalog.pg_attribute AS a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
        WHERE c.relkind IN ('r', 'p', 'f') AND NOT c.relispartition AND c.relpersistence <> 't'
        ORDER BY c.identity COLLATE pg_catalog."C", a.attnum
        """

    /// Indexes that a table's layout does not name: of an expression, and of a condition, all its columns count.
    private static let looseKeys = """
        \(CatalogSQL.visible)
        SELECT c.identity, pg_catalog.string_agg(DISTINCT a.attname, E'\\x01' ORDER BY a.attname) AS columns
        FROM pg_catalog.pg_index AS i
        JOIN relations AS c ON c.oid = i.indrelid
        JOIN pg_catalog.pg_depend AS d ON d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass
            AND d.objid = i.indexrelid AND d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass
            AND d.refobjid = c.oid AND d.refobjsubid > 0
        JOIN pg_catalog.pg_attribute AS a ON a.attrelid = c.oid AND a.attnum = d.refobjsubid
        WHERE i.indisunique AND (i.indexprs IS NOT NULL OR i.indpred IS NOT NULL)
          AND (i.indexprs IS NOT NULL OR a.attnum = ANY (i.indkey))
        GROUP BY c.identity, i.indexrelid
        ORDER BY c.identity COLLATE pg_catalog."C",
            i.indexrelid::pg_catalog.regclass::pg_catalog.text COLLATE pg_catalog."C"
        """
}
