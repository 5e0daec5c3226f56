import RehearsalCore
import Testing

extension ScriptItem {
    var statement: Statement? {
        guard case .statement(let statement) = self else { return nil }
        return statement
    }
}

@Suite("A script's items")
struct ScriptItemsTests {
    @Test(
        "that cannot be told apart are refused at the opening token",
        arguments: [
            ("SELECT 1;\n SELECT 'open;\n", .unterminatedString, 2, 9),
            ("SELECT E'open\\';\n", .unterminatedString, 1, 8),
            ("SELECT 1 AS \"open;\n", .unterminatedQuotedIdentifier, 1, 13),
            ("-- ä\nSELECT 'ä', $x$ open; $y$\n", .unterminatedDollarString(tag: "$x$"), 2, 13),
            ("SELECT $$ open", .unterminatedDollarString(tag: "$$"), 1, 8),
            ("SELECT 1;\n/* one /* two */\nSELECT 2;", .unterminatedComment, 2, 1),
            ("SELECT 1;\nSELECT f((2);\nSELECT 3;", .unterminatedParenthesis, 2, 9),
            (
                "CREATE FUNCTION f() RETURNS int\nBEGIN ATOMIC SELECT CASE WHEN true THEN 1 END;\n", .unterminatedBody,
                2, 1
            ),
            ("SELECT 1;\nCOPY t FROM stdin;\n1\n", .unterminatedCopyData, 2, 1),
            ("COPY t FROM stdin", .unterminatedCopyData, 1, 1),
            ("COPY t FROM stdin;", .unterminatedCopyData, 1, 1),
            ("COPY t FROM stdin; SELECT 1;\n1\n\\.\n", .textAfterCopy, 1, 20),
            ("COPY t FROM stdin; /* a\n*/\n\\.\n", .textAfterCopy, 1, 20),
            ("SELECT 1;\nSEL\0ECT 2;", .nulByte, 2, 4),
            ("SELECT 1 \\gexec\n", .metaCommandInsideStatement(name: "gexec"), 1, 10),
            ("SELECT 1 \\; SELECT 2;\n", .metaCommandInsideStatement(name: ";"), 1, 10),
        ] as [(String, ScriptError.Fault, Int, Int)])
    func refused(_ text: String, _ fault: ScriptError.Fault, _ line: Int, _ column: Int) {
        let expected = ScriptError(fault, at: SourcePlace(file: "a.sql", line: line, column: column))
        #expect(throws: expected) { _ = try scriptItems(of: text, file: "a.sql") }
        #expect(expected.ending == .usage)
        #expect(expected.message.place == "a.sql:\(line):\(column)")
    }

    @Test("hold meta-commands where they stand")
    func metaCommands() throws {
        let text = "\\restrict abc\nSELECT 1;\n  \\ir  parts/a.sql \r\n\\i 'b c.sql'\n\\unrestrict abc"
        let commands = try scriptItems(of: text, file: "a.sql").compactMap { item -> MetaCommand? in
            guard case .metaCommand(let command) = item else { return nil }
            return command
        }
        func command(_ name: String, _ arguments: String, _ line: Int, _ column: Int) -> MetaCommand {
            MetaCommand(
                name: name, arguments: arguments, place: SourcePlace(file: "a.sql", line: line, column: column))
        }
        #expect(
            commands == [
                command("restrict", "abc", 1, 1), command("ir", "parts/a.sql", 3, 3),
                command("i", "'b c.sql'", 4, 1), command("unrestrict", "abc", 5, 1),
            ])
    }

    @Test("keep a backslash inside quotes and comments for what it is")
    func backslashInQuotes() throws {
        let items = try scriptItems(of: "SELECT '\\i x', $$\\!$$ /* \\q */; -- \\i y\n", file: "a.sql")
        #expect(items.count == 1)
    }

    @Test("have no column that depends on how many bytes a character takes")
    func columns() throws {
        let items = try scriptItems(of: "SELECT '😀ä'; SELECT 2;", file: "a.sql")
        let second = try #require(items[1].statement)
        #expect(second.place == SourcePlace(file: "a.sql", line: 1, column: 14))
    }

    @Test("map the server's position to the file")
    func positions() throws {
        let items = try scriptItems(of: "-- x\n  SELECT '😀',\r\n   nosuch\n;", file: "a.sql")
        let statement = try #require(items[0].statement)
        #expect(place(ofPosition: 1, in: statement) == SourcePlace(file: "a.sql", line: 2, column: 3))
        #expect(place(ofPosition: 8, in: statement) == SourcePlace(file: "a.sql", line: 2, column: 10))
        #expect(place(ofPosition: 17, in: statement) == SourcePlace(file: "a.sql", line: 3, column: 4))
        #expect(place(ofPosition: 999, in: statement) == SourcePlace(file: "a.sql", line: 3, column: 10))
        #expect(place(ofPosition: -1, in: statement) == statement.place)
    }

    @Test("agree between tokens and statements on where a word stands")
    func tokenPositions() throws {
        let items = try scriptItems(of: "SELECT 'é',\n  word;", file: "a.sql")
        let statement = try #require(items[0].statement)
        let word = try #require(tokens(of: statement.text).last)
        #expect(word.text == "word")
        #expect(place(ofPosition: word.position, in: statement) == SourcePlace(file: "a.sql", line: 2, column: 3))
    }
}
