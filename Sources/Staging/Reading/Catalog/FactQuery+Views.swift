import RehearsalCore

extension FactQuery {
    /// Views and materialized views. `populated` is semantic: a materialized view without data refuses to be read.
    static let views = FactQuery(
        reading: "views", kind: .view, catalog: "pg_class",
        sql: """
            \(CatalogSQL.visible)
            SELECT c.kind, c.identity, c.oid AS origin,
                pg_catalog.pg_get_viewdef(c.oid) AS "semantic:definition",
                \(CatalogSQL.role("c.relowner")) AS "security:owner",
                CASE c.relkind WHEN 'v' THEN \(CatalogSQL.sortedList("c.reloptions")) END AS "security:options",
                CASE c.relkind WHEN 'm' THEN \(CatalogSQL.sortedList("c.reloptions")) END
                    AS "performance:storage_options",
                CASE c.relkind WHEN 'm' THEN c.relispopulated::pg_catalog.text END AS "semantic:populated",
                a.amname AS "performance:access_method",
                s.spcname AS "environment:tablespace"
            FROM relations AS c
            LEFT JOIN pg_catalog.pg_am AS a ON a.oid = c.relam
            LEFT JOIN pg_catalog.pg_tablespace AS s ON s.oid = c.reltablespace
            WHERE c.relkind IN ('v', 'm')
            """)

    /// Extended statistics objects.
    static let statistics = FactQuery(
        reading: "statistics objects", kind: .statistics, catalog: "pg_statistic_ext",
        sql: """
            \(CatalogSQL.visible)
            SELECT pg_catalog.quote_ident(s.nspname) || '.' || pg_catalog.quote_ident(x.stxname) AS identity,
                x.oid AS origin,
                c.identity AS "performance:table",
                pg_catalog.pg_get_statisticsobjdef(x.oid) AS "performance:definition",
                NULLIF(x.stxstattarget, -1) AS "performance:statistics_target",
                \(CatalogSQL.role("x.stxowner")) AS "security:owner"
            FROM pg_catalog.pg_statistic_ext AS x
            JOIN schemas AS s ON s.oid = x.stxnamespace
            JOIN relations AS c ON c.oid = x.stxrelid
            WHERE \(CatalogSQL.isNoMember("x.oid", of: "pg_statistic_ext"))
            """)

    /// What CREATE SEQUENCE sets; the position is data and read by ``SequencePositions``.
    static let sequences = FactQuery(
        reading: "sequences", kind: .sequence, catalog: "pg_class",
        sql: """
            \(CatalogSQL.visible)
            SELECT c.identity, c.oid AS origin,
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
