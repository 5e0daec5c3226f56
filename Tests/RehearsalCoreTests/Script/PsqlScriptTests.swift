import RehearsalCore
import Testing

/// What psql would be told to do with a text, and the variables behind it.
func readAsPsql(
    _ text: String, runner: Runner = .psql(onErrorStop: true), file: String = "a.sql"
) throws(ScriptError) -> [PsqlScript.Item] {
    var variables = PsqlVariables(database: "shop", user: "shop_owner", majorVersion: 15, runner: runner)
    var script = PsqlScript(text: text, file: file)
    var items: [PsqlScript.Item] = []
    while let item = try script.next(&variables) { items.append(item) }
    return items
}

extension PsqlScript.Item {
    var statement: Statement? {
        guard case .statement(let statement) = self else { return nil }
        return statement
    }
}

@Suite("A script as psql reads it")
struct PsqlScriptTests {
    private func texts(_ text: String, runner: Runner = .psql(onErrorStop: true)) throws -> [String] {
        try readAsPsql(text, runner: runner).compactMap { $0.statement?.text }
    }

    @Test("puts variables in where psql does, and nowhere else")
    func interpolation() throws {
        #expect(
            try texts("\\set v 'it''s'\nSELECT :'v', :\"v\", :{?v}, :{?w};") == [
                "SELECT 'it''s', \"it's\", TRUE, FALSE"
            ])
        #expect(
            try texts("\\set v 1\nSELECT ':v', $$:v$$ /* :v */, \":v\" -- :v\n;") == [
                "SELECT ':v', $$:v$$ /* :v */, \":v\""
            ])
        #expect(
            try texts("\\set v 1\n\\set int x\nSELECT :v::int, a[:v:2], f(b := :v);") == [
                "SELECT 1::int, a[1:2], f(b := 1)"
            ])
        #expect(try texts("SELECT a[1:n], a[:'x'];") == ["SELECT a[1:n], a[:'x']"])
        #expect(try texts("\\set v 'a\\\\b'\nSELECT :'v';") == ["SELECT  E'a\\\\b'"])
        #expect(try texts("\\set v 1\nSELECT \\:v;") == ["SELECT :v"])
        // To Swift a quote and the combining mark behind it are one character.
        #expect(
            try texts("\\set v 'it''\u{301}s \"\u{301}'\nSELECT :'v', :\"v\";") == [
                "SELECT 'it''\u{301}s \"\u{301}', \"it'\u{301}s \"\"\u{301}\""
            ])
        #expect(
            try texts("SELECT :'USER', :\"DBNAME\", :SERVER_VERSION_NUM;") == ["SELECT 'shop_owner', \"shop\", 150000"])
    }

    @Test("lets a value end a statement and hold further variables")
    func valuesAreSQL() throws {
        #expect(try texts("\\set q 'SELECT 1; SELECT'\n:q 2; SELECT 3;") == ["SELECT 1", "SELECT 2", "SELECT 3"])
        #expect(try texts("\\set a 1\n\\set b '(:a + 1)'\nSELECT :b;") == ["SELECT (1 + 1)"])
        #expect(try texts("\\set empty\nSELECT :empty 1;") == ["SELECT  1"])
    }

    @Test("joins the pieces of \\set, and reads its quotes as psql does")
    func set() throws {
        #expect(try texts("\\set v a 'b c' :x\"d e\" ;\nSELECT :'v';") == ["SELECT 'ab c:x\"d e\";'"])
        #expect(try texts("\\set v 'a\\tb\\x41\\101'\nSELECT :'v';") == ["SELECT 'a\tbAA'"])
        #expect(try texts("\\set a 1 \\set b 2 \\\\ SELECT :a, :b;") == ["SELECT 1, 2"])
        #expect(try texts("\\set a 1\n\\unset a\nSELECT :{?a};") == ["SELECT FALSE"])
    }

    @Test(
        "runs one branch of an \\if",
        arguments: [
            ("true", "1"), ("TRU", "1"), ("yes", "1"), ("on", "1"), ("1", "1"), ("t", "1"), ("false", "2"),
            ("no", "2"), ("off", "2"), ("of", "2"), ("0", "2"), ("F", "2"), (":{?nosuch}", "2"), (":{?USER}", "1"),
            (":ON_ERROR_STOP", "1"), ("'on'", "1"),
        ])
    func booleans(_ condition: String, _ expected: String) throws {
        #expect(
            try texts("\\if \(condition)\nSELECT 1;\n\\else\nSELECT 2;\n\\endif\nSELECT 3;")
                == ["SELECT \(expected)", "SELECT 3"])
    }

    @Test("nests branches, and passes over what psql passes over")
    func branches() throws {
        let text = """
            \\if false
              SELECT 'skipped'; bogus ( \\gexec
              \\connect elsewhere
              \\! rm -rf \\endif
              \\set a `date`
              \\if true
                SELECT 'also';
              \\else
                SELECT 'neither';
              \\endif
            \\elif true
              SELECT 1;
              \\if 0
              \\elif 0
              \\else
                SELECT 2;
              \\endif
            \\elif :nonsense
              SELECT 'no';
            \\else
              SELECT 'no';
            \\endif
            SELECT 3;
            """
        #expect(try texts(text) == ["SELECT 1", "SELECT 2", "SELECT 3"])
    }

    @Test("chooses between the lines of one statement")
    func insideStatement() throws {
        let text = "CREATE TABLE t (a int\n\\if true\n , b int\n\\else\n , c int\n\\endif\n\\echo x\n);\nSELECT 1;"
        #expect(try texts(text) == ["CREATE TABLE t (a int\n , b int\n)", "SELECT 1"])
        let other = "SELECT 1\n\\if false\n + (2\n\\else\n + 3\n\\endif\n;"
        #expect(try texts(other) == ["SELECT 1\n + 3"])
    }

    @Test("carries ON_ERROR_STOP with the statements behind it")
    func onErrorStop() throws {
        let items = try readAsPsql("SELECT 1;\n\\set ON_ERROR_STOP off\nSELECT 2;\n\\set ON_ERROR_STOP\nSELECT 3;")
        #expect(items.map { $0.statement?.onErrorStop } == [nil, false, true])
        #expect(throws: ScriptError.self) {
            _ = try readAsPsql("\\set ON_ERROR_STOP off\n", runner: .singleTransaction)
        }
        #expect(try readAsPsql("\\set ON_ERROR_STOP on\n", runner: .singleTransaction).isEmpty)
    }

    @Test("hands on includes with their variables put in")
    func includes() throws {
        let place = SourcePlace(file: "a.sql", line: 2, column: 1)
        #expect(
            try readAsPsql("\\set dir parts\n\\ir :dir/'a b.sql';\n")
                == [.include(path: "parts/a b.sql", isRelative: true, place: place)])
    }

    @Test("maps the server's positions to what is written: a value's is its variable's")
    func positions() throws {
        let text = "\\set columns 'a, ü, nosuch'\nSELECT\n  :columns,\n  wrong FROM t;"
        let statement = try #require(try readAsPsql(text).first?.statement)
        #expect(statement.text == "SELECT\n  a, ü, nosuch,\n  wrong FROM t")
        func at(_ word: String) throws -> String {
            let token = try #require(tokens(of: statement.text).first { $0.text == word })
            return place(ofPosition: token.position, in: statement).description
        }
        #expect(try at("SELECT") == "a.sql:2:1")
        #expect(try at("a") == "a.sql:3:3")
        #expect(try at("nosuch") == "a.sql:3:3")
        #expect(try at("wrong") == "a.sql:4:3")
        #expect(place(ofPosition: 9999, in: statement).line == 4)
        let first = try #require(try readAsPsql("\\set q 'SELECT 1; SELECT'\n\n:q 2, wrong;").last?.statement)
        #expect(first.place.description == "a.sql:3:1")
        #expect(place(ofPosition: 11, in: first).description == "a.sql:3:7")
        let parted = try #require(try readAsPsql("SELECT 1\n\\if 1\n + wrong\n\\endif\n;").first?.statement)
        #expect(place(ofPosition: 13, in: parted).description == "a.sql:3:4")
    }

    @Test(
        "is refused where psql would fail, or where nobody knows what it would do",
        arguments: [
            ("SELECT 1 FROM :tabel;", .variableUndefined(name: "tabel", suggestion: nil), 1, 15),
            ("SELECT :'DBNAMES';", .variableUndefined(name: "DBNAMES", suggestion: "DBNAME"), 1, 8),
            ("SELECT :ROW_COUNT;", .variableOfTheRun(name: "ROW_COUNT"), 1, 8),
            ("\\set a ':b'\n\\set b ':a'\nSELECT :a;", .variableInItself(name: "a"), 3, 8),
            ("\\set a '''x'\nSELECT :a ';", .variableLeavesOpen(name: "a"), 2, 8),
            ("\\set a '\\\\gexec'\nSELECT 1 :a;", .metaCommandInVariable(name: "a"), 2, 10),
            ("\\set a 'COPY t FROM stdin;'\n:a\n\\.\n", .copyInVariable(name: "a"), 2, 1),
            ("\\set 'a b' 1\n", .badVariableName("a b"), 1, 1),
            ("\\set ON_ERROR_STOP maybe\n", .notOnOrOff(name: "ON_ERROR_STOP"), 1, 1),
            ("\\set AUTOCOMMIT off\n", .variableRefused(name: "AUTOCOMMIT"), 1, 1),
            ("\\unset AUTOCOMMIT\n", .variableRefused(name: "AUTOCOMMIT"), 1, 1),
            ("\\set ON_ERROR_ROLLBACK on\n", .variableRefused(name: "ON_ERROR_ROLLBACK"), 1, 1),
            ("\\set SINGLELINE\n", .variableRefused(name: "SINGLELINE"), 1, 1),
            ("\\set a `date`\n", .backquotes, 1, 8),
            ("\\echo it's\n", .unterminatedArgument, 1, 9),
            ("\\set a '\\xff'\nSELECT :'a';", .unreadableArgument, 1, 14),
            ("\\unset\n", .missingArgument(command: "unset"), 1, 1),
            ("\\i\n", .missingArgument(command: "i"), 1, 1),
            ("\\if :nosuch\n\\endif\n", .notBoolean(command: "if", written: ":nosuch"), 1, 1),
            ("\\if\n\\endif\n", .notBoolean(command: "if", written: ""), 1, 1),
            ("SELECT 1;\n\\if 1\nSELECT 2;\n", .unterminatedIf, 2, 1),
            ("\\if 0\n\\if 1\n\\endif\n", .unterminatedIf, 1, 1),
            ("\\if 0\nSELECT 'open\n\\endif\n", .unterminatedString, 2, 8),
            ("\\endif\n", .unmatchedConditional(command: "endif"), 1, 1),
            ("\\if 1\n\\else\n\\elif 1\n\\endif\n", .conditionalAfterElse(command: "elif"), 3, 1),
            ("\\if 0\n\\else\n\\else\n\\endif\n", .conditionalAfterElse(command: "else"), 3, 1),
            ("\\if 0\n\\nosuch\n\\endif\n", .metaCommandUnknown(name: "nosuch"), 2, 1),
            ("\\if 0\nCOPY t FROM stdin;\n1\n\\.\n\\endif\n", .metaCommandUnknown(name: "."), 4, 1),
            ("\\nosuch\n", .metaCommandUnknown(name: "nosuch"), 1, 1),
            ("SELECT 1\n\\i a.sql\n;", .metaCommandInsideStatement(name: "i"), 2, 1),
        ] as [(String, ScriptError.Fault, Int, Int)])
    func refused(_ text: String, _ fault: ScriptError.Fault, _ line: Int, _ column: Int) {
        let expected = ScriptError(fault, at: SourcePlace(file: "a.sql", line: line, column: column))
        #expect(throws: expected) { _ = try readAsPsql(text) }
    }

    @Test(
        "names each refused command with a reason of its own",
        arguments: [
            "connect x", "! ls", "copy t from x", "o x", "g", "gset", "gexec", "q", "watch", "prompt x", "getenv A B",
        ])
    func commands(_ command: String) throws {
        let name = String(command.prefix { $0 != " " })
        let error = try #require(throws: ScriptError.self) { _ = try readAsPsql("SELECT 1 \\\(command)\n") }
        #expect(error.fault == .metaCommandRefused(name: name))
        #expect(error.place == SourcePlace(file: "a.sql", line: 1, column: 10))
        #expect(error.message.what.hasPrefix("the meta-command \\\(name) is refused: "))
        #expect(!error.message.what.contains("does not belong"))
    }
}
