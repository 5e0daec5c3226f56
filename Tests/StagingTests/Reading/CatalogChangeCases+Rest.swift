extension CatalogChangeCases {
    static let moreConstraints = [
        CatalogChangeCase(
            "CREATE TABLE ruled (a integer, b integer, CONSTRAINT it CHECK (a > 0))",
            gives: ["added table public.ruled - semantic"]),
        CatalogChangeCase(
            "ALTER TABLE ruled DROP CONSTRAINT it", "ALTER TABLE ruled ADD CONSTRAINT it UNIQUE (a)",
            gives: [
                "added index public.it - semantic", "changed constraint it ON public.ruled definition semantic",
                "changed constraint it ON public.ruled index semantic",
                "changed constraint it ON public.ruled kind semantic",
            ]),
        CatalogChangeCase(
            "ALTER TABLE ruled ADD CONSTRAINT it2 UNIQUE (b)", "ALTER TABLE ruled ADD CONSTRAINT it3 UNIQUE (b)",
            "ALTER TABLE ruled ADD CONSTRAINT self FOREIGN KEY (a) REFERENCES ruled (b)",
            gives: [
                "added constraint it2 ON public.ruled - semantic", "added constraint it3 ON public.ruled - semantic",
                "added constraint self ON public.ruled - semantic",
            ]),
        CatalogChangeCase(
            "UPDATE pg_catalog.pg_constraint SET conindid = 'it3'::regclass WHERE conname = 'self'",
            gives: ["changed constraint self ON public.ruled referenced_index physical"]),
        CatalogChangeCase(
            "ALTER TABLE ruled DROP CONSTRAINT self", "ALTER TABLE ruled DROP CONSTRAINT it2",
            "CREATE UNIQUE INDEX it2 ON ruled (b)",
            gives: [
                "changed index public.it2 constraint semantic",
                "removed constraint self ON public.ruled - semantic",
            ]),
        CatalogChangeCase(
            "ALTER TABLE ruled DROP CONSTRAINT it3", "ALTER TABLE ruled ADD CONSTRAINT it3 UNIQUE (b) DEFERRABLE",
            gives: [
                "changed constraint it3 ON public.ruled deferrable semantic",
                "changed index public.it3 immediate semantic",
            ]),
        CatalogChangeCase(
            "ALTER TABLE event_1 ADD CONSTRAINT whole CHECK (id > 0)",
            gives: ["added constraint whole ON public.event_1 - semantic"]),
        CatalogChangeCase(
            "ALTER TABLE event ADD CONSTRAINT whole CHECK (id > 0)",
            gives: [
                "added constraint whole ON public.event - semantic",
                "changed constraint whole ON public.event_1 inherited semantic",
            ]),
        CatalogChangeCase(
            "CREATE TABLE first_base (n integer, CONSTRAINT low CHECK (n > 0))",
            "CREATE TABLE first_heir (n integer, CONSTRAINT low CHECK (n > 0))",
            gives: ["added table public.first_base - semantic", "added table public.first_heir - semantic"]),
        CatalogChangeCase(
            "ALTER TABLE first_heir INHERIT first_base",
            gives: [
                "changed column public.first_heir.n declared_again semantic",
                "changed constraint low ON public.first_heir declared_again semantic",
                "changed table public.first_heir inherits semantic",
            ]),
        CatalogChangeCase(
            "DROP POLICY mine ON plain", "CREATE POLICY mine ON plain AS RESTRICTIVE FOR ALL USING (a > 2)",
            gives: ["changed policy mine ON public.plain command security"]),
        CatalogChangeCase(
            "ALTER POLICY mine ON plain WITH CHECK (a > 5)",
            gives: ["changed policy mine ON public.plain with_check security"]),
    ]

    static let moreRelations = [
        CatalogChangeCase(
            "ALTER SEQUENCE counter OWNED BY NONE", "ALTER SEQUENCE counter OWNER TO @owner",
            gives: [
                "changed sequence public.counter owned_by semantic", "changed sequence public.counter owner security",
            ]),
        CatalogChangeCase(
            "ALTER SEQUENCE counter SET UNLOGGED", gives: ["changed sequence public.counter persistence semantic"]),
        CatalogChangeCase(
            "UPDATE pg_catalog.pg_depend SET deptype = 'a' WHERE objid = 'child_id_seq'::regclass AND deptype = 'i'",
            gives: ["changed sequence public.child_id_seq is_identity semantic"]),
        CatalogChangeCase(
            "UPDATE pg_catalog.pg_depend SET deptype = 'i' WHERE objid = 'child_id_seq'::regclass AND deptype = 'a'",
            gives: ["changed sequence public.child_id_seq is_identity semantic"]),
        CatalogChangeCase(
            "ALTER MATERIALIZED VIEW kept OWNER TO @owner",
            gives: ["changed materialized_view public.kept owner security"]),
        CatalogChangeCase(
            "ALTER MATERIALIZED VIEW kept SET TABLESPACE @owner_space",
            gives: ["changed materialized_view public.kept tablespace environment"]),
        CatalogChangeCase(
            "ALTER MATERIALIZED VIEW kept SET ACCESS METHOD heap", gives: []),
        CatalogChangeCase(
            "DROP MATERIALIZED VIEW kept", "CREATE MATERIALIZED VIEW kept AS SELECT id, note FROM child",
            gives: [
                "added column public.kept.note - semantic",
                "changed materialized_view public.kept definition semantic",
                "changed materialized_view public.kept owner security",
                "changed materialized_view public.kept populated semantic",
                "changed materialized_view public.kept storage_options performance",
                "changed materialized_view public.kept tablespace environment",
            ]),
        CatalogChangeCase(
            "ALTER MATERIALIZED VIEW kept SET (toast.autovacuum_enabled = off)",
            gives: ["changed materialized_view public.kept toast_options performance"]),
        CatalogChangeCase(
            "ALTER MATERIALIZED VIEW kept DEPENDS ON EXTENSION pg_buffercache",
            gives: ["changed materialized_view public.kept depends_on_extensions semantic"]),
        CatalogChangeCase(
            "ALTER MATERIALIZED VIEW kept SET ACCESS METHOD pile",
            gives: ["changed materialized_view public.kept access_method performance"]),
        CatalogChangeCase(
            "ALTER MATERIALIZED VIEW kept SET ACCESS METHOD heap",
            gives: ["changed materialized_view public.kept access_method performance"]),
        CatalogChangeCase(
            "ALTER STATISTICS counted OWNER TO @owner", gives: ["changed statistics public.counted owner security"]),
        CatalogChangeCase(
            "DROP STATISTICS counted", "CREATE STATISTICS counted (ndistinct) ON a, b FROM plain",
            gives: [
                "changed statistics public.counted data physical",
                "changed statistics public.counted definition performance",
                "changed statistics public.counted owner security",
            ]),
        CatalogChangeCase(
            "DROP STATISTICS counted", "CREATE STATISTICS counted (ndistinct) ON id, note FROM child",
            gives: [
                "changed statistics public.counted definition performance",
                "changed statistics public.counted table performance",
            ]),
    ]

    static let environments = [
        CatalogChangeCase(
            "UPDATE pg_catalog.pg_extension SET extowner = '@owner'::regrole WHERE extname = 'pgcrypto'",
            gives: ["changed extension pgcrypto owner security"]),
        CatalogChangeCase(
            "UPDATE pg_catalog.pg_extension SET extversion = '0.9' WHERE extname = 'pgcrypto'",
            gives: ["changed extension pgcrypto version environment"]),
        CatalogChangeCase(
            "UPDATE pg_catalog.pg_extension SET extrelocatable = false WHERE extname = 'pgcrypto'",
            gives: ["changed extension pgcrypto relocatable environment"]),
        CatalogChangeCase(
            "UPDATE pg_catalog.pg_extension SET extconfig = ARRAY['plain'::regclass::oid], "
                + "extcondition = ARRAY['WHERE a > 1'] WHERE extname = 'pgcrypto'",
            gives: ["changed extension pgcrypto configuration environment"]),
        CatalogChangeCase(
            "GRANT EXECUTE ON FUNCTION other.pg_buffercache_pages() TO @app",
            gives: ["added grant EXECUTE ON function other.pg_buffercache_pages() TO @app - security"]),
        CatalogChangeCase(
            "GRANT EXECUTE ON FUNCTION pg_catalog.pg_ls_dir(text) TO @app",
            gives: ["added grant EXECUTE ON function pg_ls_dir(text) TO @app - security"]),
        CatalogChangeCase(
            "REVOKE SELECT ON pg_catalog.pg_proc FROM PUBLIC",
            gives: [
                "added grant SELECT ON table pg_proc TO PUBLIC - security"
            ]),
        CatalogChangeCase(
            "GRANT SELECT ON pg_catalog.pg_proc TO PUBLIC",
            gives: [
                "removed grant SELECT ON table pg_proc TO PUBLIC - security"
            ]),
        CatalogChangeCase(
            "GRANT USAGE ON FOREIGN SERVER away TO @app",
            gives: ["added grant USAGE ON foreign_server away TO @app - security"]),
        CatalogChangeCase(
            "GRANT USAGE ON FOREIGN DATA WRAPPER far TO @app",
            gives: ["added grant USAGE ON foreign_data_wrapper far TO @app - security"]),
        CatalogChangeCase(
            "UPDATE pg_catalog.pg_language SET lanpltrusted = true WHERE lanname = 'tongue'",
            "GRANT USAGE ON LANGUAGE tongue TO @app WITH GRANT OPTION",
            gives: [
                "added grant USAGE ON language tongue TO @app - security", "changed language tongue trusted security",
            ]),
        CatalogChangeCase(
            "GRANT SELECT ON LARGE OBJECT 4242 TO @app",
            gives: ["added grant SELECT ON large_object 4242 TO @app - security"]),
        CatalogChangeCase(
            "ALTER LARGE OBJECT 4242 OWNER TO @owner", gives: ["changed large_object 4242 owner security"]),
        CatalogChangeCase(
            "REVOKE USAGE ON TYPE mood FROM PUBLIC",
            gives: ["added grant USAGE ON type public.mood TO PUBLIC - security"]),
        CatalogChangeCase(
            "UPDATE pg_catalog.pg_seclabel SET label = 'open' WHERE provider = 'test'",
            gives: ["changed security_label table public.plain test security"]),
    ]

    /// A comment on every kind of object: (statement's object, the object's name in facts).
    static let comments =
        [
            ("SCHEMA app", "schema app"), ("INDEX \"i\n\"\"📦\"", "index public.\"i\n\"\"📦\""),
            ("VIEW seen", "view public.seen"),
            ("MATERIALIZED VIEW kept", "materialized_view public.kept"),
            ("SEQUENCE counter", "sequence public.counter"),
            ("TYPE pair", "type public.pair"), ("COLUMN pair.a", "column public.pair.a"),
            ("DOMAIN positive", "type public.positive"),
            ("CONSTRAINT positive_check ON DOMAIN positive", "constraint positive_check ON public.positive"),
            ("FUNCTION touch()", "function public.touch()"),
            ("AGGREGATE summed(integer)", "function public.summed(integer)"),
            ("TRIGGER touched ON plain", "trigger touched ON public.plain"),
            ("RULE quiet ON plain", "rule quiet ON public.plain"),
            ("POLICY mine ON plain", "policy mine ON public.plain"),
            ("STATISTICS counted", "statistics public.counted"), ("EVENT TRIGGER watch", "event_trigger watch"),
            ("COLLATION dictionary", "collation public.dictionary"), ("CONVERSION latin", "conversion public.latin"),
            ("CAST (mood AS integer)", "cast (public.mood AS integer)"),
            ("TRANSFORM FOR integer LANGUAGE sql", "transform FOR integer LANGUAGE sql"),
            ("LANGUAGE tongue", "language tongue"), ("ACCESS METHOD pile", "access_method pile"),
            ("OPERATOR !=== (mood, mood)", "operator public.!===(public.mood,public.mood)"),
            ("OPERATOR CLASS mood_ops USING hash", "operator_class public.mood_ops USING hash"),
            ("OPERATOR FAMILY moods USING hash", "operator_family public.moods USING hash"),
            ("TEXT SEARCH CONFIGURATION finding", "text_search_configuration public.finding"),
            ("TEXT SEARCH DICTIONARY short", "text_search_dictionary public.short"),
            ("TEXT SEARCH PARSER words", "text_search_parser public.words"),
            ("TEXT SEARCH TEMPLATE plainly", "text_search_template public.plainly"),
            ("FOREIGN DATA WRAPPER far", "foreign_data_wrapper far"), ("SERVER away", "foreign_server away"),
            ("FOREIGN TABLE distant", "table public.distant"), ("PUBLICATION news", "publication news"),
            ("SUBSCRIPTION follows", "subscription follows"),
        ].map { object, identity in
            CatalogChangeCase(
                "COMMENT ON \(object) IS E'it''s \\n a \"comment\"'", gives: ["added comment \(identity) - semantic"])
        }
        + [
            CatalogChangeCase(
                "COMMENT ON LARGE OBJECT 4242 IS 'larger'", gives: ["changed comment large_object 4242 text semantic"]),
            CatalogChangeCase(
                "COMMENT ON EXTENSION pgcrypto IS 'other'",
                gives: ["changed comment extension pgcrypto text environment"]),
        ]
}
