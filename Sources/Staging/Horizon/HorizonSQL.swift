/// The questions behind ``HorizonReader``: sizes, keys and statistics of all relations of users.
enum HorizonSQL {
    /// Types whose values growth may move or multiply are told apart; a domain is what lies beneath it.
    static let settings = [("TimeZone", "UTC"), ("DateStyle", "ISO, YMD"), ("search_path", "")]

    private static let visible = """
        n.nspname NOT IN ('information_schema', '\(CatalogSQL.ownSchema)') AND n.nspname !~ '^pg_'
            AND c.relpersistence <> 't'
        """

    static let relations = """
        SELECT c.oid::bigint AS oid, n.nspname || '.' || c.relname AS name, c.relkind::text AS kind,
            pg_catalog.format('%I.%I', n.nspname, c.relname) AS quoted,
            rn.nspname || '.' || r.relname AS root, c.reltuples::float8 AS rows, c.relallvisible AS visible,
            CASE WHEN c.relkind = 'p' THEN 0 ELSE pg_catalog.pg_relation_size(c.oid, 'main') / 8192 END AS pages,
            coalesce(pg_catalog.pg_relation_filepath(c.oid), '') AS path,
            (SELECT p.partstrat::text FROM pg_catalog.pg_partitioned_table AS p WHERE p.partrelid = c.oid)
                AS partitioning
        FROM pg_catalog.pg_class AS c
        JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
        JOIN pg_catalog.pg_class AS r ON r.oid = coalesce(
            CASE WHEN c.relispartition THEN pg_catalog.pg_partition_root(c.oid)::oid END, c.oid)
        JOIN pg_catalog.pg_namespace AS rn ON rn.oid = r.relnamespace
        WHERE c.relkind IN ('r', 'p', 'm') AND \(visible)
        ORDER BY n.nspname COLLATE "C", c.relname COLLATE "C"
        """

    /// Of several foreign keys the one with the fewest columns counts.
    static let columns = """
        SELECT c.oid::bigint AS relation, a.attnum AS number, a.attname AS name, b.typname AS type,
            b.typcategory::text AS category,
            EXISTS (
                SELECT FROM pg_catalog.pg_index AS i
                WHERE i.indrelid = c.oid AND i.indisunique AND i.indpred IS NULL AND i.indnkeyatts = 1
                    AND i.indkey[0] = a.attnum) AS is_unique,
            EXISTS (
                SELECT FROM pg_catalog.pg_index AS i
                WHERE i.indrelid = c.oid AND i.indisprimary AND a.attnum = ANY (i.indkey)) AS is_in_key,
            f.parent, f.parent_column
        FROM pg_catalog.pg_class AS c
        JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
        JOIN pg_catalog.pg_attribute AS a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
        JOIN pg_catalog.pg_type AS t ON t.oid = a.atttypid
        JOIN pg_catalog.pg_type AS b ON b.oid = CASE t.typtype WHEN 'd' THEN t.typbasetype ELSE t.oid END
        LEFT JOIN LATERAL (
            SELECT pn.nspname || '.' || p.relname AS parent, pa.attname AS parent_column
            FROM pg_catalog.pg_constraint AS k
            CROSS JOIN LATERAL ROWS FROM (pg_catalog.unnest(k.conkey), pg_catalog.unnest(k.confkey)) AS u (own, other)
            JOIN pg_catalog.pg_class AS p ON p.oid = k.confrelid
            JOIN pg_catalog.pg_namespace AS pn ON pn.oid = p.relnamespace
            JOIN pg_catalog.pg_attribute AS pa ON pa.attrelid = p.oid AND pa.attnum = u.other
            WHERE k.contype = 'f' AND k.conrelid = c.oid AND u.own = a.attnum AND NOT p.relispartition
            ORDER BY pg_catalog.cardinality(k.conkey), k.conname COLLATE "C" LIMIT 1) AS f ON true
        WHERE c.relkind IN ('r', 'p', 'm') AND \(visible)
        ORDER BY c.oid, a.attnum
        """

    static let indexes = """
        SELECT x.oid::bigint AS oid, i.indrelid::bigint AS relation, x.relname AS name, m.amname AS method,
            pg_catalog.pg_relation_size(x.oid, 'main') / 8192 AS pages, x.reltuples::float8 AS rows,
            pg_catalog.pg_relation_filepath(x.oid) AS path, i.indisunique AS is_unique,
            i.indnatts > i.indnkeyatts AS has_included,
            (SELECT pg_catalog.string_agg(k.number::text, ' ' ORDER BY k.place)
            FROM pg_catalog.unnest(i.indkey::pg_catalog.int2[]) WITH ORDINALITY AS k (number, place)
            WHERE k.place <= i.indnkeyatts) AS key_columns,
            coalesce((
                SELECT o.option_value FROM pg_catalog.pg_options_to_table(x.reloptions) AS o
                WHERE o.option_name = 'pages_per_range')::bigint, 128) AS range_pages
        FROM pg_catalog.pg_index AS i
        JOIN pg_catalog.pg_class AS x ON x.oid = i.indexrelid AND x.relkind = 'i'
        JOIN pg_catalog.pg_am AS m ON m.oid = x.relam
        JOIN pg_catalog.pg_class AS c ON c.oid = i.indrelid AND c.relkind IN ('r', 'm')
        JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
        WHERE \(visible)
        ORDER BY i.indrelid, x.oid
        """

    /// Values only of numbers, times, texts and uuids, and of keys of other tables: nothing else is moved or
    /// multiplied. Of texts no bounds: none of them is moved.
    ///
    /// `$1` and `$2` are relations and columns that hold such keys.
    static let statistics = """
        SELECT s.starelid::bigint AS relation, s.staattnum AS attribute, s.stainherit AS is_inherited,
            s.stanullfrac::float8 AS null_share, s.stadistinct::float8 AS distinct_count,
            s.stawidth AS width, CASE WHEN a.attstattarget >= 0 THEN a.attstattarget END AS target,
            \(StatisticsSlots.slot(of: .commonValues)) AS common_slot,
            \(StatisticsSlots.slot(of: .histogram)) AS histogram_slot,
            \(StatisticsSlots.slot(of: .none)) AS free_slot,
            \(StatisticsSlots.slot(of: .correlation)) AS correlation_slot,
            (\(StatisticsSlots.numbers(of: .correlation)))[1]::float8 AS correlation,
            pg_catalog.to_json(\(StatisticsSlots.numbers(of: .commonValues)))::text AS frequencies,
            CASE WHEN b.typcategory IN ('N', 'D', 'S') OR b.typname = 'uuid' OR k.relation IS NOT NULL
                THEN pg_catalog.to_json((\(StatisticsSlots.values(of: .commonValues)))::text::text[])::text
                END AS common_values,
            CASE WHEN b.typcategory IN ('N', 'D')
                THEN pg_catalog.to_json((\(StatisticsSlots.values(of: .histogram)))::text::text[])::text END AS bounds
        FROM pg_catalog.pg_statistic AS s
        JOIN pg_catalog.pg_class AS c ON c.oid = s.starelid AND c.relkind IN ('r', 'p', 'm', 'i')
        JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
        JOIN pg_catalog.pg_attribute AS a ON a.attrelid = s.starelid AND a.attnum = s.staattnum
        JOIN pg_catalog.pg_type AS t ON t.oid = a.atttypid
        JOIN pg_catalog.pg_type AS b ON b.oid = CASE t.typtype WHEN 'd' THEN t.typbasetype ELSE t.oid END
        LEFT JOIN (
            SELECT DISTINCT u.relation, u.attribute
            FROM ROWS FROM (pg_catalog.unnest($1::bigint[]), pg_catalog.unnest($2::bigint[])) AS u (relation, attribute)
        ) AS k ON k.relation = s.starelid::bigint AND k.attribute = s.staattnum
        WHERE \(visible)
        ORDER BY s.starelid, s.staattnum, s.stainherit
        """

    /// Tables that materialized views are made of.
    static let sources = """
        SELECT DISTINCT r.ev_class::bigint AS view, d.refobjid::bigint AS source
        FROM pg_catalog.pg_rewrite AS r
        JOIN pg_catalog.pg_class AS v ON v.oid = r.ev_class AND v.relkind = 'm'
        JOIN pg_catalog.pg_depend AS d ON d.classid = 'pg_catalog.pg_rewrite'::pg_catalog.regclass AND d.objid = r.oid
            AND d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.refobjid <> r.ev_class
        ORDER BY 1, 2
        """

    static let extended = """
        SELECT n.nspname || '.' || e.stxname AS name, pg_catalog.array_to_string(e.stxkind, '') AS kinds
        FROM pg_catalog.pg_statistic_ext AS e
        JOIN pg_catalog.pg_namespace AS n ON n.oid = e.stxnamespace
        ORDER BY n.nspname COLLATE "C", e.stxname COLLATE "C"
        """

    /// Rows of each page but the last; of a table of one page, as many as would fit by their lengths.
    static func fullPages(of tables: [(oid: UInt32, quoted: String)]) -> String {
        tables.map { table in
            """
            SELECT \(table.oid)::bigint AS relation, CASE WHEN pg_catalog.max(r.page) > 0
                THEN pg_catalog.count(*) FILTER (WHERE r.page < (SELECT pg_catalog.max((l.ctid::text::point)[0])
                    FROM \(table.quoted) AS l)) / pg_catalog.max(r.page)
                ELSE pg_catalog.floor(8168 / (pg_catalog.avg(r.bytes) + 4)) END::float8 AS rows_per_page
            FROM (
                SELECT (t.ctid::text::point)[0] AS page,
                    pg_catalog.ceil(pg_catalog.pg_column_size(t.*) / 8.0) * 8 AS bytes
                FROM \(table.quoted) AS t) AS r
            """
        }.joined(separator: "\nUNION ALL\n")
    }
}
