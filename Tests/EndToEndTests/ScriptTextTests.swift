import Foundation
import TestGround
import Testing

/// What can be wrong with a script's text, from outside: `--dry-run` reads the project and starts no server.
@Suite("A script's text")
struct ScriptTextTests {
    /// A step's bytes, the place that the message names, and a piece of its first part.
    private static let faults: [(name: String, bytes: [UInt8], place: String, words: String)] = [
        ("NUL byte", Array("SELECT 1;\nSELECT 'a\0b';\n".utf8), "2:10", "NUL byte at byte 19"),
        (
            "invalid UTF-8", Array("SELECT 1;\n-- ä".utf8) + [0xFF] + Array("\n".utf8), "2:5",
            "not UTF-8: see its byte 15"
        ),
        ("cut UTF-8", Array("SELECT 'x".utf8) + [0xC3], "1:10", "not UTF-8"),
        ("UTF-16", [0xFF, 0xFE, 0x53, 0x00], "1:4", "NUL byte at byte 3"),
        ("string", Array("SELECT 1;\r\nSELECT 'open;\r\n".utf8), "2:8", "a string begins here"),
        ("escape string", Array("SELECT E'open\\';\n".utf8), "1:8", "a string begins here"),
        ("Unicode string", Array("SELECT 'a', U&'open;\n".utf8), "1:13", "a string begins here"),
        ("bit string", Array("SELECT B'01;\n".utf8), "1:8", "a string begins here"),
        ("quoted name", Array("SELECT 1 AS \"open;\n".utf8), "1:13", "a quoted name begins here"),
        ("Unicode name", Array("SELECT 1 AS U&\"open;\n".utf8), "1:13", "a quoted name begins here"),
        ("dollar quote", Array("\u{FEFF}DO $do$ BEGIN END $Do$;\n".utf8), "1:4", "without a second $do$"),
        ("comment", Array("SELECT 1;\n /* open\n".utf8), "2:2", "a comment begins here"),
        ("nested comment", Array("/* /* */ SELECT 1;\n".utf8), "1:1", "a comment begins here"),
        ("parenthesis", Array("SELECT 1;\nSELECT (1, (2);\n".utf8), "2:8", "a parenthesis is opened here"),
        ("COPY data", Array("SELECT 1;\r\n  COPY a FROM stdin;\r\n1\r\n".utf8), "2:3", "has no line \\."),
        (
            "function body", Array("CREATE FUNCTION f() RETURNS int\nBEGIN ATOMIC SELECT 1;\n".utf8), "2:1",
            "a function body begins here"
        ),
        ("\\if", Array("SELECT 1;\n  \\if true\n\\if 0\n\\endif\n".utf8), "2:3", "an \\if begins here"),
        ("quote of a meta-command", Array("\\set a 'open\n".utf8), "1:8", "a quote begins here"),
        ("undefined variable", Array("SELECT 'ü', :nosuch;\n".utf8), "1:13", "the variable `nosuch` is not set"),
        ("connect", Array("\\c other\n".utf8), "1:1", "the meta-command \\c is refused"),
        ("program", Array("\\set a `date`\n".utf8), "1:8", "the backquotes are refused"),
    ]

    @Test("that is wrong ends 64 with the place of what was opened, the state and the next command")
    func faults() throws {
        let scratch = try ScratchFolder()
        let project = try scratch.miniProject()
        let tool = Tool(folder: scratch.path)
        for fault in Self.faults {
            try scratch.write(Data(fault.bytes), to: "mini/migrations/001_status.sql")
            let answer = try tool.call("run", project, "--dry-run")
            let said = answer.output + answer.chatter
            #expect(answer.status == 64, "\(fault.name): \(said)")
            #expect(said.contains("migrations/001_status.sql:\(fault.place)"), "\(fault.name): \(said)")
            #expect(said.contains(fault.words), "\(fault.name): \(said)")
            for part in ["where", "state now", "next"] { #expect(said.contains(part), "\(part): \(said)") }
        }
    }

    @Test("may begin with a byte order mark, have Windows' line ends and meta-commands, and is rehearsed so")
    func works() throws {
        let scratch = try ScratchFolder()
        let project = try scratch.miniProject(
            step: "\u{FEFF}\\set ON_ERROR_STOP on\r\n\\timing on\r\n\\set t customers_status_idx\r\n\\if :{?USER}\r\n"
                + "CREATE INDEX :t ON customers (status);\r\n\\else\r\nnonsense here;\r\n\\endif\r\n"
                + "\\set value 'it''s'\r\nCOMMENT ON INDEX :\"t\" IS :'value';\r\n"
                + "CREATE TABLE colours (name text, code integer);\r\n"
                + "COPY colours FROM stdin;\r\nred\t1\r\ngreen\t2\r\n\\.\r\n"
                + "CREATE UNIQUE INDEX colours_key ON colours (name, code);\r\nCOPY colours TO STDOUT;\r\n",
            wayBack: "\\set t customers_status_idx\nDROP TABLE colours;\nDROP INDEX :t;\n")
        let report = try Tool(folder: scratch.path).run(project, "--ci")
        #expect(report.failures.map(\.code) == ["expectation-missing"], "\(report.failures)")
        try scratch.append("SELECT\r\n  1,\r\n  :'value', nosuch;\r\n", to: "mini/migrations/001_status.sql")
        let refused = try Tool(folder: scratch.path).run(project, "--ci")
        #expect(refused.status == 2)
        let place = try #require(refused.failures.first { $0.code == "migration-refused" }?.place)
        #expect(place.line == 20 && place.column == 13)
    }

    @Test("goes to the server as one message where the runner says so, and CONCURRENTLY is refused there")
    func oneMessage() throws {
        let scratch = try ScratchFolder()
        let step = """
            CREATE INDEX customers_status_idx ON customers (status);
            UPDATE orders SET placed_at = now() WHERE id < 50;
            """
        let project = try scratch.miniProject(
            step: step,
            wayBack: "UPDATE orders SET placed_at = NULL WHERE id < 50;\nDROP INDEX customers_status_idx;")
        try scratch.edit(
            "mini/rehearsal.yaml", replacing: "  rollbacks: rollbacks\n",
            with: "  rollbacks: rollbacks\n  runner: { kind: one_message }\n")
        let tool = Tool(folder: scratch.path)
        let report = try tool.run(project, "--ci")
        #expect(report.failures.map(\.code) == ["expectation-missing"], "\(report.failures)")
        #expect(report.findings.contains { $0.code == "locks-not-observed" })

        try scratch.write(MiniProject.step, to: "mini/migrations/001_status.sql")
        let refused = try tool.run(project, "--ci")
        #expect(refused.status == 2)
        let finding = try #require(refused.failures.first { $0.code == "migration-refused" })
        #expect(finding.place?.line == 1)
        let words = try tool.call("run", project, "--ci").output
        #expect(words.contains("25001"))
        #expect(words.contains("put the statement alone"))
    }
}
