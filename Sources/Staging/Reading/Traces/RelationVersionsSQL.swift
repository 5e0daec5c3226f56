/// The question behind ``RelationVersions``: about relations of users, and about privileges on PostgreSQL's own.
enum RelationVersionsSQL {
    private static func versions(_ row: String, _ number: Int) -> String {
        "pg_catalog.hash_record_extended(ROW(\(row).ctid, \(row).xmin), \(number))"
    }

    /// Rows of PostgreSQL's own relations count where they were written since the cluster was made.
    private static func isCounted(_ oid: String, _ row: String) -> String {
        """
        (\(isUsers(oid)) OR pg_catalog.age(\(row).xmin) <= COALESCE((
            SELECT pg_catalog.age(d.datfrozenxid) FROM pg_catalog.pg_database AS d WHERE d.datname = 'template0'),
            2147483647))
        """
    }

    private static func isUsers(_ oid: String) -> String { "\(oid) >= \(CatalogSQL.firstUserOID)" }

    /// Rows that name their relation, or an index of it.
    private static let ownRows = [
        ("pg_attrdef", "adrelid"), ("pg_index", "indexrelid"), ("pg_inherits", "inhrelid"),
        ("pg_statistic", "starelid"),
    ].enumerated().map { place, rows in
        let (catalog, column) = rows
        return """
            UNION ALL
            SELECT r.relation, \(versions("x", place + 20)), false
            FROM pg_catalog.\(catalog) AS x JOIN relations AS r ON r.oid = x.\(column)
            WHERE \(isUsers("x.\(column)"))
            """
    }.joined(separator: "\n")

    static let question = """
        WITH relations AS MATERIALIZED (
            SELECT c.oid, COALESCE(i.indrelid, c.oid) AS relation, c.relkind IN ('S', 'c') AS is_name_only,
                \(versions("c", 1)) AS version
            FROM pg_catalog.pg_class AS c
            LEFT JOIN pg_catalog.pg_index AS i ON i.indexrelid = c.oid
            WHERE c.relnamespace <> 'pg_toast'::pg_catalog.regnamespace AND \(isCounted("c.oid", "c"))
        )
        SELECT v.relation, pg_catalog.bit_xor(v.version) AS versions, pg_catalog.bool_or(v.is_name_only) AS is_name_only
        FROM (
            SELECT r.relation, r.version, r.is_name_only FROM relations AS r
            UNION ALL
            SELECT COALESCE(r.relation, x.attrelid), \(versions("x", 19)), false
            FROM pg_catalog.pg_attribute AS x LEFT JOIN relations AS r ON r.oid = x.attrelid
            WHERE x.attnum > 0 AND \(isCounted("x.attrelid", "x"))
                AND (r.oid IS NOT NULL OR NOT \(isUsers("x.attrelid")))
            \(ownRows)
            UNION ALL
            SELECT k.conrelid, \(versions("k", 5)), false
            FROM pg_catalog.pg_constraint AS k WHERE \(isUsers("k.conrelid"))
            UNION ALL
            SELECT t.relation, \(versions("g", 6)), false
            FROM pg_catalog.pg_trigger AS g
            LEFT JOIN pg_catalog.pg_constraint AS k ON k.oid = g.tgconstraint
            CROSS JOIN LATERAL (VALUES (g.tgrelid), (NULLIF(k.conrelid, g.tgrelid))) AS t (relation)
            WHERE \(isUsers("t.relation"))
            UNION ALL
            SELECT f.ftrelid, \(versions("f", 9)), false FROM pg_catalog.pg_foreign_table AS f
            UNION ALL
            SELECT x.stxrelid, \(versions("x", 10)), false FROM pg_catalog.pg_statistic_ext AS x
            UNION ALL
            SELECT x.stxrelid, \(versions("e", 11)), false
            FROM pg_catalog.pg_statistic_ext_data AS e JOIN pg_catalog.pg_statistic_ext AS x ON x.oid = e.stxoid
        ) AS v
        GROUP BY v.relation
        """
}
