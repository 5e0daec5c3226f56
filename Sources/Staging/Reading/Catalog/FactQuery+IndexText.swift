extension FactQuery {
    /// The text of plain indexes, as pg_get_indexdef writes it between `USING ` and what comes behind the columns.
    ///
    /// pg_get_indexdef looks at all columns of the table for every index, which makes it the dearest part of reading a
    /// schema; three of four indexes need nothing of it. Plain is an index on columns alone, with the collations of the
    /// columns and operator classes that are the default of their very types, so that neither is written: `varchar`,
    /// whose default is the one of text, counts unless somebody made another. Of btree and hash alone, whose operator
    /// classes take no parameters.
    ///
    /// Looked up index by index, which takes no longer than all at once: a server that has no statistics of its
    /// catalogs yet would put all of them together again for each. A join behind the rows `c` of pg_class and `i` of
    /// pg_index; the text is NULL where the index is not plain.
    static let plainIndexJoin = """
        LEFT JOIN pg_catalog.pg_am AS m ON m.oid = c.relam AND m.amname IN ('btree', 'hash') AND i.indexprs IS NULL
        LEFT JOIN LATERAL (
            SELECT m.amname || ' ('
                || pg_catalog.string_agg(k.word, ', ' ORDER BY k.place) FILTER (WHERE k.is_key) || ')'
                || COALESCE(' INCLUDE ('
                    || pg_catalog.string_agg(k.word, ', ' ORDER BY k.place) FILTER (WHERE NOT k.is_key) || ')', '')
                AS text
            FROM (
                SELECT u.place, u.place < i.indnkeyatts AS is_key,
                    pg_catalog.quote_ident(a.attname) || CASE u.flags WHEN 1 THEN ' DESC NULLS LAST'
                        WHEN 2 THEN ' NULLS FIRST' WHEN 3 THEN ' DESC' ELSE '' END AS word,
                    u.place >= i.indnkeyatts OR (u.collation_oid = a.attcollation AND o.opcdefault AND o.oid < 16384
                        AND (o.opcintype = a.atttypid OR (a.atttypid = 'pg_catalog.varchar'::pg_catalog.regtype
                            AND o.opcintype = 'pg_catalog.text'::pg_catalog.regtype AND NOT EXISTS (
                                SELECT FROM pg_catalog.pg_opclass AS q
                                WHERE q.opcdefault AND q.opcintype = 'pg_catalog.varchar'::pg_catalog.regtype)))
                        ) AS is_plain
                FROM (
                    SELECT pg_catalog.unnest(i.indkey::pg_catalog.int2[]) AS attnum,
                        pg_catalog.unnest(i.indclass::pg_catalog.oid[]) AS opclass,
                        pg_catalog.unnest(i.indcollation::pg_catalog.oid[]) AS collation_oid,
                        pg_catalog.unnest(i.indoption::pg_catalog.int2[]) AS flags,
                        pg_catalog.generate_subscripts(i.indkey, 1) AS place
                ) AS u
                JOIN pg_catalog.pg_attribute AS a ON a.attrelid = i.indrelid AND a.attnum = u.attnum AND a.attnum > 0
                LEFT JOIN pg_catalog.pg_opclass AS o ON o.oid = u.opclass
            ) AS k
            HAVING pg_catalog.bool_and(k.is_plain)
        ) AS plain ON m.oid IS NOT NULL
        """

    /// pg_get_indexdef's text of the index `c` on the table `t` behind `USING `.
    ///
    /// The text before it is put together again and compared, so that nothing inside quotes is mistaken for it;
    /// should it ever differ, the whole text is the definition. Plain indexes have their text from `plain`.
    /// OFFSET 0 keeps the planner from asking twice for it.
    static func indexDefinition(hasNullsNotDistinct: Bool) -> String {
        let definition = """
            (SELECT CASE WHEN pg_catalog.starts_with(whole, prefix)
                    THEN pg_catalog.substr(whole, pg_catalog.length(prefix) + 1) ELSE whole END
                FROM (SELECT pg_catalog.pg_get_indexdef(c.oid) AS whole,
                    'CREATE ' || CASE WHEN i.indisunique THEN 'UNIQUE ' ELSE '' END || 'INDEX '
                    || pg_catalog.quote_ident(c.relname) || ' ON ' || CASE c.relkind WHEN 'I' THEN 'ONLY ' ELSE '' END
                    || t.identity || ' USING ' AS prefix OFFSET 0) AS text)
            """
        let options = """
            COALESCE((SELECT ' WITH (' || pg_catalog.string_agg(pg_catalog.quote_ident(n) || '='
                    || CASE WHEN pg_catalog.quote_ident(v) = v THEN v ELSE pg_catalog.quote_literal(v) END, ', '
                    ORDER BY place) || ')'
                FROM pg_catalog.unnest(c.reloptions) WITH ORDINALITY AS o (item, place),
                    pg_catalog.split_part(item, '=', 1) AS n, pg_catalog.substr(item, pg_catalog.length(n) + 2) AS v
                ), '')
            """
        let nulls =
            hasNullsNotDistinct ? "CASE WHEN i.indnullsnotdistinct THEN ' NULLS NOT DISTINCT' ELSE '' END" : "''"
        return """
            COALESCE(
                plain.text || COALESCE(' WHERE ' || pg_catalog.pg_get_expr(i.indpred, i.indrelid), ''),
                pg_catalog.replace(pg_catalog.replace(\(definition), \(options), ''), \(nulls), ''))
            """
    }
}
