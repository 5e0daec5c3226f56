import RehearsalCore

extension FactQuery {
    static let textSearchConfigurations = of(
        .textSearchConfiguration, reading: "text search configurations", kind: .textSearchConfiguration,
        """
        (SELECT \(CatalogSQL.qualified("p.prsnamespace", "p.prsname")) FROM pg_catalog.pg_ts_parser AS p
            WHERE p.oid = o.cfgparser) AS "semantic:parser",
        \(CatalogSQL.role("o.cfgowner")) AS "security:owner"
        """)

    /// Which dictionaries look at which type of token, in their order.
    static let textSearchMappings = FactQuery(
        reading: "mappings of text search configurations", kind: .textSearchConfiguration, rows: "pg_ts_config_map",
        named: [ReadAttribute(kind: .textSearchConfiguration, name: "mapping TOKEN", factClass: .semantic)],
        sql: """
            \(CatalogSQL.names)
            SELECT \(ObjectClass.textSearchConfiguration.identity) AS identity, 'mapping ' || t.alias AS attribute,
                m.dictionaries AS value, 'semantic' AS class, m.read
            FROM (\(textSearchConfigurationRows)) AS o
            CROSS JOIN LATERAL pg_catalog.ts_token_type(o.cfgparser) AS t
            JOIN (
                SELECT m.mapcfg, m.maptokentype,
                    pg_catalog.string_agg(m.mapdict::pg_catalog.regdictionary::pg_catalog.text, ', '
                        ORDER BY m.mapseqno) AS dictionaries,
                    pg_catalog.string_agg(m.mapcfg || '.' || m.maptokentype || '.' || m.mapseqno, ' ') AS read
                FROM pg_catalog.pg_ts_config_map AS m
                GROUP BY m.mapcfg, m.maptokentype
            ) AS m ON m.mapcfg = o.oid AND m.maptokentype = t.tokid
            """)

    private static let textSearchConfigurationRows =
        "SELECT o.oid, o.cfgname, o.cfgnamespace, o.cfgparser FROM \(ObjectClass.textSearchConfiguration.source)"

    static let textSearchDictionaries = of(
        .textSearchDictionary, reading: "text search dictionaries", kind: .textSearchDictionary,
        """
        (SELECT \(CatalogSQL.qualified("t.tmplnamespace", "t.tmplname")) FROM pg_catalog.pg_ts_template AS t
            WHERE t.oid = o.dicttemplate) AS "semantic:template",
        o.dictinitoption AS "semantic:options",
        \(CatalogSQL.role("o.dictowner")) AS "security:owner"
        """)

    static let textSearchParsers = of(
        .textSearchParser, reading: "text search parsers", kind: .textSearchParser,
        """
        \(CatalogSQL.function("o.prsstart")) AS "semantic:start_function",
        \(CatalogSQL.function("o.prstoken")) AS "semantic:token_function",
        \(CatalogSQL.function("o.prsend")) AS "semantic:end_function",
        \(CatalogSQL.function("o.prsheadline")) AS "semantic:headline_function",
        \(CatalogSQL.function("o.prslextype")) AS "semantic:token_types_function"
        """)

    static let textSearchTemplates = of(
        .textSearchTemplate, reading: "text search templates", kind: .textSearchTemplate,
        """
        \(CatalogSQL.function("o.tmplinit")) AS "semantic:init_function",
        \(CatalogSQL.function("o.tmpllexize")) AS "semantic:lexize_function"
        """)
}
