extension MendingCase {
    static let routines = [
        MendingCase(
            """
            CREATE OR REPLACE FUNCTION label(name text, mark text DEFAULT '!') RETURNS text LANGUAGE sql STABLE
            AS 'SELECT mark'
            """,
            leaves: ["function_body function public.label(text,text)"]),
        MendingCase(
            "ALTER FUNCTION label IMMUTABLE STRICT SECURITY DEFINER COST 7",
            "ALTER FUNCTION label SET search_path = public, app",
            leaves: [
                "function_otherwise function public.label(text,text)",
                "function_otherwise function public.label(text,text)",
                "function_otherwise function public.label(text,text)",
                "function_otherwise function public.label(text,text)",
                "function_otherwise function public.label(text,text)",
            ]),
        MendingCase(
            "DROP FUNCTION label",
            wayBack: [
                "CREATE FUNCTION label(name text, mark text) RETURNS text LANGUAGE sql STABLE AS 'SELECT name || mark'"
            ],
            leaves: [
                "function_otherwise function public.label(text,text)",
                "grants grant EXECUTE ON function public.label(text,text) TO PUBLIC",
            ]),
        MendingCase("DROP PROCEDURE sweep()", leaves: ["function_missing function public.sweep()"]),
        MendingCase(
            "CREATE FUNCTION extra() RETURNS integer LANGUAGE sql AS 'SELECT 1'",
            leaves: ["function_left function public.extra()"]),
        MendingCase(
            "ALTER TABLE customers DISABLE TRIGGER touched",
            leaves: ["trigger_disabled trigger touched ON public.customers"]),
        MendingCase(
            "DROP TRIGGER touched ON customers", leaves: ["trigger_missing trigger touched ON public.customers"]),
        MendingCase(
            "CREATE OR REPLACE TRIGGER touched AFTER UPDATE ON customers FOR EACH ROW EXECUTE FUNCTION touch()",
            leaves: ["trigger_otherwise trigger touched ON public.customers"]),
        MendingCase(
            "CREATE TRIGGER extra BEFORE INSERT ON orders FOR EACH ROW EXECUTE FUNCTION touch()",
            leaves: ["trigger_left trigger extra ON public.orders"]),
        MendingCase("DROP TRIGGER seen ON events", leaves: ["trigger_missing trigger seen ON public.events"]),
        MendingCase(
            "CREATE OR REPLACE RULE keep AS ON DELETE TO orders WHERE old.total > 5 DO INSTEAD NOTHING",
            leaves: ["rule rule keep ON public.orders"]),
        MendingCase("DROP POLICY mine ON customers", leaves: ["policy_missing policy mine ON public.customers"]),
        MendingCase(
            "ALTER POLICY mine ON customers TO PUBLIC USING (true)",
            leaves: [
                "policy_otherwise policy mine ON public.customers", "policy_otherwise policy mine ON public.customers",
            ]),
        MendingCase(
            "DROP POLICY mine ON customers",
            wayBack: ["CREATE POLICY mine ON customers TO @app USING (status <> 'hidden')"],
            leaves: ["policy_otherwise policy mine ON public.customers"]),
        MendingCase(
            "ALTER TABLE customers DISABLE ROW LEVEL SECURITY", "ALTER TABLE orders FORCE ROW LEVEL SECURITY",
            leaves: ["row_security table public.customers", "row_security table public.orders"]),
    ]

    static let views = [
        MendingCase(
            "CREATE OR REPLACE VIEW big_orders AS SELECT id, customer_id, total FROM orders WHERE total > 50",
            leaves: ["view_otherwise view public.big_orders"]),
        MendingCase(
            "CREATE OR REPLACE VIEW big_orders AS SELECT id, customer_id, total, kind FROM orders WHERE total > 100",
            leaves: ["column_left column public.big_orders.kind", "view_otherwise view public.big_orders"]),
        MendingCase(
            "DROP VIEW big_orders CASCADE",
            leaves: ["view_missing view public.big_customers", "view_missing view public.big_orders"]),
        MendingCase("CREATE VIEW extra AS SELECT 1 AS one", leaves: ["view_left view public.extra"]),
        MendingCase(
            "DROP MATERIALIZED VIEW totals",
            wayBack: [
                "CREATE MATERIALIZED VIEW totals AS SELECT customer_id, max(total) AS total FROM orders GROUP BY 1"
            ],
            leaves: ["index_missing index public.totals_customer", "view_otherwise materialized_view public.totals"]),
        MendingCase(
            "ALTER VIEW big_orders SET (security_barrier = true)", leaves: ["view_otherwise view public.big_orders"]),
        MendingCase(
            "DROP VIEW prices CASCADE", "DROP RULE free ON priced", "ALTER PUBLICATION @owner_prices DROP TABLE priced",
            "ALTER TABLE priced ALTER price TYPE numeric(9, 3)",
            wayBack: [
                "CREATE VIEW prices AS SELECT price FROM priced", "COMMENT ON VIEW prices IS 'prices'",
                "CREATE VIEW high_prices AS SELECT * FROM prices WHERE price > 9",
                "CREATE RULE free AS ON DELETE TO priced WHERE old.price = 0 DO INSTEAD NOTHING",
                "ALTER PUBLICATION @owner_prices ADD TABLE priced WHERE (price > 5)",
            ],
            leaves: [
                "column_type column public.high_prices.price", "column_type column public.priced.price",
                "column_type column public.prices.price",
            ]),
    ]

    static let types = [
        MendingCase("ALTER TYPE mood ADD VALUE 'wild' AFTER 'ok'", leaves: ["enum_value_left type public.mood"]),
        MendingCase("ALTER TYPE mood RENAME VALUE 'sad' TO 'blue'", leaves: ["enum_value_left type public.mood"]),
        MendingCase("CREATE TYPE extra AS ENUM ('a')", leaves: ["type type public.extra"]),
        MendingCase("DROP TYPE pair", leaves: ["type type public.pair"]),
        MendingCase(
            "ALTER TYPE pair ADD ATTRIBUTE c date, ALTER ATTRIBUTE a TYPE bigint", leaves: ["type type public.pair"]),
        MendingCase("ALTER DOMAIN positive SET DEFAULT 4", leaves: ["type type public.positive"]),
        MendingCase("CREATE DOMAIN extra AS text", leaves: ["domain type public.extra"]),
        MendingCase("CREATE SCHEMA extra", leaves: ["schema schema extra"]),
        MendingCase(
            "ALTER SEQUENCE tickets INCREMENT BY 7 CACHE 3 CYCLE",
            leaves: [
                "sequence sequence public.tickets", "sequence sequence public.tickets",
                "sequence sequence public.tickets",
            ]),
        MendingCase("DROP SEQUENCE tickets", leaves: ["sequence sequence public.tickets"]),
        MendingCase("CREATE EXTENSION pg_buffercache SCHEMA app", leaves: ["extension_left extension pg_buffercache"]),
        MendingCase("ALTER TYPE mood RENAME TO humour", leaves: ["name type public.humour"]),
    ]

    static let access = [
        MendingCase(
            "GRANT INSERT ON customers TO @app", leaves: ["grants grant INSERT ON table public.customers TO @app"]),
        MendingCase(
            "REVOKE SELECT ON customers FROM @app", leaves: ["grants grant SELECT ON table public.customers TO @app"]),
        MendingCase(
            "REVOKE UPDATE (note) ON customers FROM @app",
            leaves: ["column_grants grant UPDATE ON column public.customers.note TO @app"]),
        MendingCase(
            "GRANT SELECT ON customers TO @app WITH GRANT OPTION",
            leaves: ["grants grant SELECT ON table public.customers TO @app"]),
        MendingCase(
            "GRANT EXECUTE ON FUNCTION label(text, text) TO PUBLIC",
            leaves: ["grants grant EXECUTE ON function public.label(text,text) TO PUBLIC"]),
        MendingCase(
            "GRANT CONNECT ON DATABASE @database TO @app",
            leaves: ["grants grant CONNECT ON database current TO @app"]),
        MendingCase(
            "ALTER DEFAULT PRIVILEGES FOR ROLE @owner IN SCHEMA app GRANT INSERT ON TABLES TO @app",
            leaves: ["default_privileges default_privilege @owner ON tables IN SCHEMA app"]),
        MendingCase(
            "ALTER DEFAULT PRIVILEGES FOR ROLE @owner IN SCHEMA app REVOKE SELECT ON TABLES FROM @app",
            leaves: ["default_privileges default_privilege @owner ON tables IN SCHEMA app"]),
        MendingCase(
            "ALTER TABLE orders OWNER TO @app",
            leaves: ["ownership sequence public.orders_id_seq", "ownership table public.orders"]),
        MendingCase("ALTER FUNCTION label OWNER TO @app", leaves: ["ownership function public.label(text,text)"]),
        MendingCase("ALTER ROLE @app SET work_mem = '64MB'", leaves: ["setting setting role @app"]),
        MendingCase("ALTER ROLE @app SET search_path = app, public", leaves: ["setting setting role @app"]),
        MendingCase("ALTER DATABASE @database SET work_mem = '5MB'", leaves: ["setting setting database current"]),
        MendingCase("ALTER ROLE @app CREATEDB", "GRANT @owner TO @app", leaves: ["role role @app", "role role @app"]),
        MendingCase("CREATE ROLE @owner_more", leaves: ["role role @owner_more"]),
        MendingCase(
            "COMMENT ON COLUMN customers.status IS NULL", leaves: ["comment comment column public.customers.status"]),
        MendingCase("COMMENT ON TABLE orders IS 'orders'", leaves: ["comment comment table public.orders"]),
    ]
}
