extension TableLayoutReader {
    /// For each type the one that it is made of in the end, which is no domain.
    private static let basesOfTypes = """
        \(typesWithBases), bases AS (
            SELECT m.type_oid, m.base_oid, m.modifier, m.is_not_null FROM made AS m
            JOIN pg_catalog.pg_type AS t ON t.oid = m.base_oid AND t.typtype <> 'd'
        )
        """

    static let columnsOfTables = """
        \(basesOfTypes), attributes AS (
            SELECT a.attrelid, a.attnum, a.attname, b.base_oid, a.attgenerated, a.attidentity, a.atthasdef,
                   a.attnotnull OR b.is_not_null AS is_not_null,
                   CASE WHEN a.atttypmod >= 0 THEN a.atttypmod ELSE b.modifier END AS modifier
            FROM pg_catalog.pg_attribute AS a
            JOIN bases AS b ON b.type_oid = a.atttypid
            WHERE a.attnum > 0 AND NOT a.attisdropped
        )
        SELECT n.nspname AS schema, c.relname AS "table", a.attname AS "column",
               pg_catalog.format_type(a.base_oid, NULL) AS type,
               \(modifiers("a")),
               a.base_oid AS type_oid, NULLIF(t.typelem, 0) AS element_oid, a.is_not_null,
               \(labels("a")),
               a.attgenerated <> '' AS is_generated, a.atthasdef OR a.attidentity <> '' AS has_default
        FROM pg_catalog.pg_class AS c
        JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
        LEFT JOIN attributes AS a ON a.attrelid = c.oid
        LEFT JOIN pg_catalog.pg_type AS t ON t.oid = a.base_oid AND t.typcategory = 'A'
        WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND c.relpersistence <> 't'
          AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'pgrehearse') AND n.nspname NOT LIKE 'pg\\_%'
          AND NOT EXISTS (
              SELECT FROM pg_catalog.pg_depend AS d
              WHERE d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.objid = c.oid AND d.deptype = 'e')
        ORDER BY n.nspname COLLATE "C", c.relname COLLATE "C", a.attnum
        """

    /// The members of the composite types of columns, in their order, each as a column is told. A domain's member has
    /// the type that the domain is made of, and the domain's OID, which is what COPY asks for.
    static let membersOfColumns = """
        \(basesOfTypes), members AS (
            SELECT a.attrelid, a.attnum, a.attname AS holder, p.attnum AS place, p.attname, p.atttypid, b.base_oid,
                   CASE WHEN p.atttypmod >= 0 THEN p.atttypmod ELSE b.modifier END AS modifier
            FROM pg_catalog.pg_attribute AS a
            JOIN bases AS c ON c.type_oid = a.atttypid
            JOIN pg_catalog.pg_type AS t ON t.oid = c.base_oid AND t.typtype = 'c'
            JOIN pg_catalog.pg_attribute AS p ON p.attrelid = t.typrelid AND p.attnum > 0 AND NOT p.attisdropped
            JOIN bases AS b ON b.type_oid = p.atttypid
            WHERE a.attnum > 0 AND NOT a.attisdropped
        )
        SELECT n.nspname AS schema, c.relname AS "table", m.holder, m.attname AS "column",
               pg_catalog.format_type(m.base_oid, NULL) AS type, \(modifiers("m")), m.atttypid AS type_oid,
               NULLIF(t.typelem, 0) AS element_oid, false AS is_not_null, \(labels("m")),
               false AS is_generated, false AS has_default
        FROM members AS m
        JOIN pg_catalog.pg_class AS c ON c.oid = m.attrelid AND c.relkind IN ('r', 'p')
        JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
        LEFT JOIN pg_catalog.pg_type AS t ON t.oid = m.base_oid AND t.typcategory = 'A'
        WHERE n.nspname NOT IN ('pg_catalog', 'information_schema', 'pgrehearse') AND n.nspname NOT LIKE 'pg\\_%'
        ORDER BY n.nspname COLLATE "C", c.relname COLLATE "C", m.attnum, m.place
        """

    /// Digits and lengths by the modifier of a row that has a `base_oid`.
    private static func modifiers(_ row: String) -> String {
        """
        CASE WHEN \(row).base_oid = 1700 AND \(row).modifier > 4 THEN (\(row).modifier - 4) & 2047 END AS numeric_scale,
               CASE WHEN \(row).base_oid = 1700 AND \(row).modifier > 4
                   THEN (\(row).modifier - 4) >> 16 END AS numeric_precision,
               CASE WHEN \(row).base_oid IN (1042, 1043) AND \(row).modifier > 4
                   THEN \(row).modifier - 4 END AS character_limit
        """
    }

    private static func labels(_ row: String) -> String {
        """
        (SELECT pg_catalog.string_agg(e.enumlabel, E'\\x01' ORDER BY e.enumsortorder)
                FROM pg_catalog.pg_enum AS e WHERE e.enumtypid = \(row).base_oid) AS labels
        """
    }
}
