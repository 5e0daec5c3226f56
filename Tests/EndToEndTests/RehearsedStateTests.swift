import TestGround
import Testing

/// Drills take what the rehearsal read behind a step for what their own database holds there. Where the two are not the
/// same, nothing is told that no run of the step did.
@Suite("A state that the rehearsal read")
struct RehearsedStateTests {
    /// By name: the migration and its way back. Steps that come to something else at every run, and others behind them.
    private static let steps = [
        (
            "001_by_chance", "DO $$ BEGIN EXECUTE format('COMMENT ON TABLE orders IS %L', gen_random_uuid()); END $$;",
            "COMMENT ON TABLE orders IS NULL;"
        ),
        (
            "002_token", "ALTER TABLE customers ADD COLUMN token uuid DEFAULT gen_random_uuid();",
            "ALTER TABLE customers DROP COLUMN token;"
        ),
        ("003_index", "CREATE INDEX late ON orders (placed_at);", "DROP INDEX late;"),
        ("004_view", "CREATE VIEW seen AS SELECT id FROM customers;", "DROP VIEW seen;"),
        ("005_clock", "UPDATE orders SET placed_at = now() WHERE id < 50;", "SELECT pg_sleep(0);"),
        ("006_made", "CREATE TABLE made AS SELECT now() AS at;", "SELECT pg_sleep(0);"),
        ("007_table", "CREATE TABLE latest (id integer PRIMARY KEY);", "DROP TABLE latest;"),
    ]

    @Test("blames no step for what an earlier one makes anew at every run, and sees a way back that changes nothing")
    func isBlamedOnItsMaker() throws {
        let scratch = try ScratchFolder()
        try Self.write(Self.steps, to: scratch)
        let report = try Tool(folder: scratch.path).drill("mini", "--keep-going")
        let told = Dictionary(grouping: report.findings, by: { $0.step ?? "" }).mapValues { Set($0.map(\.code)) }
        #expect(told["001_by_chance"]?.contains("repeat-differs") ?? false, "\(told)")
        #expect(told["002_token"] == ["column-volatile", "rollback-schema-differs"], "\(told)")
        for step in ["003_index", "004_view", "007_table"] { #expect(told[step] == nil, "\(told)") }
        for step in ["005_clock", "006_made"] {
            #expect(told[step]?.contains("rollback-changed-nothing") ?? false, "\(told)")
        }
    }

    @Test("is none where a kept server stays as a refused step left it")
    func isNoneBehindARefusal() throws {
        let scratch = try ScratchFolder()
        try Self.write(
            [
                ("001_partly", "CREATE TABLE partly (a integer); SELECT 1 / 0;", "DROP TABLE IF EXISTS partly;"),
                ("002_index", "CREATE INDEX late ON orders (placed_at);", "DROP INDEX late;"),
            ], to: scratch)
        let report = try Tool(folder: scratch.path).run("mini", "--ci", "--keep", "--keep-going")
        _ = try shell(try KeptServer(toldIn: report.chatter).stop)
        #expect(report.findings.contains { $0.step == "001_partly" && $0.severity == "fail" })
        #expect(report.failures.filter { $0.step == "002_index" }.map(\.code) == [])
        #expect(report.acts.contains { $0.act.contains("compare the second run of 002_index") }, "\(report.acts)")
    }

    private static func write(_ steps: [(name: String, up: String, down: String)], to scratch: ScratchFolder) throws {
        try scratch.miniProject()
        for part in ["migrations", "rollbacks"] { try scratch.remove("mini/\(part)/001_status.sql") }
        // Where there are queries, drills read for themselves.
        try scratch.remove("mini/workload/customer_orders.sql")
        for step in steps {
            try scratch.write(step.up, to: "mini/migrations/\(step.name).sql")
            try scratch.write(step.down, to: "mini/rollbacks/\(step.name).sql")
        }
    }
}
