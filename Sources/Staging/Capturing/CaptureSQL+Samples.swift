//  What statistics do not tell, or only to superusers, is counted in a sample of the rows.

extension CaptureSQL {
    /// Which members JSON objects have, in a sample, and how often those of composite types have a value. A member of
    /// JSON that few objects have, or that is spelled like a value of any column, is not told: its name may be data.
    static let members = """
        WITH RECURSIVE \(owned)
        SELECT format($question$
        WITH taken AS (
            SELECT %5$s AS value FROM %1$I.%2$I AS pgrehearse TABLESAMPLE SYSTEM (%4$s) REPEATABLE (1)
            WHERE %3$I IS DISTINCT FROM NULL),
        known AS (
            SELECT unnest(s.most_common_vals::text::text[] || s.histogram_bounds::text::text[]
                || s.most_common_elems::text::text[]) AS word
            FROM pg_stats AS s WHERE s.schemaname <> 'information_schema' AND s.schemaname !~ '^pg_'),
        member AS (
            SELECT m.key, count(*) AS number, mode() WITHIN GROUP (ORDER BY jsonb_typeof(m.value)) AS type,
                count(DISTINCT m.value) AS distinct_count, avg(octet_length(m.value::text)) AS width
            FROM taken AS t,
                jsonb_each(CASE jsonb_typeof(t.value) WHEN 'object' THEN t.value ELSE '{}' END) AS m
            GROUP BY m.key),
        told AS (
            SELECT m.* FROM member AS m
            WHERE %6$s OR m.number >= 0.01 * (SELECT count(*) FROM taken)
                AND (SELECT count(*) FROM member) <= 1000
                AND NOT EXISTS (SELECT FROM known AS k WHERE k.word = m.key))
        SELECT json_build_object('members', ARRAY[%1$L, %2$L, %3$L],
            'objects', (SELECT round(avg((jsonb_typeof(value) = 'object')::int), 3) FROM taken),
            'arrays', (SELECT round(avg((jsonb_typeof(value) = 'array')::int), 3) FROM taken),
            'elements', (
                SELECT percentile_disc(ARRAY[0, 0.1, 0.5, 0.9, 1]) WITHIN GROUP (ORDER BY jsonb_array_length(value))
                FROM taken WHERE jsonb_typeof(value) = 'array'),
            'untold', (SELECT count(*) FROM member) - (SELECT count(*) FROM told),
            'keys', (
                SELECT json_agg(json_build_object('key', key,
                    'present', round(number / (SELECT count(*) FROM taken)::numeric, 4), 'type', type,
                    'distinct', distinct_count, 'width', round(width)) ORDER BY key COLLATE "C") FROM told))
        $question$,
            o.nspname, o.relname, a.attname, \(sampledPercent),
            format(CASE t.typtype WHEN 'c' THEN 'jsonb_strip_nulls(to_jsonb(%I))' ELSE '%I::jsonb' END, a.attname),
            (t.typtype = 'c')::text)
        FROM owned AS o
        JOIN pg_attribute AS a ON a.attrelid = o.oid AND a.attnum > 0 AND NOT a.attisdropped
        \(baseType)
        WHERE NOT o.relispartition AND o.may_select AND NOT o.is_filtered
            AND (t.typtype = 'c' OR t.oid IN ('json'::regtype, 'jsonb'::regtype))
            AND NOT EXISTS (
                SELECT FROM pg_stats AS s
                WHERE s.schemaname = o.nspname AND s.tablename = o.relname AND s.attname = a.attname
                    AND s.null_frac = 1)
        ORDER BY o.nspname COLLATE "C", o.relname COLLATE "C", a.attnum
        """

    /// Where ranges begin and how long they are, in parts of the distance from the first beginning to the last end:
    /// pg_stats of this version says nothing of ranges but their NULLs and their width.
    static let ranges = """
        WITH RECURSIVE \(owned)
        SELECT format($question$
        WITH taken AS (
            SELECT %3$I AS value, row_number() OVER (ORDER BY tableoid, ctid) AS place
            FROM %1$I.%2$I AS pgrehearse TABLESAMPLE SYSTEM (%4$s) REPEATABLE (1)
            WHERE %3$I IS NOT NULL),
        side AS (
            SELECT place, %5$s AS first, %6$s AS last, pg_column_size(lower(value)) AS width
            FROM taken WHERE NOT isempty(value)),
        whole AS (
            SELECT min(first) AS least, nullif(greatest(max(last), max(first)) - min(first), 0) AS distance FROM side),
        measured AS (
            SELECT first IS NULL AS opens, last IS NULL AS stays, first, width, place,
                CASE WHEN first IS NOT NULL THEN rank() OVER (ORDER BY first) END AS rank,
                round((first - least) / distance, 5) AS start, round((last - first) / distance, 6) AS length
            FROM side, whole)
        SELECT json_build_object('ranges', ARRAY[%1$L, %2$L, %3$L],
            'empty', (SELECT coalesce(round(avg(isempty(value)::int), 5), 0) FROM taken),
            'open_below', coalesce(round(avg(opens::int), 5), 0), 'open_above', coalesce(round(avg(stays::int), 5), 0),
            'starts', percentile_disc(ARRAY(SELECT n / 100.0::float8 FROM generate_series(0, 100) AS n))
                WITHIN GROUP (ORDER BY start),
            'lengths', percentile_disc(ARRAY(SELECT n / 100.0::float8 FROM generate_series(0, 100) AS n))
                WITHIN GROUP (ORDER BY length),
            'distinct', CASE WHEN count(DISTINCT first) > 0.1 * count(first)
                THEN -round(count(DISTINCT first) / greatest(count(first), 1)::numeric, 5)
                ELSE count(DISTINCT first) END,
            'correlation', round(corr(place, rank)::numeric, 3), 'width', round(avg(width)))
        FROM measured
        $question$,
            o.nspname, o.relname, a.attname, \(sampledPercent), replace(measure.text, '#', 'lower(value)'),
            replace(measure.text, '#', 'upper(value)'))
        FROM owned AS o
        JOIN pg_attribute AS a ON a.attrelid = o.oid AND a.attnum > 0 AND NOT a.attisdropped
        \(baseType)
        CROSS JOIN LATERAL (
            SELECT CASE WHEN t.typname ~ '^(int4|int8|num)' THEN '(#)::numeric'
                ELSE 'CASE WHEN isfinite(#) THEN extract(epoch FROM #)::numeric END' END) AS measure(text)
        WHERE NOT o.relispartition AND o.may_select AND NOT o.is_filtered
            AND t.typname ~ '^(int4|int8|num|ts|tstz|date)(multi)?range$'
            AND t.typnamespace = 'pg_catalog'::regnamespace
        ORDER BY o.nspname COLLATE "C", o.relname COLLATE "C", a.attnum
        """
}
