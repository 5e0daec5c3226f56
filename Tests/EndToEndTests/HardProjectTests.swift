import Foundation
import TestGround
import Testing

@Suite("Steps that try the rehearsal itself")
struct HardProjectTests {
    /// Runs the small project with one step, and returns its failures but for the missing expectation.
    private func failures(
        _ scratch: ScratchFolder, step: String, wayBack: String
    ) throws -> [Report.Finding] {
        let report = try Tool(folder: scratch.path).run(try scratch.miniProject(step: step, wayBack: wayBack), "--ci")
        return report.failures.filter { $0.code != "expectation-missing" }
    }

    @Test("a step that takes the application's CONNECT away breaks its queries, not the run")
    func connectRevoked() throws {
        let found = try failures(
            try ScratchFolder(), step: "REVOKE CONNECT ON DATABASE mini FROM PUBLIC;",
            wayBack: "GRANT CONNECT ON DATABASE mini TO PUBLIC;")
        #expect(found.map(\.code) == ["query-refused"])
        #expect(found.map(\.object) == ["customer_orders/application"])
    }

    @Test("a way back that changes a role leaves the rehearsal behind it alone")
    func wayBackChangesRole() throws {
        let scratch = try ScratchFolder()
        let project = try scratch.miniProject(step: "SELECT 1;", wayBack: "ALTER ROLE mini_app CREATEDB;")
        let check = "DO $$ BEGIN ASSERT NOT (SELECT rolcreatedb FROM pg_roles WHERE rolname = 'mini_app'); END $$;"
        try scratch.write(check, to: "mini/migrations/002_look.sql")
        try scratch.write("SELECT 1;", to: "mini/rollbacks/002_look.sql")
        let report = try Tool(folder: scratch.path).run(project, "--ci")
        #expect(report.status == 1)
        #expect(report.failures.contains { $0.code == "rollback-schema-differs" && $0.object == "mini_app" })
        #expect(report.failures.allSatisfy { $0.step == "001_status" || $0.step == nil }, "\(report.failures)")
    }

    @Test("settings for all sessions of the database do not keep the reader out")
    func databaseSettings() throws {
        let found = try failures(
            try ScratchFolder(),
            step: """
                ALTER DATABASE mini SET default_transaction_read_only = on;
                ALTER DATABASE mini SET lock_timeout = '1ms';
                """,
            wayBack: """
                SET default_transaction_read_only = off;
                ALTER DATABASE mini RESET default_transaction_read_only;
                ALTER DATABASE mini RESET lock_timeout;
                """)
        #expect(found.isEmpty, "\(found)")
    }

    @Test("what a step breaks is told once")
    func toldOnce() throws {
        let found = try failures(
            try ScratchFolder(), step: "ALTER TABLE orders RENAME TO purchases;",
            wayBack: "ALTER TABLE purchases RENAME TO orders;")
        #expect(found.map(\.code) == ["query-refused"])
    }

    @Test("a password and row values reach neither the report nor any file")
    func secrets() throws {
        let scratch = try ScratchFolder()
        let project = try scratch.miniProject(
            step: """
                CREATE ROLE clerk LOGIN PASSWORD 'CANARY-7f3a';
                INSERT INTO customers VALUES (1, 'CANARY-row', 'new');
                """, wayBack: "DROP ROLE clerk;")
        let tool = Tool(folder: scratch.path)
        let answer = try tool.call("run", project, "--format", "json")
        #expect(answer.status == 2)
        let text = try tool.call("run", project)
        let history = try Data(contentsOf: URL(fileURLWithPath: scratch.path + "/.pgrehearse/history.sqlite"))
        #expect(history.firstRange(of: Data("mini_owner".utf8)) != nil, "the history can be searched")
        for (name, bytes) in [
            ("json", Data((answer.output + answer.chatter).utf8)), ("text", Data((text.output + text.chatter).utf8)),
            ("history", history),
        ] {
            for secret in ["CANARY-7f3a", "CANARY-row", "Key (id)=(1)"] {
                #expect(bytes.firstRange(of: Data(secret.utf8)) == nil, "\(secret) in \(name)")
            }
        }
    }

    @Test("an interrupted run says so in its report")
    func interruptedReport() throws {
        let scratch = try ScratchFolder()
        let call = try Tool(folder: scratch.path).started(
            ["run", try scratch.miniProject(step: "SELECT pg_sleep(600);", wayBack: "SELECT 1;"), "--ci"])
        for _ in 0..<6000 where call.process.isRunning {
            if try call.chatterSoFar().contains("run 001_status") { break }
            var pause = timespec(tv_sec: 0, tv_nsec: 10_000_000)
            nanosleep(&pause, nil)
        }
        kill(call.process.processIdentifier, SIGINT)
        let answer = try call.finished()
        #expect(answer.status == 130)
        #expect(answer.output.contains("INTERRUPTED (exit 130)"))
        #expect(!answer.output.contains("PASSED"))
    }
}
