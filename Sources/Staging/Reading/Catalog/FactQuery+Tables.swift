import RehearsalCore

extension FactQuery {
    /// Schemas, but for PostgreSQL's and ours.
    static let schemas = FactQuery(
        reading: "schemas", kind: .schema, catalog: "pg_namespace",
        sql: """
            \(CatalogSQL.names)
            SELECT pg_catalog.quote_ident(s.nspname) AS identity, s.oid AS origin,
                \(CatalogSQL.role("n.nspowner")) AS "security:owner"
            FROM schemas AS s
            JOIN pg_catalog.pg_namespace AS n ON n.oid = s.oid
            WHERE \(CatalogSQL.isNoMember("s.oid", of: "pg_namespace"))
            """)

    /// Ordinary, partitioned and foreign tables.
    static let tables = FactQuery(
        reading: "tables", kind: .table, catalog: "pg_class",
        sql: """
            \(CatalogSQL.visible)
            SELECT c.identity, c.oid AS origin, c.oid AS relation, c.relfilenode AS file_node,
                CASE c.relkind WHEN 'r' THEN 'table' WHEN 'p' THEN 'partitioned table' WHEN 'f' THEN 'foreign table'
                    END AS "semantic:kind",
                CASE c.relpersistence WHEN 'p' THEN 'permanent' WHEN 'u' THEN 'unlogged' END AS "semantic:persistence",
                \(CatalogSQL.role("c.relowner")) AS "security:owner",
                \(CatalogSQL.sortedList("c.reloptions")) AS "performance:options",
                \(CatalogSQL.sortedList("t.reloptions")) AS "performance:toast_options",
                CASE c.relreplident WHEN 'd' THEN 'default' WHEN 'f' THEN 'full' WHEN 'n' THEN 'nothing'
                    WHEN 'i' THEN 'index' END AS "semantic:replica_identity",
                c.relrowsecurity::pg_catalog.text AS "security:row_security",
                c.relforcerowsecurity::pg_catalog.text AS "security:row_security_forced",
                a.amname AS "performance:access_method",
                s.spcname AS "environment:tablespace",
                CASE c.relkind WHEN 'p' THEN pg_catalog.pg_get_partkeydef(c.oid) END AS "semantic:partition_key",
                CASE WHEN c.relispartition THEN parents.identities END AS "semantic:partition_of",
                pg_catalog.pg_get_expr(c.relpartbound, c.oid) AS "semantic:partition_bound",
                CASE WHEN NOT c.relispartition THEN parents.identities END AS "semantic:inherits",
                parents.detach_pending AS "semantic:detach_pending",
                CASE WHEN c.reloftype <> 0 THEN pg_catalog.format_type(c.reloftype, NULL) END AS "semantic:of_type",
                v.srvname AS "semantic:server",
                \(CatalogSQL.told("f.ftoptions")) AS "semantic:server_options",
                \(CatalogSQL.untold("f.ftoptions")) AS "secret:secret_options",
                (SELECT NULLIF(pg_catalog.count(*), 0) FROM pg_catalog.pg_attribute AS d
                    WHERE d.attrelid = c.oid AND d.attisdropped) AS "physical:dropped_columns"
            FROM relations AS c
            LEFT JOIN pg_catalog.pg_class AS t ON t.oid = c.reltoastrelid
            LEFT JOIN pg_catalog.pg_am AS a ON a.oid = c.relam
            LEFT JOIN pg_catalog.pg_tablespace AS s ON s.oid = c.reltablespace
            LEFT JOIN pg_catalog.pg_foreign_table AS f ON f.ftrelid = c.oid
            LEFT JOIN pg_catalog.pg_foreign_server AS v ON v.oid = f.ftserver
            LEFT JOIN LATERAL (
                SELECT pg_catalog.string_agg(i.inhparent::pg_catalog.regclass::pg_catalog.text, ', '
                        ORDER BY i.inhseqno) AS identities,
                    CASE WHEN pg_catalog.bool_or(i.inhdetachpending) THEN 'true' END AS detach_pending
                FROM pg_catalog.pg_inherits AS i WHERE i.inhrelid = c.oid
            ) AS parents ON true
            WHERE c.relkind IN ('r', 'p', 'f')
            """, relation: "c.oid")

    /// Columns of tables, views and materialized views. `position` is attnum: dropped columns leave gaps.
    ///
    /// A default refers to no column, so that it is deparsed without looking at its table.
    ///
    /// `missing_value` stands in for the rows that were there when the column was added with a default; a rewrite of
    /// the table takes it away. `dimensions` is what was declared and means nothing to PostgreSQL.
    static func columns(_ server: ServerCatalogs) -> FactQuery {
        FactQuery(
            reading: "columns", kind: .column, catalog: "pg_class", rows: "pg_attribute",
            sql: """
                \(CatalogSQL.visible)
                SELECT c.identity || '.' || pg_catalog.quote_ident(a.attname) AS identity,
                    c.oid || '.' || a.attnum AS origin, c.oid AS relation, c.relfilenode AS file_node,
                    a.attnum AS "physical:position",
                    pg_catalog.format_type(a.atttypid, a.atttypmod) AS "semantic:type",
                    NULLIF(a.attndims, 0) AS "physical:dimensions",
                    a.attnotnull::pg_catalog.text AS "semantic:not_null",
                    CASE WHEN a.attgenerated = '' THEN pg_catalog.pg_get_expr(d.adbin, 0)
                        END AS "semantic:default",
                    CASE a.attidentity WHEN 'a' THEN 'always' WHEN 'd' THEN 'by default' END AS "semantic:identity",
                    CASE a.attgenerated WHEN 's' THEN 'stored ' WHEN 'v' THEN 'virtual ' END
                        || pg_catalog.pg_get_expr(d.adbin, d.adrelid) AS "semantic:generated",
                    CASE WHEN a.attcollation <> t.typcollation THEN \(CatalogSQL.collation("a.attcollation"))
                        END AS "semantic:collation",
                    CASE WHEN a.attstorage <> t.typstorage THEN CASE a.attstorage WHEN 'p' THEN 'plain'
                        WHEN 'e' THEN 'external' WHEN 'm' THEN 'main' WHEN 'x' THEN 'extended' END
                        END AS "performance:storage",
                    CASE a.attcompression WHEN 'p' THEN 'pglz' WHEN 'l' THEN 'lz4' END AS "performance:compression",
                    NULLIF(a.attstattarget, -1) AS "performance:statistics_target",
                    \(CatalogSQL.sortedList("a.attoptions")) AS "performance:options",
                    \(CatalogSQL.told("a.attfdwoptions")) AS "semantic:server_options",
                    \(CatalogSQL.untold("a.attfdwoptions")) AS "secret:secret_options",
                    CASE WHEN NOT a.attislocal THEN (
                        SELECT i.inhparent::pg_catalog.regclass::pg_catalog.text FROM pg_catalog.pg_inherits AS i
                        WHERE i.inhrelid = a.attrelid AND EXISTS (
                            SELECT FROM pg_catalog.pg_attribute AS p
                            WHERE p.attrelid = i.inhparent AND p.attname = a.attname AND NOT p.attisdropped)
                        ORDER BY i.inhseqno LIMIT 1) || '.' || pg_catalog.quote_ident(a.attname)
                        END AS "semantic:inherited_from",
                    \(CatalogSQL.flag("a.attislocal AND a.attinhcount > 0")) AS "semantic:declared_again",
                    CASE WHEN a.attinhcount > 1 THEN a.attinhcount END AS "semantic:parents",
                    CASE WHEN a.atthasmissing THEN a.attmissingval::pg_catalog.text END AS "physical:missing_value",
                    g.sets AS "physical:statistics"
                FROM relations AS c
                JOIN pg_catalog.pg_attribute AS a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
                JOIN pg_catalog.pg_type AS t ON t.oid = a.atttypid
                LEFT JOIN pg_catalog.pg_attrdef AS d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
                LEFT JOIN LATERAL \(gatheredStatistics(server)) AS g ON true
                WHERE c.relkind IN ('r', 'p', 'f', 'v', 'm')
                """, relation: "c.oid")
    }

    /// Which columns have statistics, and of which rows.
    private static func gatheredStatistics(_ server: ServerCatalogs) -> String {
        server.sql(
            reading: "pg_statistic.starelid",
            """
            (SELECT pg_catalog.string_agg(
                    CASE WHEN g.stainherit THEN 'with children' ELSE 'own' END, ', ' ORDER BY g.stainherit) AS sets
                FROM pg_catalog.pg_statistic AS g WHERE g.starelid = a.attrelid AND g.staattnum = a.attnum)
            """,
            otherwise: "(SELECT NULL AS sets)")
    }
}
