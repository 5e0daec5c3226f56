import RehearsalCore

extension FactQuery {
    /// Functions, procedures, window functions and aggregates.
    static let routines = FactQuery(
        reading: "functions", kind: .function, catalog: "pg_proc",
        sql: """
            \(CatalogSQL.names)
            SELECT p.oid::pg_catalog.regprocedure::pg_catalog.text AS identity, p.oid AS origin,
                CASE p.prokind WHEN 'f' THEN 'function' WHEN 'p' THEN 'procedure' WHEN 'a' THEN 'aggregate'
                    WHEN 'w' THEN 'window function' END AS "semantic:kind",
                l.lanname AS "semantic:language",
                CASE WHEN p.prosqlbody IS NOT NULL THEN pg_catalog.pg_get_function_sqlbody(p.oid)
                    WHEN p.prokind <> 'a' THEN p.prosrc END AS "semantic:body",
                p.probin AS "semantic:library",
                pg_catalog.pg_get_function_arguments(p.oid) AS "semantic:arguments",
                pg_catalog.pg_get_function_result(p.oid) AS "semantic:returns",
                CASE p.provolatile WHEN 'i' THEN 'immutable' WHEN 's' THEN 'stable' WHEN 'v' THEN 'volatile'
                    END AS "semantic:volatility",
                p.proisstrict::pg_catalog.text AS "semantic:strict",
                p.prosecdef::pg_catalog.text AS "security:security_definer",
                p.proleakproof::pg_catalog.text AS "security:leakproof",
                CASE p.proparallel WHEN 's' THEN 'safe' WHEN 'r' THEN 'restricted' WHEN 'u' THEN 'unsafe'
                    END AS "performance:parallel",
                p.procost AS "performance:cost",
                NULLIF(p.prorows, 0) AS "performance:rows",
                \(CatalogSQL.function("p.prosupport")) AS "performance:support",
                (SELECT pg_catalog.string_agg(pg_catalog.format_type(y, NULL), ', ' ORDER BY place)
                    FROM pg_catalog.unnest(p.protrftypes) WITH ORDINALITY AS u (y, place)) AS "semantic:transforms",
                \(CatalogSQL.told("p.proconfig")) AS "security:settings",
                \(CatalogSQL.untold("p.proconfig")) AS "secret:secret_settings",
                \(CatalogSQL.extensionsNeeded("p.oid", of: "pg_proc")) AS "semantic:depends_on_extensions",
                \(CatalogSQL.role("p.proowner")) AS "security:owner",
                CASE a.aggkind WHEN 'n' THEN 'normal' WHEN 'o' THEN 'ordered-set' WHEN 'h' THEN 'hypothetical-set'
                    END AS "semantic:aggregate_kind",
                \(CatalogSQL.function("a.aggtransfn")) AS "semantic:transition_function",
                \(CatalogSQL.function("a.aggfinalfn")) AS "semantic:final_function",
                \(CatalogSQL.function("a.aggcombinefn")) AS "semantic:combine_function",
                \(CatalogSQL.function("a.aggserialfn")) AS "semantic:serial_function",
                \(CatalogSQL.function("a.aggdeserialfn")) AS "semantic:deserial_function",
                \(CatalogSQL.function("a.aggmtransfn")) AS "semantic:moving_transition_function",
                \(CatalogSQL.function("a.aggminvtransfn")) AS "semantic:moving_inverse_function",
                \(CatalogSQL.function("a.aggmfinalfn")) AS "semantic:moving_final_function",
                \(CatalogSQL.flag("a.aggfinalextra")) AS "semantic:final_function_extra",
                \(CatalogSQL.flag("a.aggmfinalextra")) AS "semantic:moving_final_function_extra",
                \(modify("a.aggfinalmodify")) AS "semantic:final_function_modify",
                \(modify("a.aggmfinalmodify")) AS "semantic:moving_final_function_modify",
                pg_catalog.format_type(a.aggtranstype, NULL) AS "semantic:transition_type",
                CASE WHEN a.aggmtranstype <> 0 THEN pg_catalog.format_type(a.aggmtranstype, NULL)
                    END AS "semantic:moving_transition_type",
                a.agginitval AS "semantic:initial_value",
                a.aggminitval AS "semantic:moving_initial_value",
                \(CatalogSQL.operatorName("a.aggsortop")) AS "semantic:sort_operator",
                NULLIF(a.aggtransspace, 0) AS "performance:transition_space",
                NULLIF(a.aggmtransspace, 0) AS "performance:moving_transition_space"
            FROM pg_catalog.pg_proc AS p
            JOIN schemas AS s ON s.oid = p.pronamespace
            JOIN pg_catalog.pg_language AS l ON l.oid = p.prolang
            LEFT JOIN pg_catalog.pg_aggregate AS a ON a.aggfnoid = p.oid
            WHERE \(CatalogSQL.isNoMember("p.oid", of: "pg_proc"))
                AND NOT \(CatalogSQL.isInternal("p.oid", of: "pg_proc"))
            """)

    private static func modify(_ column: String) -> String {
        "CASE \(column) WHEN 'r' THEN 'read only' WHEN 's' THEN 'shareable' WHEN 'w' THEN 'read write' END"
    }

    /// Triggers that users made, with the copies that partitions have of them; 14 calls those internal.
    static func triggers(_ server: ServerCatalogs) -> FactQuery {
        let isCopy = server.version.sql(
            through: 14, "g.tgparentid <> 0 AND g.tgconstraint = 0", otherwise: "false")
        return FactQuery(
            reading: "triggers", kind: .trigger, catalog: "pg_trigger",
            sql: """
                \(CatalogSQL.visible)
                SELECT pg_catalog.quote_ident(g.tgname) || ' ON ' || c.identity AS identity, g.oid AS origin,
                    g.tgrelid AS relation,
                    pg_catalog.pg_get_triggerdef(g.oid) AS "semantic:definition",
                    \(CatalogSQL.enabled("g.tgenabled")) AS "semantic:enabled",
                    (SELECT pg_catalog.quote_ident(p.tgname) || ' ON '
                            || p.tgrelid::pg_catalog.regclass::pg_catalog.text
                        FROM pg_catalog.pg_trigger AS p WHERE p.oid = g.tgparentid) AS "semantic:parent",
                    \(CatalogSQL.extensionsNeeded("g.oid", of: "pg_trigger")) AS "semantic:depends_on_extensions"
                FROM pg_catalog.pg_trigger AS g
                JOIN relations AS c ON c.oid = g.tgrelid
                WHERE (NOT g.tgisinternal OR (\(isCopy)))
                """, relation: "g.tgrelid")
    }

    /// Rules other than those that make views.
    static let rules = FactQuery(
        reading: "rules", kind: .rule, catalog: "pg_rewrite",
        sql: """
            \(CatalogSQL.visible)
            SELECT pg_catalog.quote_ident(w.rulename) || ' ON ' || c.identity AS identity, w.oid AS origin,
                pg_catalog.pg_get_ruledef(w.oid) AS "semantic:definition",
                \(CatalogSQL.enabled("w.ev_enabled")) AS "semantic:enabled"
            FROM pg_catalog.pg_rewrite AS w
            JOIN relations AS c ON c.oid = w.ev_class
            WHERE w.rulename <> '_RETURN'
            """)

    /// Row-level security policies.
    static let policies = FactQuery(
        reading: "policies", kind: .policy, catalog: "pg_policy",
        sql: """
            \(CatalogSQL.visible)
            SELECT pg_catalog.quote_ident(p.polname) || ' ON ' || c.identity AS identity, p.oid AS origin,
                CASE p.polcmd WHEN 'r' THEN 'select' WHEN 'a' THEN 'insert' WHEN 'w' THEN 'update'
                    WHEN 'd' THEN 'delete' WHEN '*' THEN 'all' END AS "security:command",
                p.polpermissive::pg_catalog.text AS "security:permissive",
                (SELECT pg_catalog.string_agg(name, ', ' ORDER BY name COLLATE pg_catalog."C")
                    FROM pg_catalog.unnest(p.polroles) AS role,
                        LATERAL (SELECT CASE role WHEN 0 THEN 'PUBLIC' ELSE \(CatalogSQL.role("role")) END AS name)
                            AS named) AS "security:roles",
                pg_catalog.pg_get_expr(p.polqual, p.polrelid) AS "security:using",
                pg_catalog.pg_get_expr(p.polwithcheck, p.polrelid) AS "security:with_check"
            FROM pg_catalog.pg_policy AS p
            JOIN relations AS c ON c.oid = p.polrelid
            """)

    /// Event triggers other than ours.
    static let eventTriggers = FactQuery(
        reading: "event triggers", kind: .eventTrigger, catalog: "pg_event_trigger",
        sql: """
            \(CatalogSQL.visible)
            SELECT pg_catalog.quote_ident(e.evtname) AS identity, e.oid AS origin,
                e.evtevent AS "semantic:event",
                e.evtfoid::pg_catalog.regprocedure::pg_catalog.text AS "semantic:function",
                \(CatalogSQL.enabled("e.evtenabled")) AS "semantic:enabled",
                \(CatalogSQL.sortedList("e.evttags")) AS "semantic:tags",
                \(CatalogSQL.role("e.evtowner")) AS "security:owner"
            FROM pg_catalog.pg_event_trigger AS e
            WHERE e.evtname !~ '\(CatalogSQL.ownEventTriggerPattern)'
                AND \(CatalogSQL.isNoMember("e.oid", of: "pg_event_trigger"))
            """)
}
