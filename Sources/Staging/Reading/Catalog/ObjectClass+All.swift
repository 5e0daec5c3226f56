extension ObjectClass {
    static let schema = ObjectClass(
        catalog: "pg_namespace", kind: "'schema'", identity: "pg_catalog.quote_ident(o.nspname)",
        condition: "o.oid IN (SELECT s.oid FROM schemas AS s)",
        privileges: Privileges(list: "o.nspacl", owner: "o.nspowner", type: "'n'"), schema: "o.oid")

    static let relation = ObjectClass(
        catalog: "pg_class", kind: CatalogSQL.relationKind("o"),
        identity: "o.oid::pg_catalog.regclass::pg_catalog.text",
        condition: "o.relnamespace IN (SELECT s.oid FROM schemas AS s)",
        privileges: Privileges(
            list: "o.relacl", owner: "o.relowner", type: "CASE o.relkind WHEN 'S' THEN 's' ELSE 'r' END"),
        schema: "o.relnamespace",
        relation: "COALESCE((SELECT i.indrelid FROM pg_catalog.pg_index AS i WHERE i.indexrelid = o.oid), o.oid)")

    static let column = ObjectClass(
        catalog: "pg_attribute", address: "pg_class", kind: "'column'",
        identity: "c.oid::pg_catalog.regclass::pg_catalog.text || '.' || pg_catalog.quote_ident(o.attname)",
        oid: "o.attrelid", part: "o.attnum", joins: "JOIN pg_catalog.pg_class AS c ON c.oid = o.attrelid",
        condition: "o.attnum > 0 AND NOT o.attisdropped AND c.relnamespace IN (SELECT s.oid FROM schemas AS s)",
        privileges: Privileges(list: "o.attacl", owner: "c.relowner", type: "'c'"), schema: "c.relnamespace",
        relation: "o.attrelid")

    static let constraint = ObjectClass(
        catalog: "pg_constraint", kind: "'constraint'",
        identity: """
            pg_catalog.quote_ident(o.conname) || ' ON ' || CASE WHEN o.conrelid <> 0
                THEN o.conrelid::pg_catalog.regclass::pg_catalog.text ELSE pg_catalog.format_type(o.contypid, NULL) END
            """,
        condition: "o.connamespace IN (SELECT s.oid FROM schemas AS s)", canBeMember: false, relation: "o.conrelid")

    static let function = inSchema(
        "pg_proc", "function", schema: "pronamespace", identity: "o.oid::pg_catalog.regprocedure::pg_catalog.text",
        privileges: Privileges(list: "o.proacl", owner: "o.proowner", type: "'f'"))

    static let type = inSchema(
        "pg_type", "type", schema: "typnamespace", identity: "pg_catalog.format_type(o.oid, NULL)",
        privileges: Privileges(list: "o.typacl", owner: "o.typowner", type: "'T'"))

    static let collation = inSchema(
        "pg_collation", "collation", schema: "collnamespace",
        identity: "o.oid::pg_catalog.regcollation::pg_catalog.text")

    static let conversion = inSchema(
        "pg_conversion", "conversion", schema: "connamespace",
        identity: CatalogSQL.qualified("o.connamespace", "o.conname"))

    static let operators = inSchema(
        "pg_operator", "operator", schema: "oprnamespace", identity: "o.oid::pg_catalog.regoperator::pg_catalog.text")

    static let operatorClass = inSchema(
        "pg_opclass", "operator_class", schema: "opcnamespace",
        identity: CatalogSQL.qualified("o.opcnamespace", "o.opcname") + usingMethod("o.opcmethod"))

    static let operatorFamily = inSchema(
        "pg_opfamily", "operator_family", schema: "opfnamespace",
        identity: CatalogSQL.qualified("o.opfnamespace", "o.opfname") + usingMethod("o.opfmethod"))

    static let textSearchConfiguration = inSchema(
        "pg_ts_config", "text_search_configuration", schema: "cfgnamespace",
        identity: CatalogSQL.qualified("o.cfgnamespace", "o.cfgname"))

    static let textSearchDictionary = inSchema(
        "pg_ts_dict", "text_search_dictionary", schema: "dictnamespace",
        identity: CatalogSQL.qualified("o.dictnamespace", "o.dictname"))

    static let textSearchParser = inSchema(
        "pg_ts_parser", "text_search_parser", schema: "prsnamespace",
        identity: CatalogSQL.qualified("o.prsnamespace", "o.prsname"))

    static let textSearchTemplate = inSchema(
        "pg_ts_template", "text_search_template", schema: "tmplnamespace",
        identity: CatalogSQL.qualified("o.tmplnamespace", "o.tmplname"))

    static let statistics = ObjectClass(
        catalog: "pg_statistic_ext", kind: "'statistics'",
        identity: CatalogSQL.qualified("o.stxnamespace", "o.stxname"),
        condition: "o.stxnamespace IN (SELECT s.oid FROM schemas AS s)", schema: "o.stxnamespace",
        relation: "o.stxrelid")

    static let trigger = ofRelation("pg_trigger", "trigger", name: "tgname", relation: "tgrelid")
    static let policy = ofRelation("pg_policy", "policy", name: "polname", relation: "polrelid")
    static let rule = ofRelation("pg_rewrite", "rule", name: "rulename", relation: "ev_class")

    static let accessMethod = named("pg_am", "access_method", name: "amname")

    static let cast = ObjectClass(
        catalog: "pg_cast", kind: "'cast'",
        identity: """
            '(' || pg_catalog.format_type(o.castsource, NULL) || ' AS ' || pg_catalog.format_type(o.casttarget, NULL)
                || ')'
            """,
        condition: "o.oid >= \(CatalogSQL.firstUserOID) AND NOT \(CatalogSQL.isInternal("o.oid", of: "pg_cast"))")

    static let transform = ObjectClass(
        catalog: "pg_transform", kind: "'transform'",
        identity:
            "'FOR ' || pg_catalog.format_type(o.trftype, NULL) || ' LANGUAGE ' || pg_catalog.quote_ident(l.lanname)",
        joins: "JOIN pg_catalog.pg_language AS l ON l.oid = o.trflang",
        condition: "o.oid >= \(CatalogSQL.firstUserOID)")

    static let language = named(
        "pg_language", "language", name: "lanname",
        privileges: Privileges(list: "o.lanacl", owner: "o.lanowner", type: "'l'"))

    static let foreignDataWrapper = named(
        "pg_foreign_data_wrapper", "foreign_data_wrapper", name: "fdwname",
        privileges: Privileges(list: "o.fdwacl", owner: "o.fdwowner", type: "'F'"))

    static let foreignServer = named(
        "pg_foreign_server", "foreign_server", name: "srvname",
        privileges: Privileges(list: "o.srvacl", owner: "o.srvowner", type: "'S'"))

    static let publication = named("pg_publication", "publication", name: "pubname")

    static let subscription = named(
        "pg_subscription", "subscription", name: "subname",
        condition: "o.subdbid = \(CatalogSQL.currentDatabase)")

    static let extensions = ObjectClass(
        catalog: "pg_extension", kind: "'extension'", identity: "pg_catalog.quote_ident(o.extname)", condition: "true",
        canBeMember: false)

    static let eventTrigger = named(
        "pg_event_trigger", "event_trigger", name: "evtname",
        condition: "o.evtname !~ '\(CatalogSQL.ownEventTriggerPattern)'")

    static let largeObject = ObjectClass(
        catalog: "pg_largeobject_metadata", address: "pg_largeobject", kind: "'large_object'",
        identity: "o.oid::pg_catalog.text", condition: "true",
        privileges: Privileges(list: "o.lomacl", owner: "o.lomowner", type: "'L'"))

    static let database = ObjectClass(
        catalog: "pg_database", kind: "'database'", identity: "'current'",
        condition: "o.oid = \(CatalogSQL.currentDatabase)",
        canBeMember: false, privileges: Privileges(list: "o.datacl", owner: "o.datdba", type: "'d'"))

    static let tablespace = ObjectClass(
        catalog: "pg_tablespace", kind: "'tablespace'", identity: "pg_catalog.quote_ident(o.spcname)",
        condition: "true", canBeMember: false,
        privileges: Privileges(list: "o.spcacl", owner: "o.spcowner", type: "'t'"))

    static let role = ObjectClass(
        catalog: "pg_roles", address: "pg_authid", kind: "'role'", identity: "pg_catalog.quote_ident(o.rolname)",
        condition: CatalogSQL.visibleRole("o"), canBeMember: false)

    /// Everything that can have a comment or a label and has facts.
    static let all = [
        schema, relation, column, constraint, function, type, collation, conversion, operators, operatorClass,
        operatorFamily, textSearchConfiguration, textSearchDictionary, textSearchParser, textSearchTemplate, statistics,
        trigger, policy, rule, accessMethod, cast, transform, language, foreignDataWrapper, foreignServer, publication,
        subscription, extensions, eventTrigger, largeObject, database, tablespace, role,
    ]

    private static func usingMethod(_ method: String) -> String {
        """
         || ' USING ' || (SELECT pg_catalog.quote_ident(m.amname) FROM pg_catalog.pg_am AS m WHERE m.oid = \(method))
        """
    }
}
