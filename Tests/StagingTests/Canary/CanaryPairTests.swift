import Postgres
import RehearsalCore
import TestServer
import Testing

@testable import Staging

@Suite("Canaries behind a way back that restores everything")
struct CanaryPairTests {
    struct Pair: Sendable, CustomTestStringConvertible {
        var name: String
        var up: String
        var down: String
        var testDescription: String { name }
    }

    @Test("say nothing", arguments: pairs)
    func correct(_ pair: Pair) async throws {
        let result = try await CanaryFaultTests.result(pair.up, pair.down)
        #expect(result.codes == [], "\(result.findings.map(\.message.what))")
        let done = result.reports.map { $0.records.count { record in record.isDone } }
        #expect(done[0] == 9 && done[2] == 9, "every verb of every table, before and after: \(done)")
    }

    static let pairs = [
        Pair(
            name: "a table changes its name", up: "ALTER TABLE shop.orders RENAME TO purchase;",
            down: "ALTER TABLE shop.purchase RENAME TO orders;"),
        Pair(
            name: "a column changes its name", up: "ALTER TABLE shop.orders RENAME note TO remark;",
            down: "ALTER TABLE shop.orders RENAME remark TO note;"),
        Pair(
            name: "a number gets more digits", up: "ALTER TABLE shop.orders ALTER amount TYPE numeric(14,6);",
            down: "ALTER TABLE shop.orders ALTER amount TYPE numeric(10,3);"),
        Pair(
            name: "a key gets wider", up: "ALTER TABLE shop.orders ALTER id TYPE bigint;",
            down: "ALTER TABLE shop.orders ALTER id TYPE integer;"),
        Pair(
            name: "a table is partitioned",
            up: """
                ALTER TABLE shop.orders RENAME TO orders_old;
                CREATE TABLE shop.orders (LIKE shop.orders_old INCLUDING DEFAULTS) PARTITION BY LIST (state);
                CREATE TABLE shop.orders_open PARTITION OF shop.orders DEFAULT;
                ALTER TABLE shop.orders ADD PRIMARY KEY (id, state);
                INSERT INTO shop.orders SELECT * FROM shop.orders_old;
                ALTER SEQUENCE shop.orders_id_seq OWNED BY shop.orders.id;
                DROP TABLE shop.orders_old;
                ALTER TABLE shop.orders ADD FOREIGN KEY (client) REFERENCES shop.client;
                GRANT SELECT, INSERT, UPDATE, DELETE ON shop.orders TO APP;
                """,
            down: """
                CREATE TABLE shop.orders_new (LIKE shop.orders INCLUDING DEFAULTS);
                INSERT INTO shop.orders_new SELECT * FROM shop.orders;
                ALTER SEQUENCE shop.orders_id_seq OWNED BY shop.orders_new.id;
                DROP TABLE shop.orders;
                ALTER TABLE shop.orders_new RENAME TO orders;
                ALTER TABLE shop.orders ADD PRIMARY KEY (id);
                ALTER TABLE shop.orders ADD FOREIGN KEY (client) REFERENCES shop.client;
                GRANT SELECT, INSERT, UPDATE, DELETE ON shop.orders TO APP;
                """),
        Pair(
            name: "values are rewritten and written back",
            up: """
                UPDATE shop.orders SET state = 'new' WHERE state = 'open';
                ALTER TABLE shop.orders ADD CHECK (state = 'new');
                """,
            down: """
                ALTER TABLE shop.orders DROP CONSTRAINT orders_state_check;
                UPDATE shop.orders SET state = 'open' WHERE state = 'new';
                """),
        Pair(
            name: "an index and a key that hold for all rows",
            up: "ALTER TABLE shop.orders ADD CONSTRAINT orders_once UNIQUE (amount, note);",
            down: "ALTER TABLE shop.orders DROP CONSTRAINT orders_once;"),
        Pair(
            name: "a dropped column is kept aside",
            up: """
                CREATE TABLE shop.kept AS SELECT id, note FROM shop.orders;
                ALTER TABLE shop.orders DROP COLUMN note;
                """,
            down: """
                ALTER TABLE shop.orders ADD COLUMN note text;
                UPDATE shop.orders AS o SET note = k.note FROM shop.kept AS k WHERE k.id = o.id;
                DROP TABLE shop.kept;
                """),
        Pair(
            name: "a required column that is computed",
            up: """
                ALTER TABLE shop.event
                    ADD COLUMN year integer GENERATED ALWAYS AS (extract(year FROM at)::integer) STORED;
                ALTER TABLE shop.event DROP COLUMN year;
                """, down: "SELECT 1;"),
        Pair(
            name: "a policy is replaced and restored",
            up: """
                DROP POLICY own ON shop.client;
                CREATE POLICY own2 ON shop.client TO APP USING (tenant = current_setting('app.tenant', true));
                """,
            down: """
                DROP POLICY own2 ON shop.client;
                CREATE POLICY own ON shop.client TO APP USING (tenant = current_setting('app.tenant', true));
                """),
        Pair(
            name: "a partition comes and goes",
            up: "CREATE TABLE shop.event_26 PARTITION OF shop.event FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');",
            down: "DROP TABLE shop.event_26;"),
        Pair(
            name: "a trigger comes and goes",
            up: """
                CREATE FUNCTION shop.loud() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
                CREATE TRIGGER loud BEFORE INSERT ON shop.orders FOR EACH ROW EXECUTE FUNCTION shop.loud();
                """,
            down: "DROP TRIGGER loud ON shop.orders; DROP FUNCTION shop.loud();"),
    ]
}
