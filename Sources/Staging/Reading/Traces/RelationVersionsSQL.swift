/// The question behind ``RelationVersions``.
enum RelationVersionsSQL {
    private static func versions(_ row: String, _ number: Int) -> String {
        "pg_catalog.hash_record_extended(ROW(\(row).ctid, \(row).xmin), \(number))"
    }

    static let question = """
        WITH relations AS MATERIALIZED (
            SELECT c.oid, COALESCE(i.indrelid, c.oid) AS relation, c.relkind IN ('S', 'c') AS is_name_only,
                \(versions("c", 1)) AS version
            FROM pg_catalog.pg_class AS c
            LEFT JOIN pg_catalog.pg_index AS i ON i.indexrelid = c.oid
            WHERE c.oid >= \(CatalogSQL.firstUserOID) AND c.relnamespace <> 'pg_toast'::pg_catalog.regnamespace
        )
        SELECT v.relation, pg_catalog.bit_xor(v.version) AS versions, pg_catalog.bool_or(v.is_name_only) AS is_name_only
        FROM (
            SELECT r.relation, r.version, r.is_name_only FROM relations AS r
            UNION ALL
            SELECT r.relation, \(versions("a", 2)), false
            FROM pg_catalog.pg_attribute AS a JOIN relations AS r ON r.oid = a.attrelid 
            WHERE a.attnum > 0 AND a.attrelid >= \(CatalogSQL.firstUserOID)
            UNION ALL
            SELECT r.relation, \(versions("d", 3)), false
            FROM pg_catalog.pg_attrdef AS d JOIN relations AS r ON r.oid = d.adrelid
            UNION ALL
            SELECT r.relation, \(versions("i", 4)), false
            FROM pg_catalog.pg_index AS i JOIN relations AS r ON r.oid = i.indexrelid
            WHERE i.indexrelid >= \(CatalogSQL.firstUserOID)
            UNION ALL
            SELECT k.conrelid, \(versions("k", 5)), false
            FROM pg_catalog.pg_constraint AS k WHERE k.conrelid >= \(CatalogSQL.firstUserOID)
            UNION ALL
            SELECT t.relation, \(versions("g", 6)), false
            FROM pg_catalog.pg_trigger AS g
            LEFT JOIN pg_catalog.pg_constraint AS k ON k.oid = g.tgconstraint
            CROSS JOIN LATERAL (VALUES (g.tgrelid), (NULLIF(k.conrelid, g.tgrelid))) AS t (relation)
            WHERE t.relation >= \(CatalogSQL.firstUserOID)
            UNION ALL
            SELECT r.relation, \(versions("h", 7)), false
            FROM pg_catalog.pg_inherits AS h JOIN relations AS r ON r.oid = h.inhrelid
            UNION ALL
            SELECT r.relation, \(versions("s", 8)), false
            FROM pg_catalog.pg_statistic AS s JOIN relations AS r ON r.oid = s.starelid
            WHERE s.starelid >= \(CatalogSQL.firstUserOID)
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
