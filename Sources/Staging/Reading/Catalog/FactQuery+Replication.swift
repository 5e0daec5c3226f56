import RehearsalCore

extension FactQuery {
    static func publications(_ server: ServerCatalogs) -> FactQuery {
        let generated = server.sql(
            having: "pg_publication.pubgencols", "CASE o.pubgencols WHEN 's' THEN 'stored' WHEN 'n' THEN 'none' END")
        return of(
            .publication, reading: "publications", kind: .publication,
            """
            \(CatalogSQL.flag("o.puballtables")) AS "semantic:all_tables",
            pg_catalog.concat_ws(', ', CASE WHEN o.pubinsert THEN 'insert' END, CASE WHEN o.pubupdate THEN 'update' END,
                CASE WHEN o.pubdelete THEN 'delete' END, CASE WHEN o.pubtruncate THEN 'truncate' END)
                AS "semantic:publish",
            o.pubviaroot::pg_catalog.text AS "semantic:via_partition_root",
            \(generated) AS "semantic:generated_columns",
            \(CatalogSQL.role("o.pubowner")) AS "security:owner"
            """)
    }

    /// Tables of publications; before 15 there are neither lists of columns nor filters of rows.
    static func publishedTables(_ server: ServerCatalogs) -> FactQuery {
        let columns = server.sql(
            having: "pg_publication_rel.prattrs",
            """
            (SELECT '(' || pg_catalog.string_agg(pg_catalog.quote_ident(a.attname), ', ' ORDER BY a.attnum) || ')'
                FROM pg_catalog.pg_attribute AS a
                WHERE a.attrelid = r.prrelid AND a.attnum = ANY (r.prattrs))
            """)
        let filter = server.sql(
            having: "pg_publication_rel.prqual", "'WHERE ' || pg_catalog.pg_get_expr(r.prqual, r.prrelid)")
        return FactQuery(
            reading: "tables of publications", kind: .publication, rows: "pg_publication_rel",
            named: [ReadAttribute(kind: .publication, name: "table NAME", factClass: .semantic)],
            sql: """
                \(CatalogSQL.names)
                SELECT \(ObjectClass.publication.identity) AS identity,
                    'table ' || r.prrelid::pg_catalog.regclass::pg_catalog.text AS attribute,
                    pg_catalog.concat_ws(' ', 'published', \(columns), \(filter)) AS value,
                    'semantic' AS class, r.oid AS read
                FROM pg_catalog.pg_publication_rel AS r
                JOIN pg_catalog.pg_publication AS o ON o.oid = r.prpubid
                """)
    }

    /// Whole schemas of publications; from 15 on.
    static func publishedSchemas(_ server: ServerCatalogs) -> FactQuery? {
        guard server.has("pg_publication_namespace") else { return nil }
        return FactQuery(
            reading: "schemas of publications", kind: .publication, rows: "pg_publication_namespace",
            named: [ReadAttribute(kind: .publication, name: "schema NAME", factClass: .semantic)],
            sql: """
                SELECT \(ObjectClass.publication.identity) AS identity,
                    'schema ' || r.pnnspid::pg_catalog.regnamespace::pg_catalog.text AS attribute,
                    'published' AS value, 'semantic' AS class, r.oid AS read
                FROM pg_catalog.pg_publication_namespace AS r
                JOIN pg_catalog.pg_publication AS o ON o.oid = r.pnpubid
                """)
    }

    /// Subscriptions of this database. The connection string is a secret as a whole, but for where it leads.
    static func subscriptions(_ server: ServerCatalogs) -> FactQuery {
        func flag(_ column: String) -> String {
            server.sql(having: "pg_subscription.\(column)", CatalogSQL.flag("o.\(column)"))
        }
        // A boolean before 16, a letter since.
        let streaming = """
            CASE o.substream::pg_catalog.text WHEN 'true' THEN 'on' WHEN 't' THEN 'on' WHEN 'p' THEN 'parallel' END
            """
        let twoPhase = server.sql(
            having: "pg_subscription.subtwophasestate", CatalogSQL.flag("o.subtwophasestate <> 'd'"))
        return of(
            .subscription, reading: "subscriptions", kind: .subscription,
            """
            o.subenabled::pg_catalog.text AS "semantic:enabled",
            \(CatalogSQL.sortedList("o.subpublications")) AS "semantic:publications",
            o.subslotname AS "semantic:slot",
            o.subsynccommit AS "semantic:synchronous_commit",
            \(CatalogSQL.flag("o.subbinary")) AS "semantic:binary",
            \(streaming) AS "semantic:streaming",
            \(twoPhase) AS "semantic:two_phase",
            \(flag("subdisableonerr")) AS "semantic:disable_on_error",
            \(flag("subrunasowner")) AS "security:run_as_owner",
            \(server.sql(having: "pg_subscription.subpasswordrequired", "o.subpasswordrequired::pg_catalog.text"))
                AS "security:password_required",
            \(server.sql(having: "pg_subscription.suborigin", "o.suborigin")) AS "semantic:origin",
            \(flag("subfailover")) AS "semantic:failover",
            \(server.sql(reading: "pg_subscription.subconninfo", target)) AS "environment:connection",
            \(server.sql(reading: "pg_subscription.subconninfo", "o.subconninfo")) AS "secret:secret_connection",
            \(CatalogSQL.role("o.subowner")) AS "security:owner"
            """)
    }

    /// host, port, dbname and user of a plain `keyword=value` string; one with quotes or escapes, or a URI, is secret
    /// as a whole, because only libpq can say where a password in it ends.
    private static let target = #"""
        CASE WHEN o.subconninfo ~ '[''\\]|://' THEN '(secret)'
            ELSE (SELECT pg_catalog.string_agg(word[1], ' ')
                FROM pg_catalog.regexp_matches(o.subconninfo,
                    '(?:^|\s)((?:host|port|dbname|user)\s*=\s*\S+)', 'g') AS word) END
        """#

    /// How far the tables of subscriptions are.
    static let subscribedTables = FactQuery(
        reading: "tables of subscriptions", kind: .subscription, rows: "pg_subscription_rel",
        named: [ReadAttribute(kind: .subscription, name: "table NAME", factClass: .physical)],
        sql: """
            \(CatalogSQL.names)
            SELECT \(ObjectClass.subscription.identity) AS identity,
                'table ' || r.srrelid::pg_catalog.regclass::pg_catalog.text AS attribute,
                CASE r.srsubstate WHEN 'i' THEN 'initializing' WHEN 'd' THEN 'copying' WHEN 'f' THEN 'copied'
                    WHEN 's' THEN 'synchronized' WHEN 'r' THEN 'ready' END AS value,
                'physical' AS class, r.srrelid || '.' || r.srsubid AS read
            FROM pg_catalog.pg_subscription_rel AS r
            JOIN pg_catalog.pg_subscription AS o ON o.oid = r.srsubid
            """)
}
