/// A change by SQL and what is told of it, in order.
struct RenameCase: Sendable {
    let statements: [String]
    let expected: [String]

    init(_ statements: String..., tells expected: [String]) {
        self.statements = statements
        self.expected = expected
    }
}

enum RenameCases {
    static let objects = [
        "CREATE TYPE mood AS ENUM ('sad', 'ok')", "CREATE DOMAIN positive AS integer CONSTRAINT low CHECK (value > 0)",
        """
        CREATE TABLE orders (id serial PRIMARY KEY, total numeric CHECK (total > 0), note text UNIQUE,
            feeling mood DEFAULT 'ok', amount positive)
        """,
        """
        CREATE TABLE lines (id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
            total integer REFERENCES orders (id))
        """,
        "CREATE INDEX orders_total ON orders (total) WHERE note IS NOT NULL",
        "CREATE UNIQUE INDEX orders_once ON orders (lower(note), total)",
        "CREATE VIEW big AS SELECT o.id, o.total, l.total AS line FROM orders o JOIN lines l ON l.total = o.id",
        "CREATE VIEW noted AS SELECT orders.id, orders.note, lines.total FROM orders, lines WHERE orders.total > 5",
        "CREATE VIEW every AS SELECT * FROM orders",
        "CREATE MATERIALIZED VIEW sums AS SELECT sum(total) AS total FROM orders",
        "CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
        "CREATE FUNCTION order_count() RETURNS bigint BEGIN ATOMIC SELECT count(*) FROM orders WHERE total > 1; END",
        "CREATE FUNCTION feel(m mood, list mood[]) RETURNS mood LANGUAGE sql AS 'SELECT m'",
        """
        CREATE TRIGGER touched BEFORE UPDATE OF total ON orders FOR EACH ROW
            WHEN (NEW.total > 2) EXECUTE FUNCTION touch()
        """,
        "CREATE POLICY mine ON orders USING (total > (SELECT min(id) FROM lines))",
        "CREATE RULE quiet AS ON DELETE TO orders WHERE OLD.total > 7 DO INSTEAD NOTHING",
        "CREATE STATISTICS pairs ON total, note FROM orders", "CREATE SEQUENCE counter INCREMENT 7",
        """
        CREATE TABLE event (id integer, at date, PRIMARY KEY (id, at), CONSTRAINT low CHECK (id > 0))
            PARTITION BY RANGE (at)
        """,
        "CREATE TABLE event_1 PARTITION OF event FOR VALUES FROM ('2024-01-01') TO ('2025-01-01')",
        "CREATE TABLE event_2 PARTITION OF event FOR VALUES FROM ('2025-01-01') TO ('2026-01-01')",
        "CREATE INDEX event_at ON event (at)",
        "CREATE TRIGGER kept BEFORE INSERT ON event FOR EACH ROW EXECUTE FUNCTION touch()",
        "CREATE SCHEMA app", "CREATE TABLE app.inside (a integer PRIMARY KEY)",
        "CREATE VIEW app.shown AS SELECT a FROM app.inside",
        "CREATE FUNCTION app.f(app.inside) RETURNS integer LANGUAGE sql AS 'SELECT 1'",
        "COMMENT ON TABLE orders IS 'orders'", "COMMENT ON COLUMN orders.total IS 'euros'",
        "COMMENT ON CONSTRAINT orders_pkey ON orders IS 'key'", "COMMENT ON TRIGGER touched ON orders IS 'touched'",
        "GRANT SELECT ON orders TO PUBLIC", "GRANT UPDATE (total) ON orders TO PUBLIC",
        "GRANT USAGE ON SCHEMA app TO PUBLIC", "GRANT SELECT ON app.inside TO PUBLIC",
    ]

    /// One of every kind that event triggers name in a form of their own.
    static let rareObjects = [
        "CREATE FUNCTION wide(text, integer, text[]) RETURNS boolean LANGUAGE sql AS 'SELECT true'",
        "CREATE FUNCTION same(integer, text) RETURNS boolean LANGUAGE sql AS 'SELECT true'",
        "CREATE OPERATOR app.=== (LEFTARG = integer, RIGHTARG = text, FUNCTION = same)",
        "CREATE AGGREGATE total(integer) (SFUNC = int4pl, STYPE = integer)",
        "CREATE SCHEMA \"a ON b\"",
        "CREATE TABLE \"a ON b\".\"c.d\" (\"e f\" integer CONSTRAINT \"x ON y\" CHECK (\"e f\" > 0))",
        "ALTER DEFAULT PRIVILEGES IN SCHEMA app GRANT SELECT ON TABLES TO PUBLIC",
        "ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO PUBLIC",
        "CREATE FUNCTION number_of(mood) RETURNS integer LANGUAGE sql AS 'SELECT 1'",
        "CREATE CAST (mood AS integer) WITH FUNCTION number_of(mood)",
        "CREATE COLLATION app.plain FROM \"C\"", "CREATE OPERATOR FAMILY app.family USING btree",
        "CREATE CONVERSION app.latin FOR 'LATIN1' TO 'UTF8' FROM iso8859_1_to_utf8",
        "CREATE TEXT SEARCH CONFIGURATION app.words (COPY = simple)",
        "CREATE TEXT SEARCH DICTIONARY app.stems (TEMPLATE = simple)",
        "CREATE FOREIGN DATA WRAPPER wrapper", "CREATE SERVER \"far away\" FOREIGN DATA WRAPPER wrapper",
        "CREATE USER MAPPING FOR @app SERVER \"far away\"", "CREATE USER MAPPING FOR PUBLIC SERVER \"far away\"",
        "CREATE PUBLICATION news FOR TABLE orders",
        "CREATE FUNCTION from_sql(internal) RETURNS internal LANGUAGE internal IMMUTABLE AS 'jsonb_subscript_handler'",
        "CREATE TRANSFORM FOR mood LANGUAGE plpgsql (FROM SQL WITH FUNCTION from_sql(internal))",
    ]

    static let renames = [
        RenameCase(
            "ALTER TABLE orders RENAME TO \"Big orders\"",
            tells: ["table public.\"Big orders\" is renamed, was public.orders"]),
        RenameCase(
            "ALTER TABLE \"Big orders\" RENAME TO orders",
            tells: ["table public.orders is renamed, was public.\"Big orders\""]),
        RenameCase(
            "ALTER TABLE orders RENAME total TO sum",
            tells: ["column public.orders.sum is renamed, was public.orders.total"]),
        RenameCase(
            "ALTER TABLE event RENAME at TO \"happened at\"",
            tells: ["column public.event.\"happened at\" is renamed, was public.event.at"]),
        RenameCase(
            "ALTER INDEX orders_total RENAME TO orders_sum",
            tells: ["index public.orders_sum is renamed, was public.orders_total"]),
        RenameCase(
            "ALTER INDEX event_at RENAME TO event_time",
            tells: ["index public.event_time is renamed, was public.event_at"]),
        RenameCase(
            "ALTER TABLE orders RENAME CONSTRAINT orders_total_check TO paid",
            tells: ["constraint paid ON public.orders is renamed, was orders_total_check ON public.orders"]),
        RenameCase(
            "ALTER TABLE orders RENAME CONSTRAINT orders_pkey TO orders_key",
            tells: ["constraint orders_key ON public.orders is renamed, was orders_pkey ON public.orders"]),
        RenameCase(
            "ALTER TABLE event RENAME CONSTRAINT low TO lowest",
            tells: ["constraint lowest ON public.event is renamed, was low ON public.event"]),
        RenameCase(
            "ALTER TRIGGER touched ON orders RENAME TO felt",
            tells: ["trigger felt ON public.orders is renamed, was touched ON public.orders"]),
        RenameCase(
            "ALTER TRIGGER kept ON event RENAME TO held",
            tells: ["trigger held ON public.event is renamed, was kept ON public.event"]),
        RenameCase(
            "ALTER POLICY mine ON orders RENAME TO ours",
            tells: ["policy ours ON public.orders is renamed, was mine ON public.orders"]),
        RenameCase(
            "ALTER RULE quiet ON orders RENAME TO silent",
            tells: ["rule silent ON public.orders is renamed, was quiet ON public.orders"]),
        RenameCase("ALTER VIEW big RENAME TO large", tells: ["view public.large is renamed, was public.big"]),
        RenameCase(
            "ALTER VIEW large RENAME COLUMN id TO number",
            tells: ["column public.large.number is renamed, was public.large.id"]),
        RenameCase(
            "ALTER MATERIALIZED VIEW sums RENAME TO totals",
            tells: ["materialized view public.totals is renamed, was public.sums"]),
        RenameCase(
            "ALTER SEQUENCE counter RENAME TO ticker",
            tells: ["sequence public.ticker is renamed, was public.counter"]),
        RenameCase(
            "ALTER SEQUENCE orders_id_seq RENAME TO order_ids",
            tells: ["sequence public.order_ids is renamed, was public.orders_id_seq"]),
        RenameCase(
            "ALTER STATISTICS pairs RENAME TO couples",
            tells: ["statistics public.couples is renamed, was public.pairs"]),
        RenameCase("ALTER TYPE mood RENAME TO \"Mood\"", tells: ["type public.\"Mood\" is renamed, was public.mood"]),
        RenameCase(
            "ALTER DOMAIN positive RENAME TO above_zero",
            tells: ["type public.above_zero is renamed, was public.positive"]),
        RenameCase(
            "ALTER DOMAIN above_zero RENAME CONSTRAINT low TO floor",
            tells: ["constraint floor ON public.above_zero is renamed, was low ON public.above_zero"]),
        RenameCase(
            "ALTER FUNCTION touch() RENAME TO touch_row",
            tells: ["function public.touch_row() is renamed, was public.touch()"]),
        RenameCase("ALTER SCHEMA app RENAME TO \"App 2\"", tells: ["schema \"App 2\" is renamed, was app"]),
        RenameCase(
            "ALTER TABLE orders SET SCHEMA \"App 2\"",
            tells: ["table \"App 2\".orders is renamed, was public.orders"]),
    ]

    static let others = [
        RenameCase(
            "ALTER TABLE lines ADD a integer, ADD b integer", "ALTER TABLE lines DROP a, ADD a integer",
            tells: ["column public.lines.a is new", "column public.lines.b is new"]),
        RenameCase(
            "ALTER TABLE lines DROP b", "ALTER TABLE lines ADD b integer",
            tells: ["table public.lines columns stand in the order id, total, a, b, was id, total, b, a"]),
        RenameCase(
            "ALTER TABLE lines DROP b", "ALTER TABLE lines ADD b integer",
            tells: ["table public.lines has other gaps between its columns, in the same order"]),
        RenameCase(
            "ALTER TABLE orders ADD extra text", "CREATE OR REPLACE VIEW every AS SELECT * FROM orders",
            tells: [
                "column public.orders.extra is new", "view public.every definition differs (it follows public.orders)",
            ]),
        RenameCase(
            "CREATE OR REPLACE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN  RETURN NEW; END'",
            tells: [
                "function public.touch() body is BEGIN  RETURN NEW; END, was BEGIN RETURN NEW; END "
                    + "(only white space differs)"
            ]),
        RenameCase(
            "ALTER TABLE orders DROP CONSTRAINT orders_note_key", "CREATE UNIQUE INDEX orders_note ON orders (note)",
            tells: [
                "index public.orders_note is a bare unique index, was the index of the unique constraint "
                    + "orders_note_key ON public.orders"
            ]),
        RenameCase(
            "ALTER TABLE orders ADD CONSTRAINT orders_note UNIQUE USING INDEX orders_note",
            tells: [
                "index public.orders_note is the index of the unique constraint orders_note ON public.orders, "
                    + "was a bare unique index"
            ]),
        RenameCase(
            "ALTER TABLE ONLY event ALTER at SET DEFAULT '2025-03-15'",
            tells: ["column public.event.at default is '2025-03-15'::date, was not set"]),
        RenameCase(
            "ALTER TABLE ONLY event ALTER at SET DEFAULT '2026-01-01'",
            tells: [
                "column public.event.at default is '2026-01-01'::date, was '2025-03-15'::date "
                    + "(only dates and times differ)"
            ]),
        RenameCase(
            "CREATE TABLE event_2026_01 PARTITION OF event FOR VALUES FROM ('2026-01-01') TO ('2026-02-01')",
            tells: ["table public.event_2026_01 is new"]),
        RenameCase(
            "DROP TABLE event_2026_01",
            "CREATE TABLE event_2026_02 PARTITION OF event FOR VALUES FROM ('2026-02-01') TO ('2026-03-01')",
            tells: [
                "table public.event_2026_01 is missing (only dates and times differ)",
                "table public.event_2026_02 is new (only dates and times differ)",
            ]),
        RenameCase("DROP INDEX orders_total", tells: ["index public.orders_total is missing"]),
        RenameCase("VACUUM FULL lines", tells: ["table public.lines was rewritten on disk"]),
    ]
}
