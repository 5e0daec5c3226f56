import RehearsalCore
import Testing

@Suite("Deparsed text")
struct DeparsedTextTests {
    /// As PostgreSQL 15 writes an expression, and as it writes it once it has read that back.
    static let moves = [
        (
            "((v)::text = ANY ((ARRAY['a'::character varying, 'it''s, ]'::character varying])::text[]))",
            "((v)::text = ANY (ARRAY[('a'::character varying)::text, ('it''s, ]'::character varying)::text]))"
        ),
        (
            "((dm)::text <> ALL ((ARRAY['a'::ops.code, NULL::ops.code])::text[]))",
            "((dm)::text <> ALL (ARRAY[('a'::ops.code)::text, (NULL::ops.code)::text]))"
        ),
        ("(n = ANY ((ARRAY[1, 2])::numeric[]))", "(n = ANY (ARRAY[(1)::numeric, (2)::numeric]))"),
        (
            "(n = ANY ((ARRAY[i, (s)::integer])::numeric[]))",
            "(n = ANY (ARRAY[(i)::numeric, ((s)::integer)::numeric]))"
        ),
        (
            "(ARRAY['a'::character varying, lower(v)])::character varying(3)[]",
            "ARRAY[('a'::character varying)::character varying(3), (lower(v))::character varying(3)]"
        ),
        (
            "(ARRAY[ARRAY['a'::name], ARRAY['b'::name]])::text[]",
            "ARRAY[ARRAY[('a'::name)::text], ARRAY[('b'::name)::text]]"
        ),
        (
            "((ARRAY['a'::text])::character varying[])::text[]",
            "ARRAY[(('a'::text)::character varying)::text]"
        ),
        (
            "(ARRAY['10:00:00'::time without time zone])::timestamp(3) with time zone[]",
            "ARRAY[('10:00:00'::time without time zone)::timestamp(3) with time zone]"
        ),
        (
            "CASE WHEN v::text = ANY (ARRAY['a'::character varying, v]::text[]) THEN 1 ELSE NULL::integer END",
            "CASE WHEN v::text = ANY (ARRAY['a'::character varying::text, v::text]) THEN 1 ELSE NULL::integer END"
        ),
        ("CHECK ((((i >= 1) AND (i <= 10)) AND (s > 3)))", "CHECK (((i >= 1) AND (i <= 10) AND (s > 3)))"),
        ("((((a OR b) OR c) OR d) OR (e OR f))", "(a OR b OR c OR d OR (e OR f))"),
        ("(((a AND b) AND c) OR d)", "((a AND b AND c) OR d)"),
        (
            "  WHERE (((a AND b) AND\n        CASE\n            WHEN ((c OR d) OR e) THEN f\n        END));",
            "  WHERE ((a AND b AND\n        CASE\n            WHEN (c OR d OR e) THEN f\n        END));"
        ),
    ]

    @Test("moves as PostgreSQL's parser does, and stays where it is then", arguments: moves)
    func moved(_ move: (stored: String, readBack: String)) {
        #expect(DeparsedText.canonical(move.stored) == move.readBack)
        #expect(DeparsedText.canonical(move.readBack) == move.readBack)
    }

    @Test(
        "leaves alone what the parser leaves alone",
        arguments: [
            "", "(a AND (b AND c))", "((a OR b) AND c)", "((a AND b) = c)", "(((a AND b) = c) AND d)",
            "((a AND b), c)", "(NOT ((a AND b)))", "ARRAY[]::text[]", "(ARRAY['a'::text])::text",
            "sum(i) OVER (ORDER BY (a AND b) ROWS BETWEEN 1 PRECEDING AND CURRENT ROW)",
            "((ROWS BETWEEN (1 AND 2) AND 3) AND (b AND c))", "'((a AND b) AND c)'::text",
            "\"((a AND b) AND c)\"", "((a AND b) AND c", "((a AND b] AND c)", "(('a AND b) AND c)",
            "('{a,b}'::character varying[])::text[]", "((va)::text[])::character varying[]",
        ])
    func leftAlone(_ text: String) { #expect(DeparsedText.canonical(text) == text) }

    @Test(
        "an array whose elements may be arrays keeps its cast: cast one by one they would be another value",
        arguments: ["(ARRAY[a, b])::text[]", "(ARRAY['{a}'::name[], b])::text[]", "(ARRAY['1 2'::int2vector])::text[]"])
    func ambiguous(_ text: String) {
        #expect(DeparsedText.canonical(text) == text)
        #expect(DeparsedText.canonical("ARRAY[(a)::text, (b)::text]") == "ARRAY[(a)::text, (b)::text]")
    }
}
