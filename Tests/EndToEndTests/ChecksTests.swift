import TestGround
import Testing

@Suite("A project with checks")
struct ChecksTests {
    private static let sessions = """
        sessions:
          first: { settings: { app.customer: 1 }, values: { customer: 1 } }
          second: { settings: { app.customer: 2 }, values: { customer: 2 } }

        """

    @Test("holds, leaves nothing behind, and fails where a check fails, is refused or does not hold on the way back")
    func checks() throws {
        let scratch = try ScratchFolder()
        let tool = Tool(folder: scratch.path)
        let baseline = "\nCREATE SEQUENCE numbers; GRANT USAGE ON SEQUENCE numbers TO mini_app;\n"
        let project = try scratch.miniProject(settings: Self.sessions)
        try scratch.append(baseline, to: "mini/baseline/010_tables.sql")
        let plain = try tool.run(project, "--ci")
        #expect(plain.failures.map(\.code) == ["expectation-missing"])

        let header = "-- roles: application\n-- sessions: first, second\n"
        try scratch.write(
            header + "-- before: every step\n-- after: every step\n-- writes: yes\n-- expect: rows\n"
                + "SELECT nextval('numbers');", to: "mini/checks/writes.sql")
        try scratch.write(
            header + "-- after: 001_status\n-- expect: refused 42501\n-- writes: yes\n"
                + "SELECT 1; DELETE FROM orders WHERE customer_id = current_setting('app.customer')::integer;",
            to: "mini/checks/no_delete.sql")
        let holding = try tool.run(project, "--ci")
        #expect(holding.failures.map(\.code) == ["expectation-missing"], "\(holding.failures)")
        #expect(holding.hashes == plain.hashes, "checks change no state, sequences among it")
        #expect(
            holding.acts.map(\.act).filter { $0.contains("checks") } == [
                "run the checks before 001_status", "run the checks after 001_status",
                "run the checks after the way back of 001_status",
            ])

        try scratch.write(
            header + "-- after: 001_status\nSELECT id FROM orders WHERE placed_at IS NOT NULL",
            to: "mini/checks/fails.sql")
        try scratch.write(
            "-- before: 001_status\n-- set: app.customer = 1\nSELECT id FROM orders WHERE plced_at IS NOT NULL",
            to: "mini/checks/misspelt.sql")
        try scratch.write(
            "-- before: 001_status\nSELECT id FROM orders WHERE placed_at IS NOT NULL", to: "mini/checks/restored.sql")
        try scratch.write("DROP INDEX CONCURRENTLY customers_status_idx;", to: "mini/rollbacks/001_status.sql")
        let failing = try tool.run(project, "--ci")
        #expect(failing.status == 1)
        let found = failing.failures.filter { $0.code.hasPrefix("check-") }.map { "\($0.code) \($0.object ?? "-")" }
        #expect(
            found == [
                "check-refused misspelt/application", "check-failed fails/application/first",
                "check-failed fails/application/second", "check-refused misspelt/application",
                "check-failed restored/application",
            ])
        #expect(failing.failures.first { $0.code == "check-failed" }?.place?.file == "checks/fails.sql")
    }

    @Test("is told which checks were not run where a step is refused, and a dry run shows when they run")
    func notRun() throws {
        let scratch = try ScratchFolder()
        let tool = Tool(folder: scratch.path)
        let project = try scratch.miniProject(step: "SELECT nothing;", wayBack: "SELECT 1;")
        try scratch.write("-- after: 001_status\nSELECT 1 WHERE false", to: "mini/checks/later.sql")
        let report = try tool.run(project, "--ci")
        #expect(report.status == 2)
        #expect(report.failures.contains { $0.code == "check-not-run" && $0.object == "later" })
        let dry = try tool.call("run", project, "--dry-run")
        #expect(dry.output.contains("run the checks after 001_status"))
        #expect(!dry.output.contains("run the checks before"))
    }
}
