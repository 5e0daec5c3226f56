import Foundation
import RehearsalCore
import TestGround
import TestServer
import Testing

/// Asks psql itself what it sends for files with variables, branches and includes.
@Suite("Meta-commands and psql")
struct MetaCommandsAgreeWithPsqlTests {
    /// Each shows one rule; what psql says to stderr does not matter, what it sends does.
    private static let files = [
        "\\set v 'it''s'\nSELECT :'v', :\"v\", :{?v}, :{?w}; SELECT ':v', $$:v$$, /* :v */ 1 -- :v\n;",
        "\\set v a 'b c' :x\"d e\" ;\nSELECT :'v';\n\\set v 'a\\tb\\x41\\101\\\\\\''\nSELECT :'v';",
        "\\set a 1 \\set b 2 \\\\ SELECT :a, :b;\n\\unset a\nSELECT :{?a}, :{?b};",
        "\\set q 'SELECT 1; SELECT'\n:q 2; SELECT 3;\n\\set open 'SELECT (1'\n:open);",
        "\\set a 1\n\\set b '(:a + 1)'\nSELECT :b, :b;\n\\set e\nSELECT :e 1 :e;",
        "\\set v 1\nSELECT :v::int, (ARRAY[1,2,3])[:v:2], (ARRAY[1,2])[1:v], 1\\:\\:int;",
        "\\set com '1 -- c'\nSELECT :com\n + 1\n;\nSELECT 2;",
        "\\set e E\nSELECT :e'a', 'b';\n\\set d '$$;$$'\nSELECT :d;",
        "\\set ON_ERROR_STOP on\nSELECT :'ON_ERROR_STOP', :'AUTOCOMMIT', :{?DBNAME};",
        "\\if true\nSELECT 1;\n\\else\nSELECT 2;\n\\endif\nSELECT 3;",
        "\\if false\nSELECT 'no' ( \\gexec\n\\connect x\n\\! ls \\endif\n\\if 1\nSELECT 4;\n\\else\n"
            + "SELECT 5;\n\\endif\n\\elif yes\nSELECT 6;\n\\elif true\nSELECT 7;\n\\else\n"
            + "SELECT 8;\n\\endif\nSELECT 9;",
        "\\if :{?no}\nSELECT :no;\n\\elif :{?USER}\nSELECT 'yes';\n\\endif",
        "SELECT 1\n\\if true\n + 2\n\\set z 3\n + :z\n  \\else\n + 4\n\\endif\n + 5\n;",
        "SELECT (1\n\\if 0\n ((\n\\endif\n);\nSELECT 2;",
        "CREATE FUNCTION f() RETURNS int\n\\set name begin\nBEGIN ATOMIC\n SELECT 1;\n\\if 1\n SELECT 2;\n"
            + "\\endif\nEND;\nSELECT 3;",
        "\\echo hello :x \\timing on\n\\pset null '-'\n\\x\nSELECT 1;\n\\t on\n\\qecho 'a b' c;\nSELECT 2;",
        "COPY t FROM stdin;\n:v\t\\\\if\n\\.\nSELECT 1;\n\\set a 'x'\nCOPY t FROM stdin;\n:a\n\\.\nSELECT :'a';",
        "\\set crlf 1\r\nSELECT\r\n :crlf;\r\n\\if 1\r\nSELECT 2;\r\n\\endif\r\n",
    ]

    /// Pieces from which whole files are made: every one is right by itself, whatever stands around it.
    private static let pieces = [
        "SELECT :a;\n", "SELECT :'b', :\"b\";\n", "SELECT :{?a}, :{?c};\n", ":q 1;\n", "SELECT 1\n + :a\n;\n",
        "-- :a\n",
        "SELECT ':a' /* :b */;\n", "\\echo :a 'x y'\n", "\\set a 7\n", "\\set a (:a)\n", "\\set b 'q''\\\\' :a\n",
        "\\set q 'SELECT 5; SELECT'\n", "\\unset c\n", "\\set c\n", "SELECT $x$:a\\if$x$;\n",
        "SELECT 'a\n:b'; SELECT :a::int;\n",
    ]

    /// A file in which branches stand in one another, around pieces.
    private static func file(seed: UInt64) -> String {
        var random = SeededRandom(seed: seed)
        let conditions = ["1", "off", ":{?c}", "TR", "no", ":{?nosuch}"]
        func block(_ depth: Int) -> String {
            var text = ""
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                guard depth < 3, Int.random(in: 0..<3, using: &random) == 0 else {
                    text += pieces.randomElement(using: &random) ?? ""
                    continue
                }
                text += "\\if \(conditions.randomElement(using: &random) ?? "1")\n" + block(depth + 1)
                if Bool.random(using: &random) { text += " \\elif :{?c} \\echo x\n" + block(depth + 1) }
                if Bool.random(using: &random) { text += "\\else\n" + block(depth + 1) }
                text += "\\endif\n"
            }
            return text
        }
        return "\\set a 1\n\\set b x\n\\set q 'SELECT 4; SELECT'\n" + block(0)
    }

    private func ours(_ text: String, database: String) throws -> [String] {
        var variables = PsqlVariables(
            database: database, user: "postgres", majorVersion: 15, runner: .psql(onErrorStop: false))
        var script = PsqlScript(text: text, file: "x.sql")
        var texts: [String] = []
        while let item = try script.next(&variables) {
            switch item {
            case .statement(let statement): texts.append(statement.text)
            case .include: Issue.record("no file of this test includes another")
            }
        }
        return texts
    }

    private func compare(_ texts: [(name: String, text: String)]) async throws {
        let scratch = try ScratchFolder()
        let folder = URL(fileURLWithPath: scratch.path)
        try await withTestDatabase { parameters in
            let psql = try await SentByPsql(parameters, log: folder.appending(path: "log"))
            for (name, text) in texts {
                try scratch.write(text, to: "in.sql")
                let sent = try psql.texts(
                    of: folder.appending(path: "in.sql"), behind: "DROP TABLE IF EXISTS t; CREATE TABLE t (a text)")
                #expect(sent.first?.hasPrefix("DROP TABLE") == true, "\(name): psql reached the server")
                #expect(
                    sent.dropFirst().filter { !isEmpty($0) }.map(bare) == (try ours(text, database: "x")),
                    "\(name):\n\(text)")
            }
        }
    }

    @Test("send the same statements for every rule", .timeLimit(.minutes(5)))
    func rules() async throws {
        try await compare(Self.files.enumerated().map { ("file \($0)", $1) })
    }

    @Test("send the same statements for files that nobody would write", .timeLimit(.minutes(5)))
    func properties() async throws {
        try await compare((UInt64(0)..<60).map { ("seed \($0)", Self.file(seed: $0)) })
    }
}
