import RehearsalCore
import Testing

@Suite("Texts that differ in white space or dates alone")
struct TextHintTests {
    private static func hints(
        _ kind: FactKind, _ attribute: String, _ old: String, _ new: String, language: String = "sql"
    ) -> [CatalogDifference.Hint] {
        func catalog(_ value: String) -> Catalog {
            Catalog(facts: [
                CatalogFact(kind: kind, identity: "x", attribute: attribute, value: value, factClass: .semantic),
                CatalogFact(kind: kind, identity: "x", attribute: "language", value: language, factClass: .semantic),
            ])
        }
        let seen = differences(from: catalog(old), to: catalog(new))
        #expect(seen.map(\.attribute) == [attribute])
        return seen.flatMap(\.hints)
    }

    private static let bodies: [(String, String, CatalogDifference.Hint?)] = [
        ("SELECT 1", "SELECT  1", .whitespaceOnly), ("SELECT 1", "\n\tSELECT 1\n", .whitespaceOnly),
        ("a=1", "a = 1", .whitespaceOnly), ("BEGIN\r\n x;\r\nEND", "BEGIN\n x;\nEND", .lineEndingsOnly),
        ("SELECT 'a b'", "SELECT 'a  b'", nil), ("SELECT $$a$$", "SELECT $$ a$$", nil),
        ("SELECT 'a\r\nb'", "SELECT 'a\nb'", nil), ("SELECT 1 -- one", "SELECT 1", nil),
        ("SELECT 1 -- one\r\n", "SELECT 1 -- one\n", .lineEndingsOnly),
        ("SELECT 1 -- one\n, 2", "SELECT 1 -- one , 2", nil), ("a b", "ab", nil),
        ("/* a\r\n */ b", "/* a\n */ b", .lineEndingsOnly), ("SELECT \"a b\"", "SELECT \"a  b\"", nil),
        ("a - -1", "a --1", nil),
    ]

    @Test("in SQL and PL/pgSQL strings, names and comments are content", arguments: bodies.indices)
    func sql(index: Int) {
        let (old, new, hint) = Self.bodies[index]
        for language in ["sql", "plpgsql"] {
            #expect(Self.hints(.function, "body", old, new, language: language) == (hint.map { [$0] } ?? []))
        }
        #expect(Self.hints(.view, "definition", old, new) == (hint.map { [$0] } ?? []))
    }

    private static let otherBodies: [(String, String, CatalogDifference.Hint?)] = [
        ("if x:\n  y", "if x:\n    y", nil), ("a\r\nb", "a\nb", .lineEndingsOnly), ("a \nb", "a\nb\n", .whitespaceOnly),
        ("\n\na", "a", .whitespaceOnly), (" a", "a", nil), ("a  b", "a b", nil),
    ]

    @Test(
        "in other languages and in comments only line ends and empty lines around are known",
        arguments: otherBodies.indices)
    func otherLanguages(index: Int) {
        let (old, new, hint) = Self.otherBodies[index]
        #expect(Self.hints(.function, "body", old, new, language: "plpython3u") == (hint.map { [$0] } ?? []))
        #expect(Self.hints(.comment, "text", old, new) == (hint.map { [$0] } ?? []))
    }

    private static let clocks: [(String, String, Bool)] = [
        ("FOR VALUES FROM ('2025-03-01') TO ('2025-04-01')", "FOR VALUES FROM ('2026-01-01') TO ('2026-02-01')", true),
        ("'2025-03-15 09:00:00+00'::timestamptz", "'2026-03-15 10:11:12.123456+02'::timestamptz", true),
        ("(at > '09:00:00'::time)", "(at > '10:30'::time)", true),
        ("'2025-03-15T09:00:00Z'::text", "'2026-03-15T09:00:00Z'::text", true),
        ("nextval('public.audit_2025_03_id_seq'::regclass)", "nextval('public.audit_2025_04_id_seq'::regclass)", true),
        ("SELECT * FROM audit_2025_03", "SELECT * FROM audit_2026_12", true),
        ("('2025-03-01')", "('2025-03-01', 1)", false), ("'2025-03-01'::date", "'2025-03-01'::text", false),
        ("'2025-03-01'", "'soon'", false), ("2025", "2026", false), ("'2025-03'", "'2025-3x'", false),
        ("a_1", "a_2", false), ("'12345678'", "'87654321'", false),
    ]

    @Test("definitions made on two days are marked, and others are not", arguments: clocks.indices)
    func clock(index: Int) {
        let (old, new, isClock) = Self.clocks[index]
        #expect(Self.hints(.column, "default", old, new) == (isClock ? [.clockDependent] : []))
    }

    @Test("partitions of two months are marked on both sides, and stay what they are")
    func partitions() {
        func facts(_ month: Int) -> [CatalogFact] {
            [
                CatalogFact(
                    kind: .table, identity: "public.audit_2025_0\(month)", attribute: "partition_bound",
                    value: "FOR VALUES FROM ('2025-0\(month)-01') TO ('2025-0\(month + 1)-01')", factClass: .semantic)
            ]
        }
        let seen = differences(
            from: Catalog(facts: facts(3) + facts(4)), to: Catalog(facts: facts(4) + facts(5)))
        #expect(
            seen.map(\.summary) == [
                "table public.audit_2025_03 is missing (only dates and times differ)",
                "table public.audit_2025_05 is new (only dates and times differ)",
            ])
        #expect(seen.allSatisfy { $0.hints == [.clockDependent] })
    }
}
