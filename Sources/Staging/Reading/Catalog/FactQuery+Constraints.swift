import RehearsalCore

extension FactQuery {
    /// Constraints of tables and domains; constraint triggers are read as triggers.
    ///
    /// What ALTER CONSTRAINT can change is cut from the definition and stands as attributes of its own.
    /// `triggers` names the internal triggers that do not fire as they should: DISABLE TRIGGER ALL turns a foreign
    /// key off and leaves its definition alone.
    static func constraints(_ server: ServerCatalogs) -> FactQuery {
        FactQuery(
            reading: "constraints", kind: .constraint, catalog: "pg_constraint",
            sql: """
                \(CatalogSQL.visible), constraints AS NOT MATERIALIZED (
                    SELECT k.*, pg_catalog.quote_ident(k.conname) || ' ON '
                        || COALESCE(c.identity, pg_catalog.format_type(k.contypid, NULL)) AS identity
                    FROM pg_catalog.pg_constraint AS k
                    JOIN schemas AS s ON s.oid = k.connamespace
                    LEFT JOIN relations AS c ON c.oid = k.conrelid
                    WHERE k.contype <> 't' AND (k.conrelid = 0 OR c.oid IS NOT NULL)
                        AND \(CatalogSQL.isNoMember("k.contypid", of: "pg_type"))
                )
                SELECT k.identity, k.oid AS origin, k.conrelid AS relation,
                    CASE k.contype WHEN 'p' THEN 'primary key' WHEN 'u' THEN 'unique' WHEN 'f' THEN 'foreign key'
                        WHEN 'c' THEN 'check' WHEN 'x' THEN 'exclusion' WHEN 'n' THEN 'not null'
                        END AS "semantic:kind",
                    CASE WHEN k.condeferrable OR NOT k.convalidated THEN
                            pg_catalog.regexp_replace(pg_catalog.pg_get_constraintdef(k.oid),
                                '( DEFERRABLE)?( INITIALLY DEFERRED)?( NOT ENFORCED)?( NOT VALID)?$', '')
                        ELSE pg_catalog.pg_get_constraintdef(k.oid) END AS "semantic:definition",
                    k.convalidated::pg_catalog.text AS "semantic:validated",
                    k.condeferrable::pg_catalog.text AS "semantic:deferrable",
                    k.condeferred::pg_catalog.text AS "semantic:initially_deferred",
                    \(server.sql(having: "pg_constraint.conenforced", "CASE WHEN NOT k.conenforced THEN 'false' END"))
                        AS "semantic:enforced",
                    CASE WHEN k.contype IN ('p', 'u', 'x')
                        THEN k.conindid::pg_catalog.regclass::pg_catalog.text END AS "semantic:index",
                    CASE WHEN k.contype = 'f' THEN k.conindid::pg_catalog.regclass::pg_catalog.text
                        END AS "physical:referenced_index",
                    CASE WHEN NOT k.conislocal THEN 'true' END AS "semantic:inherited",
                    \(CatalogSQL.flag("k.conislocal AND k.coninhcount > 0")) AS "semantic:declared_again",
                    CASE WHEN k.coninhcount > 1 THEN k.coninhcount END AS "semantic:parents",
                    p.identity AS "semantic:parent",
                    CASE WHEN k.oid IN (
                            SELECT g.tgconstraint FROM pg_catalog.pg_trigger AS g
                            WHERE g.tgisinternal AND g.tgenabled <> 'O')
                        THEN (SELECT pg_catalog.string_agg(
                            f.proname || ' ON ' || g.tgrelid::pg_catalog.regclass::pg_catalog.text || ' enabled '
                                || \(CatalogSQL.enabled("g.tgenabled")), ', '
                            ORDER BY f.proname COLLATE pg_catalog."C",
                                g.tgrelid::pg_catalog.regclass::pg_catalog.text COLLATE pg_catalog."C")
                        FROM pg_catalog.pg_trigger AS g
                        JOIN pg_catalog.pg_proc AS f ON f.oid = g.tgfoid
                        WHERE g.tgconstraint = k.oid AND g.tgisinternal AND g.tgenabled <> 'O'
                    ) END AS "semantic:triggers"
                FROM constraints AS k
                LEFT JOIN constraints AS p ON p.oid = k.conparentid
                WHERE true
                """, relation: "k.conrelid")
    }

    /// Indexes. The definition has neither the index's name nor its table's nor what ALTER INDEX can change.
    static func indexes(_ server: ServerCatalogs) -> FactQuery {
        let definition = indexDefinition(hasNullsNotDistinct: server.has("pg_index.indnullsnotdistinct"))
        let gathered = server.sql(
            reading: "pg_statistic.starelid",
            """
            CASE WHEN i.indexprs IS NOT NULL THEN (
                SELECT pg_catalog.string_agg(DISTINCT g.staattnum::pg_catalog.text, ', ')
                FROM pg_catalog.pg_statistic AS g WHERE g.starelid = c.oid) END
            """)
        return FactQuery(
            reading: "indexes", kind: .index, catalog: "pg_class",
            sql: """
                \(CatalogSQL.visible)
                SELECT c.identity, c.oid AS origin, t.oid AS relation, c.relfilenode AS file_node,
                    t.identity AS "performance:table",
                    \(definition) AS "performance:definition",
                    CASE WHEN i.indisunique THEN 'true' END AS "semantic:unique",
                    \(server.sql(having: "pg_index.indnullsnotdistinct", CatalogSQL.flag("i.indnullsnotdistinct")))
                        AS "semantic:nulls_not_distinct",
                    CASE WHEN NOT i.indimmediate THEN 'false' END AS "semantic:immediate",
                    i.indisvalid::pg_catalog.text AS "performance:valid",
                    i.indisready::pg_catalog.text AS "performance:ready",
                    CASE WHEN NOT i.indislive THEN 'false' END AS "performance:live",
                    CASE WHEN i.indisclustered THEN 'true' END AS "performance:clustered",
                    CASE WHEN i.indisreplident THEN 'true' END AS "semantic:replica_identity",
                    k.identity AS "semantic:constraint",
                    s.spcname AS "environment:tablespace",
                    \(CatalogSQL.sortedList("c.reloptions")) AS "performance:options",
                    CASE WHEN i.indexprs IS NOT NULL THEN (
                        SELECT pg_catalog.string_agg(a.attnum || ' ' || a.attstattarget, ', ' ORDER BY a.attnum)
                        FROM pg_catalog.pg_attribute AS a
                        WHERE a.attrelid = c.oid AND a.attstattarget >= 0) END AS "performance:column_statistics",
                    CASE WHEN c.relispartition THEN (
                        SELECT h.inhparent::pg_catalog.regclass::pg_catalog.text FROM pg_catalog.pg_inherits AS h
                        WHERE h.inhrelid = c.oid) END AS "performance:parent",
                    \(CatalogSQL.extensionsNeeded("c.oid", of: "pg_class")) AS "semantic:depends_on_extensions",
                    \(CatalogSQL.flag("i.indcheckxmin")) AS "physical:check_xmin",
                    \(gathered) AS "physical:statistics"
                FROM relations AS c
                JOIN pg_catalog.pg_index AS i ON i.indexrelid = c.oid
                JOIN relations AS t ON t.oid = i.indrelid
                LEFT JOIN pg_catalog.pg_tablespace AS s ON s.oid = c.reltablespace
                \(plainIndexJoin)
                LEFT JOIN LATERAL (
                    SELECT pg_catalog.quote_ident(k.conname) || ' ON ' || t.identity AS identity
                    FROM pg_catalog.pg_constraint AS k
                    WHERE k.conindid = c.oid AND k.conrelid = t.oid AND k.contype IN ('p', 'u', 'x')
                ) AS k ON true
                WHERE c.relkind IN ('i', 'I')
                """, relation: "t.oid")
    }
}
