import Foundation
import TestGround
import Testing

@Suite("A server that comes to grief during a step")
struct ServerFaultTests {
    /// The first statement has another tag, so that nobody takes it for the one that waits.
    private static let waiting = "SET lock_timeout = 0;\nSELECT pg_sleep(600);"

    /// Starts a run whose step waits in its second statement, and lets `harm` happen to it there.
    private func harmed(
        _ ground: PrivateGround, flags: [String] = [], _ harm: () throws -> Void
    ) throws -> (report: Report, text: String) {
        let project = try ground.scratch.miniProject(step: Self.waiting, wayBack: "SELECT 1;")
        let call = try ground.tool().started(["run", project, "--ci", "-v", "--format", "json"] + flags)
        try looking("the step waits") {
            guard try call.chatterSoFar().contains("run 001_status") || !call.process.isRunning else { return false }
            return try !call.process.isRunning || ground.backend(of: "mini_owner", running: "SELECT") != nil
        }
        try harm()
        let answer = try call.finished()
        var report = try JSONDecoder.forReports.decode(Report.self, from: Data(answer.output.utf8))
        report.status = answer.status
        return (report, answer.output)
    }

    private func expectLost(_ answer: (report: Report, text: String)) throws {
        #expect(answer.report.status == 3)
        let lost = try #require(answer.report.failures.first { $0.code == "server-lost" }, "\(answer.text)")
        #expect(lost.step == "001_status")
        #expect(lost.place?.file == "migrations/001_status.sql")
        #expect(lost.place?.line == 2)
        #expect(answer.text.contains("the connection was lost while statement 2 ran, in 001_status"))
        #expect(answer.text.contains("whether the statement took effect is unknown"))
    }

    @Test("the step's process is killed: ending 3, with the statement and the server's own words, and nothing is left")
    func backendKilled() throws {
        let ground = try PrivateGround()
        let answer = try harmed(ground) {
            kill(try #require(try ground.backend(of: "mini_owner", running: "SELECT")), SIGKILL)
        }
        try expectLost(answer)
        #expect(answer.text.contains("server log: "))
        #expect(answer.text.contains("was terminated by signal 9"))
        try ground.expectNothingLeft()
    }

    @Test("the whole server is killed: ending 3, and nothing is left")
    func postmasterKilled() throws {
        let ground = try PrivateGround()
        try expectLost(try harmed(ground) { kill(try ground.postmaster(), SIGKILL) })
        try ground.expectNothingLeft()
    }

    @Test("the janitor is killed: its server goes with it, the tool clears up, ending 3")
    func janitorKilled() throws {
        let ground = try PrivateGround()
        let answer = try harmed(ground) {
            kill(try ground.janitor(), SIGKILL)
        }
        try expectLost(answer)
        try ground.expectNothingLeft()
    }

    @Test("tool and janitor are killed at once: no server stays, and the next call removes the folder")
    func bothKilled() throws {
        let ground = try PrivateGround()
        let project = try ground.scratch.miniProject(step: Self.waiting, wayBack: "SELECT 1;")
        let call = try ground.tool().started(["run", project, "--ci", "-v"])
        try looking("the step began") { try call.chatterSoFar().contains("run 001_status") }
        let janitor = try ground.janitor()
        kill(janitor, SIGKILL)
        kill(call.process.processIdentifier, SIGKILL)
        _ = try call.finished()
        try looking("no process is left") { try ground.processes().isEmpty }
        try ground.scratch.edit("mini/rehearsal.yaml", replacing: "version: 15", with: "version: 16")
        #expect(try ground.tool().call("load", project).status == 3)
        try ground.expectNothingLeft()
    }

    @Test("a statement outlives the limit after it has turned statement_timeout off: ending 3")
    func watchdog() throws {
        let ground = try PrivateGround()
        let project = try ground.scratch.miniProject(
            settings: "limits: { statement: 2s }\n", step: "SET statement_timeout = 0;\nSELECT pg_sleep(600);",
            wayBack: "SELECT 1;")
        let answer = try ground.tool().call("run", project, "--ci", "--format", "json")
        #expect(answer.status == 3)
        let report = try JSONDecoder.forReports.decode(Report.self, from: Data(answer.output.utf8))
        let found = try #require(report.failures.first { $0.code == "statement-timeout" })
        #expect(found.place?.file == "migrations/001_status.sql")
        #expect(found.place?.line == 2)
        #expect(answer.output.contains("statement 2 of 001_status was cancelled after 2 s"))
        try ground.expectNothingLeft()
    }

    @Test("an owner that its own step locks out is told at the way back, ending 2")
    func lockedOut() throws {
        let ground = try PrivateGround()
        let project = try ground.scratch.miniProject(
            step: "ALTER ROLE mini_owner NOLOGIN;", wayBack: "ALTER ROLE mini_owner LOGIN;")
        try ground.scratch.write("SELECT 1;", to: "mini/migrations/002_next.sql")
        try ground.scratch.write("SELECT 1;", to: "mini/rollbacks/002_next.sql")
        let answer = try ground.tool().call("run", project, "--ci", "--format", "json")
        #expect(answer.status == 2, "\(answer.output)")
        let report = try JSONDecoder.forReports.decode(Report.self, from: Data(answer.output.utf8))
        let back = try #require(report.failures.first { $0.code == "rollback-refused" })
        #expect(back.step == "001_status" && back.place?.file == "rollbacks/001_status.sql")
        let next = try #require(report.failures.first { $0.code == "migration-refused" })
        #expect(next.step == "002_next" && next.place?.file == "migrations/002_next.sql")
        #expect(answer.output.contains("the script's role cannot log in"))
        #expect(answer.output.contains("is not permitted to log in"))
        try ground.expectNothingLeft()
    }
}
