/// The question to the catalogs and counters behind a ``TraceReader``.
enum TraceSQL {
    /// One row for each table and each of its descendants, the table itself among them: what changes with every write.
    static let members = members(where: "true")

    /// The same of the tables in an array of object identifiers, the question's only parameter.
    static let someMembers = members(where: "c.oid = ANY ($1::pg_catalog.oid[])")

    private static func members(where condition: String) -> String {
        """
        WITH RECURSIVE \(tree(where: condition))
        SELECT t.table_oid, pg_catalog.format('%I.%I', n.nspname, r.relname) AS table_name, t.member_oid,
            pg_catalog.format('%I.%I', m.nspname, c.relname) AS member, c.relfilenode AS file_node,
            pg_catalog.pg_stat_get_tuples_inserted(c.oid) AS inserted,
            pg_catalog.pg_stat_get_tuples_updated(c.oid) AS updated,
            pg_catalog.pg_stat_get_tuples_deleted(c.oid) AS deleted,
            pg_catalog.concat_ws(' ', c.reltuples, c.relpages, c.relallvisible) AS size
        FROM tree AS t
        JOIN pg_catalog.pg_class AS r ON r.oid = t.table_oid
        JOIN pg_catalog.pg_namespace AS n ON n.oid = r.relnamespace
        JOIN pg_catalog.pg_class AS c ON c.oid = t.member_oid
        JOIN pg_catalog.pg_namespace AS m ON m.oid = c.relnamespace
        """
    }

    private static func tree(where condition: String) -> String {
        """
        tree (table_oid, member_oid) AS (
            SELECT c.oid, c.oid
            FROM pg_catalog.pg_class AS c
            JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
            WHERE c.relkind IN ('r', 'p', 'm') AND NOT c.relispartition AND \(condition)
              AND n.nspname !~ '^pg_' AND n.nspname NOT IN ('information_schema', '\(CatalogSQL.ownSchema)')
            UNION
            SELECT t.table_oid, i.inhrelid
            FROM tree AS t JOIN pg_catalog.pg_inherits AS i ON i.inhparent = t.member_oid
        )
        """
    }

    /// One row for each table and descendant: what changes with the catalogs alone.
    static let details = details(
        of: "\(tree(where: "true")), members (oid) AS (SELECT DISTINCT t.member_oid FROM tree AS t)")

    /// The same of the members in an array of object identifiers, the question's only parameter.
    static let someDetails = details(of: "members (oid) AS (SELECT pg_catalog.unnest($1::pg_catalog.oid[]))")

    private static func details(of members: String) -> String {
        """
        WITH RECURSIVE \(members), \(types), \(columns)
        SELECT c.oid AS member_oid, COALESCE(a.meaning, '') AS meaning, \(gathered) AS gathered,
            COALESCE(a.prints_labels, false) AS prints_labels, COALESCE(a.tells_all, true) AND c.relpersistence = 'p'
                AND (c.relkind = 'p' OR c.relkind IN ('r', 'm') AND m.amname = 'heap')
                AND NOT EXISTS (SELECT FROM pg_catalog.pg_inherits AS i
                    WHERE i.inhrelid = c.oid AND i.inhdetachpending) AS tells_all
        FROM members AS t
        JOIN pg_catalog.pg_class AS c ON c.oid = t.oid
        LEFT JOIN pg_catalog.pg_am AS m ON m.oid = c.relam
        LEFT JOIN columns AS a ON a.oid = c.oid
        """
    }

    /// What a type's values are printed by, besides themselves; NULL where that cannot be told.
    ///
    /// Built-in types are printed by themselves alone, but for those that print names of other objects. An enum is
    /// printed by its labels, an extension's type by the extension. A cast to text of the user's own may do anything.
    private static let types = """
        types (oid, prints_labels, meaning) AS (
            SELECT t.oid, e.typtype = 'e',
                CASE WHEN e.oid < 16384 AND e.typtype IN ('b', 'r', 'm') AND e.typname !~ '^reg'
                        AND e.typname <> 'aclitem' THEN ''
                    WHEN EXISTS (SELECT FROM pg_catalog.pg_cast AS k
                        WHERE k.castsource IN (t.oid, b.oid, e.oid) AND NOT EXISTS (
                            SELECT FROM pg_catalog.pg_depend AS d
                            WHERE d.classid = 'pg_catalog.pg_cast'::pg_catalog.regclass AND d.objid = k.oid
                              AND d.deptype = 'e')) THEN NULL
                    WHEN e.typtype = 'e' THEN (
                        SELECT pg_catalog.string_agg(
                            pg_catalog.format('%s %L', l.oid, l.enumlabel), ' ' ORDER BY l.oid)
                        FROM pg_catalog.pg_enum AS l WHERE l.enumtypid = e.oid)
                    WHEN e.typtype = 'b' THEN (
                        SELECT pg_catalog.format('%I %L', x.extname, x.extversion)
                        FROM pg_catalog.pg_depend AS d
                        JOIN pg_catalog.pg_extension AS x ON x.oid = d.refobjid
                        WHERE d.classid = 'pg_catalog.pg_type'::pg_catalog.regclass AND d.objid = e.oid
                          AND d.deptype = 'e')
                    END
            FROM pg_catalog.pg_type AS t
            JOIN pg_catalog.pg_type AS b ON b.oid = CASE t.typtype WHEN 'd' THEN t.typbasetype ELSE t.oid END
            JOIN pg_catalog.pg_type AS e ON e.oid = CASE WHEN b.typelem <> 0 AND b.typlen = -1
                AND b.typsubscript = 'pg_catalog.array_subscript_handler'::pg_catalog.regproc
                THEN b.typelem ELSE b.oid END
            WHERE t.oid IN (SELECT a.atttypid FROM pg_catalog.pg_attribute AS a
                WHERE a.attrelid IN (SELECT m.oid FROM members AS m))
        )
        """

    private static let columns = """
        columns (oid, meaning, targets, prints_labels, tells_all) AS (
            SELECT a.attrelid,
                pg_catalog.md5(pg_catalog.string_agg(ROW(a.attnum, a.attname, a.attisdropped, a.atttypid, a.atttypmod,
                    a.attcollation, a.attgenerated, a.atthasmissing, a.attmissingval::pg_catalog.text, y.meaning
                    )::pg_catalog.text, ', ' ORDER BY a.attnum)),
                pg_catalog.string_agg(ROW(a.attstattarget, a.attoptions)::pg_catalog.text, ', ' ORDER BY a.attnum),
                pg_catalog.bool_or(y.prints_labels),
                pg_catalog.bool_and(a.attisdropped OR y.meaning IS NOT NULL AND a.attgenerated <> 'v')
            FROM pg_catalog.pg_attribute AS a
            LEFT JOIN types AS y ON y.oid = a.atttypid
            WHERE a.attnum > 0 AND a.attrelid IN (SELECT m.oid FROM members AS m)
            GROUP BY a.attrelid
        )
        """

    /// A gathered statistic is told from a later one by its row's place and transaction.
    private static func gathered(for oid: String) -> String {
        """
        (SELECT pg_catalog.string_agg(ROW(s.staattnum, s.stainherit, s.ctid, s.xmin)::pg_catalog.text, ', '
                ORDER BY s.staattnum, s.stainherit)
            FROM pg_catalog.pg_statistic AS s WHERE s.starelid = \(oid))
        """
    }

    /// Indexes over columns have no statistics of their own; those over expressions have, made by functions.
    private static let gathered = """
        pg_catalog.md5(ROW(a.targets, \(gathered(for: "c.oid")),
            (SELECT pg_catalog.string_agg(ROW(x.oid, x.xmin, d.ctid, d.xmin)::pg_catalog.text, ', '
                    ORDER BY x.oid, d.ctid)
                FROM pg_catalog.pg_statistic_ext AS x
                LEFT JOIN pg_catalog.pg_statistic_ext_data AS d ON d.stxoid = x.oid
                WHERE x.stxrelid = c.oid),
            (SELECT pg_catalog.string_agg(ROW(i.indexrelid, i.xmin, \(gathered(for: "i.indexrelid")),
                    (SELECT pg_catalog.string_agg(ROW(t.attnum, t.attstattarget)::pg_catalog.text, ', '
                            ORDER BY t.attnum)
                        FROM pg_catalog.pg_attribute AS t WHERE t.attrelid = i.indexrelid),
                    (SELECT pg_catalog.string_agg(ROW(p.oid, p.xmin)::pg_catalog.text, ', ' ORDER BY p.oid)
                        FROM pg_catalog.pg_depend AS d
                        JOIN pg_catalog.pg_proc AS p ON p.oid = d.refobjid
                        WHERE d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.objid = i.indexrelid
                          AND d.refclassid = 'pg_catalog.pg_proc'::pg_catalog.regclass)
                    )::pg_catalog.text, ', ' ORDER BY i.indexrelid)
                FROM pg_catalog.pg_index AS i WHERE i.indrelid = c.oid AND i.indexprs IS NOT NULL)
            )::pg_catalog.text)
        """
}
