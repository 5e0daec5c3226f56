import Postgres
import Testing
import TestServer

@Suite("Results")
struct QueryResultTests {
    @Test("Values are decoded by type, and NULL only where it is allowed")
    func typed() async throws {
        try await withTestDatabase { parameters in
            let connection = try await PostgresConnection.connect(to: parameters)
            let result = try await connection.query(
                """
                SELECT $1::int AS i, $2::bigint AS big, 'NaN'::float8 AS nan, 1.5::float8 AS d, true AS yes,
                       false AS no,
                       $3::text AS t, $4::text AS none, ''::text AS empty
                """, ["-7", "9223372036854775807", "grün 🐘", nil])
            let row = try #require(result.rows.first)
            #expect(try row.int("i") == -7)
            #expect(try row.int64("big") == .max)
            #expect(try row.double("nan").isNaN)
            #expect(try row.double("d") == 1.5)
            #expect(try row.bool("yes") && !row.bool("no"))
            #expect(try row.text("t") == "grün 🐘")
            #expect(try row.optionalText("none") == nil)
            #expect(try row.optionalInt("none") == nil && row.optionalInt64("none") == nil)
            #expect(try row.optionalBool("none") == nil && row.optionalDouble("none") == nil)
            #expect(try row.text("empty") == "")
            #expect(row[0] == "-7" && row[7] == nil)
            #expect(result.columns == ["i", "big", "nan", "d", "yes", "no", "t", "none", "empty"])
            #expect(result.commandTag == "SELECT 1" && result.affectedRowCount == 1)
        }
    }

    @Test("What cannot be decoded is named with its column, its value and what was wanted")
    func undecodable() async throws {
        let row = QueryResult(columns: ["a", "b"], rows: [["x", nil]]).rows[0]
        let expected = PostgresError.undecodable(column: "a", value: "x", wanted: "an integer")
        #expect(throws: expected) { try row.int("a") }
        #expect(throws: expected) { try row.optionalInt("a") }
        #expect(throws: PostgresError.undecodable(column: "b", value: nil, wanted: "text")) { try row.text("b") }
        #expect(throws: PostgresError.undecodable(column: "a", value: "x", wanted: "a boolean")) { try row.bool("a") }
        #expect(throws: PostgresError.undecodable(column: "c", value: nil, wanted: "a column of this name")) {
            try row.optionalText("c")
        }
    }

    @Test("An identifier and a literal come back as they went in")
    func quoting() async throws {
        try await withTestDatabase { parameters in
            let connection = try await PostgresConnection.connect(to: parameters)
            for text in [#"a"b'c\d"#, "a'\u{301}b\"\u{301}", "\\\u{301}", "select", "Ü 🐘 \n\t", "$1 %s", #"\'"#] {
                for setting in ["on", "off"] {
                    _ = try await connection.execute("SET standard_conforming_strings = \(setting)")
                    let literal = PostgresConnection.quotedLiteral(text)
                    let name = PostgresConnection.quotedIdentifier(text)
                    let result = try await connection.execute("SELECT\(literal) AS \(name)").result
                    #expect(result.columns == [text])
                    #expect(result.rows[0][0] == text)
                }
            }
        }
    }
}
