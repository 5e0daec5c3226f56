extension MendingCase {
    static let tables = [
        MendingCase(
            "CREATE TABLE extra (id serial PRIMARY KEY, c integer REFERENCES customers)",
            leaves: ["table_left table public.extra"]),
        MendingCase(
            "ALTER TABLE orders SET (fillfactor = 70, toast.autovacuum_enabled = off)",
            leaves: [
                "storage_options table public.orders", "storage_options table public.orders",
            ]),
        MendingCase(
            "ALTER TABLE plain SET UNLOGGED",
            leaves: ["persistence table public.plain", "sequence sequence public.plain_a_seq"]),
        MendingCase("ALTER TABLE plain ADD c text", leaves: ["column_left column public.plain.c"]),
        MendingCase("CREATE TABLE second () INHERITS (heir)", leaves: ["table_left table public.second"]),
        MendingCase("ALTER TABLE orders REPLICA IDENTITY FULL", leaves: ["replica_identity table public.orders"]),
        MendingCase(
            "ALTER TABLE orders REPLICA IDENTITY USING INDEX orders_pkey",
            leaves: ["replica_identity index public.orders_pkey", "replica_identity table public.orders"]),
        MendingCase("ALTER TABLE orders RENAME TO purchases", leaves: ["name table public.purchases"]),
        MendingCase("ALTER TABLE orders SET SCHEMA app", leaves: ["name table app.orders"]),
        MendingCase("ALTER SCHEMA app RENAME TO application", leaves: ["name schema application"]),
        MendingCase(
            "ALTER TABLE events DETACH PARTITION events_2025",
            leaves: [
                "inheritance column public.events_2025.at", "inheritance column public.events_2025.id",
                "inheritance column public.events_2025.what",
                "inheritance constraint events_2025_pkey ON public.events_2025",
                "partition constraint events_2025_pkey ON public.events_2025",
                "partition index public.events_2025_pkey", "partition index public.events_2025_what_idx",
                "partition table public.events_2025", "partition table public.events_2025",
                "trigger_missing trigger seen ON public.events_2025",
            ]),
        MendingCase(
            "CREATE TABLE events_2026 PARTITION OF events FOR VALUES FROM ('2026-01-01') TO ('2027-01-01')",
            leaves: ["table_left table public.events_2026"]),
        MendingCase("DROP TABLE events_2025", leaves: ["table_missing table public.events_2025"]),
        MendingCase(
            "DROP TABLE orders CASCADE",
            leaves: [
                "publication publication @owner_news", "table_missing table public.orders",
                "view_missing materialized_view public.totals", "view_missing view public.big_customers",
                "view_missing view public.big_orders",
            ]),
    ]

    static let others = [
        MendingCase(
            "CREATE EVENT TRIGGER extra ON sql_drop EXECUTE FUNCTION on_drop()",
            leaves: ["trigger_otherwise event_trigger extra"]),
        MendingCase("ALTER EVENT TRIGGER watch DISABLE", leaves: ["trigger_disabled event_trigger watch"]),
        MendingCase("DROP EVENT TRIGGER watch", leaves: ["trigger_otherwise event_trigger watch"]),
        MendingCase("DROP EXTENSION pg_prewarm", leaves: ["extension_missing extension pg_prewarm"]),
        MendingCase("COMMENT ON DATABASE @database IS 'x'", leaves: ["comment comment database current"]),
        MendingCase("ALTER DATABASE @database CONNECTION LIMIT 90", leaves: ["other database current"]),
        MendingCase(
            "REFRESH MATERIALIZED VIEW totals WITH NO DATA",
            leaves: ["view_otherwise materialized_view public.totals"]),
        MendingCase("CREATE COLLATION extra FROM \"C\"", leaves: ["other collation public.extra"]),
        MendingCase(
            "CREATE FUNCTION same(pair, pair) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT true'",
            "CREATE OPERATOR === (LEFTARG = pair, RIGHTARG = pair, FUNCTION = same)",
            "CREATE CAST (pair AS text) WITH INOUT",
            leaves: [
                "function_left function public.same(public.pair,public.pair)",
                "other cast (public.pair AS text)", "other operator public.===(public.pair,public.pair)",
            ]),
        MendingCase(
            "ALTER PUBLICATION @owner_news SET (publish = 'insert')", leaves: ["publication publication @owner_news"]),
        MendingCase(
            "ALTER PUBLICATION @owner_news ADD TABLE events", "ALTER PUBLICATION @owner_news DROP TABLE orders",
            leaves: ["publication publication @owner_news", "publication publication @owner_news"]),
        MendingCase("DROP PUBLICATION @owner_news", leaves: ["publication publication @owner_news"]),
    ]

    /// Residues that are in each other's way.
    static let several = [
        MendingCase(
            "CREATE TYPE state AS ENUM ('new', 'active', 'gone')",
            "ALTER TABLE customers ADD state state NOT NULL DEFAULT 'new'",
            "CREATE FUNCTION is_new(state) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT $1 = ''new'''",
            "CREATE INDEX customers_new ON customers (id) WHERE is_new(state)",
            "CREATE VIEW new_customers AS SELECT id FROM customers WHERE is_new(state)",
            leaves: [
                "column_left column public.customers.state", "function_left function public.is_new(public.state)",
                "index_left index public.customers_new", "type type public.state",
                "view_left view public.new_customers",
            ]),
        MendingCase(
            "CREATE TABLE archive (LIKE orders INCLUDING ALL)", "CREATE SEQUENCE archive_number OWNED BY archive.id",
            "ALTER SEQUENCE tickets OWNED BY archive.id", "CREATE ROLE @owner_reader",
            "GRANT SELECT ON archive, orders TO @owner_reader",
            "ALTER TABLE customers ALTER age SET DEFAULT nextval('archive_number')",
            leaves: [
                "column_default column public.customers.age",
                "grants grant SELECT ON table public.orders TO @owner_reader", "role role @owner_reader",
                "sequence sequence public.tickets", "table_left table public.archive",
            ]),
        MendingCase(
            "DROP VIEW big_orders CASCADE", "DROP FUNCTION touch() CASCADE", "ALTER TABLE orders RENAME TO purchases",
            "ALTER TABLE purchases RENAME customer_id TO buyer", "ALTER TABLE purchases ALTER placed DROP NOT NULL",
            leaves: [
                "column_nullability column public.purchases.placed", "function_missing function public.touch()",
                "name column public.purchases.buyer", "name table public.purchases",
                "trigger_missing trigger seen ON public.events",
                "trigger_missing trigger touched ON public.customers", "view_missing view public.big_customers",
                "view_missing view public.big_orders",
            ]),
        MendingCase(
            "ALTER TABLE orders RENAME TO temporary_name", "ALTER TABLE customers RENAME TO orders",
            "ALTER TABLE temporary_name RENAME TO customers",
            leaves: ["name table public.customers", "name table public.orders"]),
    ]

    /// What no statement brings back, each with the reason in ``Residue/reason``.
    static let unmendable = [
        // Nothing to put into the rows.
        MendingCase(
            "ALTER TABLE customers DROP email CASCADE",
            leaves: [
                "column_missing column public.customers.email", "column_missing column public.customers.shout",
                "constraint_missing constraint customers_email ON public.customers",
            ], stays: ["column public.customers.email not_null"]),
        // INHERIT does not make columns the parent's alone again.
        MendingCase(
            "ALTER TABLE heir NO INHERIT plain",
            leaves: [
                "inheritance column public.heir.a", "inheritance column public.heir.b",
                "inheritance table public.heir",
            ],
            stays: [
                "column public.heir.a declared_again", "column public.heir.a inherited_from",
                "column public.heir.b declared_again", "column public.heir.b inherited_from",
            ]),
        // Nobody can read a secret.
        MendingCase(
            "ALTER ROLE @app RESET app.api_key", leaves: ["setting setting role @app"],
            stays: ["setting role @app app.api_key"]),
        // An aggregate's facts are not written as SQL yet.
        MendingCase(
            "DROP AGGREGATE total(integer)", leaves: ["function_missing function public.total(integer)"],
            stays: ["function public.total(integer) removed"]),
    ]
}
