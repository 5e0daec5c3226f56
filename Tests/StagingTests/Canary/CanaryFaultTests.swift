import Postgres
import RehearsalCore
import TestServer
import Testing

@testable import Staging

@Suite("Canaries behind a way back")
struct CanaryFaultTests {
    /// A fault that a step and its way back leave, and the findings that name it.
    struct Fault: Sendable, CustomTestStringConvertible {
        var name: String
        var up: String
        var down: String
        var expected: [String]
        /// A word of the first finding's message that says why.
        var word = ""
        /// Where the first finding points at.
        var place = "down.sql"
        var testDescription: String { name }
    }

    static let setup = """
        CREATE SCHEMA shop;
        GRANT USAGE ON SCHEMA shop TO APP;
        CREATE TABLE shop.client (id integer PRIMARY KEY, name varchar(40) NOT NULL, tenant text NOT NULL);
        INSERT INTO shop.client VALUES (1, 'Anna the very first client', 'a'), (2, 'Bert the second one', 'b');
        CREATE TABLE shop.orders (
            id serial PRIMARY KEY, client integer NOT NULL REFERENCES shop.client, state text NOT NULL DEFAULT 'open',
            amount numeric(10,3) NOT NULL, note text);
        INSERT INTO shop.orders (client, amount, note) VALUES (1, 10.125, 'x'), (2, 2.500, NULL);
        CREATE TABLE shop.event (id integer, at date, what text, PRIMARY KEY (id, at)) PARTITION BY RANGE (at);
        CREATE TABLE shop.event_all PARTITION OF shop.event FOR VALUES FROM ('2023-01-01') TO ('2026-01-01');
        INSERT INTO shop.event VALUES (1, '2023-05-05', 'first'), (2, '2025-05-05', 'last');
        GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA shop TO APP;
        REVOKE ALL ON shop.event_all FROM APP;
        GRANT USAGE ON SEQUENCE shop.orders_id_seq TO APP;
        ALTER TABLE shop.client ENABLE ROW LEVEL SECURITY;
        CREATE POLICY own ON shop.client TO APP
            USING (tenant = current_setting('app.tenant', true))
            WITH CHECK (tenant = current_setting('app.tenant', true));
        """
    static let contexts = [CanaryContext(name: "b", settings: [SessionSetting(name: "app.tenant", value: "b")])]

    static func result(_ up: String, _ down: String) async throws -> CanaryCase.Result {
        try await CanaryCase(setup: setup, up: up, down: down, contexts: contexts, tellsAdded: true).run()
    }

    @Test("find each fault, with the server's words and the statement", arguments: faults + moreFaults)
    func planted(_ fault: Fault) async throws {
        let result = try await Self.result(fault.up, fault.down)
        #expect(result.codes == fault.expected, "\(result.answers(.between)) \(result.answers(.after))")
        let first = try #require(result.findings.first)
        let words = "\(first.message.what) \(first.message.serverSaid ?? "")"
        #expect(words.contains(fault.word), "\(words)")
        #expect(first.place?.file == fault.place)
        #expect(first.ending == .failed && first.severity == .fail)
    }

    static let faults = [
        Fault(
            name: "a grant is forgotten",
            up: "CREATE TABLE shop.o2 (LIKE shop.orders INCLUDING ALL); INSERT INTO shop.o2 SELECT * FROM shop.orders;",
            down: """
                ALTER SEQUENCE shop.orders_id_seq OWNED BY NONE;
                DROP TABLE shop.orders; ALTER TABLE shop.o2 RENAME TO orders;
                """,
            expected: [
                "canary-lost shop.orders", "canary-refused shop.orders/delete/after",
                "canary-refused shop.orders/insert/after", "canary-refused shop.orders/update/after",
            ]),
        Fault(
            name: "a right is not given back", up: "REVOKE UPDATE ON shop.orders FROM APP;", down: "SELECT 1;",
            expected: ["canary-refused shop.orders/update/after", "canary-refused shop.orders/update/between"],
            word: "42501: permission denied for table orders", place: "up.sql"),
        Fault(
            name: "the right to read what was inserted is not given back",
            up: "REVOKE SELECT ON shop.event FROM APP;", down: "SELECT 1;",
            expected: ["after", "between"].flatMap { round in
                ["delete", "insert", "update"].map { "canary-refused shop.event/\($0)/\(round)" }
            }.sorted(), word: "42501", place: "up.sql"),
        Fault(
            name: "a policy is forgotten", up: "DROP POLICY own ON shop.client;",
            down: "CREATE POLICY own ON shop.client FOR SELECT TO APP USING (true);",
            expected: ["after", "between"].flatMap { round in
                ["delete", "insert", "update"].map { "canary-refused shop.client/\($0)/\(round)" }
            }.sorted()),
        Fault(
            name: "a policy hides rows from UPDATE", up: "SELECT 1;",
            down: """
                DROP POLICY own ON shop.client;
                CREATE POLICY own_read ON shop.client FOR SELECT TO APP USING (true);
                CREATE POLICY own_insert ON shop.client FOR INSERT TO APP WITH CHECK (true);
                CREATE POLICY own_delete ON shop.client FOR DELETE TO APP USING (true);
                """,
            expected: ["canary-refused shop.client/update/after"], word: "meets no row"),
        Fault(
            name: "a trigger's function raises",
            up: """
                CREATE FUNCTION shop.guard() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN
                    PERFORM 1 FROM shop.client WHERE id = NEW.client AND region = 'eu';
                    RETURN NEW;
                END $$;
                ALTER TABLE shop.client ADD COLUMN region text DEFAULT 'eu';
                CREATE TRIGGER guard BEFORE INSERT OR UPDATE ON shop.orders
                    FOR EACH ROW EXECUTE FUNCTION shop.guard();
                """,
            down: "ALTER TABLE shop.client DROP COLUMN region;",
            expected: [
                "canary-lost shop.client.region", "canary-refused shop.orders/insert/after",
            ]),
        Fault(
            name: "a NOT NULL column without default stays",
            up: "ALTER TABLE shop.orders ADD COLUMN region text NOT NULL DEFAULT 'eu';",
            down: "ALTER TABLE shop.orders ALTER COLUMN region DROP DEFAULT;",
            expected: ["canary-refused shop.orders/insert/after"], word: "23502: null value in column \"region\""),
        Fault(
            name: "a CHECK stays, NOT VALID", up: "UPDATE shop.event SET what = upper(what);",
            down: """
                UPDATE shop.event SET what = lower(what);
                ALTER TABLE shop.event ADD CONSTRAINT event_shouts CHECK (what = upper(what)) NOT VALID;
                """,
            expected: ["canary-refused shop.event/insert/after"], word: "event_shouts"),
        Fault(
            name: "a sequence is made anew without its grant",
            up: """
                ALTER TABLE shop.orders ALTER COLUMN id DROP DEFAULT; DROP SEQUENCE shop.orders_id_seq;
                ALTER TABLE shop.orders ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (START WITH 100);
                """,
            down: """
                ALTER TABLE shop.orders ALTER COLUMN id DROP IDENTITY;
                CREATE SEQUENCE shop.orders_id_seq START WITH 200 OWNED BY shop.orders.id;
                ALTER TABLE shop.orders ALTER COLUMN id SET DEFAULT nextval('shop.orders_id_seq');
                """,
            expected: ["canary-refused shop.orders/insert/after"],
            word: "42501: permission denied for sequence orders_id_seq"),
        Fault(
            name: "a sequence begins anew",
            up: "ALTER SEQUENCE shop.orders_id_seq AS bigint;",
            down: "ALTER SEQUENCE shop.orders_id_seq AS integer RESTART WITH 1;",
            expected: ["canary-refused shop.orders/insert/after"], word: "23505"),
    ]
}
