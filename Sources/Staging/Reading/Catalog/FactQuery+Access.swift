import RehearsalCore

extension FactQuery {
    /// Privileges, as far as they differ from what a new object of the same owner has.
    ///
    /// `granted` and `granted with grant option` are privileges beyond the default; `revoked` is a default privilege
    /// taken away, from PUBLIC or from the owner. What an owner has anyway is no fact, so an ACL that was never
    /// touched and one that spells out the default are alike.
    static func grants(_ version: ServerVersion) -> FactQuery {
        let parameters = version.sql(
            from: 15,
            """
            UNION ALL
            SELECT 'parameter', a.parname, a.paracl, 10::pg_catalog.oid, 'p' FROM pg_catalog.pg_parameter_acl AS a
            """,
            otherwise: "")
        return FactQuery(
            reading: "grants", kind: .grant,
            sql: """
                \(CatalogSQL.visible), objects (kind, identity, acl, owner, type) AS (
                    SELECT 'database', 'current', d.datacl, d.datdba, 'd' FROM pg_catalog.pg_database AS d
                    WHERE d.datname = pg_catalog.current_database()
                    UNION ALL
                    SELECT 'schema', pg_catalog.quote_ident(n.nspname), n.nspacl, n.nspowner, 'n'
                    FROM pg_catalog.pg_namespace AS n JOIN schemas AS s ON s.oid = n.oid
                    WHERE \(CatalogSQL.isNoMember("n.oid", of: "pg_namespace"))
                    UNION ALL
                    SELECT c.kind, c.identity, c.relacl, c.relowner, CASE c.relkind WHEN 'S' THEN 's' ELSE 'r' END
                    FROM relations AS c WHERE c.relkind IN ('r', 'p', 'f', 'v', 'm', 'S')
                    UNION ALL
                    SELECT 'column', c.identity || '.' || pg_catalog.quote_ident(a.attname), a.attacl, c.relowner, 'c'
                    FROM relations AS c
                    JOIN pg_catalog.pg_attribute AS a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
                    WHERE a.attacl IS NOT NULL
                    UNION ALL
                    SELECT 'function', p.oid::pg_catalog.regprocedure::pg_catalog.text, p.proacl, p.proowner, 'f'
                    FROM pg_catalog.pg_proc AS p JOIN schemas AS s ON s.oid = p.pronamespace
                    WHERE \(CatalogSQL.isNoMember("p.oid", of: "pg_proc"))
                    UNION ALL
                    SELECT 'type', pg_catalog.format_type(t.oid, NULL), t.typacl, t.typowner, 'T'
                    FROM pg_catalog.pg_type AS t JOIN schemas AS s ON s.oid = t.typnamespace
                    WHERE \(CatalogSQL.isNoMember("t.oid", of: "pg_type"))
                    \(parameters)
                ), changed AS (
                    SELECT o.kind || ' ' || o.identity AS object, o.owner, o.acl,
                        pg_catalog.acldefault(o.type::"char", o.owner) AS base
                    FROM objects AS o WHERE o.acl IS NOT NULL
                )
                SELECT f.privilege || ' ON ' || c.object || ' TO ' || f.grantee AS identity,
                    'state' AS attribute, f.state AS value, 'security' AS class
                FROM changed AS c
                CROSS JOIN LATERAL (\(deviations(acl: "c.acl", base: "c.base", owner: "c.owner"))) AS f
                WHERE f.state IS NOT NULL
                """)
    }

    /// ALTER DEFAULT PRIVILEGES. Without a schema it replaces the built-in privileges, in a schema it adds to them.
    static let defaultPrivileges = FactQuery(
        reading: "default privileges", kind: .defaultPrivilege, catalog: "pg_default_acl",
        sql: """
            \(CatalogSQL.visible), changed AS (
                SELECT \(CatalogSQL.role("d.defaclrole")) || ' ON ' || CASE d.defaclobjtype WHEN 'r' THEN 'tables'
                        WHEN 'S' THEN 'sequences' WHEN 'f' THEN 'functions' WHEN 'T' THEN 'types'
                        WHEN 'n' THEN 'schemas' ELSE d.defaclobjtype::pg_catalog.text END
                    || COALESCE(' IN SCHEMA ' || pg_catalog.quote_ident(s.nspname), '') AS identity,
                    d.oid, d.defaclrole AS owner, d.defaclacl AS acl,
                    CASE WHEN d.defaclnamespace = 0 THEN pg_catalog.acldefault(
                        CASE d.defaclobjtype WHEN 'S' THEN 's' ELSE d.defaclobjtype END, d.defaclrole) END AS base
                FROM pg_catalog.pg_default_acl AS d
                LEFT JOIN schemas AS s ON s.oid = d.defaclnamespace
                WHERE d.defaclnamespace = 0 OR s.oid IS NOT NULL
            )
            SELECT c.identity, c.oid AS origin, f.privilege || ' TO ' || f.grantee AS attribute, f.state AS value,
                'security' AS class
            FROM changed AS c
            CROSS JOIN LATERAL (\(deviations(acl: "c.acl", base: "c.base", owner: "c.owner"))) AS f
            WHERE f.state IS NOT NULL
            """)

    /// The privileges in which `acl` differs from `base`, as `privilege`, `grantee` and `state`.
    private static func deviations(acl: String, base: String, owner: String) -> String {
        func privileges(_ acl: String) -> String {
            """
            (SELECT e.grantee, e.privilege_type, pg_catalog.bool_or(e.is_grantable) AS is_grantable
                FROM pg_catalog.aclexplode(\(acl)) AS e GROUP BY e.grantee, e.privilege_type)
            """
        }
        return """
            SELECT COALESCE(a.privilege_type, b.privilege_type) AS privilege,
                CASE COALESCE(a.grantee, b.grantee) WHEN 0 THEN 'PUBLIC'
                    ELSE \(CatalogSQL.role("COALESCE(a.grantee, b.grantee)")) END AS grantee,
                CASE WHEN a.grantee IS NULL THEN 'revoked'
                    WHEN a.is_grantable AND a.grantee <> \(owner) AND NOT COALESCE(b.is_grantable, false)
                        THEN 'granted with grant option'
                    WHEN b.grantee IS NULL THEN 'granted' END AS state
            FROM \(privileges(acl)) AS a
            FULL JOIN \(privileges(base)) AS b ON b.grantee = a.grantee AND b.privilege_type = a.privilege_type
            """
    }
}
