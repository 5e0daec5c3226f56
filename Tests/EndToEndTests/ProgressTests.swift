import Foundation
import TestGround
import Testing

@Suite("What a call says on stderr while it works")
struct ProgressTests {
    private static let wipe = "\r\u{1B}[K"

    /// Calls the tool with its stderr on a terminal of its own, which is kept in a file; stdout goes to another file.
    private func onTerminal(_ scratch: ScratchFolder, _ arguments: String, environment: [String: String] = [:]) throws
        -> (process: Process, keyboard: Pipe)
    {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/script")
        process.arguments = ["-qefc", "\(Tool.binary) \(arguments) > out.txt", "terminal.txt"]
        process.currentDirectoryURL = URL(fileURLWithPath: scratch.path)
        process.environment = ProcessInfo.processInfo.environment.merging(["TERM": "xterm", "SHELL": "/bin/sh"]) { $1 }
            .merging(environment) { $1 }
        let keyboard = Pipe()
        process.standardInput = keyboard
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        return (process, keyboard)
    }

    @Test("a terminal gets one line that is rewritten and wiped at the end, and the result goes to stdout alone")
    func terminal() throws {
        let scratch = try ScratchFolder()
        try scratch.miniProject()
        let call = try onTerminal(scratch, "load mini")
        call.process.waitUntilExit()
        #expect(call.process.terminationStatus == 0)
        let shown = try scratch.text("terminal.txt")
        #expect(shown.contains(Self.wipe + "act 1 of 4, 0 s: provision a throw-away cluster (0 s)"), "\(shown)")
        #expect(shown.contains("act 4 of 4"))
        let drawn = shown.ranges(of: Self.wipe)
        #expect(drawn.count > 2)
        #expect(!shown[..<(try #require(drawn.last)).upperBound].contains("PASSED"))
        let result = try scratch.text("out.txt")
        #expect(result.contains("PASSED") || result.contains("customers") || !result.isEmpty)
        #expect(!result.contains("\u{1B}"), "standard output is no terminal here")
    }

    @Test("Ctrl-C on a terminal wipes the line, says what happens, and ends 130")
    func interrupted() throws {
        let scratch = try ScratchFolder()
        try scratch.miniProject(step: "SELECT pg_sleep(600);", wayBack: "SELECT 1;")
        let call = try onTerminal(scratch, "run mini --ci")
        try looking("the step is shown") {
            try FileManager.default.fileExists(atPath: scratch.file("terminal.txt"))
                && scratch.text("terminal.txt").contains("run 001_status (0 s), statement 1 of 1")
        }
        try call.keyboard.fileHandleForWriting.write(contentsOf: Data([3]))
        call.process.waitUntilExit()
        #expect(call.process.terminationStatus == 130)
        let shown = try scratch.text("terminal.txt")
        let message = "pgrehearse: stopping and cleaning up; once more to leave at once"
        let place = try #require(shown.range(of: message), "\(shown)")
        let before = shown[..<place.lowerBound].replacing("^C", with: "")
        #expect(before.hasSuffix(Self.wipe), "the line is wiped before")
        #expect(!shown[place.upperBound...].contains(Self.wipe), "and not drawn again")
    }

    @Test("a dumb terminal and a pipe get no line that is rewritten", arguments: [true, false])
    func plain(onTerminal isTerminal: Bool) throws {
        let scratch = try ScratchFolder()
        try scratch.miniProject()
        var shown = ""
        if isTerminal {
            let call = try onTerminal(scratch, "load mini", environment: ["TERM": "dumb"])
            call.process.waitUntilExit()
            let lines = try scratch.text("terminal.txt").split(separator: "\r\n")
            shown = lines.filter { !$0.hasPrefix("Script ") }.joined(separator: "\n")
        } else {
            shown = try Tool(folder: scratch.path).call("load", "mini").chatter
        }
        #expect(!shown.contains("\u{1B}") && !shown.contains("\r"))
        // A slow machine may see a plain line after ten seconds, and nothing else.
        #expect(shown.split(separator: "\n").allSatisfy { $0.hasPrefix("pgrehearse: act ") }, "\(shown)")
    }

    @Test("-q says nothing but errors")
    func quiet() throws {
        let scratch = try ScratchFolder()
        let tool = Tool(folder: scratch.path)
        let answer = try tool.call("load", try scratch.miniProject(), "-q")
        #expect(answer.status == 0)
        #expect(answer.chatter == "")
        #expect(!answer.output.isEmpty)
        #expect(try tool.call("load", "nowhere", "--quiet").chatter.hasPrefix("pgrehearse: "))
    }

    @Test("-v tells each act as it begins and ends, with its time, and each statement")
    func verbose() throws {
        let scratch = try ScratchFolder()
        let project = try scratch.miniProject(
            step: "DO $$ BEGIN RAISE NOTICE 'seen'; END $$;\nINSERT INTO nowhere VALUES ('s3cret');",
            wayBack: "SELECT 1;")
        let answer = try Tool(folder: scratch.path).call("run", project, "--ci", "--verbose")
        #expect(answer.status == 2)
        var rest = answer.chatter[...]
        for act in ["provision a throw-away cluster", "build and load the dataset", "run 001_status"] {
            let began = try #require(rest.firstRange(of: ": \(act)\n"), "\(act) begins: \(answer.chatter)")
            rest = rest[began.upperBound...]
            let ended = try #require(rest.firstRange(of: "s for: \(act)\n"), "\(act) ends: \(answer.chatter)")
            if act.hasPrefix("run") {
                let within = rest[..<ended.lowerBound]
                #expect(within.contains("  migrations/001_status.sql:1:1: DO"))
                #expect(within.contains("    NOTICE: seen\n"))
                #expect(
                    within.contains("migrations/001_status.sql:2:1: INSERT INTO nowhere") && within.contains("42P01"))
            }
            rest = rest[ended.upperBound...]
        }
        #expect(!answer.chatter.contains("s3cret"))
    }

    @Test("-q and -v together are wrong usage; a stderr that takes nothing harms no run")
    func edges() throws {
        let scratch = try ScratchFolder()
        try scratch.miniProject()
        #expect(try Tool(folder: scratch.path).call("load", "mini", "-q", "-v").status == 64)
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        process.arguments = ["-c", "exec '\(Tool.binary)' load mini -v 2>/dev/full >out.txt"]
        process.currentDirectoryURL = URL(fileURLWithPath: scratch.path)
        try process.run()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
        #expect(try !scratch.text("out.txt").isEmpty)
    }

    @Test(
        "a plain line comes every ten seconds, with the act, the time and the statement",
        .enabled(if: Tool.isSoak, "it takes ten seconds of waiting"))
    func plainLine() throws {
        let scratch = try ScratchFolder()
        let project = try scratch.miniProject(step: "SELECT 1;\nSELECT pg_sleep(21);", wayBack: "SELECT 1;")
        let answer = try Tool(folder: scratch.path).call("run", project, "--ci")
        let lines = answer.chatter.split(separator: "\n").filter { $0.contains(": run 001_status (") }
        #expect(lines.count >= 2 && lines.allSatisfy { $0.hasSuffix("statement 2 of 2") }, "\(answer.chatter)")
    }
}
