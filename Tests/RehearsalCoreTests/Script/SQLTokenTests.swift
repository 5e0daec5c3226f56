import RehearsalCore
import Testing

@Suite("Tokens")
struct SQLTokenTests {
    @Test(
        "are of the kind that PostgreSQL's scanner gives them",
        arguments: [
            ("name", .word), ("größe", .word), ("a$1", .word), ("\"a\"\"b\"", .quotedIdentifier),
            ("U&\"a\"", .quotedIdentifier), ("'a''b'", .string), ("E'\\''", .string), ("x'1F'", .string),
            ("U&'\\0061'", .string), ("$$a$$", .dollarString), ("$t$ $$ $t$", .dollarString), ("12", .number),
            ("1.5e-3", .number), (".5", .number), ("1.", .number), ("$12", .parameter), ("<>", .operatorSymbol),
            ("->>", .operatorSymbol), ("(", .punctuation), (":", .punctuation), ("-- x", .comment),
            ("/* /* */ */", .comment), ("\\", .backslash),
        ] as [(String, SQLToken.Kind)])
    func kinds(_ text: String, _ kind: SQLToken.Kind) {
        #expect(tokens(of: text) == [SQLToken(kind: kind, text: text, position: 1)])
    }

    @Test(
        "end where the next one begins",
        arguments: [
            ("1..10", ["1", "..", "10"]), ("a.b", ["a", ".", "b"]), ("x+-- y", ["x", "+", "-- y"]),
            ("2*/* c */3", ["2", "*", "/* c */", "3"]), ("nameE'a'", ["nameE", "'a'"]),
            ("a::int", ["a", "::", "int"]), ("a := :b", ["a", ":=", ":", "b"]),
            ("$1$$x$$", ["$1", "$$x$$"]), ("1e5", ["1e5"]), ("1.e5", ["1.e5"]), ("'a' 'b'", ["'a'", "'b'"]),
        ] as [(String, [String])])
    func boundaries(_ text: String, _ pieces: [String]) { #expect(tokens(of: text).map(\.text) == pieces) }

    @Test("that are open say so", arguments: ["'a", "\"a", "$$a", "$t$a$$", "/* /* */", "E'a\\'"])
    func open(_ text: String) {
        #expect(
            tokens(of: text) == [SQLToken(kind: tokens(of: text)[0].kind, text: text, position: 1, isTerminated: false)]
        )
    }
}

@Suite("An excerpt")
struct ExcerptTests {
    private let sql = "INSERT  INTO t -- secret\n VALUES (42,\n E'it\\'s', $$x$$, a.b);"

    @Test("is one line without comments") func plain() {
        #expect(excerpt(of: sql, limit: 200) == "INSERT INTO t VALUES (42, E'it\\'s', $$x$$, a.b);")
    }

    @Test("shows no literal when masked") func masked() {
        #expect(maskedExcerpt(of: sql, limit: 200) == "INSERT INTO t VALUES (?, ?, ?, a.b);")
    }

    @Test("is cut at its limit", arguments: [1, 2, 10, 47]) func cut(_ limit: Int) {
        let line = excerpt(of: sql, limit: limit)
        #expect(line.count == limit)
        #expect(line.hasSuffix("…"))
    }
}
