extension CatalogChangeCases {
    static let types = [
        CatalogChangeCase(
            "ALTER TYPE mood ADD VALUE 'fine' AFTER 'sad'", gives: ["changed type public.mood labels semantic"]),
        CatalogChangeCase("ALTER TYPE mood OWNER TO @owner", gives: ["changed type public.mood owner security"]),
        CatalogChangeCase(
            "ALTER DOMAIN positive SET DEFAULT 3", gives: ["changed type public.positive default semantic"]),
        CatalogChangeCase(
            "ALTER DOMAIN positive SET NOT NULL", gives: ["changed type public.positive not_null semantic"]),
        CatalogChangeCase(
            "ALTER DOMAIN positive ADD CONSTRAINT low CHECK (value < 9)",
            gives: ["added constraint low ON public.positive - semantic"]),
        CatalogChangeCase(
            "ALTER TYPE pair ADD ATTRIBUTE c date", gives: ["changed type public.pair attributes semantic"]),
        CatalogChangeCase("DROP TYPE span", gives: ["removed type public.span - semantic"]),
        CatalogChangeCase(
            "CREATE EXTENSION pgcrypto",
            gives: ["added extension pgcrypto - semantic"]),
        CatalogChangeCase(
            "ALTER EXTENSION pgcrypto SET SCHEMA other", gives: ["changed extension pgcrypto schema semantic"]),
        CatalogChangeCase(
            "ALTER EXTENSION pgcrypto ADD SEQUENCE counter",
            gives: [
                "changed extension pgcrypto members environment", "removed sequence public.counter - semantic",
            ]),
        CatalogChangeCase(
            "ALTER EXTENSION pgcrypto DROP SEQUENCE counter",
            gives: ["added sequence public.counter - semantic", "changed extension pgcrypto members environment"]),
    ]

    static let others = [
        CatalogChangeCase(
            "CREATE OR REPLACE VIEW seen AS SELECT id, note FROM child WHERE id > 1",
            gives: ["changed view public.seen definition semantic"]),
        CatalogChangeCase(
            "ALTER VIEW seen SET (security_barrier = true)", gives: ["changed view public.seen options security"]),
        CatalogChangeCase("ALTER VIEW seen OWNER TO @owner", gives: ["changed view public.seen owner security"]),
        CatalogChangeCase(
            "REFRESH MATERIALIZED VIEW kept WITH NO DATA",
            gives: ["changed materialized_view public.kept populated semantic"]),
        CatalogChangeCase(
            "ALTER MATERIALIZED VIEW kept SET (fillfactor = 50)",
            gives: ["changed materialized_view public.kept storage_options performance"]),
        CatalogChangeCase(
            "ALTER SEQUENCE counter INCREMENT 2", gives: ["changed sequence public.counter increment semantic"]),
        CatalogChangeCase(
            "ALTER SEQUENCE counter MAXVALUE 99", gives: ["changed sequence public.counter maximum semantic"]),
        CatalogChangeCase(
            "ALTER SEQUENCE counter MINVALUE 0", gives: ["changed sequence public.counter minimum semantic"]),
        CatalogChangeCase("ALTER SEQUENCE counter START 5", gives: ["changed sequence public.counter start semantic"]),
        CatalogChangeCase("ALTER SEQUENCE counter CYCLE", gives: ["changed sequence public.counter cycle semantic"]),
        CatalogChangeCase(
            "ALTER SEQUENCE counter CACHE 9", gives: ["changed sequence public.counter cache performance"]),
        CatalogChangeCase(
            "ALTER SEQUENCE counter AS smallint", gives: ["changed sequence public.counter type semantic"]),
        CatalogChangeCase(
            "ALTER SEQUENCE counter OWNED BY plain.d", gives: ["changed sequence public.counter owned_by semantic"]),
        CatalogChangeCase(
            "SELECT pg_catalog.setval('counter', 1, true)", gives: ["changed sequence public.counter is_called data"]),
        CatalogChangeCase(
            "SELECT pg_catalog.setval('counter', 8, true)", gives: ["changed sequence public.counter last_value data"]),
        CatalogChangeCase(
            "ALTER STATISTICS pairs SET STATISTICS 400",
            gives: ["changed statistics public.pairs statistics_target performance"]),
        CatalogChangeCase("DROP STATISTICS pairs", gives: ["removed statistics public.pairs - security"]),
        CatalogChangeCase(
            "COMMENT ON TABLE plain IS 'plainer'", gives: ["changed comment table public.plain text semantic"]),
        CatalogChangeCase(
            "COMMENT ON COLUMN plain.d IS 'd'", gives: ["added comment column public.plain.d - semantic"]),
        CatalogChangeCase(
            "COMMENT ON CONSTRAINT low ON plain IS 'c'",
            gives: ["added comment constraint low ON public.plain - semantic"]),
    ]

    static let access = [
        CatalogChangeCase("ALTER SCHEMA app OWNER TO @owner", gives: ["changed schema app owner security"]),
        CatalogChangeCase(
            "GRANT USAGE ON SCHEMA app TO @app", gives: ["added grant USAGE ON schema app TO @app - security"]),
        CatalogChangeCase(
            "GRANT SELECT ON plain TO @app WITH GRANT OPTION",
            gives: ["changed grant SELECT ON table public.plain TO @app state security"]),
        CatalogChangeCase(
            "REVOKE SELECT ON plain FROM @app",
            gives: ["removed grant SELECT ON table public.plain TO @app - security"]),
        CatalogChangeCase(
            "GRANT UPDATE (d) ON plain TO @app",
            gives: ["added grant UPDATE ON column public.plain.d TO @app - security"]),
        CatalogChangeCase(
            "REVOKE EXECUTE ON FUNCTION touch() FROM PUBLIC",
            gives: ["added grant EXECUTE ON function public.touch() TO PUBLIC - security"]),
        CatalogChangeCase(
            "REVOKE INSERT ON parent FROM @owner",
            gives: ["added grant INSERT ON table public.parent TO @owner - security"]),
        CatalogChangeCase(
            "GRANT INSERT ON parent TO @owner",
            gives: ["removed grant INSERT ON table public.parent TO @owner - security"]),
        CatalogChangeCase(
            "GRANT USAGE ON SEQUENCE counter TO @app",
            gives: ["added grant USAGE ON sequence public.counter TO @app - security"]),
        CatalogChangeCase(
            "ALTER DEFAULT PRIVILEGES FOR ROLE @owner IN SCHEMA app GRANT SELECT ON TABLES TO @app",
            gives: ["added default_privilege @owner ON tables IN SCHEMA app - security"]),
        CatalogChangeCase(
            "ALTER DEFAULT PRIVILEGES FOR ROLE @owner REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC",
            gives: ["added default_privilege @owner ON functions - security"]),
        CatalogChangeCase(
            "ALTER POLICY mine ON plain USING (a > 2)", gives: ["changed policy mine ON public.plain using security"]),
        CatalogChangeCase(
            "ALTER POLICY mine ON plain TO PUBLIC", gives: ["changed policy mine ON public.plain roles security"]),
        CatalogChangeCase(
            "DROP POLICY mine ON plain", "CREATE POLICY mine ON plain AS RESTRICTIVE FOR SELECT USING (a > 2)",
            gives: ["changed policy mine ON public.plain permissive security"]),
        CatalogChangeCase("ALTER ROLE @app CREATEDB", gives: ["changed role @app createdb security"]),
        CatalogChangeCase(
            "GRANT @owner TO @app",
            gives: [
                "changed role @app grantor of @owner environment", "changed role @app member of @owner security",
            ]),
        CatalogChangeCase(
            "ALTER ROLE @app SET search_path = app", gives: ["added setting role @app - security"]),
        CatalogChangeCase(
            "ALTER ROLE @app SET work_mem = '7MB'", gives: ["changed setting role @app work_mem performance"]),
    ]

    static let database = [
        CatalogChangeCase(
            "ALTER DATABASE @database CONNECTION LIMIT 70",
            gives: ["changed database current connection_limit semantic"]),
        CatalogChangeCase(
            "ALTER DATABASE @database SET work_mem = '5MB'", gives: ["added setting database current - performance"]),
        CatalogChangeCase(
            "ALTER DATABASE @database SET search_path = app",
            gives: ["changed setting database current search_path security"]),
        CatalogChangeCase(
            "ALTER ROLE @app IN DATABASE @database SET statement_timeout = '1s'",
            gives: ["changed setting role @app statement_timeout in database semantic"]),
        CatalogChangeCase(
            "REVOKE TEMPORARY ON DATABASE @database FROM PUBLIC",
            gives: ["added grant TEMPORARY ON database current TO PUBLIC - security"]),
        CatalogChangeCase(
            "ALTER DATABASE @database OWNER TO @owner", gives: ["changed database current owner security"]),
        CatalogChangeCase(
            "ALTER DATABASE @database OWNER TO CURRENT_USER", gives: ["changed database current owner security"]),
    ]

    static let comings = [
        CatalogChangeCase(
            "CREATE TABLE fresh (id serial PRIMARY KEY, plain_id integer CHECK (plain_id > 0), note text UNIQUE)",
            "GRANT SELECT ON fresh TO @app", "COMMENT ON COLUMN fresh.note IS 'n'", "CREATE INDEX ON fresh (plain_id)",
            gives: ["added table public.fresh - semantic"]),
        CatalogChangeCase("DROP TABLE fresh", gives: ["removed table public.fresh - semantic"]),
        CatalogChangeCase(
            "DROP TABLE \"We\"\"ird\".\"a ON b.c\"", gives: ["removed table \"We\"\"ird\".\"a ON b.c\" - semantic"]),
    ]
}
