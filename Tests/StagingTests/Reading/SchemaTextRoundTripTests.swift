import Postgres
import RehearsalCore
import Reports
import Staging
import TestServer
import Testing

@Suite("A schema's text, sent to a server")
struct SchemaTextRoundTripTests {
    @Test("makes the schema again: its statements are SQL, and the catalogs agree")
    func roundTrip() async throws {
        try await ReadingFixture.run { fixture in
            try await fixture.execute(Self.ground + Self.objects)
            let catalog = try await fixture.catalog()
            let text = schemaText(catalog)
            try await withTestDatabase { parameters in
                let connection = try await PostgresConnection.connect(to: parameters)
                let refused = try await Self.send(text, on: connection)
                let copy = try await fixture.catalog(on: connection)
                await connection.close()
                #expect(refused.filter { !Self.isThereAlready($0.state) }.map(\.text) == [])
                let told = differences(from: catalog, to: copy).filter {
                    CatalogSelection.usualClasses.contains($0.factClass)
                }
                #expect(told.map(\.summary) == [])
            }
        }
    }

    /// Sends the statements again and again until no more of them succeed: the text is sorted by name.
    private static func send(
        _ text: String, on connection: PostgresConnection
    ) async throws -> [(text: String, state: String)] {
        _ = try await connection.execute("SET check_function_bodies = off")
        _ = try await connection.execute("SET search_path = ''")
        var left = try scriptItems(of: text, file: "schema.sql").compactMap { item -> String? in
            if case .statement(let statement) = item { statement.text } else { nil }
        }
        var refused: [(text: String, state: String)] = []
        var isMoving = true
        while isMoving {
            refused = []
            for statement in left {
                guard let fields = try await refusal(of: statement, on: connection) else { continue }
                refused.append((statement + ": " + fields.message, fields.sqlState))
            }
            isMoving = refused.count < left.count
            left = left.filter { statement in refused.contains { $0.text.hasPrefix(statement + ": ") } }
        }
        return refused
    }

    /// What the server said against a statement; nil where it took it.
    private static func refusal(
        of statement: String, on connection: PostgresConnection
    ) async throws -> ServerErrorFields? {
        do {
            _ = try await connection.execute(statement)
            return nil
        } catch {
            guard case .server(let fields) = error else { throw error }
            return fields
        }
    }

    /// SQLSTATEs for what exists before: roles and the schema public, what a partition has from its parent.
    private static func isThereAlready(_ state: String) -> Bool {
        ["42710", "42P06", "42P07", "42723", "42P16"].contains(state)
    }

    /// One or two of each kind that the statements below build upon.
    private static let ground = [
        "CREATE SCHEMA app", "CREATE SCHEMA other", "CREATE SCHEMA \"We\"\"ird\"",
        "CREATE TYPE mood AS ENUM ('sad', 'ok')", "CREATE DOMAIN positive AS integer CHECK (value > 0)",
        "CREATE TYPE pair AS (a integer, b text)", "CREATE TYPE span AS RANGE (subtype = float8)",
        "CREATE TABLE parent (id integer PRIMARY KEY, name varchar(20) DEFAULT 'x', code text UNIQUE DEFERRABLE)",
        """
        CREATE TABLE child (id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY, parent_id integer REFERENCES parent,
            feeling mood, note text, twice integer GENERATED ALWAYS AS (2 * 3) STORED, amount numeric(10, 2))
        """,
        "CREATE TABLE plain (a integer NOT NULL, b text, c text, d integer)",
        "CREATE INDEX plain_a ON plain (a)", "CREATE INDEX plain_b ON plain (lower(b)) WHERE a > 3",
        "CREATE UNIQUE INDEX plain_u ON plain (a)",
        "CREATE TABLE \"We\"\"ird\".\"a ON b.c\" (\"d.e\" integer, \"order\" text)",
        "CREATE TABLE event (id integer, at date, PRIMARY KEY (id, at)) PARTITION BY RANGE (at)",
        "CREATE TABLE event_1 PARTITION OF event FOR VALUES FROM ('2024-01-01') TO ('2025-01-01')",
        "CREATE TABLE event_2 PARTITION OF event FOR VALUES FROM ('2025-01-01') TO ('2026-01-01')",
        "CREATE VIEW seen AS SELECT id, note FROM child", "CREATE MATERIALIZED VIEW kept AS SELECT id FROM child",
        "CREATE FUNCTION answer(a integer, b text DEFAULT 'q') RETURNS integer LANGUAGE sql AS 'SELECT 42'",
        "CREATE FUNCTION rows_of() RETURNS SETOF integer LANGUAGE sql AS 'SELECT 1'",
        "CREATE PROCEDURE doing() LANGUAGE sql AS 'SELECT 1'",
        "CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
        "CREATE TRIGGER touched BEFORE INSERT ON plain FOR EACH ROW EXECUTE FUNCTION touch()",
        "CREATE TRIGGER cloned BEFORE INSERT ON event FOR EACH ROW EXECUTE FUNCTION touch()",
        "CREATE RULE quiet AS ON DELETE TO plain DO INSTEAD NOTHING",
        "CREATE POLICY mine ON plain FOR SELECT TO @app USING (a > 1)",
        "CREATE SEQUENCE counter", "CREATE STATISTICS pairs ON a, d FROM plain",
        "CREATE FUNCTION on_ddl() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END'",
        "CREATE EVENT TRIGGER watch ON sql_drop EXECUTE FUNCTION on_ddl()",
        "GRANT SELECT ON plain TO @app", "COMMENT ON TABLE plain IS 'plain'",
    ]

    /// What ordinary schemas have more.
    private static let objects = [
        """
        CREATE TABLE app.invoice (
            id bigint GENERATED BY DEFAULT AS IDENTITY (START WITH 100 CACHE 5), "order" text COLLATE "C" NOT NULL,
            total numeric(12,2) DEFAULT 0 CHECK (total >= 0), doubled numeric GENERATED ALWAYS AS (total * 2) STORED,
            mood mood DEFAULT 'ok', at timestamptz NOT NULL DEFAULT now(), tags text[] DEFAULT '{}', payload jsonb,
            CONSTRAINT invoice_pk PRIMARY KEY (id),
            CONSTRAINT invoice_order_key UNIQUE ("order") DEFERRABLE INITIALLY DEFERRED
        ) WITH (fillfactor = 70, toast.autovacuum_enabled = false)
        """,
        """
        CREATE TABLE app.line (id serial, invoice_id bigint, note text, CONSTRAINT whole UNIQUE NULLS NOT
            DISTINCT (note))
        """,
        """
        ALTER TABLE app.line ADD CONSTRAINT line_invoice FOREIGN KEY (invoice_id) REFERENCES app.invoice ON
            DELETE CASCADE NOT VALID
        """,
        "ALTER TABLE app.line ADD CONSTRAINT short CHECK (length(note) < 9) NOT VALID",
        """
        CREATE UNIQUE INDEX line_lower ON app.line (lower(note), id DESC NULLS LAST) INCLUDE (invoice_id)
            NULLS NOT DISTINCT WITH (fillfactor = 80) WHERE note IS NOT NULL
        """,
        "ALTER INDEX app.line_lower ALTER COLUMN 1 SET STATISTICS 500",
        "CREATE INDEX invoice_tags ON app.invoice USING gin (tags)",
        """
        ALTER TABLE app.invoice ALTER payload SET STORAGE external, ALTER payload SET STATISTICS 50, ALTER
            at SET (n_distinct = -0.5)
        """,
        "ALTER TABLE app.invoice ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY, REPLICA IDENTITY FULL",
        "CREATE POLICY strict ON app.invoice AS RESTRICTIVE TO PUBLIC USING (total > 1) WITH CHECK (total > 2)",
        "CREATE TABLE app.old (LIKE app.line)", "CREATE UNLOGGED TABLE app.heir (extra text) INHERITS (app.old)",
        """
        CREATE VIEW app.big WITH (security_barrier) AS SELECT *, 'a''b\nc' AS word FROM app.invoice WHERE
            total > 10
        """,
        """
        CREATE MATERIALIZED VIEW app.sums WITH (fillfactor = 50) AS SELECT mood, sum(total) FROM app.invoice
            GROUP BY 1 WITH NO DATA
        """,
        "CREATE INDEX sums_mood ON app.sums (mood)", "COMMENT ON MATERIALIZED VIEW app.sums IS 'sums'",
        "CREATE SEQUENCE app.odd AS smallint INCREMENT BY 2 MINVALUE 1 MAXVALUE 99 CYCLE",
        "SELECT setval('app.odd', 7)",
        """
        CREATE FUNCTION app.tricky(IN a integer, OUT b text, VARIADIC c text[] DEFAULT '{}') STABLE STRICT
            SECURITY DEFINER PARALLEL SAFE COST 7 SET search_path = app, pg_temp SET work_mem = '8MB' LANGUAGE plpgsql
            AS $f$ BEGIN b := $$dollar$$ || '$body$'; END $f$
        """,
        """
        CREATE FUNCTION app.parsed(a integer) RETURNS integer LANGUAGE sql IMMUTABLE BEGIN ATOMIC SELECT a;
            SELECT a + 1; END
        """,
        "CREATE FUNCTION app.returning() RETURNS SETOF integer LANGUAGE sql ROWS 5 AS $$SELECT 1$$",
        """
        CREATE TRIGGER later AFTER UPDATE OF note ON app.line FOR EACH ROW WHEN (new.note <> '') EXECUTE
            FUNCTION touch()
        """,
        "ALTER TABLE app.line DISABLE TRIGGER later", "CREATE INDEX event_at ON event (at)",
        "COMMENT ON COLUMN app.invoice.\"order\" IS E'it''s\n\\\\ \\x1B'",
        "COMMENT ON FUNCTION app.parsed(integer) IS 'f'",
        "COMMENT ON CONSTRAINT short ON app.line IS 'short'",
        "COMMENT ON CONSTRAINT positive_check ON DOMAIN positive IS 'd'",
        "COMMENT ON PROCEDURE doing() IS 'p'", "COMMENT ON POLICY strict ON app.invoice IS 'x'",
        "GRANT SELECT (id, total), UPDATE (total) ON app.invoice TO @app",
        "GRANT USAGE ON SCHEMA app TO @app WITH GRANT OPTION",
        "REVOKE EXECUTE ON FUNCTION app.parsed(integer) FROM PUBLIC",
        "GRANT EXECUTE ON FUNCTION app.parsed(integer) TO @app",
        "GRANT USAGE ON SEQUENCE app.odd TO @app", "GRANT USAGE ON TYPE mood TO @app",
        "ALTER DEFAULT PRIVILEGES FOR ROLE @owner IN SCHEMA app GRANT SELECT ON TABLES TO @app",
        "ALTER TABLE app.line OWNER TO @owner", "ALTER FUNCTION app.parsed(integer) OWNER TO @owner",
        """
        CREATE TABLE "We""ird"."two\nlines" ("e\u{301}" integer, "\u{E9}" integer, "\u{1B}[1m" text DEFAULT
            E'\\x1B')
        """,
        "CREATE TYPE \"We\"\"ird\".\"😀\" AS (\"a b\" integer, c text COLLATE \"C\")",
        "COMMENT ON TABLE \"We\"\"ird\".\"two\nlines\" IS ''",
    ]
}
