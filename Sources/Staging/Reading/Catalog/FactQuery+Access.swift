import RehearsalCore

extension FactQuery {
    /// Privileges, as far as they differ from what a new object of the same owner has.
    ///
    /// `granted` and `granted with grant option` are privileges beyond the default; `revoked` is a default privilege
    /// taken away, from PUBLIC or from the owner. What an owner has anyway is no fact, so an ACL that was never
    /// touched and one that spells out the default are alike. For what PostgreSQL or an extension brings along the
    /// default is what it brought: pg_init_privs, which knows nothing of information_schema.
    static let grants = FactQuery(
        reading: "grants", kind: .grant, named: [state],
        sql: granted(
            on: [
                .database, .tablespace, .schema, .function, .type, .language, .foreignDataWrapper, .foreignServer,
                .largeObject,
            ]))

    /// The same on relations and columns, which are most of them.
    static let relationGrants = FactQuery(
        reading: "grants on relations", kind: .grant, named: [state],
        sql: granted(on: [.relation, .column], columns: "c.relation, "), relation: "c.relation")

    private static let state = ReadAttribute(kind: .grant, name: "state", factClass: .security)

    private static func granted(on classes: [ObjectClass], columns: String = "") -> String {
        """
        WITH objects (kind, identity, relation, acl, owner, base) AS (
            \(classes.compactMap(privileges).joined(separator: "\nUNION ALL\n"))
        )
        SELECT f.privilege || ' ON ' || c.kind || ' ' || c.identity || ' TO ' || f.grantee AS identity,
            \(columns)'state' AS attribute, f.state AS value, 'security' AS class
        FROM objects AS c
        CROSS JOIN LATERAL (\(deviations(acl: "c.acl", base: "c.base", owner: "c.owner"))) AS f
        WHERE f.state IS NOT NULL
        """
    }

    /// `GRANT SET ON PARAMETER`; from 15 on.
    static func parameterGrants(_ server: ServerCatalogs) -> FactQuery? {
        guard server.has("pg_parameter_acl") else { return nil }
        let base = "pg_catalog.acldefault('p', 10::pg_catalog.oid)"
        return FactQuery(
            reading: "grants on parameters", kind: .grant, rows: "pg_parameter_acl",
            named: [ReadAttribute(kind: .grant, name: "state", factClass: .security)],
            sql: """
                SELECT f.privilege || ' ON parameter ' || a.parname || ' TO ' || f.grantee AS identity,
                    'state' AS attribute, f.state AS value, 'security' AS class, a.oid AS read
                FROM pg_catalog.pg_parameter_acl AS a
                CROSS JOIN LATERAL (\(deviations(acl: "a.paracl", base: base, owner: "10::pg_catalog.oid"))) AS f
                WHERE f.state IS NOT NULL
                """)
    }

    /// Every object of the class whose ACL was ever touched, PostgreSQL's own among them, beside its default.
    private static func privileges(of objects: ObjectClass) -> String? {
        guard let acl = objects.privileges else { return nil }
        let hidden = objects.schema.map { schema in
            """
             AND \(schema) NOT IN (SELECT h.oid FROM pg_catalog.pg_namespace AS h
                WHERE h.nspname ~ '\(CatalogSQL.hiddenSchemaPattern)' OR h.nspname = 'information_schema')
            """
        }
        let ofOthers = objects.catalog == "pg_database" ? " AND \(objects.condition)" : ""
        // The schema public is a user's: what 14 and 15 gave it at its making differs, and matters.
        return """
            SELECT \(objects.kind), \(objects.identity), \(objects.oid), \(acl.list), \(acl.owner),
                COALESCE(i.initprivs, pg_catalog.acldefault((\(acl.type))::"char", \(acl.owner)))
            FROM pg_catalog.\(objects.catalog) AS o \(objects.joins)
            LEFT JOIN pg_catalog.pg_init_privs AS i ON i.objoid = \(objects.oid) AND i.objsubid = \(objects.part)
                AND i.classoid = 'pg_catalog.\(objects.addressCatalog)'::pg_catalog.regclass
                AND NOT (i.classoid = 'pg_catalog.pg_namespace'::pg_catalog.regclass AND i.objoid = 2200)
            WHERE \(acl.list) IS NOT NULL\(hidden ?? "")\(ofOthers)
            """
    }

    /// ALTER DEFAULT PRIVILEGES. Without a schema it replaces the built-in privileges, in a schema it adds to them.
    static let defaultPrivileges = FactQuery(
        reading: "default privileges", kind: .defaultPrivilege, catalog: "pg_default_acl",
        named: [ReadAttribute(kind: .defaultPrivilege, name: "PRIVILEGE TO GRANTEE", factClass: .security)],
        sql: """
            \(CatalogSQL.names), changed AS (
                SELECT \(CatalogSQL.role("d.defaclrole")) || ' ON ' || CASE d.defaclobjtype WHEN 'r' THEN 'tables'
                        WHEN 'S' THEN 'sequences' WHEN 'f' THEN 'functions' WHEN 'T' THEN 'types'
                        WHEN 'n' THEN 'schemas' WHEN 'L' THEN 'large objects' ELSE d.defaclobjtype::pg_catalog.text END
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
    ///
    /// Both lists in one, grouped: joining them costs eight times as much for every object.
    private static func deviations(acl: String, base: String, owner: String) -> String {
        """
        SELECT e.privilege_type AS privilege,
            CASE e.grantee WHEN 0 THEN 'PUBLIC' ELSE \(CatalogSQL.role("e.grantee")) END AS grantee,
            CASE WHEN NOT pg_catalog.bool_or(e.is_own) THEN 'revoked'
                WHEN pg_catalog.bool_or(e.is_own AND e.is_grantable) AND e.grantee <> \(owner)
                    AND NOT pg_catalog.bool_or(e.is_grantable AND NOT e.is_own) THEN 'granted with grant option'
                WHEN pg_catalog.bool_and(e.is_own) THEN 'granted' END AS state
        FROM (
            SELECT x.grantee, x.privilege_type, x.is_grantable, true AS is_own
            FROM pg_catalog.aclexplode(\(acl)) AS x
            UNION ALL
            SELECT x.grantee, x.privilege_type, x.is_grantable, false FROM pg_catalog.aclexplode(\(base)) AS x
        ) AS e
        GROUP BY e.grantee, e.privilege_type
        """
    }
}
