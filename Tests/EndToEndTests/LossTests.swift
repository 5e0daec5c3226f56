import TestGround
import Testing

/// One run in which the application writes, over ways back that lose something and say so, or do not.
@Suite("Losses of ways back")
struct LossTests {
    private static let baseline = """
        CREATE TABLE customers (id integer PRIMARY KEY, name text NOT NULL, status text NOT NULL, note text);
        GRANT SELECT, INSERT, UPDATE, DELETE ON customers TO mini_app;
        """
    private static let shape = """
        shape: 1
        tables:
          customers:
            rows: { fixed: 50 }
            columns:
              id: serial
              name: { text: "Customer {row}" }
              status: { one_of: { active: 80%, closed: 20% } }
              note: { text: "note {row}" }
        """
    /// By name: the migration and its way back.
    private static let steps = [
        (
            "001_note_declared", "ALTER TABLE customers DROP COLUMN note;",
            """
            -- pgrehearse: loses customers.note reason="notes are on paper"
            ALTER TABLE customers ADD COLUMN note text;
            """
        ),
        (
            "002_region_declared", "ALTER TABLE customers ADD COLUMN region text DEFAULT 'eu';",
            """
            -- pgrehearse: loses customers.region reason="where they live is in the address"
            ALTER TABLE customers DROP COLUMN region;
            """
        ),
        (
            "003_tier_in_silence", "ALTER TABLE customers ADD COLUMN tier text DEFAULT 'low';",
            "ALTER TABLE customers DROP COLUMN tier;"
        ),
        (
            "004_not_made", "CREATE INDEX customers_status ON customers (status);",
            "-- pgrehearse: loses customers.status reason=\"old\"\nDROP INDEX customers_status;"
        ),
        (
            "005_misspelled", "CREATE INDEX customers_name ON customers (name);",
            "-- pgrehearse: loses customers.nmae reason=\"old\"\nDROP INDEX customers_name;"
        ),
        (
            "006_met",
            "UPDATE customers SET status = 'gone' WHERE id = 1; UPDATE customers SET name = '' WHERE id = 99;",
            """
            UPDATE customers SET status = 'active' WHERE id = 1;
            UPDATE customers SET name = 'x' WHERE id = 99;
            DO $$ BEGIN DELETE FROM customers WHERE id = 99; END $$;
            """
        ),
    ]

    @Test("are told by class, with what was lost, in a run in which the application writes")
    func areTold() throws {
        let scratch = try ScratchFolder()
        try scratch.miniProject()
        for part in ["migrations", "rollbacks"] { try scratch.remove("mini/\(part)/001_status.sql") }
        try scratch.remove("mini/workload/customer_orders.sql")
        try scratch.write(Self.baseline, to: "mini/baseline/010_tables.sql")
        try scratch.write(Self.shape, to: "mini/shape.yaml")
        for (name, up, down) in Self.steps {
            try scratch.write(up, to: "mini/migrations/\(name).sql")
            try scratch.write(down, to: "mini/rollbacks/\(name).sql")
        }
        let report = try Tool(folder: scratch.path).run("mini", "--written", "--ci")
        #expect(report.acts.count { $0.act.hasPrefix("walk 006_met up and back") } == 1, "\(report.acts.map(\.act))")
        let drills = Dictionary(report.steps.map { ($0.name, $0.drill) }) { first, _ in first }
        #expect(
            report.steps.map(\.drill.lossClass) == [
                "lossy_as_declared", "lossy_as_declared", "lossy_in_silence", "lossless", "lossless", "lossless",
            ])
        let note = try #require(drills["001_note_declared"]).losses
        #expect(Set(note.map(\.drill)) == ["quiet", "written"])
        #expect(note.allSatisfy { $0.column == "note" && $0.declaration?.reason == "notes are on paper" })
        #expect(note.first { $0.drill == "quiet" }?.count == 50)
        let region = try #require(drills["002_region_declared"]).losses
        #expect(region.map(\.drill) == ["written"] && region.map(\.change) == ["values_gone"])
        let tier = try #require(drills["003_tier_in_silence"]).losses
        #expect(tier.map(\.column) == ["tier"] && tier.allSatisfy { $0.declaration == nil })
        // A column that comes back stands behind the others, and nothing has been accepted yet.
        let told = report.findings.filter { !["expectation-missing", "rollback-schema-differs"].contains($0.code) }
        #expect(
            told.map { "\($0.step ?? "") \($0.severity) \($0.code) \($0.object ?? "")" }.sorted() == [
                "001_note_declared note loss-declared public.customers.note",
                "001_note_declared note loss-declared public.customers.note",
                "002_region_declared note loss-declared public.customers.region",
                "003_tier_in_silence fail canary-lost public.customers.tier",
                "004_not_made warn loss-unmatched customers.status",
                "005_misspelled fail loss-unknown customers.nmae",
                "006_met warn rollback-met-no-row customers",
            ])
        let met = try #require(drills["006_met"]).rowsMet
        #expect(met.map(\.rowCount) == [1, 0, nil] && met.allSatisfy { $0.table == "customers" })
        let silence = try #require(told.first { $0.code == "canary-lost" })
        #expect(silence.message?.what.contains("with the column, which 003_tier_in_silence adds, in silence") == true)
        #expect(told.first { $0.code == "loss-unknown" }?.place?.line == 1)
    }

    @Test("in a quiet drill: what only the application's writes can meet is noted, and excuses nothing else")
    func quiet() throws {
        let scratch = try ScratchFolder()
        try scratch.miniProject(
            step: "ALTER TABLE customers ADD COLUMN region text;",
            wayBack: """
                -- pgrehearse: loses customers.region reason="it is in the address"
                ALTER TABLE customers DROP COLUMN region;
                """)
        let report = try Tool(folder: scratch.path).drill("mini")
        #expect(report.status == 0, "\(report.findings)")
        #expect(report.findings.allSatisfy { $0.severity == "note" })
        #expect(report.findings.filter { $0.code.hasPrefix("loss") }.map(\.code) == ["loss-unmatched"])
        #expect(report.steps.map(\.drill.lossClass) == ["lossless"])
    }
}
