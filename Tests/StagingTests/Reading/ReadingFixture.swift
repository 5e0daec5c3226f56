import Postgres
import RehearsalCore
import Staging
import TestServer

/// A database of the test's own with a few objects of every kind.
///
/// Roles belong to the whole cluster, so theirs carry the database's name, and facts about other tests' roles are
/// left out of what is compared.
struct ReadingFixture: Sendable {
    let parameters: ConnectionParameters
    let connection: PostgresConnection
    /// The name of the test's database.
    let database: String
    /// What `@owner` and `@app` begin with.
    let prefix: String

    static func run(_ body: @Sendable (ReadingFixture) async throws -> Void) async throws {
        try await withTestDatabase { parameters in
            let connection = try await PostgresConnection.connect(to: parameters)
            let name = try await connection.query("SELECT pg_catalog.current_database() AS name").rows[0].text("name")
            let fixture = ReadingFixture(
                parameters: parameters, connection: connection, database: name,
                prefix: "reading_\(name.lowercased().filter(\.isWordCharacter))")
            try await fixture.execute(["CREATE ROLE @owner", "CREATE ROLE @app LOGIN"])
            var failure: (any Error)?
            do { try await body(fixture) } catch { failure = error }
            _ = try await connection.query("SELECT pg_catalog.set_config('search_path', 'public', false)")
            try await fixture.execute(["DROP OWNED BY @owner CASCADE", "DROP OWNED BY @app CASCADE"])
            try await fixture.execute(["DROP ROLE @owner", "DROP ROLE @app"])
            await connection.close()
            if let failure { throw failure }
        }
    }

    func execute(_ statements: [String]) async throws {
        for statement in statements { _ = try await connection.execute(named(statement)) }
    }

    /// The text with `@owner`, `@app` and `@database` replaced by names of this test.
    func named(_ text: String) -> String {
        text.replacing("@owner", with: "\(prefix)_owner").replacing("@app", with: "\(prefix)_app")
            .replacing("@database", with: PostgresConnection.quotedIdentifier(database))
    }

    func catalog(on other: PostgresConnection? = nil) async throws -> Catalog {
        let catalog = try await readCatalog(on: other ?? connection)
        return Catalog(
            facts: catalog.facts.filter { fact in
                let isAboutRole = fact.kind == .role || (fact.kind != .grant && fact.identity.hasPrefix("role "))
                let isParameter = fact.kind == .grant && fact.identity.contains(" ON parameter ")
                return !isParameter && (!isAboutRole || fact.identity.contains(prefix + "_"))
            })
    }

    /// Connects once more, as the application role where `asApplication` is set.
    func connect(asApplication: Bool = false) async throws -> PostgresConnection {
        let application = parameters.replacing("user", with: named("@app"))
        return try await PostgresConnection.connect(to: asApplication ? application : parameters)
    }

    static let objects = [
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
}

extension Character {
    fileprivate var isWordCharacter: Bool { isLetter || isNumber || self == "_" }
}
