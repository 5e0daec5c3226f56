extension CanaryFaultTests {
    static let moreFaults = [
        Fault(
            name: "a unique index stays",
            up: "CREATE UNIQUE INDEX orders_once ON shop.orders (amount, state, note);", down: "SELECT 1;",
            expected: ["canary-refused shop.orders/insert/after"], word: "orders_once", place: "up.sql"),
        Fault(
            name: "a copy from before replaces the rows that came meanwhile",
            up: "CREATE TABLE shop.kept AS SELECT * FROM shop.orders; UPDATE shop.orders SET state = 'new';",
            down: """
                DELETE FROM shop.orders;
                INSERT INTO shop.orders SELECT * FROM shop.kept; DROP TABLE shop.kept;
                """,
            expected: ["canary-lost shop.orders"], word: "1 row written between 001_step and its way back is gone"),
        Fault(
            name: "the table is emptied and filled again",
            up: "CREATE TABLE shop.kept AS SELECT * FROM shop.event;",
            down: "TRUNCATE shop.event; INSERT INTO shop.event SELECT * FROM shop.kept WHERE id < 3;",
            expected: ["canary-lost shop.event"],
            word: "1 row written between 001_step and its way back is gone"),
        Fault(
            name: "a partition gets a bound too narrow", up: "ALTER TABLE shop.event DETACH PARTITION shop.event_all;",
            down: """
                CREATE TABLE shop.event_new PARTITION OF shop.event FOR VALUES FROM ('2024-01-01') TO ('2026-01-01');
                """,
            expected: [
                "canary-lost shop.event", "canary-refused shop.event/insert/after",
                "canary-refused shop.event/insert/between",
            ], word: "written before"),
        Fault(
            name: "a text gets shorter", up: "ALTER TABLE shop.client ALTER COLUMN name TYPE text;",
            down: "ALTER TABLE shop.client ALTER COLUMN name TYPE varchar(10) USING left(name, 10);",
            expected: ["canary-lost shop.client.name", "canary-refused shop.client/insert/after"]),
        Fault(
            name: "a number loses digits", up: "ALTER TABLE shop.orders ALTER COLUMN amount TYPE numeric(12,5);",
            down: "ALTER TABLE shop.orders ALTER COLUMN amount TYPE numeric(10,2);",
            expected: ["canary-lost shop.orders.amount"]),
        Fault(
            name: "a column becomes generated", up: "ALTER TABLE shop.event ADD COLUMN year integer;",
            down: """
                ALTER TABLE shop.event DROP COLUMN year;
                ALTER TABLE shop.event DROP COLUMN what;
                ALTER TABLE shop.event ADD COLUMN what text GENERATED ALWAYS AS ('event ' || id) STORED;
                """,
            expected: [
                "canary-lost shop.event.what", "canary-lost shop.event.year", "canary-refused shop.event/insert/after",
            ]),
        Fault(
            name: "values of a column that the step drops come back as another",
            up: "ALTER TABLE shop.orders DROP COLUMN state;",
            down: "ALTER TABLE shop.orders ADD COLUMN state text NOT NULL DEFAULT 'unknown';",
            expected: ["canary-lost shop.orders.state"], word: "1 value of state written before 001_step is another"),
        Fault(
            name: "a column that only the step has takes its values along",
            up: "ALTER TABLE shop.orders ADD COLUMN colour text;", down: "ALTER TABLE shop.orders DROP COLUMN colour;",
            expected: ["canary-lost shop.orders.colour"],
            word: "1 value of colour written between 001_step and its way back is gone with the column"),
        Fault(
            name: "a table that only the step has takes its rows along",
            up: "CREATE TABLE shop.extra (id integer PRIMARY KEY, a text); GRANT SELECT, INSERT ON shop.extra TO APP;",
            down: "DROP TABLE shop.extra;", expected: ["canary-lost shop.extra"], word: "gone with the table"),
        Fault(
            name: "deleted rows come back", up: "CREATE TABLE shop.kept AS SELECT * FROM shop.orders;",
            down: """
                INSERT INTO shop.orders SELECT 4, 1, 'open', 1, 'again' ON CONFLICT DO NOTHING;
                DROP TABLE shop.kept;
                """,
            expected: ["canary-lost shop.orders"], word: "a row that was deleted before 001_step is there again"),
        Fault(
            name: "the role may not log in any more", up: "SELECT 1;",
            down: "REVOKE CONNECT ON DATABASE DATABASENAME FROM PUBLIC;",
            expected: ["client", "event", "orders"].flatMap { table in
                ["delete", "insert", "update"].map { "canary-refused shop.\(table)/\($0)/after" }
            },
            word: "08004"),
        Fault(
            name: "a default asks a function that the role may not call",
            up: """
                CREATE FUNCTION shop.stamp() RETURNS text LANGUAGE sql AS $$ SELECT 'stamped' $$;
                ALTER TABLE shop.orders ALTER COLUMN note SET DEFAULT shop.stamp();
                """,
            down: "REVOKE EXECUTE ON FUNCTION shop.stamp() FROM PUBLIC; ALTER TABLE shop.event ALTER what SET NOT NULL;"
                + "ALTER TABLE shop.event ALTER COLUMN what SET DEFAULT shop.stamp(); SELECT 1;"
                + "CREATE FUNCTION shop.check_it(date) RETURNS boolean LANGUAGE sql AS $$ SELECT shop.stamp() <> '' $$;"
                + "ALTER TABLE shop.event ADD CHECK (shop.check_it(at)) NOT VALID;",
            expected: ["canary-refused shop.event/insert/after", "canary-refused shop.event/update/after"],
            word: "42501: permission denied for function stamp"),
    ]
}
