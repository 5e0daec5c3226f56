import RehearsalCore

extension FactQuery {
    /// Enums, domains, composite types, ranges and base types; not the types that tables and arrays bring along.
    static let types = FactQuery(
        reading: "types", kind: .type, catalog: "pg_type",
        sql: """
            \(CatalogSQL.names)
            SELECT pg_catalog.format_type(t.oid, NULL) AS identity, t.oid AS origin,
                CASE t.typtype WHEN 'e' THEN 'enum' WHEN 'd' THEN 'domain' WHEN 'c' THEN 'composite'
                    WHEN 'r' THEN 'range' WHEN 'b' THEN 'base' WHEN 'p' THEN 'shell' END AS "semantic:kind",
                \(CatalogSQL.role("t.typowner")) AS "security:owner",
                (SELECT pg_catalog.string_agg(pg_catalog.quote_literal(e.enumlabel), ', ' ORDER BY e.enumsortorder)
                    FROM pg_catalog.pg_enum AS e WHERE e.enumtypid = t.oid) AS "semantic:labels",
                CASE t.typtype WHEN 'd' THEN pg_catalog.format_type(t.typbasetype, t.typtypmod) END
                    AS "semantic:base_type",
                CASE t.typtype WHEN 'd' THEN t.typnotnull::pg_catalog.text END AS "semantic:not_null",
                COALESCE(pg_catalog.pg_get_expr(t.typdefaultbin, 0), t.typdefault) AS "semantic:default",
                CASE WHEN t.typcollation <> COALESCE(b.typcollation, 0) THEN \(CatalogSQL.collation("t.typcollation"))
                    END AS "semantic:collation",
                (SELECT pg_catalog.string_agg(pg_catalog.quote_ident(a.attname) || ' '
                        || pg_catalog.format_type(a.atttypid, a.atttypmod)
                        || CASE WHEN a.attcollation <> at.typcollation
                            THEN ' COLLATE ' || a.attcollation::pg_catalog.regcollation::pg_catalog.text ELSE '' END,
                        ', ' ORDER BY a.attnum)
                    FROM pg_catalog.pg_attribute AS a
                    JOIN pg_catalog.pg_type AS at ON at.oid = a.atttypid
                    WHERE t.typtype = 'c' AND a.attrelid = t.typrelid AND a.attnum > 0 AND NOT a.attisdropped
                    ) AS "semantic:attributes",
                pg_catalog.format_type(r.rngsubtype, NULL) AS "semantic:subtype",
                \(CatalogSQL.collation("r.rngcollation")) AS "semantic:subtype_collation",
                (SELECT pg_catalog.quote_ident(n.nspname) || '.' || pg_catalog.quote_ident(o.opcname)
                    FROM pg_catalog.pg_opclass AS o
                    JOIN pg_catalog.pg_namespace AS n ON n.oid = o.opcnamespace
                    WHERE o.oid = r.rngsubopc) AS "semantic:subtype_operator_class",
                \(CatalogSQL.function("r.rngcanonical"))
                    AS "semantic:canonical_function",
                \(CatalogSQL.function("r.rngsubdiff"))
                    AS "semantic:difference_function",
                pg_catalog.format_type(r.rngmultitypid, NULL) AS "semantic:multirange",
                \(ofBase(CatalogSQL.function("t.typinput"))) AS "semantic:input_function",
                \(ofBase(CatalogSQL.function("t.typoutput"))) AS "semantic:output_function",
                \(ofBase(CatalogSQL.function("t.typreceive"))) AS "semantic:receive_function",
                \(ofBase(CatalogSQL.function("t.typsend"))) AS "semantic:send_function",
                \(ofBase(CatalogSQL.function("t.typmodin"))) AS "semantic:modifier_input_function",
                \(ofBase(CatalogSQL.function("t.typmodout"))) AS "semantic:modifier_output_function",
                \(ofBase(CatalogSQL.function("t.typanalyze"))) AS "performance:analyze_function",
                \(ofBase(CatalogSQL.function("t.typsubscript"))) AS "semantic:subscript_function",
                CASE WHEN t.typtype = 'b' AND t.typelem <> 0 THEN pg_catalog.format_type(t.typelem, NULL)
                    END AS "semantic:element",
                \(ofBase("t.typlen")) AS "semantic:length",
                \(ofBase("t.typbyval::pg_catalog.text")) AS "semantic:passed_by_value",
                \(ofBase("t.typalign")) AS "semantic:alignment",
                \(ofBase("t.typstorage")) AS "performance:storage",
                \(ofBase("t.typcategory")) AS "semantic:category",
                \(ofBase("t.typispreferred::pg_catalog.text")) AS "semantic:preferred",
                \(ofBase("t.typdelim")) AS "semantic:delimiter"
            FROM pg_catalog.pg_type AS t
            LEFT JOIN pg_catalog.pg_type AS b ON b.oid = t.typbasetype
            LEFT JOIN pg_catalog.pg_range AS r ON r.rngtypid = t.oid
            WHERE t.typnamespace = ANY (ARRAY (SELECT s.oid FROM schemas AS s)) AND t.typtype <> 'm'
                AND (t.typrelid = 0
                    OR (SELECT c.relkind FROM pg_catalog.pg_class AS c WHERE c.oid = t.typrelid) = 'c')
                AND NOT EXISTS (SELECT FROM pg_catalog.pg_type AS e WHERE e.oid = t.typelem AND e.typarray = t.oid)
                AND \(CatalogSQL.isNoMember("t.oid", of: "pg_type"))
            """)

    private static func ofBase(_ value: String) -> String { "CASE t.typtype WHEN 'b' THEN \(value) END" }

    /// Extensions; what belongs to them is counted and not read.
    static let extensions = FactQuery(
        reading: "extensions", kind: .extension, catalog: "pg_extension",
        sql: """
            SELECT pg_catalog.quote_ident(x.extname) AS identity, x.oid AS origin,
                pg_catalog.quote_ident(n.nspname) AS "semantic:schema",
                \(CatalogSQL.role("x.extowner")) AS "security:owner",
                x.extversion AS "environment:version",
                x.extrelocatable::pg_catalog.text AS "environment:relocatable",
                (SELECT pg_catalog.string_agg(t.oid::pg_catalog.regclass::pg_catalog.text
                        || COALESCE(' ' || NULLIF(x.extcondition[place], ''), ''), ', '
                        ORDER BY t.oid::pg_catalog.regclass::pg_catalog.text COLLATE pg_catalog."C")
                    FROM pg_catalog.unnest(x.extconfig) WITH ORDINALITY AS t (oid, place)
                    ) AS "environment:configuration",
                (SELECT pg_catalog.count(*) FROM pg_catalog.pg_depend AS d
                    WHERE d.refclassid = 'pg_catalog.pg_extension'::pg_catalog.regclass AND d.deptype = 'e'
                        AND d.refobjid = x.oid) AS "environment:members"
            FROM pg_catalog.pg_extension AS x
            JOIN pg_catalog.pg_namespace AS n ON n.oid = x.extnamespace
            """)
}
