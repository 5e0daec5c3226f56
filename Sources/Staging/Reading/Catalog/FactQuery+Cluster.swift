import RehearsalCore

extension FactQuery {
    /// The database at hand, under the identity `current`: its name is no fact, a clone has another one.
    static func database(_ server: ServerCatalogs) -> FactQuery {
        let locale = server.sql(
            having: "pg_database.datlocale", "d.datlocale",
            otherwise: server.sql(having: "pg_database.daticulocale", "d.daticulocale"))
        let actual = "pg_catalog.pg_database_collation_actual_version(d.oid)"
        return FactQuery(
            reading: "the database", kind: .database, catalog: "pg_database",
            sql: """
                SELECT 'current' AS identity, d.oid AS origin,
                    \(CatalogSQL.role("d.datdba")) AS "security:owner",
                    d.datallowconn::pg_catalog.text AS "semantic:allow_connections",
                    NULLIF(d.datconnlimit, -1) AS "semantic:connection_limit",
                    \(CatalogSQL.flag("d.datistemplate")) AS "semantic:is_template",
                    pg_catalog.pg_encoding_to_char(d.encoding) AS "environment:encoding",
                    d.datcollate AS "environment:collate",
                    d.datctype AS "environment:ctype",
                    \(server.sql(having: "pg_database.datlocprovider", "d.datlocprovider::pg_catalog.text"))
                        AS "environment:locale_provider",
                    \(locale) AS "environment:locale",
                    \(server.sql(having: "pg_database.daticurules", "d.daticurules")) AS "environment:locale_rules",
                    \(server.sql(having: "pg_database.datcollversion", "d.datcollversion"))
                        AS "environment:collation_version",
                    \(server.sql(having: "pg_database.datcollversion", actual))
                        AS "environment:collation_version_of_host",
                    NULLIF(s.spcname, 'pg_default') AS "environment:tablespace"
                FROM pg_catalog.pg_database AS d
                JOIN pg_catalog.pg_tablespace AS s ON s.oid = d.dattablespace
                WHERE d.oid = \(CatalogSQL.currentDatabase)
                """)
    }

    /// Roles. Of a password only its method is told: its salt differs each time it is set.
    static func roles(_ server: ServerCatalogs) -> FactQuery {
        let password = """
            (SELECT CASE WHEN a.rolpassword ~ '^SCRAM-SHA-256' THEN 'scram-sha-256' WHEN a.rolpassword ~ '^md5'
                THEN 'md5' WHEN a.rolpassword IS NOT NULL THEN 'set' END
                FROM pg_catalog.pg_authid AS a WHERE a.oid = r.oid)
            """
        return FactQuery(
            reading: "roles", kind: .role, catalog: "pg_authid",
            sql: """
                SELECT pg_catalog.quote_ident(r.rolname) AS identity, r.oid AS origin,
                    r.rolsuper::pg_catalog.text AS "security:superuser",
                    r.rolinherit::pg_catalog.text AS "security:inherit",
                    r.rolcreaterole::pg_catalog.text AS "security:createrole",
                    r.rolcreatedb::pg_catalog.text AS "security:createdb",
                    r.rolcanlogin::pg_catalog.text AS "security:login",
                    r.rolreplication::pg_catalog.text AS "security:replication",
                    r.rolbypassrls::pg_catalog.text AS "security:bypassrls",
                    NULLIF(r.rolconnlimit, -1) AS "security:connection_limit",
                    r.rolvaliduntil AS "security:valid_until",
                    \(server.sql(reading: "pg_authid.rolpassword", password)) AS "security:password"
                FROM pg_catalog.pg_roles AS r
                WHERE \(CatalogSQL.visibleRole("r"))
                """)
    }

    /// Who is a member of what. One role may be granted to another by several grantors, each with its own options.
    static func memberships(_ server: ServerCatalogs) -> FactQuery {
        let options = server.sql(
            having: "pg_auth_members.inherit_option",
            """
            CASE WHEN m.inherit_option THEN ', inherits' ELSE '' END
                || CASE WHEN m.set_option THEN ', may set' ELSE '' END
            """,
            otherwise: "''")
        let key = server.sql(
            having: "pg_auth_members.oid", "m.oid::pg_catalog.text", otherwise: "m.roleid || '.' || m.member")
        return FactQuery(
            reading: "memberships of roles", kind: .role, rows: "pg_auth_members",
            named: [
                ReadAttribute(kind: .role, name: "member of ROLE", factClass: .security),
                ReadAttribute(kind: .role, name: "grantor of ROLE", factClass: .environment),
            ],
            sql: """
                SELECT pg_catalog.quote_ident(r.rolname) AS identity,
                    f.attribute || \(CatalogSQL.role("m.roleid")) AS attribute, f.value, f.class, f.read
                FROM (
                    SELECT m.member, m.roleid, pg_catalog.string_agg(\(key), ' ') AS read,
                        pg_catalog.string_agg(DISTINCT CASE WHEN m.admin_option THEN 'admin' ELSE 'member' END
                            || \(options), '; ') AS options,
                        pg_catalog.string_agg(DISTINCT \(CatalogSQL.role("m.grantor")), ', ') AS grantors
                    FROM pg_catalog.pg_auth_members AS m GROUP BY m.member, m.roleid
                ) AS m
                JOIN pg_catalog.pg_roles AS r ON r.oid = m.member
                JOIN pg_catalog.pg_roles AS g ON g.oid = m.roleid
                CROSS JOIN LATERAL (VALUES ('member of ', m.options, 'security', m.read),
                    ('grantor of ', m.grantors, 'environment', NULL)) AS f (attribute, value, class, read)
                WHERE (\(CatalogSQL.visibleRole("r"))) OR (r.rolname ~ '^pg_' AND \(CatalogSQL.visibleRole("g")))
                """)
    }

    /// Where tables may lie. Ours never lie elsewhere than production's would, so all of it is environment but rights.
    static let tablespaces = FactQuery(
        reading: "tablespaces", kind: .tablespace, catalog: "pg_tablespace",
        sql: """
            SELECT pg_catalog.quote_ident(s.spcname) AS identity, s.oid AS origin,
                \(CatalogSQL.role("s.spcowner")) AS "security:owner",
                \(CatalogSQL.sortedList("s.spcoptions")) AS "performance:options",
                NULLIF(pg_catalog.pg_tablespace_location(s.oid), '') AS "environment:location"
            FROM pg_catalog.pg_tablespace AS s
            WHERE s.oid >= \(CatalogSQL.firstUserOID) OR s.spcoptions IS NOT NULL
            """)

    /// `ALTER DATABASE … SET` and `ALTER ROLE … SET`, one fact per parameter.
    ///
    /// Parameters that change who sees what are security, planner and resource parameters performance.
    static let settings = FactQuery(
        reading: "settings", kind: .setting, rows: "pg_db_role_setting",
        named: [FactClass.security, .performance, .semantic].flatMap { factClass in
            ["PARAMETER", "PARAMETER in database"].map {
                ReadAttribute(kind: .setting, name: $0, factClass: factClass)
            }
        } + [ReadAttribute(kind: .setting, name: "secret PARAMETER", factClass: .environment)],
        sql: """
            SELECT CASE WHEN g.setrole = 0 THEN CASE WHEN g.setdatabase = 0 THEN 'role ALL' ELSE 'database current' END
                    ELSE 'role ' || pg_catalog.quote_ident(r.rolname) END AS identity,
                f.attribute || CASE WHEN g.setrole <> 0 AND g.setdatabase <> 0 THEN ' in database' ELSE '' END
                    AS attribute,
                f.value, f.class, g.setdatabase || '.' || g.setrole AS read
            FROM pg_catalog.pg_db_role_setting AS g
            CROSS JOIN LATERAL pg_catalog.unnest(g.setconfig) AS item
            LEFT JOIN pg_catalog.pg_roles AS r ON r.oid = g.setrole
            LEFT JOIN pg_catalog.pg_settings AS p ON p.name = pg_catalog.split_part(item, '=', 1)
            CROSS JOIN LATERAL (
                SELECT pg_catalog.split_part(item, '=', 1) AS attribute,
                    CASE WHEN \(CatalogSQL.isSecret("item")) THEN '(secret)'
                        ELSE pg_catalog.substr(item, pg_catalog.strpos(item, '=') + 1) END AS value,
                    CASE WHEN pg_catalog.split_part(item, '=', 1) IN ('search_path', 'row_security', 'role',
                            'session_replication_role', 'createrole_self_grant') THEN 'security'
                        WHEN p.category ~ '^(Query Tuning|Resource Usage)' THEN 'performance'
                        ELSE 'semantic' END AS class
                UNION ALL
                SELECT 'secret ' || pg_catalog.split_part(item, '=', 1), item, 'secret'
                WHERE \(CatalogSQL.isSecret("item"))
            ) AS f
            WHERE g.setdatabase IN (0, \(CatalogSQL.currentDatabase))
                AND (g.setrole = 0 OR (\(CatalogSQL.visibleRole("r"))))
            """)

    /// Slots, the physical ones and those of this database; where they stand is no fact.
    static let replicationSlots = FactQuery(
        reading: "replication slots", kind: .replicationSlot,
        sql: """
            SELECT pg_catalog.quote_ident(s.slot_name) AS identity,
                s.slot_type AS "environment:type",
                s.plugin AS "environment:plugin",
                \(CatalogSQL.flag("s.two_phase")) AS "environment:two_phase"
            FROM pg_catalog.pg_replication_slots AS s
            WHERE NOT s.temporary AND (s.database IS NULL OR s.database = pg_catalog.current_database())
            """)

    /// Origins that users made; a subscription's own is called after its OID and goes with it.
    static let replicationOrigins = FactQuery(
        reading: "replication origins", kind: .replicationOrigin, catalog: "pg_replication_origin",
        sql: """
            SELECT pg_catalog.quote_ident(o.roname) AS identity, o.roident AS origin,
                'true' AS "environment:exists"
            FROM pg_catalog.pg_replication_origin AS o
            WHERE o.roname !~ '^pg_[0-9]+(_|$)'
            """)

    /// Transactions that wait for COMMIT PREPARED, with the locks that they hold until then.
    static let preparedTransactions = FactQuery(
        reading: "prepared transactions", kind: .preparedTransaction,
        sql: """
            SELECT pg_catalog.quote_literal(p.gid) AS identity,
                pg_catalog.quote_ident(p.owner) AS "environment:owner"
            FROM pg_catalog.pg_prepared_xacts AS p
            WHERE p.database = pg_catalog.current_database()
            """)
}
