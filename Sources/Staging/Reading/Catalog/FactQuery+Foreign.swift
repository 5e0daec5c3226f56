import RehearsalCore

/// What lies on other servers. Secrets in options are told only as a keyed hash: see ``CatalogSQL``'s secrets.
extension FactQuery {
    static let foreignDataWrappers = of(
        .foreignDataWrapper, reading: "foreign-data wrappers", kind: .foreignDataWrapper,
        """
        \(CatalogSQL.function("o.fdwhandler")) AS "semantic:handler",
        \(CatalogSQL.function("o.fdwvalidator")) AS "semantic:validator",
        \(CatalogSQL.told("o.fdwoptions")) AS "semantic:options",
        \(CatalogSQL.untold("o.fdwoptions")) AS "secret:secret_options",
        \(CatalogSQL.role("o.fdwowner")) AS "security:owner"
        """)

    static let foreignServers = of(
        .foreignServer, reading: "foreign servers", kind: .foreignServer,
        """
        (SELECT pg_catalog.quote_ident(w.fdwname) FROM pg_catalog.pg_foreign_data_wrapper AS w
            WHERE w.oid = o.srvfdw) AS "semantic:wrapper",
        o.srvtype AS "semantic:type",
        o.srvversion AS "semantic:version",
        \(CatalogSQL.told("o.srvoptions")) AS "semantic:options",
        \(CatalogSQL.untold("o.srvoptions")) AS "secret:secret_options",
        \(CatalogSQL.role("o.srvowner")) AS "security:owner"
        """)

    /// User mappings. Everything but the name of the remote user is a secret.
    static let userMappings = FactQuery(
        reading: "user mappings", kind: .userMapping, catalog: "pg_user_mapping",
        sql: """
            SELECT 'FOR ' || CASE m.umuser WHEN 0 THEN 'PUBLIC' ELSE \(CatalogSQL.role("m.umuser")) END
                    || ' SERVER ' || pg_catalog.quote_ident(m.srvname) AS identity, m.umid AS origin,
                pg_catalog.quote_ident(m.srvname) AS "semantic:server",
                \(CatalogSQL.told("m.umoptions", secret: CatalogSQL.isMappingSecret)) AS "security:options",
                \(CatalogSQL.untold("m.umoptions", secret: CatalogSQL.isMappingSecret)) AS "secret:secret_options"
            FROM pg_catalog.pg_user_mappings AS m
            """)
}
