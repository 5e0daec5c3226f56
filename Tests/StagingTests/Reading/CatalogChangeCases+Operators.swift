extension CatalogChangeCases {
    private static let identity = "public.===(public.mood,public.mood)"

    static let operators = [
        CatalogChangeCase(
            "ALTER OPERATOR === (mood, mood) SET (RESTRICT = eqsel)",
            gives: ["changed operator \(identity) restriction_estimator performance"]),
        CatalogChangeCase(
            "ALTER OPERATOR === (mood, mood) SET (JOIN = eqjoinsel)",
            gives: ["changed operator \(identity) join_estimator performance"]),
        CatalogChangeCase(
            "ALTER OPERATOR === (mood, mood) OWNER TO @owner", gives: ["changed operator \(identity) owner security"]),
        CatalogChangeCase(
            "CREATE FUNCTION other_same(mood, mood) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT true'",
            gives: ["added function public.other_same(public.mood,public.mood) - semantic"]),
        CatalogChangeCase(
            "CREATE OPERATOR !=== (LEFTARG = mood, RIGHTARG = mood, FUNCTION = other_same, NEGATOR = ===)",
            gives: [
                "added operator public.!===(public.mood,public.mood) - semantic",
                "changed operator \(identity) negator semantic",
            ]),
        CatalogChangeCase(
            "UPDATE pg_catalog.pg_operator SET oprcom = oid WHERE oprname = '==='",
            gives: ["changed operator \(identity) commutator semantic"]),
        CatalogChangeCase(
            "UPDATE pg_catalog.pg_operator SET oprcode = 'other_same'::regproc WHERE oprname = '==='",
            gives: ["changed operator \(identity) function semantic"]),
        CatalogChangeCase(
            "UPDATE pg_catalog.pg_operator SET oprresult = 'text'::regtype WHERE oprname = '==='",
            gives: ["changed operator \(identity) result semantic"]),
        CatalogChangeCase(
            "UPDATE pg_catalog.pg_operator SET oprcanmerge = true WHERE oprname = '==='",
            gives: ["changed operator \(identity) merges performance"]),
        CatalogChangeCase(
            "UPDATE pg_catalog.pg_operator SET oprcanhash = true WHERE oprname = '==='",
            gives: ["changed operator \(identity) hashes performance"]),
        CatalogChangeCase(
            "ALTER OPERATOR CLASS mood_ops USING hash OWNER TO @owner",
            gives: ["changed operator_class public.mood_ops USING hash owner security"]),
        CatalogChangeCase(
            "CREATE OPERATOR FAMILY more_moods USING hash",
            gives: ["added operator_family public.more_moods USING hash - security"]),
        CatalogChangeCase(
            "UPDATE pg_catalog.pg_opclass SET opcfamily = (SELECT oid FROM pg_catalog.pg_opfamily "
                + "WHERE opfname = 'more_moods') WHERE opcname = 'mood_ops'",
            gives: ["changed operator_class public.mood_ops USING hash family semantic"]),
        CatalogChangeCase(
            "UPDATE pg_catalog.pg_opclass SET opcdefault = true WHERE opcname = 'mood_ops'",
            gives: ["changed operator_class public.mood_ops USING hash default semantic"]),
        CatalogChangeCase(
            "UPDATE pg_catalog.pg_opclass SET opckeytype = 'integer'::regtype WHERE opcname = 'mood_ops'",
            gives: ["changed operator_class public.mood_ops USING hash storage_type semantic"]),
        CatalogChangeCase(
            "UPDATE pg_catalog.pg_opclass SET opcintype = 'text'::regtype WHERE opcname = 'mood_ops'",
            gives: ["changed operator_class public.mood_ops USING hash type semantic"]),
        CatalogChangeCase(
            "ALTER OPERATOR FAMILY moods USING hash OWNER TO @owner",
            gives: ["changed operator_family public.moods USING hash owner security"]),
        CatalogChangeCase(
            "ALTER OPERATOR FAMILY moods USING hash DROP FUNCTION 1 (mood)",
            gives: ["changed operator_family public.moods USING hash function 1 (public.mood, public.mood) semantic"]),
        CatalogChangeCase(
            "ALTER OPERATOR FAMILY moods USING hash DROP OPERATOR 1 (mood, mood)",
            gives: ["changed operator_family public.moods USING hash operator 1 (public.mood, public.mood) semantic"]),
        CatalogChangeCase(
            "ALTER OPERATOR FAMILY pg_catalog.enum_ops USING hash ADD OPERATOR 1 === (mood, mood)",
            gives: ["added operator_family pg_catalog.enum_ops USING hash - semantic"]),
        CatalogChangeCase(
            "UPDATE pg_catalog.pg_am SET amhandler = 'bthandler'::regproc WHERE amname = 'pile'",
            gives: ["changed access_method pile handler semantic"]),
        CatalogChangeCase(
            "UPDATE pg_catalog.pg_am SET amtype = 'i' WHERE amname = 'pile'",
            gives: ["changed access_method pile type semantic"]),
        CatalogChangeCase(
            "DROP CAST (mood AS integer)", "CREATE CAST (mood AS integer) WITH FUNCTION mood_number(mood) AS ASSIGNMENT",
            gives: ["changed cast (public.mood AS integer) context semantic"]),
        CatalogChangeCase(
            "DROP CAST (mood AS integer)", "CREATE CAST (mood AS integer) WITH INOUT AS ASSIGNMENT",
            gives: [
                "changed cast (public.mood AS integer) function semantic",
                "changed cast (public.mood AS integer) method semantic",
            ]),
        CatalogChangeCase(
            """
            CREATE OR REPLACE TRANSFORM FOR integer LANGUAGE sql (
                FROM SQL WITH FUNCTION pg_catalog.prsd_lextype(internal))
            """,
            gives: ["changed transform FOR integer LANGUAGE sql to_sql_function semantic"]),
        CatalogChangeCase(
            """
            CREATE OR REPLACE TRANSFORM FOR integer LANGUAGE sql (
                FROM SQL WITH FUNCTION pg_catalog.dsimple_init(internal))
            """,
            gives: ["changed transform FOR integer LANGUAGE sql from_sql_function semantic"]),
        CatalogChangeCase(
            "ALTER LANGUAGE tongue OWNER TO @owner", gives: ["changed language tongue owner security"]),
        CatalogChangeCase(
            "CREATE OR REPLACE LANGUAGE tongue HANDLER pg_catalog.plpgsql_call_handler",
            gives: ["changed language tongue trusted security"]),
        CatalogChangeCase(
            """
            CREATE OR REPLACE LANGUAGE tongue HANDLER pg_catalog.plpgsql_call_handler
                INLINE pg_catalog.plpgsql_inline_handler
            """,
            gives: ["changed language tongue inline_handler semantic"]),
        CatalogChangeCase(
            """
            CREATE OR REPLACE LANGUAGE tongue HANDLER pg_catalog.plpgsql_call_handler
                INLINE pg_catalog.plpgsql_inline_handler VALIDATOR pg_catalog.plpgsql_validator
            """,
            gives: ["changed language tongue validator semantic"]),
        CatalogChangeCase(
            "UPDATE pg_catalog.pg_language SET lanplcallfoid = 'pg_catalog.plpgsql_validator'::regproc "
                + "WHERE lanname = 'tongue'",
            gives: ["changed language tongue handler semantic"]),
    ]

    static let collations = [
        CatalogChangeCase(
            "ALTER COLLATION dictionary OWNER TO @owner", gives: ["changed collation public.dictionary owner security"]),
        CatalogChangeCase(
            "DROP COLLATION dictionary",
            "CREATE COLLATION dictionary (provider = icu, locale = 'de-DE', deterministic = false)",
            gives: [
                "changed collation public.dictionary deterministic semantic",
                "changed collation public.dictionary owner security",
            ]),
        CatalogChangeCase(
            "DROP COLLATION dictionary",
            "CREATE COLLATION dictionary (provider = icu, locale = 'sv-SE', deterministic = false)",
            gives: ["changed collation public.dictionary locale semantic"]),
        CatalogChangeCase(
            "DROP COLLATION dictionary", "CREATE COLLATION dictionary (provider = libc, locale = 'C')",
            gives: [
                "changed collation public.dictionary collate semantic",
                "changed collation public.dictionary ctype semantic",
                "changed collation public.dictionary deterministic semantic",
                "changed collation public.dictionary encoding semantic",
                "changed collation public.dictionary locale semantic",
                "changed collation public.dictionary provider semantic",
                "changed collation public.dictionary version environment",
                "changed collation public.dictionary version_of_host environment",
            ]),
        CatalogChangeCase(
            "ALTER CONVERSION latin OWNER TO @owner", gives: ["changed conversion public.latin owner security"]),
        CatalogChangeCase(
            "DROP CONVERSION latin", "CREATE CONVERSION latin FOR 'LATIN2' TO 'UTF8' FROM pg_catalog.iso8859_to_utf8",
            gives: [
                "changed conversion public.latin function semantic", "changed conversion public.latin owner security",
                "changed conversion public.latin source_encoding semantic",
            ]),
        CatalogChangeCase(
            "DROP CONVERSION latin",
            "CREATE DEFAULT CONVERSION latin FOR 'UTF8' TO 'LATIN2' FROM pg_catalog.utf8_to_iso8859",
            gives: [
                "changed conversion public.latin default semantic", "changed conversion public.latin function semantic",
                "changed conversion public.latin source_encoding semantic",
                "changed conversion public.latin target_encoding semantic",
            ]),
    ]

    static let textSearch = [
        CatalogChangeCase(
            "ALTER TEXT SEARCH CONFIGURATION finding ALTER MAPPING FOR word WITH simple",
            gives: ["changed text_search_configuration public.finding mapping word semantic"]),
        CatalogChangeCase(
            "ALTER TEXT SEARCH CONFIGURATION finding OWNER TO @owner",
            gives: ["changed text_search_configuration public.finding owner security"]),
        CatalogChangeCase(
            "UPDATE pg_catalog.pg_ts_config SET cfgparser = (SELECT oid FROM pg_catalog.pg_ts_parser "
                + "WHERE prsname = 'default') WHERE cfgname = 'finding'",
            gives: ["changed text_search_configuration public.finding parser semantic"]),
        CatalogChangeCase(
            "ALTER TEXT SEARCH DICTIONARY short (accept = false)",
            gives: ["changed text_search_dictionary public.short options semantic"]),
        CatalogChangeCase(
            "ALTER TEXT SEARCH DICTIONARY short OWNER TO @owner",
            gives: ["changed text_search_dictionary public.short owner security"]),
        CatalogChangeCase(
            "UPDATE pg_catalog.pg_ts_dict SET dicttemplate = (SELECT oid FROM pg_catalog.pg_ts_template "
                + "WHERE tmplname = 'simple') WHERE dictname = 'short'",
            gives: ["changed text_search_dictionary public.short template semantic"]),
        CatalogChangeCase(
            "UPDATE pg_catalog.pg_ts_template SET tmplinit = 'dispell_init'::regproc WHERE tmplname = 'plainly'",
            gives: ["changed text_search_template public.plainly init_function semantic"]),
        CatalogChangeCase(
            "UPDATE pg_catalog.pg_ts_template SET tmpllexize = 'dispell_lexize'::regproc WHERE tmplname = 'plainly'",
            gives: ["changed text_search_template public.plainly lexize_function semantic"]),
    ]
        + [
            ("prsstart", "start_function"), ("prstoken", "token_function"), ("prsend", "end_function"),
            ("prsheadline", "headline_function"), ("prslextype", "token_types_function"),
        ].map { column, attribute in
            CatalogChangeCase(
                "UPDATE pg_catalog.pg_ts_parser SET \(column) = 'prsd_headline'::regproc WHERE prsname = 'words'",
                gives: ["changed text_search_parser public.words \(attribute) semantic"])
        }
}
