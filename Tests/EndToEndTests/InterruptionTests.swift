import Foundation
import TestGround
import Testing

@Suite("However a run ends, nothing of it stays", .serialized)
struct InterruptionTests {
    /// An account that a call is made as: the tests' own, and an ordinary one where the tests run as root.
    static let accounts: [String?] = getuid() == 0 ? [nil, "postgres"] : [nil]
    static let killCount = Tool.isSoak ? 30 : 3

    @Test("kill -9 at random moments leaves no server and no folder", arguments: accounts)
    func killed(as account: String?) throws {
        let ground = try PrivateGround()
        let tool = ground.tool(as: account)
        let project = try ground.scratch.miniProject()
        // Every act of the run is a moment to be killed at; a seeded choice keeps a failure repeatable.
        let acts = try tool.run(project).acts.map(\.act)
        var random = SeededRandom(seed: 4711)
        for _ in 0..<Self.killCount {
            let act = try #require(acts.randomElement(using: &random))
            let call = try tool.started(["run", project, "--ci", "-v"])
            try looking("the run reached: \(act)") { try call.chatterSoFar().contains(act) || !call.process.isRunning }
            kill(call.process.processIdentifier, SIGKILL)
            _ = try call.finished()
            try ground.expectNothingLeft()
        }
    }

    @Test("Ctrl-C cleans up and ends 130", arguments: accounts)
    func interrupted(as account: String?) throws {
        let ground = try PrivateGround()
        let tool = ground.tool(as: account)
        let project = try ground.scratch.miniProject(step: "SELECT pg_sleep(600);", wayBack: "SELECT 1;")
        let call = try tool.started(["run", project, "--ci", "-v"])
        try looking("the step began") { try call.chatterSoFar().contains("run 001_status") }
        kill(call.process.processIdentifier, SIGINT)
        #expect(try call.finished().status == 130)
        try ground.expectNothingLeft()
    }

    @Test("Ctrl-C ends a drill that is waited for, with its copy of the cluster")
    func drillInterrupted() throws {
        let ground = try PrivateGround()
        let project = try ground.scratch.miniProject(step: "SELECT 1;", wayBack: "SELECT pg_sleep(600);")
        let call = try ground.tool().started(["run", project, "--ci", "-v"])
        try looking("the drill is waited for") {
            let told = try call.chatterSoFar()
            return told.contains("finish the drills") && told.contains("walk back")
        }
        kill(call.process.processIdentifier, SIGINT)
        #expect(try call.finished().status == 130)
        try ground.expectNothingLeft()
    }

    @Test("SIGTERM cleans up and ends 143")
    func terminated() throws {
        let ground = try PrivateGround()
        let tool = ground.tool()
        let project = try ground.scratch.miniProject(step: "SELECT pg_sleep(600);", wayBack: "SELECT 1;")
        let call = try tool.started(["run", project, "--ci", "-v"])
        try looking("the step began") { try call.chatterSoFar().contains("run 001_status") }
        kill(call.process.processIdentifier, SIGTERM)
        #expect(try call.finished().status == 143)
        try ground.expectNothingLeft()
    }
}
