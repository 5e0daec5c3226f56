import RehearsalCore

extension FactQuery {
    /// Collations. The host's version beside the recorded one tells which indexes may be out of order.
    static func collations(_ server: ServerCatalogs) -> FactQuery {
        let locale = server.sql(
            having: "pg_collation.colllocale", "o.colllocale",
            otherwise: server.sql(having: "pg_collation.colliculocale", "o.colliculocale"))
        return of(
            .collation, reading: "collations", kind: .collation,
            """
            CASE o.collprovider WHEN 'd' THEN 'default' WHEN 'b' THEN 'builtin' WHEN 'i' THEN 'icu' WHEN 'c' THEN 'libc'
                END AS "semantic:provider",
            o.collisdeterministic::pg_catalog.text AS "semantic:deterministic",
            CASE WHEN o.collencoding <> -1 THEN pg_catalog.pg_encoding_to_char(o.collencoding)
                END AS "semantic:encoding",
            o.collcollate AS "semantic:collate",
            o.collctype AS "semantic:ctype",
            \(locale) AS "semantic:locale",
            \(server.sql(having: "pg_collation.collicurules", "o.collicurules")) AS "semantic:locale_rules",
            o.collversion AS "environment:version",
            pg_catalog.pg_collation_actual_version(o.oid) AS "environment:version_of_host",
            \(CatalogSQL.role("o.collowner")) AS "security:owner"
            """)
    }

    static let conversions = of(
        .conversion, reading: "conversions", kind: .conversion,
        """
        pg_catalog.pg_encoding_to_char(o.conforencoding) AS "semantic:source_encoding",
        pg_catalog.pg_encoding_to_char(o.contoencoding) AS "semantic:target_encoding",
        \(CatalogSQL.function("o.conproc")) AS "semantic:function",
        \(CatalogSQL.flag("o.condefault")) AS "semantic:default",
        \(CatalogSQL.role("o.conowner")) AS "security:owner"
        """)

    /// Casts, but for those that come with a range type.
    static let casts = of(
        .cast, reading: "casts", kind: .cast,
        """
        \(CatalogSQL.function("o.castfunc")) AS "semantic:function",
        CASE o.castcontext WHEN 'e' THEN 'explicit' WHEN 'a' THEN 'assignment' WHEN 'i' THEN 'implicit'
            END AS "semantic:context",
        CASE o.castmethod WHEN 'f' THEN 'function' WHEN 'i' THEN 'inout' WHEN 'b' THEN 'binary'
            END AS "semantic:method"
        """)

    static let transforms = of(
        .transform, reading: "transforms", kind: .transform,
        """
        \(CatalogSQL.function("o.trffromsql")) AS "semantic:from_sql_function",
        \(CatalogSQL.function("o.trftosql")) AS "semantic:to_sql_function"
        """)

    static let languages = of(
        .language, reading: "languages", kind: .language,
        """
        o.lanpltrusted::pg_catalog.text AS "security:trusted",
        \(CatalogSQL.function("o.lanplcallfoid")) AS "semantic:handler",
        \(CatalogSQL.function("o.laninline")) AS "semantic:inline_handler",
        \(CatalogSQL.function("o.lanvalidator")) AS "semantic:validator",
        \(CatalogSQL.role("o.lanowner")) AS "security:owner"
        """)

    /// Large objects. Their OID is their name: it is what columns refer to, and what a dump restores.
    static let largeObjects = FactQuery(
        reading: "large objects", kind: .largeObject, catalog: "pg_largeobject_metadata",
        sql: """
            SELECT o.oid::pg_catalog.text AS identity, o.oid AS origin,
                \(CatalogSQL.role("o.lomowner")) AS "security:owner"
            FROM pg_catalog.pg_largeobject_metadata AS o
            """)
}
