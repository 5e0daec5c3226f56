@testable import Dataset
import Postgres
import TestServer
import Testing

@testable import Staging

@Suite("The layout of tables, read from a server")
struct TableLayoutReaderTests {
    private static let tables = """
        CREATE DOMAIN short AS character varying(7) CONSTRAINT not_x CHECK (VALUE <> 'x');
        CREATE DOMAIN shorter AS short NOT NULL CONSTRAINT lower CHECK (VALUE = lower(VALUE));
        CREATE DOMAIN price AS numeric(9,3);
        CREATE TYPE mood AS ENUM ('sad', 'glad');
        CREATE DOMAIN moods AS mood;
        CREATE DOMAIN list AS integer[];
        CREATE TABLE plain (
            a shorter, b price NOT NULL, c moods, d list, e character varying(3), f numeric(6,2) CHECK (f > 0),
            CONSTRAINT whole CHECK (plain IS NOT NULL), CONSTRAINT differ CHECK (a <> e),
            CONSTRAINT once EXCLUDE USING btree (f WITH =), CONSTRAINT twice EXCLUDE USING btree (lower(e) WITH =));
        ALTER TABLE plain ADD CONSTRAINT later CHECK (f < 9) NOT VALID;
        """

    @Test("tells of a domain's column what the domain is made of, its NOT NULL and its constraints")
    func domains() async throws {
        try await withTestDatabase { parameters in
            let connection = try await PostgresConnection.connect(to: parameters)
            _ = try await connection.execute(Self.tables)
            let table = try #require(try await TableLayoutReader(connection: connection).read().first)
            await connection.close()
            let columns = Dictionary(uniqueKeysWithValues: table.columns.map { ($0.name, $0) })
            #expect(
                table.columns.map(\.typeName) == [
                    "character varying", "numeric", "mood", "integer[]", "character varying", "numeric",
                ])
            #expect(table.columns.map(\.isNotNull) == [true, true, false, false, false, false])
            #expect(columns["a"]?.characterLimit == 7 && columns["e"]?.characterLimit == 3)
            #expect(columns["b"]?.numericScale == 3 && columns["b"]?.numericPrecision == 9)
            #expect(columns["f"]?.numericScale == 2 && columns["f"]?.numericPrecision == 6)
            #expect(columns["c"]?.labels == ["sad", "glad"] && columns["d"]?.elementTypeOID == 23)
            #expect(table.checks.map(\.name) == ["differ", "later", "plain_f_check", "whole", "lower", "not_x"])
            #expect(
                table.checks.map(\.columns) == [
                    ["a", "e"], ["f"], ["f"], ["a", "b", "c", "d", "e", "f"], ["a"], ["a"],
                ])
            #expect(table.checks.map(\.domain) == [nil, nil, nil, nil, "shorter", "short"])
            #expect(table.checks[1].definition == "CHECK ((f < (9)::numeric)) NOT VALID")
            #expect(table.exclusions.map(\.name) == ["once", "twice"])
            #expect(table.exclusions.map(\.columns) == [["f"], []])
        }
    }

    /// Patterns beside the texts that are tried with each of them.
    private static let patterns = [
        "^a\\d{3}$", "a|^b$", "^(?:ab|c)*$", "[^0-9]", "^[]a-c^-]+$", "^[a\\-z]$", "^x{2,}y?$", "^x{0,2}$", "\\s",
        "^\\S+\\.\\D$", "^a.c$", "^$", "", "^{a}$", "\\Aab\\Z", "^[A-F0-9]{2}$", "^(a|b{2})+?c$", "[[:graph:]]", "\\W",
        "^[\\w.+-]+@[\\w-]+\\.[\\w.]+$", "^[^@]+@[^@]+$", "a{,2}", "(^a|b$)", "a$|^b", "^[[:alpha:]_]\\w*$", "x?",
        "\\.",
    ]
    private static let texts = [
        "", "a", "b", "ab", "ba", "abc", "a123", "a12", "abab", "cc", "]-^", "-", "z", "xx", "xxxy", "x", " ", "a b",
        "q.r",
        "q.1", "{a}", "A0", "G0", "bbc", "ac", "a@b.c", "x_y+z@a-b.co.uk", "@", "a{,2}", "_1", "~", "bb",
    ]

    @Test("patterns match what the server matches by them")
    func agreement() async throws {
        try await withTestDatabase { parameters in
            let connection = try await PostgresConnection.connect(to: parameters)
            for pattern in Self.patterns {
                let node = try #require(RegularExpression.node(of: pattern), "\(pattern)")
                let machine = try #require(WordMachine(searching: node))
                let folded = try #require(WordMachine(searching: node.ignoringCase))
                for text in Self.texts {
                    let row = try await connection.query(
                        "SELECT $1::text ~ $2::text AS matches, $1::text ~* $2::text AS folded", [text, pattern]
                    ).rows[0]
                    #expect(try row.bool("matches") == machine.accepts(text), "\(text) by \(pattern)")
                    #expect(try row.bool("folded") == folded.accepts(text), "\(text) by \(pattern)")
                }
            }
            await connection.close()
        }
    }
}
