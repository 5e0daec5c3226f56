/// Parts that the catalog's queries share.
enum CatalogSQL {
    /// The schema and the event triggers of ours that no snapshot holds.
    static let ownSchema = "pgrehearse"
    static let ownEventTriggerPattern = "^pgrehearse_"

    /// `schemas`: those that users may have made objects in. `members`: what belongs to extensions.
    static let names = """
        WITH schemas AS (
            SELECT n.oid, n.nspname
            FROM pg_catalog.pg_namespace AS n
            WHERE n.nspname !~ '^pg_' AND n.nspname NOT IN ('information_schema', '\(ownSchema)')
        ), members AS (
            SELECT d.classid, d.objid FROM pg_catalog.pg_depend AS d
            WHERE d.refclassid = 'pg_catalog.pg_extension'::pg_catalog.regclass AND d.deptype = 'e'
        )
        """

    /// Moreover `relations`: pg_class's rows in those schemas with `identity` and `kind`. The identity is what regclass
    /// prints, which looks each relation up by itself: none of these is in a schema of the search_path. Never written
    /// down as a whole, so that questions about some relations look only those up.
    static let visible = """
        \(names), relations AS NOT MATERIALIZED (
            SELECT c.*, pg_catalog.quote_ident(s.nspname) || '.' || pg_catalog.quote_ident(c.relname) AS identity,
                \(relationKind("c")) AS kind
            FROM pg_catalog.pg_class AS c
            JOIN schemas AS s ON s.oid = c.relnamespace
            WHERE NOT EXISTS (
                SELECT FROM members AS m
                WHERE m.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND m.objid = c.oid)
        )
        """

    /// The least OID that an object of users can have: initdb's have lower ones.
    static let firstUserOID = "16384"

    /// Schemas that no reader looks into, whatever lies there: ours and those of temporary objects.
    static let hiddenSchemaPattern = "^(pg_temp_|pg_toast_temp_|\(ownSchema)$)"

    /// The kind of fact that a row of pg_class is about.
    static func relationKind(_ row: String) -> String {
        """
        CASE \(row).relkind WHEN 'v' THEN 'view' WHEN 'm' THEN 'materialized_view' WHEN 'S' THEN 'sequence'
            WHEN 'i' THEN 'index' WHEN 'I' THEN 'index' WHEN 'c' THEN 'type' ELSE 'table' END
        """
    }

    /// Whether the object `oid` of the catalog `catalog` belongs to no extension.
    static func isNoMember(_ oid: String, of catalog: String) -> String {
        """
        NOT EXISTS (SELECT FROM members AS m
            WHERE m.classid = 'pg_catalog.\(catalog)'::pg_catalog.regclass AND m.objid = \(oid))
        """
    }

    /// A role's name, quoted where needed.
    static func role(_ oid: String) -> String { "pg_catalog.quote_ident(pg_catalog.pg_get_userbyid(\(oid)))" }

    /// A function with its argument types, from any of the catalogs' ways to refer to one; NULL for none.
    static func function(_ column: String) -> String {
        "CASE WHEN \(column) <> 0 THEN \(column)::pg_catalog.oid::pg_catalog.regprocedure::pg_catalog.text END"
    }

    /// An operator with its argument types; NULL for none.
    static func operatorName(_ column: String) -> String {
        "CASE WHEN \(column) <> 0 THEN \(column)::pg_catalog.oid::pg_catalog.regoperator::pg_catalog.text END"
    }

    /// A collation's name; NULL for none.
    static func collation(_ column: String) -> String {
        "CASE WHEN \(column) <> 0 THEN \(column)::pg_catalog.regcollation::pg_catalog.text END"
    }

    /// The qualified name of an object whose catalog has no type of reference.
    static func qualified(_ schema: String, _ name: String) -> String {
        "\(schema)::pg_catalog.regnamespace::pg_catalog.text || '.' || pg_catalog.quote_ident(\(name))"
    }

    /// `true` where a flag is set that an ordinary object has not; NULL elsewhere.
    static func flag(_ condition: String) -> String { "CASE WHEN \(condition) THEN 'true' END" }

    /// The extensions that an object is declared to depend on, by DEPENDS ON EXTENSION; NULL for none.
    static func extensionsNeeded(_ oid: String, of catalog: String) -> String {
        """
        CASE WHEN \(oid) IN (
                SELECT d.objid FROM pg_catalog.pg_depend AS d
                WHERE d.refclassid = 'pg_catalog.pg_extension'::pg_catalog.regclass AND d.deptype = 'x'
                    AND d.classid = 'pg_catalog.\(catalog)'::pg_catalog.regclass)
            THEN (SELECT pg_catalog.string_agg(pg_catalog.quote_ident(x.extname), ', '
                    ORDER BY x.extname COLLATE pg_catalog."C")
                FROM pg_catalog.pg_extension AS x WHERE x.oid IN (
                    SELECT d.refobjid FROM pg_catalog.pg_depend AS d
                    WHERE d.refclassid = 'pg_catalog.pg_extension'::pg_catalog.regclass
                        AND d.classid = 'pg_catalog.\(catalog)'::pg_catalog.regclass AND d.objid = \(oid)
                        AND d.deptype = 'x')) END
        """
    }

    /// Whether the object came with another one and goes with it, as a range's constructors do.
    static func isInternal(_ oid: String, of catalog: String) -> String {
        """
        EXISTS (SELECT FROM pg_catalog.pg_depend AS d
            WHERE d.classid = 'pg_catalog.\(catalog)'::pg_catalog.regclass AND d.objid = \(oid) AND d.deptype = 'i')
        """
    }

    /// A list of texts as one, sorted by bytes; NULL for none. Most lists are NULL, and asking that first is cheaper.
    static func sortedList(_ array: String) -> String {
        """
        CASE WHEN \(array) IS NOT NULL THEN (
            SELECT pg_catalog.string_agg(item, ', ' ORDER BY item COLLATE pg_catalog."C")
            FROM pg_catalog.unnest(\(array)) AS item) END
        """
    }

    /// The OID of the database at hand.
    static let currentDatabase = """
        (SELECT b.oid FROM pg_catalog.pg_database AS b WHERE b.datname = pg_catalog.current_database())
        """

    /// The roles that are facts: neither PostgreSQL's own, nor the bootstrap superuser, nor the superuser that reads.
    static func visibleRole(_ row: String) -> String {
        "\(row).rolname !~ '^pg_' AND \(row).oid <> 10 AND NOT (\(row).rolsuper AND \(row).rolname = CURRENT_USER)"
    }

    /// `O`, `D`, `R`, `A` of pg_trigger, pg_rewrite and pg_event_trigger in words.
    static func enabled(_ column: String) -> String {
        "CASE \(column) WHEN 'O' THEN 'true' WHEN 'D' THEN 'false' WHEN 'R' THEN 'replica' WHEN 'A' THEN 'always' END"
    }
}
