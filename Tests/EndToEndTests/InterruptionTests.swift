import Foundation
import TestGround
import Testing

@Suite("However a run ends, nothing of it stays", .serialized)
struct InterruptionTests {
    /// An account that a call is made as: the tests' own, and an ordinary one where the tests run as root.
    static let accounts: [String?] = getuid() == 0 ? [nil, "postgres"] : [nil]
    static let killCount = Tool.isSoak ? 30 : 3

    /// A folder for the throw-away clusters of one test, so that it sees its own alone.
    private func tool(_ scratch: ScratchFolder, _ account: String?) throws -> Tool {
        let temporary = scratch.path + "/tmp"
        try FileManager.default.createDirectory(atPath: temporary, withIntermediateDirectories: true)
        try FileManager.default.setAttributes([.posixPermissions: 0o1777], ofItemAtPath: temporary)
        return Tool(
            folder: scratch.path, account: account,
            environment: ["TMPDIR": temporary, "XDG_CACHE_HOME": "/tmp/pgrehearse-test-cache-\(account ?? "own")"])
    }

    @Test("kill -9 at random moments leaves no server and no folder", arguments: accounts)
    func killed(as account: String?) throws {
        let scratch = try ScratchFolder()
        let tool = try tool(scratch, account)
        let project = try scratch.miniProject()
        // Every act of the run is a moment to be killed at; a seeded choice keeps a failure repeatable.
        let acts = try tool.run(project).acts.map(\.act)
        var random = SeededRandom(seed: 4711)
        for _ in 0..<Self.killCount {
            let act = try #require(acts.randomElement(using: &random))
            let call = try tool.started(["run", project, "--ci"])
            try wait("the run reached: \(act)") { try call.chatterSoFar().contains(act) || !call.process.isRunning }
            kill(try child(of: call.process.processIdentifier), SIGKILL)
            _ = try call.finished()
            try expectNothingLeft(in: scratch)
        }
    }

    @Test("Ctrl-C cleans up and ends 130", arguments: accounts)
    func interrupted(as account: String?) throws {
        let scratch = try ScratchFolder()
        let tool = try tool(scratch, account)
        let project = try scratch.miniProject(step: "SELECT pg_sleep(600);", wayBack: "SELECT 1;")
        let call = try tool.started(["run", project, "--ci"])
        try wait("the step began") { try call.chatterSoFar().contains("run 001_status") }
        kill(try child(of: call.process.processIdentifier), SIGINT)
        #expect(try call.finished().status == 130)
        try expectNothingLeft(in: scratch)
    }

    @Test("SIGTERM cleans up and ends 143")
    func terminated() throws {
        let scratch = try ScratchFolder()
        let tool = try tool(scratch, nil)
        let project = try scratch.miniProject(step: "SELECT pg_sleep(600);", wayBack: "SELECT 1;")
        let call = try tool.started(["run", project, "--ci"])
        try wait("the step began") { try call.chatterSoFar().contains("run 001_status") }
        kill(try child(of: call.process.processIdentifier), SIGTERM)
        #expect(try call.finished().status == 143)
        try expectNothingLeft(in: scratch)
    }

    /// setpriv and env exec the tool, so the process that was started is the tool.
    private func child(of process: Int32) throws -> Int32 { process }

    private func expectNothingLeft(in scratch: ScratchFolder) throws {
        try wait("no folder is left") {
            try FileManager.default.contentsOfDirectory(atPath: scratch.path + "/tmp").isEmpty
        }
        try wait("no process is left") { try processes(mentioning: scratch.path + "/tmp").isEmpty }
    }

    private func processes(mentioning word: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: "/proc").filter { Int32($0) != nil }.filter { number in
            guard let line = FileManager.default.contents(atPath: "/proc/\(number)/cmdline") else { return false }
            return String(decoding: line, as: UTF8.self).contains(word)
        }
    }

    /// Looks at a condition until it holds, for a minute at the most.
    private func wait(_ what: String, until condition: () throws -> Bool) throws {
        for _ in 0..<6000 {
            if try condition() { return }
            var pause = timespec(tv_sec: 0, tv_nsec: 10_000_000)
            nanosleep(&pause, nil)
        }
        Issue.record("gave up waiting until \(what)")
    }
}
