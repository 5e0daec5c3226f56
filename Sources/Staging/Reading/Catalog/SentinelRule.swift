/// What the sentinel knows about one catalog beyond its key: which rows need no reader of their own.
struct SentinelRule {
    /// Which rows belong to users; nil takes those whose key holds an OID of a user's object.
    var isUsers: String?
    var joins = ""
    /// Rows that are a part of a row that counts itself, or that no snapshot holds. SQL over the catalog's row `x`.
    var hidden: String?

    /// Catalogs that hold no objects, with the reason.
    static let leftOut: [String: String] = [
        "pg_depend": "edges follow from the definitions; DEPENDS ON EXTENSION is an attribute of its object",
        "pg_shdepend": "edges follow from owners and privileges",
        "pg_largeobject": "contents of large objects are data",
        "pg_init_privs": "what PostgreSQL and extensions grant at their making is what grants are compared with",
    ]

    /// Columns that not everybody may read, and what stays unknown without them.
    static let secretColumns: [(column: String, what: String)] = [
        ("pg_authid.rolpassword", "which roles have a password"),
        ("pg_statistic.starelid", "which columns have statistics"),
        ("pg_statistic_ext_data.stxoid", "which statistics objects have data"),
        ("pg_subscription.subconninfo", "connections of subscriptions"),
        ("pg_user_mapping.umoptions", "options of user mappings"),
    ]

    /// The rule of one catalog: its own, and that what lies in hidden schemas or on hidden relations is hidden.
    static func of(_ catalog: String, _ server: ServerCatalogs) -> SentinelRule {
        var rule = own(catalog, server)
        let columns = Set((server.columns[catalog] ?? []).map(\.name))
        var hidden = [rule.hidden].compactMap { $0 }
        for schema in schemaColumns where columns.contains(schema) {
            hidden.append("x.\(schema) IN (\(hiddenSchemas))")
        }
        for relation in relationColumns where columns.contains(relation) {
            hidden.append("x.\(relation) IN (\(hiddenRelations))")
        }
        rule.hidden = hidden.isEmpty ? nil : hidden.joined(separator: " OR ")
        return rule
    }

    private static let schemaColumns = [
        "relnamespace", "typnamespace", "pronamespace", "connamespace", "collnamespace", "oprnamespace", "opcnamespace",
        "opfnamespace", "stxnamespace", "cfgnamespace", "dictnamespace", "prsnamespace", "tmplnamespace",
        "defaclnamespace",
    ]

    private static let relationColumns = [
        "attrelid", "adrelid", "conrelid", "tgrelid", "polrelid", "ev_class", "inhrelid", "stxrelid", "indrelid",
        "ftrelid", "partrelid", "seqrelid", "starelid",
    ]

    private static let hiddenSchemas = """
        SELECT h.oid FROM pg_catalog.pg_namespace AS h WHERE h.nspname ~ '\(CatalogSQL.hiddenSchemaPattern)'
        """

    /// Also what users put on an extension's tables: a dump leaves it out as well.
    private static let hiddenRelations = """
        SELECT h.oid FROM pg_catalog.pg_class AS h WHERE h.relnamespace IN (\(hiddenSchemas))
        UNION \(members(of: "pg_class"))
        """

    private static func own(_ catalog: String, _ server: ServerCatalogs) -> SentinelRule {
        ofParts[catalog] ?? ofClusters(server)[catalog] ?? ofWords[catalog] ?? SentinelRule()
    }

    private static func user(_ oid: String, in catalog: String) -> String {
        """
        EXISTS (SELECT FROM pg_catalog.\(catalog) AS u WHERE u.oid = \(oid)) AND \(oid) >= \(CatalogSQL.firstUserOID)
        """
    }

    private static func partOf(_ column: String, _ catalog: String) -> SentinelRule {
        SentinelRule(hidden: user("x.\(column)::pg_catalog.oid", in: catalog))
    }

    /// Rows that are read with another row. A type that depends internally is a row type, an array or a multirange;
    /// every look is by an index, so that no rule costs more than its rows.
    private static let ofParts: [String: SentinelRule] = [
        "pg_attribute": SentinelRule(
            joins: "JOIN pg_catalog.pg_class AS c ON c.oid = x.attrelid",
            hidden: "x.attnum < 0 OR x.attisdropped OR c.relkind NOT IN ('r', 'p', 'f', 'v', 'm')"),
        "pg_class": SentinelRule(
            hidden: """
                x.relnamespace = 'pg_toast'::pg_catalog.regnamespace
                OR x.relkind = 'c' AND \(CatalogSQL.isInternal("x.oid", of: "pg_class"))
                """),
        "pg_type": SentinelRule(hidden: CatalogSQL.isInternal("x.oid", of: "pg_type")),
        "pg_proc": SentinelRule(hidden: CatalogSQL.isInternal("x.oid", of: "pg_proc")),
        "pg_cast": SentinelRule(hidden: CatalogSQL.isInternal("x.oid", of: "pg_cast")),
        "pg_rewrite": SentinelRule(hidden: "x.rulename = '_RETURN' AND \(user("x.ev_class", in: "pg_class"))"),
        "pg_trigger": SentinelRule(hidden: "x.tgisinternal AND \(user("x.tgconstraint", in: "pg_constraint"))"),
        "pg_constraint": SentinelRule(
            hidden: """
                x.contype = 't' AND x.oid IN (SELECT g.tgconstraint FROM pg_catalog.pg_trigger AS g)
                OR x.contypid IN (\(members(of: "pg_type")))
                """),
        "pg_attrdef": partOf("adrelid", "pg_class"), "pg_index": partOf("indexrelid", "pg_class"),
        "pg_sequence": partOf("seqrelid", "pg_class"),
        "pg_partitioned_table": partOf("partrelid", "pg_class"), "pg_foreign_table": partOf("ftrelid", "pg_class"),
        "pg_inherits": partOf("inhrelid", "pg_class"), "pg_aggregate": partOf("aggfnoid", "pg_proc"),
        "pg_range": partOf("rngtypid", "pg_type"), "pg_enum": partOf("enumtypid", "pg_type"),
        "pg_statistic": partOf("starelid", "pg_class"),
        "pg_statistic_ext_data": partOf("stxoid", "pg_statistic_ext"),
        "pg_amop": SentinelRule(
            hidden: "\(member("x.amopfamily", of: "pg_opfamily")) OR \(member("x.amopopr", of: "pg_operator"))"),
        "pg_amproc": SentinelRule(
            hidden: "\(member("x.amprocfamily", of: "pg_opfamily")) OR \(member("x.amproc", of: "pg_proc"))"),
        "pg_ts_config_map": SentinelRule(hidden: member("x.mapcfg", of: "pg_ts_config")),
        // Their OIDs are what users chose.
        "pg_largeobject_metadata": SentinelRule(isUsers: "true"),
    ]

    private static func member(_ oid: String, of catalog: String) -> String {
        "\(oid)::pg_catalog.oid IN (\(members(of: catalog)))"
    }

    /// The OIDs of a catalog's rows that belong to extensions, by the index on what is referred to.
    static func members(of catalog: String) -> String {
        """
        SELECT e.objid FROM pg_catalog.pg_depend AS e
        WHERE e.refclassid = 'pg_catalog.pg_extension'::pg_catalog.regclass AND e.deptype = 'e'
            AND e.classid = 'pg_catalog.\(catalog)'::pg_catalog.regclass
        """
    }

    /// Shared catalogs: what belongs to other databases, to PostgreSQL's own roles or to who reads is hidden.
    private static func ofClusters(_ server: ServerCatalogs) -> [String: SentinelRule] {
        func isHidden(_ role: String) -> String {
            """
            EXISTS (SELECT FROM pg_catalog.pg_roles AS r
                WHERE r.oid = \(role) AND NOT (\(CatalogSQL.visibleRole("r"))))
            """
        }
        return [
            "pg_authid": SentinelRule(hidden: isHidden("x.oid")),
            "pg_auth_members": SentinelRule(
                hidden: "\(isHidden("x.member")) AND (\(isHidden("x.roleid")) OR NOT \(isPostgres("x.member")))"),
            "pg_database": SentinelRule(hidden: "x.oid <> \(CatalogSQL.currentDatabase)"),
            "pg_db_role_setting": SentinelRule(
                isUsers: "true",
                hidden: "x.setdatabase NOT IN (0, \(CatalogSQL.currentDatabase)) OR \(isHidden("x.setrole"))"),
            "pg_subscription": SentinelRule(hidden: "x.subdbid <> \(CatalogSQL.currentDatabase)"),
            "pg_subscription_rel": SentinelRule(),
            "pg_namespace": SentinelRule(hidden: "x.nspname ~ '\(CatalogSQL.hiddenSchemaPattern)'"),
            "pg_event_trigger": SentinelRule(hidden: "x.evtname ~ '\(CatalogSQL.ownEventTriggerPattern)'"),
            "pg_replication_origin": SentinelRule(isUsers: "true", hidden: "x.roname ~ '^pg_[0-9]+(_|$)'"),
        ]
    }

    private static func isPostgres(_ role: String) -> String {
        "EXISTS (SELECT FROM pg_catalog.pg_roles AS r WHERE r.oid = \(role) AND r.rolname ~ '^pg_')"
    }

    /// What is written on objects: hidden with those.
    private static let ofWords: [String: SentinelRule] = {
        let hidden = """
            (x.classoid, x.objoid) IN (SELECT e.classid, e.objid FROM pg_catalog.pg_depend AS e
                WHERE e.refclassid = 'pg_catalog.pg_extension'::pg_catalog.regclass AND e.deptype = 'e')
            OR x.classoid = 'pg_catalog.pg_class'::pg_catalog.regclass AND x.objoid IN (\(hiddenRelations))
            """
        let otherDatabase = """
            x.classoid = 'pg_catalog.pg_database'::pg_catalog.regclass AND x.objoid <> \(CatalogSQL.currentDatabase)
            OR x.classoid = 'pg_catalog.pg_subscription'::pg_catalog.regclass AND x.objoid NOT IN (
                SELECT b.oid FROM pg_catalog.pg_subscription AS b WHERE b.subdbid = \(CatalogSQL.currentDatabase))
            """
        let isUsers = """
            x.objoid >= \(CatalogSQL.firstUserOID) OR x.classoid = 'pg_catalog.pg_largeobject'::pg_catalog.regclass
            """
        return [
            "pg_description": SentinelRule(isUsers: isUsers, hidden: hidden),
            "pg_seclabel": SentinelRule(isUsers: isUsers, hidden: hidden),
            "pg_shdescription": SentinelRule(hidden: otherDatabase),
            "pg_shseclabel": SentinelRule(hidden: otherDatabase),
        ]
    }()
}
