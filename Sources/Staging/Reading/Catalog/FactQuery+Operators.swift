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

    static let operatorFamilyOperators = ofFamilies(
        "pg_amop", reading: "operators of families", attribute: "operator STRATEGY", number: "a.amopstrategy",
        object: ("a.amopopr", "pg_operator"),
        """
        a.amopopr::pg_catalog.regoperator::pg_catalog.text
            || COALESCE(' FOR ORDER BY ' || (
                SELECT \(CatalogSQL.qualified("f.opfnamespace", "f.opfname"))
                FROM pg_catalog.pg_opfamily AS f WHERE f.oid = a.amopsortfamily), '')
        """)

    static let operatorFamilyFunctions = ofFamilies(
        "pg_amproc", reading: "functions of operator families", attribute: "function NUMBER", number: "a.amprocnum",
        object: ("a.amproc::pg_catalog.oid", "pg_proc"), CatalogSQL.function("a.amproc"))

    /// What users added to operator families, PostgreSQL's own among them; from pg_amop or pg_amproc, whose columns are
    /// called alike behind the catalog's name.
    private static func ofFamilies(
        _ catalog: String, reading: String, attribute: String, number: String,
        object: (oid: String, catalog: String), _ value: String
    ) -> FactQuery {
        let column = "a.\(catalog.dropFirst(3))"
        return FactQuery(
            reading: reading, kind: .operatorFamily, rows: catalog,
            named: [
                ReadAttribute(kind: .operatorFamily, name: "\(attribute) (LEFT, RIGHT)", factClass: .semantic)
            ],
            sql: """
                \(CatalogSQL.names)
                SELECT \(ObjectClass.operatorFamily.identity) AS identity,
                    '\(attribute.prefix { $0 != " " }) ' || \(number)
                        || ' (' || pg_catalog.format_type(\(column)lefttype, NULL) || ', '
                        || pg_catalog.format_type(\(column)righttype, NULL) || ')' AS attribute,
                    \(value) AS value, 'semantic' AS class, a.oid AS read
                FROM pg_catalog.\(catalog) AS a
                JOIN pg_catalog.pg_opfamily AS o ON o.oid = \(column)family
                WHERE a.oid >= \(CatalogSQL.firstUserOID)
                    AND \(CatalogSQL.isNoMember("\(column)family", of: "pg_opfamily"))
                    AND \(CatalogSQL.isNoMember(object.oid, of: object.catalog))
                """)
    }

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
                \(CatalogSQL.names)
                SELECT \(objects.identity) AS identity, \(objects.oid) AS origin,
                \(columns)
                FROM \(objects.source)
                """)
    }
}
