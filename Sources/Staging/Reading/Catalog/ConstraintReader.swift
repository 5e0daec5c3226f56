import Postgres
import RehearsalCore

/// Reads every rule for rows that a database has, each with a query that counts the rows that break it.
///
/// The queries are made from the catalog's own definitions: of rows with equal keys each beyond the first breaks a
/// unique index; NULL passes a CHECK; a foreign key asks where no column is NULL (MATCH SIMPLE), or where some are and
/// some are not (MATCH FULL). What partitions have from their parents is asked of the parents.
struct ConstraintReader {
    /// The limit for the reading, milliseconds.
    static let limitMilliseconds = 60_000

    /// The constraints of tables in `schemas` of users, and all those of domains, sorted.
    /// - Parameter tables: identities; nil for all.
    static func read(
        of tables: Set<String>? = nil, on connection: PostgresConnection
    ) async throws -> [AddedConstraint] {
        try await ReadSession.run(
            on: connection, reading: "constraints", statementLimitMilliseconds: limitMilliseconds, keepsPlans: true
        ) { session in
            let version = ServerVersion(number: connection.serverVersionNumber)
            var constraints: [AddedConstraint] = []
            let list = tables.map { arrayText($0.sorted()) }
            for sql in [checks, foreignKeys, uniqueIndexes(version), notNulls, uncounted] {
                for row in try await session.rows(sql, [list], reading: "constraints").rows {
                    guard let kind = AddedConstraint.Kind(rawValue: try row.text("kind")) else {
                        throw PostgresError.undecodable(
                            column: "kind", value: try row.text("kind"), wanted: "a kind of constraint")
                    }
                    constraints.append(
                        AddedConstraint(
                            kind: kind, table: try row.text("table_name"), name: try row.text("name"),
                            definition: try row.text("definition"), isValidated: try row.bool("is_validated"),
                            query: try row.optionalText("query")))
                }
            }
            return constraints.sorted()
        }
    }

    /// `ONLY` for what rules one table of an inheritance tree alone.
    private static func only(_ relation: String, where condition: String = "true") -> String {
        "CASE WHEN \(relation).relkind = 'r' AND \(condition) THEN 'ONLY ' ELSE '' END || \(relation).identity"
    }

    /// Asks for those of the tables in the question's only parameter, or for all where that is NULL.
    private static func isAsked(_ relation: String) -> String {
        "($1::pg_catalog.text[] IS NULL OR \(relation).identity = ANY ($1))"
    }

    private static let checks = """
        \(CatalogSQL.visible)
        SELECT 'check' AS kind, c.identity AS table_name, pg_catalog.quote_ident(k.conname) AS name,
            pg_catalog.pg_get_constraintdef(k.oid) AS definition, k.convalidated AS is_validated,
            pg_catalog.format('SELECT count(*) FROM %s WHERE (%s) IS FALSE',
                \(only("c", where: "k.connoinherit")), pg_catalog.pg_get_expr(k.conbin, k.conrelid)) AS query
        FROM pg_catalog.pg_constraint AS k
        JOIN relations AS c ON c.oid = k.conrelid
        WHERE k.contype = 'c' AND k.conislocal AND \(isAsked("c"))
        """

    private static let foreignKeys = """
        \(CatalogSQL.visible)
        SELECT 'foreign_key' AS kind, c.identity AS table_name, pg_catalog.quote_ident(k.conname) AS name,
            pg_catalog.pg_get_constraintdef(k.oid) AS definition, k.convalidated AS is_validated,
            pg_catalog.format(
                CASE k.confmatchtype
                    WHEN 'f' THEN 'SELECT count(*) FROM %1$s AS f WHERE NOT (%2$s) AND ((%3$s) OR '
                        'NOT EXISTS (SELECT FROM %5$s AS p WHERE %6$s))'
                    ELSE 'SELECT count(*) FROM %1$s AS f WHERE %4$s AND '
                        'NOT EXISTS (SELECT FROM %5$s AS p WHERE %6$s)' END,
                \(only("c")), columns.all_null, columns.some_null, columns.none_null, \(only("r")), columns.matching
            ) AS query
        FROM pg_catalog.pg_constraint AS k
        JOIN relations AS c ON c.oid = k.conrelid
        JOIN relations AS r ON r.oid = k.confrelid
        CROSS JOIN LATERAL (
            SELECT pg_catalog.string_agg(pg_catalog.format('f.%I IS NULL', a.attname), ' AND ' ORDER BY u.place)
                    AS all_null,
                pg_catalog.string_agg(pg_catalog.format('f.%I IS NULL', a.attname), ' OR ' ORDER BY u.place)
                    AS some_null,
                pg_catalog.string_agg(pg_catalog.format('f.%I IS NOT NULL', a.attname), ' AND ' ORDER BY u.place)
                    AS none_null,
                pg_catalog.string_agg(
                    pg_catalog.format('p.%I %s f.%I', b.attname,
                        CASE n.nspname WHEN 'pg_catalog' THEN o.oprname::pg_catalog.text
                            ELSE pg_catalog.format('OPERATOR(%I.%s)', n.nspname, o.oprname) END,
                        a.attname), ' AND ' ORDER BY u.place) AS matching
            FROM ROWS FROM (pg_catalog.unnest(k.conkey), pg_catalog.unnest(k.confkey), pg_catalog.unnest(k.conpfeqop))
                WITH ORDINALITY AS u(own, referenced, operator, place)
            JOIN pg_catalog.pg_attribute AS a ON a.attrelid = k.conrelid AND a.attnum = u.own
            JOIN pg_catalog.pg_attribute AS b ON b.attrelid = k.confrelid AND b.attnum = u.referenced
            JOIN pg_catalog.pg_operator AS o ON o.oid = u.operator
            JOIN pg_catalog.pg_namespace AS n ON n.oid = o.oprnamespace
        ) AS columns
        WHERE k.contype = 'f' AND k.conparentid = 0 AND \(isAsked("c"))
        """

    /// A collation that holds different texts for equal says which keys are; every other one agrees with the column's.
    /// OFFSET 0 keeps the planner from putting definitions together before it is known which are asked for.
    private static func uniqueIndexes(_ version: ServerVersion) -> String {
        """
        \(CatalogSQL.visible)
        SELECT CASE WHEN i.indisprimary THEN 'primary_key' ELSE 'unique_index' END AS kind, i.identity AS table_name,
            pg_catalog.quote_ident(i.relname) AS name, pg_catalog.pg_get_indexdef(i.indexrelid) AS definition,
            true AS is_validated,
            CASE WHEN i.indisprimary
                THEN pg_catalog.format('SELECT (SELECT count(*) FROM %s WHERE %s) + ', source.text, keys.some_null)
                ELSE 'SELECT ' END
            || pg_catalog.format(
                CASE WHEN i.indisprimary THEN '(SELECT coalesce(sum(d.rows - 1), 0) %s)'
                    ELSE 'coalesce(sum(d.rows - 1), 0) %s' END,
                pg_catalog.format(
                    'FROM (SELECT count(*) AS rows FROM %s%s GROUP BY %s HAVING count(*) > 1) AS d', source.text,
                    ' WHERE ' || NULLIF(pg_catalog.concat_ws(' AND ',
                        '(' || pg_catalog.pg_get_expr(i.indpred, i.indrelid) || ')',
                        CASE WHEN NOT \(version.sql(from: 15, "i.indnullsnotdistinct", otherwise: "false"))
                            THEN keys.none_null END), ''),
                    keys.list)) AS query
        FROM (
            SELECT i.*, x.relname, t.relkind, t.identity
            FROM relations AS x
            JOIN pg_catalog.pg_index AS i ON i.indexrelid = x.oid
            JOIN relations AS t ON t.oid = i.indrelid
            WHERE i.indisunique AND NOT i.indisexclusion AND NOT x.relispartition AND \(isAsked("t"))
            OFFSET 0
        ) AS i
        CROSS JOIN LATERAL (SELECT \(only("i")) AS text) AS source
        CROSS JOIN LATERAL (
            SELECT pg_catalog.string_agg(key.text, ', ' ORDER BY key.place) AS list,
                pg_catalog.string_agg(key.text || ' IS NULL', ' OR ' ORDER BY key.place) AS some_null,
                pg_catalog.string_agg(key.text || ' IS NOT NULL', ' AND ' ORDER BY key.place) AS none_null
            FROM (
                SELECT n.place,
                    pg_catalog.pg_get_indexdef(i.indexrelid, n.place, false)
                    || COALESCE((SELECT pg_catalog.format(' COLLATE %I.%I', s.nspname, l.collname)
                        FROM pg_catalog.pg_collation AS l
                        JOIN pg_catalog.pg_namespace AS s ON s.oid = l.collnamespace
                        WHERE l.oid = i.indcollation[n.place - 1] AND NOT l.collisdeterministic), '') AS text
                FROM pg_catalog.generate_series(1, i.indnkeyatts::pg_catalog.int4) AS n(place)
            ) AS key
        ) AS keys
        """
    }

    /// Columns of primary keys are asked with their keys.
    private static let notNulls = """
        \(CatalogSQL.visible)
        SELECT 'not_null' AS kind, c.identity AS table_name, pg_catalog.quote_ident(a.attname) AS name,
            'NOT NULL' AS definition, true AS is_validated,
            pg_catalog.format('SELECT count(*) FROM %s WHERE %I IS NULL', c.identity, a.attname) AS query
        FROM relations AS c
        JOIN pg_catalog.pg_attribute AS a ON a.attrelid = c.oid
        WHERE \(isAsked("c")) AND c.relkind IN ('r', 'p') AND a.attnum > 0 AND NOT a.attisdropped AND a.attnotnull
            AND (a.attislocal OR a.attinhcount = 0)
            AND NOT EXISTS (
                SELECT FROM pg_catalog.pg_index AS i
                WHERE i.indrelid = c.oid AND i.indisprimary AND a.attnum = ANY (i.indkey))
        """

    private static let uncounted = """
        \(CatalogSQL.visible)
        SELECT CASE k.contype WHEN 'x' THEN 'exclusion' ELSE 'domain_check' END AS kind,
            COALESCE(c.identity, pg_catalog.format_type(k.contypid, NULL)) AS table_name,
            pg_catalog.quote_ident(k.conname) AS name, pg_catalog.pg_get_constraintdef(k.oid) AS definition,
            k.convalidated AS is_validated, NULL::pg_catalog.text AS query
        FROM pg_catalog.pg_constraint AS k
        JOIN schemas AS s ON s.oid = k.connamespace
        LEFT JOIN relations AS c ON c.oid = k.conrelid
        WHERE (k.contype = 'x' AND c.oid IS NOT NULL AND k.conparentid = 0 AND \(isAsked("c")))
            OR (k.contype = 'c' AND k.contypid <> 0 AND \(CatalogSQL.isNoMember("k.contypid", of: "pg_type")))
        """
}
