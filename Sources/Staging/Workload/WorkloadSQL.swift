/// The SQL of an import of a workload: what pg_stat_statements counted, and what the server knows of a statement.
///
/// Names need no search_path: it stays as the role has it, because the statements are prepared under it.
enum WorkloadSQL {
    /// The most entries that are read: a server counts 5000 of all databases unless it is told otherwise.
    static let entryLimit = 20_000

    /// Answers with the question about the counters, in the form that this version of the extension needs:
    /// `stats_since` came with 1.11 and `pg_stat_statements_info` with 1.9. No row where the database has no such
    /// extension.
    static let question = """
        SELECT pg_catalog.format($question$
        SELECT s.query, sum(s.calls)::bigint AS calls, sum(s.shared_blks_hit)::bigint AS shared_blks_hit,
            sum(s.shared_blks_read)::bigint AS shared_blks_read, r.rolname,
            pg_catalog.round((extract(epoch FROM pg_catalog.now() - %2$s) / 86400)::numeric, 3) AS days
        FROM %1$I.pg_stat_statements AS s
        LEFT JOIN pg_catalog.pg_roles AS r ON r.oid = s.userid
        WHERE s.dbid = (SELECT d.oid FROM pg_catalog.pg_database AS d WHERE d.datname = pg_catalog.current_database())
        GROUP BY s.query, r.rolname
        ORDER BY sum(s.shared_blks_hit + s.shared_blks_read) DESC, sum(s.calls) DESC, s.query COLLATE "C", r.rolname
        LIMIT \(entryLimit)
        $question$, n.nspname, CASE
            WHEN EXISTS (
                SELECT FROM pg_catalog.pg_attribute AS a
                WHERE a.attrelid = pg_catalog.to_regclass(pg_catalog.format('%I.pg_stat_statements', n.nspname))
                    AND a.attname = 'stats_since')
            THEN 'min(s.stats_since)'
            WHEN pg_catalog.to_regclass(pg_catalog.format('%I.pg_stat_statements_info', n.nspname)) IS NOT NULL
            THEN pg_catalog.format('(SELECT i.stats_reset FROM %I.pg_stat_statements_info AS i)', n.nspname)
            ELSE 'NULL::timestamptz' END) AS question
        FROM pg_catalog.pg_extension AS e
        JOIN pg_catalog.pg_namespace AS n ON n.oid = e.extnamespace
        WHERE e.extname = 'pg_stat_statements'
        """

    static let readsAllCounters = """
        SELECT pg_catalog.pg_has_role('pg_read_all_stats', 'USAGE') AS reads_all
        """

    /// How many days have gone by since each of the moments in `$1`, in their order.
    static let daysSince = """
        SELECT extract(epoch FROM pg_catalog.now() - u.since) / 86400 AS days
        FROM pg_catalog.unnest($1::timestamptz[]) WITH ORDINALITY AS u(since, place) ORDER BY u.place
        """

    static let preparedName = "pgrehearse_import"

    /// The types of `$1`, `$2`, …; of a domain the one beneath.
    static let types = """
        SELECT pg_catalog.format_type(b.oid, NULL) AS type, b.typcategory AS category,
            (SELECT e.enumlabel FROM pg_catalog.pg_enum AS e WHERE e.enumtypid = b.oid
            ORDER BY e.enumsortorder LIMIT 1) AS label
        FROM pg_catalog.pg_prepared_statements AS p
        CROSS JOIN LATERAL pg_catalog.unnest(p.parameter_types) WITH ORDINALITY AS u(type, place)
        JOIN pg_catalog.pg_type AS t ON t.oid = u.type
        JOIN pg_catalog.pg_type AS b ON b.oid = CASE t.typtype WHEN 'd' THEN t.typbasetype ELSE t.oid END
        WHERE p.name = '\(preparedName)'
        ORDER BY u.place
        """

    /// Relations of users that this transaction locks: what the statement reads and writes, its partitions where it was
    /// explained, and nothing of PostgreSQL's own or of an extension.
    static let relations = """
        SELECT n.nspname AS schema, c.relname AS name, rn.nspname AS root_schema, r.relname AS root_name,
            r.oid AS root, r.relowner AS owner
        FROM pg_catalog.pg_locks AS l
        JOIN pg_catalog.pg_class AS c ON c.oid = l.relation AND c.relkind IN ('r', 'p', 'f', 'm', 'v')
        JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
        JOIN pg_catalog.pg_class AS r ON r.oid = coalesce(pg_catalog.pg_partition_root(c.oid), c.oid)
        JOIN pg_catalog.pg_namespace AS rn ON rn.oid = r.relnamespace
        WHERE l.locktype = 'relation' AND l.pid = pg_catalog.pg_backend_pid()
            AND l.database = (
                SELECT d.oid FROM pg_catalog.pg_database AS d WHERE d.datname = pg_catalog.current_database())
            AND n.nspname <> 'information_schema' AND n.nspname !~ '^pg_'
            AND NOT EXISTS (
                SELECT FROM pg_catalog.pg_depend AS x
                WHERE x.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND x.objid = c.oid
                    AND x.refclassid = 'pg_catalog.pg_extension'::pg_catalog.regclass AND x.deptype = 'e')
        GROUP BY n.nspname, c.relname, rn.nspname, r.relname, r.oid, r.relowner
        ORDER BY n.nspname COLLATE "C", c.relname COLLATE "C"
        """

    /// Columns of the relations in `$1`, with how many common values each has.
    static let columns = """
        SELECT n.nspname AS schema, c.relname AS name, a.attname AS column_name,
            pg_catalog.format_type(b.oid, NULL) AS type, b.typcategory AS category,
            coalesce((
                SELECT pg_catalog.cardinality(s.most_common_freqs) FROM pg_catalog.pg_stats AS s
                WHERE s.schemaname = n.nspname AND s.tablename = c.relname AND s.attname = a.attname
                ORDER BY s.inherited DESC LIMIT 1), 0) AS common_count
        FROM pg_catalog.pg_class AS c
        JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
        JOIN pg_catalog.pg_attribute AS a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
        JOIN pg_catalog.pg_type AS t ON t.oid = a.atttypid
        JOIN pg_catalog.pg_type AS b ON b.oid = CASE t.typtype WHEN 'd' THEN t.typbasetype ELSE t.oid END
        WHERE c.oid = ANY ($1::pg_catalog.oid[]) AND c.relkind <> 'v'
        ORDER BY n.nspname COLLATE "C", c.relname COLLATE "C", a.attnum
        """

    /// Those of the roles in `$1` that have the rights of all owners in `$2`.
    static let owners = """
        SELECT r.rolname AS name FROM pg_catalog.pg_roles AS r
        WHERE r.rolname = ANY ($1::pg_catalog.text[]) AND (
            SELECT bool_and(pg_catalog.pg_has_role(r.oid, u.owner, 'USAGE'))
            FROM pg_catalog.unnest($2::pg_catalog.oid[]) AS u(owner))
        """
}

/// The question about the counters as a script for psql, whose answer is a CSV file.
public func workloadScript() -> String {
    """
    -- Reads what pg_stat_statements counted in this database: texts of statements, in which `$n` stands for constants,
    -- with calls and buffers. It writes nothing. Give it a role with pg_read_all_stats:
    --   psql -X -q -f workload.sql -d DATABASE > workload.csv
    --   pgrehearse workload import workload.csv --against postgresql://… --to workload
    \\set QUIET on
    \\set ON_ERROR_STOP on
    \\pset format csv
    \\pset pager off
    SET default_transaction_read_only = on;
    SET statement_timeout = '60s';

    \(WorkloadSQL.question)
    \\gexec

    """
}
