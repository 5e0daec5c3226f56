/// The question behind ``RelationVersions``: about relations of users, and about privileges on PostgreSQL's own.
enum RelationVersionsSQL {
    private static func versions(_ row: String, _ number: Int) -> String {
        "pg_catalog.hash_record_extended(ROW(\(row).ctid, \(row).xmin), \(number))"
    }

    private static func isUsers(_ oid: String) -> String { "\(oid) >= \(CatalogSQL.firstUserOID)" }

    /// Rows that name their relation, or an index of it.
    private static let ownRows = [
        ("pg_attribute", "attrelid", "\(isUsers("x.attrelid")) AND x.attnum > 0 OR x.attacl IS NOT NULL"),
        ("pg_attrdef", "adrelid", isUsers("x.adrelid")), ("pg_index", "indexrelid", isUsers("x.indexrelid")),
        ("pg_inherits", "inhrelid", isUsers("x.inhrelid")), ("pg_statistic", "starelid", isUsers("x.starelid")),
    ].enumerated().map { place, rows in
        let (catalog, column, condition) = rows
        return """
            UNION ALL
            SELECT r.relation, \(versions("x", place + 20)), false
            FROM pg_catalog.\(catalog) AS x JOIN relations AS r ON r.oid = x.\(column)
            WHERE \(condition)
            """
    }.joined(separator: "\n")

    static let question = """
        WITH relations AS MATERIALIZED (
            SELECT c.oid, COALESCE(i.indrelid, c.oid) AS relation, c.relkind IN ('S', 'c') AS is_name_only,
                \(versions("c", 1)) AS version
            FROM pg_catalog.pg_class AS c
            LEFT JOIN pg_catalog.pg_index AS i ON i.indexrelid = c.oid
            WHERE (\(isUsers("c.oid")) OR c.relacl IS NOT NULL)
                AND c.relnamespace <> 'pg_toast'::pg_catalog.regnamespace
        )
        SELECT v.relation, pg_catalog.bit_xor(v.version) AS versions, pg_catalog.bool_or(v.is_name_only) AS is_name_only
        FROM (
            SELECT r.relation, r.version, r.is_name_only FROM relations AS r
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
