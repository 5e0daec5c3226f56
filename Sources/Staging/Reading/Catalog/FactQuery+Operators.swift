import RehearsalCore

extension FactQuery {
    /// Operators; a shell, which stands for one that is still to be made, has no function.
    static let operators = of(
        .operators, reading: "operators", kind: .operator,
        """
        \(CatalogSQL.function("o.oprcode")) AS "semantic:function",
        CASE WHEN o.oprresult <> 0 THEN pg_catalog.format_type(o.oprresult, NULL) END AS "semantic:result",
        \(CatalogSQL.operatorName("o.oprcom")) AS "semantic:commutator",
        \(CatalogSQL.operatorName("o.oprnegate")) AS "semantic:negator",
        \(CatalogSQL.function("o.oprrest")) AS "performance:restriction_estimator",
        \(CatalogSQL.function("o.oprjoin")) AS "performance:join_estimator",
        \(CatalogSQL.flag("o.oprcanmerge")) AS "performance:merges",
        \(CatalogSQL.flag("o.oprcanhash")) AS "performance:hashes",
        \(CatalogSQL.role("o.oprowner")) AS "security:owner"
        """)

    static let operatorClasses = of(
        .operatorClass, reading: "operator classes", kind: .operatorClass,
        """
        (SELECT \(CatalogSQL.qualified("f.opfnamespace", "f.opfname")) FROM pg_catalog.pg_opfamily AS f
            WHERE f.oid = o.opcfamily) AS "semantic:family",
        pg_catalog.format_type(o.opcintype, NULL) AS "semantic:type",
        \(CatalogSQL.flag("o.opcdefault")) AS "semantic:default",
        CASE WHEN o.opckeytype <> 0 THEN pg_catalog.format_type(o.opckeytype, NULL) END AS "semantic:storage_type",
        \(CatalogSQL.role("o.opcowner")) AS "security:owner"
        """)

    static let operatorFamilies = of(
        .operatorFamily, reading: "operator families", kind: .operatorFamily,
        """
        \(CatalogSQL.role("o.opfowner")) AS "security:owner"
        """)

    /// Operators of families, PostgreSQL's own families among them where users added to those.
    static let operatorFamilyOperators = FactQuery(
        reading: "operators of families", kind: .operatorFamily, rows: "pg_amop",
        named: [
            ReadAttribute(kind: .operatorFamily, name: "operator STRATEGY (LEFT, RIGHT)", factClass: .semantic)
        ],
        sql: """
            \(CatalogSQL.visible)
            SELECT \(ObjectClass.operatorFamily.identity) AS identity,
                'operator ' || a.amopstrategy || ' (' || pg_catalog.format_type(a.amoplefttype, NULL) || ', '
                    || pg_catalog.format_type(a.amoprighttype, NULL) || ')' AS attribute,
                a.amopopr::pg_catalog.regoperator::pg_catalog.text
                    || COALESCE(' FOR ORDER BY ' || (
                        SELECT \(CatalogSQL.qualified("f.opfnamespace", "f.opfname"))
                        FROM pg_catalog.pg_opfamily AS f WHERE f.oid = a.amopsortfamily), '') AS value,
                'semantic' AS class, a.oid AS read
            FROM pg_catalog.pg_amop AS a
            JOIN pg_catalog.pg_opfamily AS o ON o.oid = a.amopfamily
            WHERE a.oid >= \(CatalogSQL.firstUserOID)
                AND \(CatalogSQL.isNoMember("a.amopfamily", of: "pg_opfamily"))
                AND \(CatalogSQL.isNoMember("a.amopopr", of: "pg_operator"))
            """)

    /// Support functions of families.
    static let operatorFamilyFunctions = FactQuery(
        reading: "functions of operator families", kind: .operatorFamily, rows: "pg_amproc",
        named: [
            ReadAttribute(kind: .operatorFamily, name: "function NUMBER (LEFT, RIGHT)", factClass: .semantic)
        ],
        sql: """
            \(CatalogSQL.visible)
            SELECT \(ObjectClass.operatorFamily.identity) AS identity,
                'function ' || a.amprocnum || ' (' || pg_catalog.format_type(a.amproclefttype, NULL) || ', '
                    || pg_catalog.format_type(a.amprocrighttype, NULL) || ')' AS attribute,
                \(CatalogSQL.function("a.amproc")) AS value, 'semantic' AS class, a.oid AS read
            FROM pg_catalog.pg_amproc AS a
            JOIN pg_catalog.pg_opfamily AS o ON o.oid = a.amprocfamily
            WHERE a.oid >= \(CatalogSQL.firstUserOID)
                AND \(CatalogSQL.isNoMember("a.amprocfamily", of: "pg_opfamily"))
                AND \(CatalogSQL.isNoMember("a.amproc::pg_catalog.oid", of: "pg_proc"))
            """)

    static let accessMethods = of(
        .accessMethod, reading: "access methods", kind: .accessMethod,
        """
        CASE o.amtype WHEN 'i' THEN 'index' WHEN 't' THEN 'table' END AS "semantic:type",
        \(CatalogSQL.function("o.amhandler")) AS "semantic:handler"
        """)

    /// The wide query for a class of objects: their identities and origins, and `columns`.
    static func of(_ objects: ObjectClass, reading: String, kind: FactKind, _ columns: String) -> FactQuery {
        FactQuery(
            reading: reading, kind: kind, catalog: objects.catalog,
            sql: """
                \(CatalogSQL.visible)
                SELECT \(objects.identity) AS identity, \(objects.oid) AS origin,
                \(columns)
                FROM \(objects.source)
                """)
    }
}
