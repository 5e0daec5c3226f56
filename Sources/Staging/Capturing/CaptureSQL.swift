import Dataset

/// The SQL of a capture. Ranks, gaps, shares and lengths are worked out by the server: no value of a row crosses the
/// wire, only numbers, names and types.
///
/// Names are told as arrays of their parts. Shares have five decimals, gaps four, counts of rows three digits. The
/// path holds `pg_catalog` alone, so that names of PostgreSQL's own need no schema. Tables that are read are called
/// `pgrehearse`, by which an import of a workload knows these questions.
enum CaptureSQL {
    static let searchPath = "pg_catalog"

    /// The version, the statistics target and the settings that shape query plans.
    static let server = """
        SELECT json_build_object('server', json_build_object(
            'version', current_setting('server_version_num')::int,
            'target', current_setting('default_statistics_target')::int,
            'settings', (
                SELECT json_object_agg(s.name, s.setting ORDER BY s.name COLLATE "C")
                FROM pg_settings AS s
                WHERE s.source NOT IN ('default', 'session') AND \(isPlannerSetting))))
        """

    /// Of a row of pg_settings as `s`.
    static let isPlannerSetting = """
        s.vartype <> 'string' AND (s.category LIKE 'Query Tuning%' OR s.name IN ('work_mem', 'hash_mem_multiplier',
            'max_parallel_workers_per_gather', 'max_parallel_workers', 'jit'))
        """

    /// Tables of users, partitions and all. Where a role may not see statistics, the reason is told.
    static let tables = """
        WITH RECURSIVE \(owned)
        SELECT json_build_object('table', ARRAY[o.nspname, o.relname], 'kind', o.relkind,
            'rows', CASE WHEN o.row_count > 0
                THEN round(o.row_count, 2 - floor(log(o.row_count))::int)::bigint ELSE 0 END,
            'pages', o.relpages,
            'all_visible', round(o.relallvisible / greatest(o.relpages, 1)::numeric, 3),
            'dead', round(coalesce(s.n_dead_tup, 0) / greatest(s.n_live_tup + s.n_dead_tup, 1)::numeric, 3),
            'toast_pages', coalesce(t.relpages, 0),
            'partition_of', (
                SELECT ARRAY[pn.nspname, p.relname]
                FROM pg_inherits AS i JOIN pg_class AS p ON p.oid = i.inhparent
                JOIN pg_namespace AS pn ON pn.oid = p.relnamespace
                WHERE i.inhrelid = o.oid AND p.relkind = 'p'),
            'unseen', CASE WHEN NOT o.may_select THEN 'privilege' WHEN o.is_filtered THEN 'row_security'
                WHEN o.row_count < 0 THEN 'never_analyzed' END)
        FROM owned AS o
        LEFT JOIN pg_class AS t ON t.oid = o.reltoastrelid
        LEFT JOIN pg_stat_all_tables AS s ON s.relid = o.oid
        ORDER BY o.nspname COLLATE "C", o.relname COLLATE "C"
        """

    /// What ANALYZE knows of each column: one question a column, because its values have a type of their own.
    static let columns = """
        WITH RECURSIVE \(owned)
        SELECT format($question$
        SELECT json_build_object('column', ARRAY[%1$L, %2$L, %3$L], 'type', %4$L,
            'nulls', round(s.null_frac::numeric, 5), 'width', s.avg_width,
            'distinct', round(s.n_distinct::numeric, 5), 'correlation', round(s.correlation::numeric, 3),
            'common', (SELECT array_agg(round(f.share::numeric, 5) ORDER BY f.place)
                FROM unnest(s.most_common_freqs) WITH ORDINALITY AS f(share, place)),
            'ranks', (SELECT array_agg(r.rank ORDER BY r.place) FROM (
                SELECT u.place, rank() OVER (ORDER BY u.value %5$s) AS rank
                FROM %8$s) AS r),
            'above', (SELECT array_agg(width_bucket(u.value %5$s, s.bounds) ORDER BY u.place)
                FROM %8$s WHERE s.bounds IS NOT NULL),
            'bounds', cardinality(s.bounds), 'gaps', %6$s,
            'element_shares', (SELECT array_agg(round(f.share::numeric, 5) ORDER BY f.place)
                FROM unnest(s.most_common_elem_freqs[:cardinality(s.most_common_elems)])
                    WITH ORDINALITY AS f(share, place)),
            'element_counts', s.elem_count_histogram, 'element_lengths', %9$s)
        FROM (
            SELECT *, most_common_vals::text::%4$s[] AS common, histogram_bounds::text::%4$s[] AS bounds,
                most_common_elems::text::text[] AS elements
            FROM pg_stats
            WHERE schemaname = %1$L AND tablename = %2$L AND attname = %3$L AND inherited = %7$L) AS s
        $question$,
            o.nspname, o.relname, a.attname, format_type(t.oid, NULL),
            (SELECT format('COLLATE %I.%I', cn.nspname, l.collname)
                FROM pg_collation AS l JOIN pg_namespace AS cn ON cn.oid = l.collnamespace
                WHERE l.oid = a.attcollation),
            CASE
            WHEN t.typname IN ('int2', 'int4', 'int8', 'numeric', 'float4', 'float8')
                AND t.typnamespace = 'pg_catalog'::regnamespace
            THEN replace($gaps$\(gaps)$gaps$, '#', 'value')
            WHEN t.typname IN ('date', 'timestamp', 'timestamptz') AND t.typnamespace = 'pg_catalog'::regnamespace
            THEN replace($gaps$\(gaps)$gaps$, '#', 'extract(epoch FROM value)')
            ELSE 'NULL' END,
            o.relkind = 'p',
            -- Of an array of a composite type unnest would make a column of each member.
            CASE t.typtype WHEN 'c'
            THEN '(SELECT s.common[n] AS value, n AS place FROM generate_series(1, cardinality(s.common)) AS n) AS u'
            ELSE 'unnest(s.common) WITH ORDINALITY AS u(value, place)' END,
            CASE WHEN t.typelem IN ('text'::regtype, 'varchar'::regtype, 'bpchar'::regtype) AND t.typcategory = 'A'
            THEN '(SELECT array_agg(octet_length(e.value) ORDER BY e.place)
                FROM unnest(s.elements) WITH ORDINALITY AS e(value, place))'
            ELSE 'NULL' END)
        FROM owned AS o
        JOIN pg_attribute AS a ON a.attrelid = o.oid AND a.attnum > 0 AND NOT a.attisdropped
        \(baseType)
        WHERE NOT o.relispartition AND o.may_select AND NOT o.is_filtered
        ORDER BY o.nspname COLLATE "C", o.relname COLLATE "C", a.attnum
        """

    /// Where each bound lies between the first and the last, from 0 to 1; `#` stands for the bound as a number.
    private static let gaps = """
        (SELECT array_agg(round((g.number - g.least) / nullif(g.most - g.least, 0), 4) ORDER BY g.place)
        FROM (
            SELECT place, number, min(number) OVER () AS least, max(number) OVER () AS most
            FROM (
                SELECT place, (#)::numeric AS number
                FROM unnest(s.bounds) WITH ORDINALITY AS b(value, place)) AS numbered
            ) AS g)
        """

    /// Lengths of texts and bytes in a sample of about 30,000 rows: one question a table.
    static let lengths = """
        WITH RECURSIVE \(owned)
        SELECT format($question$
        SELECT json_build_object('lengths', ARRAY[%1$L, %2$L], 'columns', json_build_object(%3$s))
        FROM %1$I.%2$I AS pgrehearse TABLESAMPLE SYSTEM (%4$s) REPEATABLE (1)
        $question$,
            o.nspname, o.relname,
            string_agg(format(
                '%L, percentile_disc(ARRAY[\(list(CapturedStatistics.lengthShares))]) '
                'WITHIN GROUP (ORDER BY octet_length(%I))', a.attname, a.attname), ', ' ORDER BY a.attnum),
            \(sampledPercent))
        FROM owned AS o
        JOIN pg_attribute AS a ON a.attrelid = o.oid AND a.attnum > 0 AND NOT a.attisdropped
        \(baseType)
        WHERE NOT o.relispartition AND o.may_select AND NOT o.is_filtered
            AND t.oid IN ('text'::regtype, 'varchar'::regtype, 'bpchar'::regtype, 'bytea'::regtype)
        GROUP BY o.nspname, o.relname, o.row_count
        ORDER BY o.nspname COLLATE "C", o.relname COLLATE "C"
        """

    private static func list(_ shares: [Double]) -> String { shares.map { "\($0)" }.joined(separator: ", ") }

    static let sampledPercent = "least(100, round(3000000 / greatest(o.row_count, 1), 4))"

    /// How many children parents have, key by key, at ``CapturedKey/fanOutShares``. Of a table of more than two
    /// million rows a part of the parents is looked at, chosen by a hash of the key.
    static let keys = """
        WITH RECURSIVE \(owned)
        SELECT format($question$
        SELECT json_build_object('key', ARRAY[%1$L, %2$L, %3$L], 'columns', %4$L::text[],
            'references', ARRAY[%5$L, %6$L], 'to', %7$L::text[],
            'childless', round(
                1 - least(1, count(*) * %8$s / greatest((SELECT count(*) FROM %5$I.%6$I), 1)::numeric), 4),
            'fan_out', percentile_disc(ARRAY[\(list(CapturedKey.fanOutShares))])
                WITHIN GROUP (ORDER BY g.children),
            'span', %11$s)
        FROM (SELECT count(*) AS children FROM %1$I.%2$I AS pgrehearse WHERE %9$s GROUP BY %10$s) AS g
        $question$,
            o.nspname, o.relname, k.conname, child.names, r.nspname, r.relname, parent.names, part.number,
            child.is_given || CASE WHEN part.number > 1
                THEN format(' AND hashtextextended(ROW(%s)::text, 0) %% %s = 0', child.list, part.number) ELSE '' END,
            child.list, CASE WHEN child.is_number THEN format($span$(
                SELECT array_agg(
                    round(coalesce((n.number - p.least) / nullif(p.most - p.least, 0), 0), 4) ORDER BY n.place)
                FROM (SELECT %4$s AS least, %5$s AS most FROM %1$I.%2$I) AS c,
                    (SELECT %8$s AS least, %9$s AS most FROM %6$I.%7$I) AS p,
                    (SELECT min(b[1]) AS first, max(b[cardinality(b)]) AS last
                    FROM (SELECT histogram_bounds::text::%11$s[] AS b FROM pg_stats
                        WHERE schemaname = %1$L AND tablename = %2$L AND attname = %3$L
                        ORDER BY inherited DESC LIMIT 1) AS s) AS h,
                    LATERAL (VALUES (1, c.least), (2, c.most), (3, coalesce(%10$s, c.least)),
                        (4, coalesce(%12$s, c.most))) AS n(place, number))$span$,
                o.nspname, o.relname, child.names[1], replace(child.measure, '#', format('min(%s)', child.list)),
                replace(child.measure, '#', format('max(%s)', child.list)), r.nspname, r.relname,
                replace(child.measure, '#', format('min(%s)', parent.list)),
                replace(child.measure, '#', format('max(%s)', parent.list)), replace(child.measure, '#', 'h.first'),
                child.type, replace(child.measure, '#', 'h.last')) ELSE 'NULL' END)
        FROM pg_constraint AS k
        JOIN owned AS o ON o.oid = k.conrelid
        JOIN owned AS r ON r.oid = k.confrelid
        CROSS JOIN LATERAL (SELECT greatest(1, round(o.row_count / 2000000))::int AS number) AS part
        CROSS JOIN LATERAL (
            SELECT array_agg(a.attname ORDER BY u.place) AS names,
                string_agg(quote_ident(a.attname), ', ' ORDER BY u.place) AS list,
                string_agg(quote_ident(a.attname) || ' IS NOT NULL', ' AND ' ORDER BY u.place) AS is_given,
                count(*) = 1 AND bool_and(t.typcategory IN ('N', 'D') AND t.typname NOT LIKE '%time') AS is_number,
                CASE min(t.typcategory) WHEN 'D' THEN 'extract(epoch FROM #)::numeric' ELSE '(#)::numeric' END
                    AS measure,
                min(format_type(t.oid, NULL)) AS type
            FROM unnest(k.conkey) WITH ORDINALITY AS u(number, place)
            JOIN pg_attribute AS a ON a.attrelid = k.conrelid AND a.attnum = u.number
            JOIN pg_type AS t ON t.oid = a.atttypid) AS child
        CROSS JOIN LATERAL (
            SELECT array_agg(a.attname ORDER BY u.place) AS names,
                string_agg(quote_ident(a.attname), ', ' ORDER BY u.place) AS list
            FROM unnest(k.confkey) WITH ORDINALITY AS u(number, place)
            JOIN pg_attribute AS a ON a.attrelid = k.confrelid AND a.attnum = u.number) AS parent
        WHERE k.contype = 'f' AND k.conparentid = 0 AND o.may_select AND NOT o.is_filtered AND r.may_select
            AND NOT r.is_filtered
        ORDER BY o.nspname COLLATE "C", o.relname COLLATE "C", k.conname COLLATE "C"
        """

    /// Statistics objects: numbers of distinct combinations, functional dependencies, shares of combinations. Keys are
    /// attribute numbers, which `numbers` tells the columns of; expressions are left out, they are text of the schema.
    static let extended = """
        WITH RECURSIVE \(owned)
        SELECT json_build_object('combination', ARRAY[o.nspname, o.relname, s.statistics_name],
            'columns', s.attnames,
            'numbers', (SELECT array_agg(a.attnum ORDER BY u.place)
                FROM unnest(s.attnames) WITH ORDINALITY AS u(name, place)
                JOIN pg_attribute AS a ON a.attrelid = o.oid AND a.attname = u.name),
            'distinct', s.n_distinct::text::json, 'dependencies', s.dependencies::text::json,
            'common', (SELECT array_agg(round(f.share::numeric, 5) ORDER BY f.place)
                FROM unnest(s.most_common_freqs) WITH ORDINALITY AS f(share, place)),
            'common_if_independent', (SELECT array_agg(round(f.share::numeric, 5) ORDER BY f.place)
                FROM unnest(s.most_common_base_freqs) WITH ORDINALITY AS f(share, place)),
            'places', (SELECT json_agg(c.places ORDER BY c.number) FROM (
                SELECT i.number, json_agg(array_position(p.most_common_vals::text::text[],
                    s.most_common_vals[i.number][u.place]) ORDER BY u.place) AS places
                FROM generate_subscripts(s.most_common_freqs, 1) AS i(number),
                    unnest(s.attnames) WITH ORDINALITY AS u(name, place)
                LEFT JOIN pg_stats AS p ON p.schemaname = o.nspname AND p.tablename = o.relname
                    AND p.attname = u.name AND p.inherited = (o.relkind = 'p')
                GROUP BY i.number) AS c))
        FROM owned AS o
        JOIN pg_stats_ext AS s ON s.schemaname = o.nspname AND s.tablename = o.relname
        WHERE NOT o.relispartition AND o.may_select AND NOT o.is_filtered
        ORDER BY o.nspname COLLATE "C", o.relname COLLATE "C", s.statistics_name COLLATE "C"
        """

    static let indexes = """
        WITH RECURSIVE \(owned)
        SELECT json_build_object('index', ARRAY[o.nspname, o.relname, c.relname], 'pages', c.relpages)
        FROM owned AS o
        JOIN pg_index AS i ON i.indrelid = o.oid
        JOIN pg_class AS c ON c.oid = i.indexrelid AND c.relkind = 'i'
        ORDER BY o.nspname COLLATE "C", o.relname COLLATE "C", c.relname COLLATE "C"
        """

    /// The type of a column `a` as `t`; of a domain the one that it is made of.
    static let baseType = """
        JOIN based AS b ON b.type_oid = a.atttypid
        JOIN pg_type AS t ON t.oid = b.base_oid AND t.typtype <> 'd'
        """

    /// Tables of users, with what the questions need to know of them. A partitioned table's rows are its leaves'.
    static let owned = """
        owned AS (
            SELECT c.oid, n.nspname, c.relname, c.relkind, c.relpages, c.relallvisible, c.reltoastrelid,
                c.relispartition,
                CASE WHEN c.relkind = 'p' THEN (
                    SELECT CASE WHEN min(l.reltuples) < 0 THEN -1 ELSE coalesce(sum(l.reltuples), 0) END
                    FROM pg_partition_tree(c.oid) AS p JOIN pg_class AS l ON l.oid = p.relid WHERE p.isleaf)
                ELSE c.reltuples END::numeric AS row_count,
                has_table_privilege(c.oid, 'SELECT') AS may_select, row_security_active(c.oid) AS is_filtered
            FROM pg_class AS c
            JOIN pg_namespace AS n ON n.oid = c.relnamespace
            WHERE c.relkind IN ('r', 'p') AND c.relpersistence <> 't' AND n.nspname <> 'information_schema'
                AND n.nspname <> '\(CatalogSQL.ownSchema)' AND n.nspname !~ '^pg_'
                AND NOT EXISTS (
                    SELECT FROM pg_depend AS d
                    WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid
                        AND d.refclassid = 'pg_extension'::regclass AND d.deptype = 'e')),
        based (type_oid, base_oid) AS (
            SELECT t.oid, t.oid FROM pg_type AS t
            UNION ALL
            SELECT b.type_oid, d.typbasetype FROM based AS b
            JOIN pg_type AS d ON d.oid = b.base_oid AND d.typtype = 'd')
        """
}
