import RehearsalCore

extension FactQuery {
    /// Comments on everything that has facts, under `kind identity` of the object.
    ///
    /// An extension brings its comment along, so that one belongs to the environment.
    static let comments = FactQuery(
        reading: "comments", kind: .comment,
        sql: """
            \(CatalogSQL.visible), objects (catalog, oid, column_number, kind, identity) AS (
                SELECT 'pg_class', c.oid, 0, c.kind, c.identity FROM relations AS c
                UNION ALL
                SELECT 'pg_class', c.oid, a.attnum, 'column', c.identity || '.' || pg_catalog.quote_ident(a.attname)
                FROM relations AS c
                JOIN pg_catalog.pg_attribute AS a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
                UNION ALL
                SELECT 'pg_namespace', s.oid, 0, 'schema', pg_catalog.quote_ident(s.nspname) FROM schemas AS s
                WHERE \(CatalogSQL.isNoMember("s.oid", of: "pg_namespace"))
                UNION ALL
                SELECT 'pg_constraint', k.oid, 0, 'constraint', pg_catalog.quote_ident(k.conname) || ' ON '
                    || CASE WHEN k.conrelid <> 0 THEN k.conrelid::pg_catalog.regclass::pg_catalog.text
                        ELSE pg_catalog.format_type(k.contypid, NULL) END
                FROM pg_catalog.pg_constraint AS k JOIN schemas AS s ON s.oid = k.connamespace
                UNION ALL
                SELECT 'pg_proc', p.oid, 0, 'function', p.oid::pg_catalog.regprocedure::pg_catalog.text
                FROM pg_catalog.pg_proc AS p JOIN schemas AS s ON s.oid = p.pronamespace
                WHERE \(CatalogSQL.isNoMember("p.oid", of: "pg_proc"))
                UNION ALL
                SELECT 'pg_type', t.oid, 0, 'type', pg_catalog.format_type(t.oid, NULL)
                FROM pg_catalog.pg_type AS t JOIN schemas AS s ON s.oid = t.typnamespace
                WHERE \(CatalogSQL.isNoMember("t.oid", of: "pg_type"))
                UNION ALL
                SELECT 'pg_trigger', g.oid, 0, 'trigger', pg_catalog.quote_ident(g.tgname) || ' ON ' || c.identity
                FROM pg_catalog.pg_trigger AS g JOIN relations AS c ON c.oid = g.tgrelid
                UNION ALL
                SELECT 'pg_policy', p.oid, 0, 'policy', pg_catalog.quote_ident(p.polname) || ' ON ' || c.identity
                FROM pg_catalog.pg_policy AS p JOIN relations AS c ON c.oid = p.polrelid
                UNION ALL
                SELECT 'pg_rewrite', w.oid, 0, 'rule', pg_catalog.quote_ident(w.rulename) || ' ON ' || c.identity
                FROM pg_catalog.pg_rewrite AS w JOIN relations AS c ON c.oid = w.ev_class
                UNION ALL
                SELECT 'pg_statistic_ext', x.oid, 0, 'statistics',
                    pg_catalog.quote_ident(s.nspname) || '.' || pg_catalog.quote_ident(x.stxname)
                FROM pg_catalog.pg_statistic_ext AS x JOIN schemas AS s ON s.oid = x.stxnamespace
                UNION ALL
                SELECT 'pg_event_trigger', e.oid, 0, 'event_trigger', pg_catalog.quote_ident(e.evtname)
                FROM pg_catalog.pg_event_trigger AS e WHERE e.evtname !~ '\(CatalogSQL.ownEventTriggerPattern)'
                UNION ALL
                SELECT 'pg_extension', x.oid, 0, 'extension', pg_catalog.quote_ident(x.extname)
                FROM pg_catalog.pg_extension AS x
            )
            SELECT o.kind || ' ' || o.identity AS identity, 'text' AS attribute, d.description AS value,
                CASE o.kind WHEN 'extension' THEN 'environment' ELSE 'semantic' END AS class
            FROM objects AS o
            JOIN pg_catalog.pg_description AS d ON d.objoid = o.oid AND d.objsubid = o.column_number
                AND d.classoid = ('pg_catalog.' || o.catalog)::pg_catalog.regclass
            UNION ALL
            SELECT 'role ' || pg_catalog.quote_ident(r.rolname), 'text', d.description, 'semantic'
            FROM pg_catalog.pg_roles AS r
            JOIN pg_catalog.pg_shdescription AS d ON d.objoid = r.oid
                AND d.classoid = 'pg_catalog.pg_authid'::pg_catalog.regclass
            WHERE \(CatalogSQL.visibleRole)
            UNION ALL
            SELECT 'database current', 'text', d.description, 'semantic'
            FROM pg_catalog.pg_database AS b
            JOIN pg_catalog.pg_shdescription AS d ON d.objoid = b.oid
                AND d.classoid = 'pg_catalog.pg_database'::pg_catalog.regclass
            WHERE b.datname = pg_catalog.current_database()
            """)
}
