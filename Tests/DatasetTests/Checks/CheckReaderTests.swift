import RehearsalCore
import Testing

@testable import Dataset

@Suite("A CHECK constraint as the server tells it")
struct CheckReaderTests {
    static let columns: [ColumnLayout] = [
        ("i", "integer"), ("s", "smallint"), ("n", "numeric"), ("r", "real"), ("d", "double precision"), ("t", "text"),
        ("v", "character varying"), ("c", "character"), ("ci", "citext"), ("bo", "boolean"), ("da", "date"),
        ("ts", "timestamp without time zone"), ("tz", "timestamp with time zone"), ("iv", "interval"), ("j", "jsonb"),
        ("a", "text[]"), ("by", "bytea"), ("Odd \"name\"", "integer"), ("end", "integer"),
    ].map { ColumnLayout(name: $0.0, typeName: $0.1, typeOID: 1) }

    private func conditions(_ definition: String, domainOf column: String? = nil) -> [CheckCondition]? {
        let table = TableLayout(name: TableName("t"), columns: Self.columns)
        let check = CheckLayout(
            name: "check", definition: definition, columns: column.map { [$0] } ?? [], domain: column.map { _ in "d" })
        return CheckReader(table, check).conditions(of: definition)
    }

    /// Definitions as PostgreSQL 15 wrote them.
    static let known: [(String, [CheckCondition])] = [
        ("CHECK ((i > 0))", [.bound("i", .above, .number("0"))]),
        ("CHECK ((0 < i))", [.bound("i", .above, .number("0"))]),
        ("CHECK ((i > 0)) NO INHERIT", [.bound("i", .above, .number("0"))]),
        ("CHECK ((i > 0)) NOT VALID", [.bound("i", .above, .number("0"))]),
        (
            "CHECK (((i >= '-5'::integer) AND (i < 10)))",
            [.bound("i", .atLeast, .text("-5")), .bound("i", .below, .number("10"))]
        ),
        ("CHECK ((NOT (i < 0)))", [.bound("i", .atLeast, .number("0"))]),
        ("CHECK ((i = ANY (ARRAY[1, 2, '-3'::integer])))", [.listed("i", [.number("1"), .number("2"), .text("-3")])]),
        ("CHECK ((i <> ALL (ARRAY[3, 4])))", [.unlisted("i", [.number("3"), .number("4")])]),
        ("CHECK ((i <> 0))", [.unlisted("i", [.number("0")])]),
        ("CHECK ((n > (0)::numeric))", [.bound("n", .above, .number("0"))]),
        ("CHECK (((i)::numeric > 0.5))", [.bound("i", .above, .number("0.5"))]),
        ("CHECK ((d >= ('-90'::integer)::double precision))", [.bound("d", .atLeast, .text("-90"))]),
        ("CHECK (((\"Odd \"\"name\"\"\" > 0)))", [.bound("Odd \"name\"", .above, .number("0"))]),
        ("CHECK ((\"end\" > 0))", [.bound("end", .above, .number("0"))]),
        ("CHECK ((t = ANY (ARRAY['a'::text, 'b''c'::text])))", [.listed("t", [.text("a"), .text("b'c")])]),
        (
            "CHECK (((v)::text = ANY ((ARRAY['a'::character varying, 'b'::character varying])::text[])))",
            [.listed("v", [.text("a"), .text("b")])]
        ),
        ("CHECK (((v)::text <> ''::text))", [.unlisted("v", [.text("")])]),
        ("CHECK (((i = 1) OR (i = 2)))", [.listed("i", [.number("1"), .number("2")])]),
        ("CHECK (((i IS NULL) OR (i > 3)))", [.bound("i", .above, .number("3"))]),
        (
            "CHECK (((i IS NULL) OR (s IS NULL) OR (i < s)))",
            [.ordered(lower: "i", upper: "s", isStrict: true)]
        ),
        ("CHECK ((n >= (i)::numeric))", [.ordered(lower: "i", upper: "n", isStrict: false)]),
        ("CHECK ((da <= ts))", [.ordered(lower: "da", upper: "ts", isStrict: false)]),
        ("CHECK ((i IS NOT NULL))", [.present("i")]),
        (
            "CHECK (((char_length((v)::text) >= 3) AND (octet_length((v)::text) <= 10)))",
            [.length("v", .atLeast, 3), .length("v", .atMost, 10)]
        ),
        ("CHECK ((length(TRIM(BOTH FROM t)) > 0))", [.length("t", .above, 0), .trimmed("t")]),
        ("CHECK ((btrim((v)::text) <> ''::text))", [.length("v", .atLeast, 1), .trimmed("v")]),
        ("CHECK ((octet_length(by) = 16))", [.length("by", .equal, 16)]),
        ("CHECK ((t ~ '^a\\d{3}$'::text))", [.pattern("t", TextPattern("^a\\d{3}$", by: "~")!)]),
        ("CHECK (((v)::text !~~ '%x'::text))", [.pattern("v", TextPattern("%x", by: "!~~")!)]),
        ("CHECK ((ci OPERATOR(public.~) '@'::public.citext))", [.pattern("ci", TextPattern("@", by: "~")!)]),
        ("CHECK ((upper(t) = t))", [.letters("t", isUpper: true)]),
        ("CHECK (((v)::text = lower((v)::text)))", [.letters("v", isUpper: false)]),
        ("CHECK (bo)", [.listed("bo", [.truth(true)])]),
        ("CHECK ((NOT bo))", [.listed("bo", [.truth(false)])]),
        ("CHECK ((bo IS TRUE))", [.listed("bo", [.truth(true)]), .present("bo")]),
        ("CHECK ((tz <= now()))", [.bound("tz", .atMost, .now)]),
        ("CHECK ((da <= CURRENT_DATE))", [.bound("da", .atMost, .today)]),
        (
            "CHECK ((ts > '2020-01-01 12:30:00'::timestamp without time zone))",
            [.bound("ts", .above, .text("2020-01-01 12:30:00"))]
        ),
        ("CHECK ((iv > '00:00:00'::interval))", [.bound("iv", .above, .text("00:00:00"))]),
        ("CHECK ((jsonb_typeof(j) = 'object'::text))", [.object("j")]),
        ("CHECK (true)", []),
    ]

    @Test("falls into conditions", arguments: known.indices)
    func understood(number: Int) {
        let (definition, expected) = Self.known[number]
        #expect(conditions(definition) == expected, "\(definition)")
    }

    @Test("of a domain is about its column")
    func domain() {
        #expect(
            conditions("CHECK (((VALUE)::integer < 100))", domainOf: "i") == [.bound("i", .below, .number("100"))])
        #expect(
            conditions("CHECK (((VALUE)::text ~ '^x'::text))", domainOf: "v")
                == [.pattern("v", TextPattern("^x", by: "~")!)])
        #expect(conditions("CHECK ((VALUE > 0))") == nil, "a table's constraint has no VALUE")
    }

    @Test(
        "that asks for something else is not understood, not even in part",
        arguments: [
            "CHECK ((i % 2) = 0)", "CHECK (((i % 2) = 0))", "CHECK (((i + s) > 0))", "CHECK ((num_nonnulls(i, s) = 1))",
            "CHECK (((i IS NULL) = (s IS NULL)))", "CHECK (((i IS NULL) <> (s IS NULL)))", "CHECK ((i IS NULL))",
            "CHECK (\nCASE\n    WHEN bo THEN (i > 0)\n    ELSE true\nEND)", "CHECK (((i > 0) AND f(s)))",
            "CHECK ((EXTRACT(year FROM da) > (2000)::numeric))", "CHECK (((t COLLATE \"C\") < 'x'::text))",
            "CHECK ((POSITION(('@'::text) IN (t)) > 1))", "CHECK ((\"left\"(t, 1) = 'x'::text))",
            "CHECK ((t IS DISTINCT FROM 'x'::text))", "CHECK (((i IS NOT NULL) OR (s > 0)))",
            "CHECK (((s IS NULL) OR (i > 0)))", "CHECK (((i = 1) OR (s = 1)))", "CHECK (((i < 0) OR (i > 9)))",
            "CHECK ((t = ANY ('{a,b}'::text[])))", "CHECK ((t ~ similar_to_escape('[a-z]+'::text)))",
            "CHECK (((tz)::date > '2020-01-01'::date))", "CHECK ((tz < (now() + '1 day'::interval)))",
            "CHECK (((n)::integer > 0))", "CHECK ((((v)::character varying(2))::text = 'ab'::text))",
            "CHECK ((((i)::text) ~ '^1'::text))", "CHECK ((cardinality(a) <= 5))", "CHECK ((i = s))",
            "CHECK ((i <> s))",
            "CHECK ((octet_length(c) = 3))", "CHECK ((upper(t) <> t))", "CHECK ((upper(t) = v))",
            "CHECK ((unknown > 0))",
            "CHECK ((i > 0", "CHECK ((i > 0)) AND MORE", "UNIQUE (i)", "CHECK ((t = E'a'))", "CHECK ((t = 'open))",
            "",
            "CHECK ((jsonb_typeof(j) = 'array'::text))", "CHECK ((bo IS NOT TRUE))", "CHECK ((f(i).x > 0))",
        ])
    func other(definition: String) {
        #expect(conditions(definition) == nil)
    }
}
