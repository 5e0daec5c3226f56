import RehearsalCore

extension FactQuery {
    /// Views. Their options decide who may see what through them.
    static let views = FactQuery(
        reading: "views", kind: .view, catalog: "pg_class",
        sql: """
            \(CatalogSQL.visible)
            SELECT c.identity, c.oid AS origin,
                pg_catalog.pg_get_viewdef(c.oid) AS "semantic:definition",
                \(CatalogSQL.role("c.relowner")) AS "security:owner",
                \(CatalogSQL.sortedList("c.reloptions")) AS "security:options"
            FROM relations AS c
            WHERE c.relkind = 'v'
            """)

    /// Materialized views. `populated` is semantic: one without data refuses to be read.
    static let materializedViews = FactQuery(
        reading: "materialized views", kind: .materializedView, catalog: "pg_class",
        sql: """
            \(CatalogSQL.visible)
            SELECT c.identity, c.oid AS origin, c.relfilenode AS file_node,
                pg_catalog.pg_get_viewdef(c.oid) AS "semantic:definition",
                \(CatalogSQL.role("c.relowner")) AS "security:owner",
                \(CatalogSQL.sortedList("c.reloptions")) AS "performance:storage_options",
                \(CatalogSQL.sortedList("t.reloptions")) AS "performance:toast_options",
                c.relispopulated::pg_catalog.text AS "semantic:populated",
                a.amname AS "performance:access_method",
                s.spcname AS "environment:tablespace",
                \(CatalogSQL.extensionsNeeded("c.oid", of: "pg_class")) AS "semantic:depends_on_extensions"
            FROM relations AS c
            LEFT JOIN pg_catalog.pg_class AS t ON t.oid = c.reltoastrelid
            LEFT JOIN pg_catalog.pg_am AS a ON a.oid = c.relam
            LEFT JOIN pg_catalog.pg_tablespace AS s ON s.oid = c.reltablespace
            WHERE c.relkind = 'm'
            """)

    /// Extended statistics objects; `data` is physical: ANALYZE makes it.
    static func statistics(_ server: ServerCatalogs) -> FactQuery {
        let sets = server.sql(
            having: "pg_statistic_ext_data.stxdinherit",
            "CASE WHEN g.stxdinherit THEN 'with children' ELSE 'own' END", otherwise: "'own'")
        let data = server.sql(
            reading: "pg_statistic_ext_data.stxoid",
            """
            (SELECT pg_catalog.string_agg(\(sets), ', ' ORDER BY \(sets))
                FROM pg_catalog.pg_statistic_ext_data AS g WHERE g.stxoid = x.oid)
            """)
        return FactQuery(
            reading: "statistics objects", kind: .statistics, catalog: "pg_statistic_ext",
            sql: """
                \(CatalogSQL.visible)
                SELECT \(CatalogSQL.qualified("x.stxnamespace", "x.stxname")) AS identity, x.oid AS origin,
                    c.identity AS "performance:table",
                    pg_catalog.pg_get_statisticsobjdef(x.oid) AS "performance:definition",
                    NULLIF(x.stxstattarget, -1) AS "performance:statistics_target",
                    \(CatalogSQL.role("x.stxowner")) AS "security:owner",
                    \(data) AS "physical:data"
                FROM pg_catalog.pg_statistic_ext AS x
                JOIN schemas AS s ON s.oid = x.stxnamespace
                JOIN relations AS c ON c.oid = x.stxrelid
                WHERE \(CatalogSQL.isNoMember("x.oid", of: "pg_statistic_ext"))
                """)
    }

    /// What CREATE SEQUENCE sets; the position is data and read by ``SequencePositions``.
    static let sequences = FactQuery(
        reading: "sequences", kind: .sequence, catalog: "pg_class",
        sql: """
            \(CatalogSQL.visible)
            SELECT c.identity, c.oid AS origin, c.relfilenode AS file_node,
                pg_catalog.format_type(q.seqtypid, NULL) AS "semantic:type",
                q.seqstart AS "semantic:start",
                q.seqincrement AS "semantic:increment",
                q.seqmin AS "semantic:minimum",
                q.seqmax AS "semantic:maximum",
                q.seqcycle::pg_catalog.text AS "semantic:cycle",
                q.seqcache AS "performance:cache",
                CASE c.relpersistence WHEN 'p' THEN 'permanent' WHEN 'u' THEN 'unlogged' END AS "semantic:persistence",
                \(CatalogSQL.role("c.relowner")) AS "security:owner",
                o.identity AS "semantic:owned_by",
                o.is_identity AS "semantic:is_identity"
            FROM relations AS c
            JOIN pg_catalog.pg_sequence AS q ON q.seqrelid = c.oid
            LEFT JOIN LATERAL (
                SELECT d.refobjid::pg_catalog.regclass::pg_catalog.text || '.' || pg_catalog.quote_ident(a.attname)
                        AS identity,
                    CASE d.deptype WHEN 'i' THEN 'true' END AS is_identity
                FROM pg_catalog.pg_depend AS d
                JOIN pg_catalog.pg_attribute AS a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
                WHERE d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.objid = c.oid
                    AND d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.deptype IN ('a', 'i')
            ) AS o ON true
            """)
}
