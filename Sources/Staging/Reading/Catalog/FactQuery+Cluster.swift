import RehearsalCore

extension FactQuery {
    /// The database at hand, under the identity `current`: its name is no fact, a clone has another one.
    static func database(_ version: ServerVersion) -> FactQuery {
        FactQuery(
            reading: "the database", kind: .database, catalog: "pg_database",
            sql: """
                SELECT 'current' AS identity, d.oid AS origin,
                    \(CatalogSQL.role("d.datdba")) AS "security:owner",
                    NULLIF(d.datconnlimit, -1) AS "semantic:connection_limit",
                    pg_catalog.pg_encoding_to_char(d.encoding) AS "environment:encoding",
                    d.datcollate AS "environment:collate",
                    d.datctype AS "environment:ctype",
                    \(version.sql(from: 15, "d.datlocprovider::pg_catalog.text")) AS "environment:locale_provider",
                    \(version.sql(from: 17, "d.datlocale", otherwise: version.sql(from: 15, "d.daticulocale")))
                        AS "environment:locale",
                    \(version.sql(from: 15, "d.datcollversion")) AS "environment:collation_version",
                    NULLIF(s.spcname, 'pg_default') AS "environment:tablespace"
                FROM pg_catalog.pg_database AS d
                JOIN pg_catalog.pg_tablespace AS s ON s.oid = d.dattablespace
                WHERE d.datname = pg_catalog.current_database()
                """)
    }

    /// Roles and their memberships; passwords are not read.
    static func roles(_ version: ServerVersion) -> FactQuery {
        let options = version.sql(
            from: 16,
            """
            CASE WHEN m.inherit_option THEN ', inherits' ELSE '' END
                || CASE WHEN m.set_option THEN ', may set' ELSE '' END
            """,
            otherwise: "''")
        return FactQuery(
            reading: "roles", kind: .role, catalog: "pg_authid",
            sql: """
                SELECT pg_catalog.quote_ident(r.rolname) AS identity, r.oid AS origin, 'security' AS class, f.attribute,
                    f.value
                FROM pg_catalog.pg_roles AS r
                CROSS JOIN LATERAL (
                    SELECT attribute, value
                    FROM (VALUES ('superuser', r.rolsuper::pg_catalog.text),
                        ('inherit', r.rolinherit::pg_catalog.text),
                        ('createrole', r.rolcreaterole::pg_catalog.text),
                        ('createdb', r.rolcreatedb::pg_catalog.text),
                        ('login', r.rolcanlogin::pg_catalog.text),
                        ('replication', r.rolreplication::pg_catalog.text),
                        ('bypassrls', r.rolbypassrls::pg_catalog.text),
                        ('connection_limit', NULLIF(r.rolconnlimit, -1)::pg_catalog.text),
                        ('valid_until', r.rolvaliduntil::pg_catalog.text)) AS v (attribute, value)
                    UNION ALL
                    SELECT 'member of ' || \(CatalogSQL.role("m.roleid")),
                        pg_catalog.string_agg(DISTINCT CASE WHEN m.admin_option THEN 'admin' ELSE 'member' END
                            || \(options), '; ')
                    FROM pg_catalog.pg_auth_members AS m WHERE m.member = r.oid GROUP BY m.roleid
                ) AS f
                WHERE \(CatalogSQL.visibleRole)
                """)
    }

    /// `ALTER DATABASE … SET` and `ALTER ROLE … SET`, one fact per parameter.
    ///
    /// Parameters that change who sees what are security, planner and resource parameters performance.
    static let settings = FactQuery(
        reading: "settings", kind: .setting,
        sql: """
            SELECT CASE WHEN g.setrole = 0 THEN 'database current'
                    ELSE 'role ' || pg_catalog.quote_ident(r.rolname) END AS identity,
                pg_catalog.split_part(item, '=', 1)
                    || CASE WHEN g.setrole <> 0 AND g.setdatabase <> 0 THEN ' in database' ELSE '' END AS attribute,
                pg_catalog.substr(item, pg_catalog.strpos(item, '=') + 1) AS value,
                CASE WHEN pg_catalog.split_part(item, '=', 1)
                        IN ('search_path', 'row_security', 'role', 'session_replication_role', 'createrole_self_grant')
                    THEN 'security'
                    WHEN p.category ~ '^(Query Tuning|Resource Usage)' THEN 'performance'
                    ELSE 'semantic' END AS class
            FROM pg_catalog.pg_db_role_setting AS g
            CROSS JOIN LATERAL pg_catalog.unnest(g.setconfig) AS item
            LEFT JOIN pg_catalog.pg_roles AS r ON r.oid = g.setrole
            LEFT JOIN pg_catalog.pg_settings AS p ON p.name = pg_catalog.split_part(item, '=', 1)
            WHERE g.setdatabase IN (0, (
                    SELECT d.oid FROM pg_catalog.pg_database AS d WHERE d.datname = pg_catalog.current_database()))
                AND (g.setrole = 0 OR (\(CatalogSQL.visibleRole)))
            """)
}
