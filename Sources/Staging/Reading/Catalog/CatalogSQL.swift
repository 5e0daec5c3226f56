/// Parts that the catalog's queries share.
enum CatalogSQL {
    /// The schema and the event triggers of ours that no snapshot holds.
    static let ownSchema = "pgrehearse"
    static let ownEventTriggerPattern = "^pgrehearse_"

    /// `schemas`: those that users may have made objects in. `members`: what belongs to extensions.
    /// `relations`: pg_class's rows in them with `identity` and `kind`.
    static let visible = """
        WITH schemas AS (
            SELECT n.oid, n.nspname
            FROM pg_catalog.pg_namespace AS n
            WHERE n.nspname !~ '^pg_' AND n.nspname NOT IN ('information_schema', '\(ownSchema)')
        ), members AS (
            SELECT d.classid, d.objid FROM pg_catalog.pg_depend AS d WHERE d.deptype = 'e'
        ), relations AS (
            SELECT c.*, c.oid::pg_catalog.regclass::pg_catalog.text AS identity,
                CASE c.relkind WHEN 'v' THEN 'view' WHEN 'm' THEN 'materialized_view' WHEN 'S' THEN 'sequence'
                    WHEN 'i' THEN 'index' WHEN 'I' THEN 'index' ELSE 'table' END AS kind
            FROM pg_catalog.pg_class AS c
            JOIN schemas AS s ON s.oid = c.relnamespace
            WHERE NOT EXISTS (
                SELECT FROM members AS m
                WHERE m.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND m.objid = c.oid)
        )
        """

    /// Whether the object `oid` of the catalog `catalog` belongs to no extension.
    static func isNoMember(_ oid: String, of catalog: String) -> String {
        """
        NOT EXISTS (SELECT FROM members AS m
            WHERE m.classid = 'pg_catalog.\(catalog)'::pg_catalog.regclass AND m.objid = \(oid))
        """
    }

    /// A role's name, quoted where needed.
    static func role(_ oid: String) -> String { "pg_catalog.quote_ident(pg_catalog.pg_get_userbyid(\(oid)))" }

    /// A list of texts as one, sorted by bytes; NULL for none.
    static func sortedList(_ array: String) -> String {
        """
        (SELECT pg_catalog.string_agg(item, ', ' ORDER BY item COLLATE pg_catalog."C")
            FROM pg_catalog.unnest(\(array)) AS item)
        """
    }

    /// The roles that are facts: neither PostgreSQL's own, nor the bootstrap superuser, nor the superuser that reads.
    static let visibleRole = """
        r.rolname !~ '^pg_' AND r.oid <> 10 AND NOT (r.rolsuper AND r.rolname = CURRENT_USER)
        """

    /// `O`, `D`, `R`, `A` of pg_trigger, pg_rewrite and pg_event_trigger in words.
    static func enabled(_ column: String) -> String {
        "CASE \(column) WHEN 'O' THEN 'true' WHEN 'D' THEN 'false' WHEN 'R' THEN 'replica' WHEN 'A' THEN 'always' END"
    }
}
