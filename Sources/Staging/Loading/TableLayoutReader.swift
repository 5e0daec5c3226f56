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
        for row in try await connection.query(Self.membersOfColumns).rows {
            let name = TableName(schema: try row.text("schema"), name: try row.text("table"))
            let holder = try row.text("holder")
            guard let index = indexByTable[name], let member = try column(row),
                let place = layouts[index].columns.firstIndex(where: { $0.name == holder })
            else { continue }
            layouts[index].columns[place].members = (layouts[index].columns[place].members ?? []) + [member]
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
        for row in try await connection.query(Self.checksOfTables).rows {
            let name = TableName(schema: try row.text("schema"), name: try row.text("table"))
            guard let index = indexByTable[name] else { continue }
            layouts[index].checks.append(
                CheckLayout(
                    name: try row.text("name"), definition: try row.text("definition"),
                    columns: try names(row, "columns"), domain: try row.optionalText("domain")))
            guard try row.optionalText("domain") != nil else { continue }
            for column in layouts[index].columns.indices
            where try names(row, "columns") == [layouts[index].columns[column].name] {
                layouts[index].columns[column].isDomainChecked = true
            }
        }
        for row in try await connection.query(Self.partitionKeys).rows {
            let name = TableName(schema: try row.text("schema"), name: try row.text("table"))
            guard let index = indexByTable[name] else { continue }
            layouts[index].partitionKey = try names(row, "columns")
        }
        for row in try await connection.query(Self.partitionsOfTables).rows {
            let name = TableName(schema: try row.text("schema"), name: try row.text("table"))
            guard let index = indexByTable[name] else { continue }
            layouts[index].partitions.append(
                PartitionLayout(
                    name: TableName(schema: try row.text("partition_schema"), name: try row.text("partition")),
                    low: try row.optionalInt64("low"), high: try row.optionalInt64("high")))
        }
        for row in try await connection.query(Self.exclusionsOfTables).rows {
            let name = TableName(schema: try row.text("schema"), name: try row.text("table"))
            guard let index = indexByTable[name] else { continue }
            layouts[index].exclusions.append(
                ExclusionLayout(
                    name: try row.text("name"), definition: try row.text("definition"),
                    columns: try names(row, "columns")))
        }
        return layouts
    }

    private func column(_ row: QueryResult.Row) throws -> ColumnLayout? {
        guard let name = try row.optionalText("column") else { return nil }
        return ColumnLayout(
            name: name, typeName: try row.text("type"),
            numericScale: try row.optionalInt("numeric_scale"),
            numericPrecision: try row.optionalInt("numeric_precision"),
            characterLimit: try row.optionalInt("character_limit"),
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

    /// For each type the types that it is made of by domains, itself first; the last one is no domain.
    ///
    /// A modifier stands at the column or at one domain: PostgreSQL allows it at no type that is a domain.
    static let typesWithBases = """
        WITH RECURSIVE made (type_oid, base_oid, modifier, is_not_null) AS (
            SELECT t.oid, t.oid, -1, false FROM pg_catalog.pg_type AS t
            UNION ALL
            SELECT m.type_oid, d.typbasetype, CASE WHEN m.modifier >= 0 THEN m.modifier ELSE d.typtypmod END,
                   m.is_not_null OR d.typnotnull
            FROM made AS m
            JOIN pg_catalog.pg_type AS d ON d.oid = m.base_oid AND d.typtype = 'd'
        )
        """

    /// Of expressions there is no column to tell.
    private static let partitionKeys = """
        SELECT n.nspname AS schema, c.relname AS "table",
               pg_catalog.string_agg(a.attname, E'\\x01' ORDER BY k.place) AS columns
        FROM pg_catalog.pg_partitioned_table AS p
        JOIN pg_catalog.pg_class AS c ON c.oid = p.partrelid
        JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
        CROSS JOIN LATERAL pg_catalog.unnest(p.partattrs::pg_catalog.int2[]) WITH ORDINALITY AS k(number, place)
        JOIN pg_catalog.pg_attribute AS a ON a.attrelid = c.oid AND a.attnum = k.number
        WHERE p.partstrat = 'r'
        GROUP BY n.nspname, c.relname
        """

    /// Leaves right below tables that have one column of numbers or times in their key.
    private static let partitionsOfTables = """
        SELECT n.nspname AS schema, c.relname AS "table", ln.nspname AS partition_schema, l.relname AS partition,
               CASE WHEN b.bounds[1] <> 'MINVALUE' THEN m.measure END AS low,
               CASE WHEN b.bounds[2] <> 'MAXVALUE' THEN m.upper END AS high
        FROM pg_catalog.pg_partitioned_table AS p
        JOIN pg_catalog.pg_class AS c ON c.oid = p.partrelid
        JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
        JOIN pg_catalog.pg_attribute AS a ON a.attrelid = c.oid AND a.attnum = p.partattrs[0]
        JOIN pg_catalog.pg_type AS t ON t.oid = a.atttypid
        JOIN pg_catalog.pg_inherits AS i ON i.inhparent = c.oid
        JOIN pg_catalog.pg_class AS l ON l.oid = i.inhrelid
        JOIN pg_catalog.pg_namespace AS ln ON ln.oid = l.relnamespace
        CROSS JOIN LATERAL pg_catalog.regexp_match(pg_catalog.pg_get_expr(l.relpartbound, l.oid),
            '^FOR VALUES FROM \\(''?(.*?)''?\\) TO \\(''?(.*?)''?\\)$') AS b (bounds)
        CROSS JOIN LATERAL (
            SELECT \(bound("b.bounds[1]")) AS measure, \(bound("b.bounds[2]")) AS upper) AS m
        WHERE p.partstrat = 'r' AND p.partnatts = 1 AND p.partattrs[0] > 0 AND b.bounds IS NOT NULL
          AND t.typname IN ('date', 'timestamp', 'timestamptz', 'int2', 'int4', 'int8')
          AND t.typnamespace = 'pg_catalog'::pg_catalog.regnamespace
        ORDER BY n.nspname, c.relname, m.measure NULLS FIRST
        """

    private static func bound(_ text: String) -> String {
        """
        CASE WHEN \(text) IN ('MINVALUE', 'MAXVALUE') THEN NULL
        WHEN t.typname IN ('date', 'timestamp') THEN (EXTRACT(epoch FROM \(text)::pg_catalog.timestamp
            - pg_catalog.timestamp '2000-01-01') * 1000000)::pg_catalog.int8
        WHEN t.typname = 'timestamptz' THEN (EXTRACT(epoch FROM \(text)::pg_catalog.timestamptz
            - pg_catalog.timestamptz '2000-01-01 00:00Z') * 1000000)::pg_catalog.int8
        ELSE \(text)::pg_catalog.int8 END
        """
    }

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

    /// The CHECK constraints of tables and of the domains of their columns, and the columns that each speaks of.
    ///
    /// A constraint over the whole row speaks of all columns.
    private static let checksOfTables = """
        \(typesWithBases), checks AS (
            SELECT k.conrelid, k.oid, k.conname, NULL AS domain, a.attnum, a.attname
            FROM pg_catalog.pg_constraint AS k
            JOIN pg_catalog.pg_attribute AS a ON a.attrelid = k.conrelid AND a.attnum > 0 AND NOT a.attisdropped
                AND (a.attnum = ANY (k.conkey) OR 0 = ANY (k.conkey))
            WHERE k.contype = 'c'
            UNION ALL
            SELECT a.attrelid, k.oid, k.conname, pg_catalog.format_type(m.base_oid, NULL), a.attnum, a.attname
            FROM pg_catalog.pg_attribute AS a
            JOIN made AS m ON m.type_oid = a.atttypid
            JOIN pg_catalog.pg_constraint AS k ON k.contypid = m.base_oid AND k.contype = 'c'
            WHERE a.attnum > 0 AND NOT a.attisdropped
        ), named AS (
            SELECT k.conrelid, k.oid, k.conname, k.domain, CASE WHEN k.domain IS NULL THEN 0 ELSE k.attnum END AS place,
                   pg_catalog.string_agg(k.attname, E'\\x01' ORDER BY k.attnum) AS columns
            FROM checks AS k
            GROUP BY k.conrelid, k.oid, k.conname, k.domain, 5
        )
        SELECT n.nspname AS schema, c.relname AS "table", k.conname AS name, k.domain, k.columns,
               pg_catalog.pg_get_constraintdef(k.oid) AS definition
        FROM named AS k
        JOIN pg_catalog.pg_class AS c ON c.oid = k.conrelid AND c.relkind IN ('r', 'p')
        JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
        WHERE n.nspname NOT IN ('pg_catalog', 'information_schema', 'pgrehearse') AND n.nspname NOT LIKE 'pg\\_%'
        ORDER BY n.nspname COLLATE "C", c.relname COLLATE "C", k.place, k.conname COLLATE "C"
        """

    /// Exclusion constraints; one over nothing but expressions speaks of no column.
    private static let exclusionsOfTables = """
        SELECT n.nspname AS schema, c.relname AS "table", k.conname AS name,
               pg_catalog.pg_get_constraintdef(k.oid) AS definition,
               CASE WHEN 0 = ANY (k.conkey) THEN '' ELSE
                   (SELECT pg_catalog.string_agg(a.attname, E'\\x01' ORDER BY a.attnum)
                    FROM pg_catalog.pg_attribute AS a WHERE a.attrelid = k.conrelid AND a.attnum = ANY (k.conkey))
               END AS columns
        FROM pg_catalog.pg_constraint AS k
        JOIN pg_catalog.pg_class AS c ON c.oid = k.conrelid
        JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
        WHERE k.contype = 'x'
        ORDER BY n.nspname COLLATE "C", c.relname COLLATE "C", k.conname COLLATE "C"
        """
}
