import Dataset
import Postgres

/// Reads the tables that a dataset can fill, as the server describes them.
struct TableLayoutReader {
    let connection: PostgresConnection

    func read() async throws -> [TableLayout] {
        var layouts: [TableLayout] = []
        var indexByTable: [TableName: Int] = [:]
        for row in try await connection.query(Self.columnsOfTables).rows {
            let name = TableName(schema: try row.text("schema"), name: try row.text("table"))
            if indexByTable[name] == nil {
                indexByTable[name] = layouts.count
                layouts.append(TableLayout(name: name, columns: []))
            }
            if let index = indexByTable[name], let column = try column(row) { layouts[index].columns.append(column) }
        }
        for row in try await connection.query(Self.keysOfTables).rows {
            let name = TableName(schema: try row.text("schema"), name: try row.text("table"))
            guard let index = indexByTable[name] else { continue }
            let columns = try names(row, "columns")
            if try row.bool("primary") {
                layouts[index].primaryKey = columns
            } else {
                layouts[index].uniqueKeys.append(columns)
            }
        }
        for row in try await connection.query(Self.foreignKeysOfTables).rows {
            let name = TableName(schema: try row.text("schema"), name: try row.text("table"))
            guard let index = indexByTable[name] else { continue }
            layouts[index].foreignKeys.append(
                ForeignKeyLayout(
                    columns: try names(row, "columns"),
                    referencedTable: TableName(
                        schema: try row.text("referenced_schema"), name: try row.text("referenced_table")),
                    referencedColumns: try names(row, "referenced_columns")))
        }
        return layouts
    }

    private func column(_ row: QueryResult.Row) throws -> ColumnLayout? {
        guard let name = try row.optionalText("column") else { return nil }
        return ColumnLayout(
            name: name, typeName: try row.text("type"),
            numericScale: try row.optionalInt("numeric_scale"), characterLimit: try row.optionalInt("character_limit"),
            typeOID: UInt32(try row.int64("type_oid")),
            elementTypeOID: try row.optionalInt64("element_oid").map { UInt32($0) },
            labels: try row.optionalText("labels")?.split(separator: "\u{1}").map(String.init),
            isNotNull: try row.bool("is_not_null"), isGenerated: try row.bool("is_generated"),
            hasDefault: try row.bool("has_default"))
    }

    /// Names arrive separated by a character that PostgreSQL allows in no name.
    private func names(_ row: QueryResult.Row, _ column: String) throws -> [String] {
        try row.text(column).split(separator: "\u{1}").map(String.init)
    }

    private static let columnsOfTables = """
        SELECT n.nspname AS schema, c.relname AS "table", a.attname AS "column",
               pg_catalog.format_type(a.atttypid, NULL) AS type,
               CASE WHEN a.atttypid = 1700 AND a.atttypmod > 4 THEN (a.atttypmod - 4) & 2047 END AS numeric_scale,
               CASE WHEN a.atttypid IN (1042, 1043) AND a.atttypmod > 4 THEN a.atttypmod - 4 END AS character_limit,
               a.atttypid AS type_oid, NULLIF(t.typelem, 0) AS element_oid, a.attnotnull AS is_not_null,
               (SELECT pg_catalog.string_agg(e.enumlabel, E'\\x01' ORDER BY e.enumsortorder)
                FROM pg_catalog.pg_enum AS e WHERE e.enumtypid = a.atttypid) AS labels,
               a.attgenerated <> '' AS is_generated, a.atthasdef OR a.attidentity <> '' AS has_default
        FROM pg_catalog.pg_class AS c
        JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
        LEFT JOIN pg_catalog.pg_attribute AS a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
        LEFT JOIN pg_catalog.pg_type AS t ON t.oid = a.atttypid AND t.typcategory = 'A'
        WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND c.relpersistence <> 't'
          AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'pgrehearse') AND n.nspname NOT LIKE 'pg\\_%'
          AND NOT EXISTS (
              SELECT FROM pg_catalog.pg_depend AS d
              WHERE d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.objid = c.oid AND d.deptype = 'e')
        ORDER BY n.nspname COLLATE "C", c.relname COLLATE "C", a.attnum
        """

    private static let keysOfTables = """
        SELECT n.nspname AS schema, c.relname AS "table", i.indisprimary AS "primary",
               pg_catalog.string_agg(a.attname, E'\\x01' ORDER BY key.place) AS columns
        FROM pg_catalog.pg_index AS i
        JOIN pg_catalog.pg_class AS c ON c.oid = i.indrelid
        JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
        CROSS JOIN LATERAL pg_catalog.unnest(i.indkey::pg_catalog.int2[]) WITH ORDINALITY AS key (number, place)
        JOIN pg_catalog.pg_attribute AS a ON a.attrelid = c.oid AND a.attnum = key.number
        WHERE i.indisunique AND i.indexprs IS NULL AND i.indpred IS NULL AND key.place <= i.indnkeyatts
        GROUP BY n.nspname, c.relname, i.indexrelid, i.indisprimary
        ORDER BY n.nspname COLLATE "C", c.relname COLLATE "C", i.indisprimary DESC, 4
        """

    private static let foreignKeysOfTables = """
        SELECT n.nspname AS schema, c.relname AS "table",
               rn.nspname AS referenced_schema, rc.relname AS referenced_table,
               pg_catalog.string_agg(a.attname, E'\\x01' ORDER BY key.place) AS columns,
               pg_catalog.string_agg(ra.attname, E'\\x01' ORDER BY key.place) AS referenced_columns
        FROM pg_catalog.pg_constraint AS f
        JOIN pg_catalog.pg_class AS c ON c.oid = f.conrelid
        JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
        JOIN pg_catalog.pg_class AS rc ON rc.oid = f.confrelid
        JOIN pg_catalog.pg_namespace AS rn ON rn.oid = rc.relnamespace
        CROSS JOIN LATERAL ROWS FROM (pg_catalog.unnest(f.conkey), pg_catalog.unnest(f.confkey))
            WITH ORDINALITY AS key (number, referenced, place)
        JOIN pg_catalog.pg_attribute AS a ON a.attrelid = c.oid AND a.attnum = key.number
        JOIN pg_catalog.pg_attribute AS ra ON ra.attrelid = rc.oid AND ra.attnum = key.referenced
        WHERE f.contype = 'f' AND f.conparentid = 0
        GROUP BY n.nspname, c.relname, rn.nspname, rc.relname, f.oid, f.conname
        ORDER BY n.nspname COLLATE "C", c.relname COLLATE "C", f.conname COLLATE "C"
        """
}
