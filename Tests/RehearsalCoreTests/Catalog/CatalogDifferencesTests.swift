import RehearsalCore
import Testing

@Suite("Differences of catalogs")
struct CatalogDifferencesTests {
    private static func fact(
        _ kind: FactKind, _ identity: String, _ attribute: String, _ value: String, _ factClass: FactClass = .semantic
    ) -> CatalogFact {
        CatalogFact(kind: kind, identity: identity, attribute: attribute, value: value, factClass: factClass)
    }

    private static let table: [CatalogFact] = [
        fact(.table, "public.t", "kind", "table"),
        fact(.table, "public.t", "owner", "app", .security),
        fact(.column, "public.t.id", "type", "integer"),
        fact(.column, "public.t.\"a.b\"", "type", "text"),
        fact(.constraint, "t_pkey ON public.t", "definition", "PRIMARY KEY (id)"),
        fact(.index, "public.t_pkey", "table", "public.t", .performance),
        fact(.index, "public.t_pkey", "constraint", "t_pkey ON public.t"),
        fact(.index, "public.idx_a", "table", "public.t", .performance),
        fact(.index, "public.idx_a", "valid", "true", .performance),
        fact(.trigger, "tr ON public.t", "enabled", "true"),
        fact(.policy, "po ON public.t", "using", "true", .security),
        fact(.sequence, "public.t_id_seq", "owned_by", "public.t.id"),
        fact(.grant, "SELECT ON table public.t TO app", "state", "granted", .security),
        fact(.grant, "SELECT ON column public.t.id TO \"x TO y\"", "state", "granted", .security),
        fact(.comment, "constraint t_pkey ON public.t", "text", "hi"),
    ]

    private static let rest: [CatalogFact] = [
        fact(.schema, "public", "owner", "app", .security),
        fact(.function, "public.f(integer, text)", "body", "SELECT 1;\nSELECT 2"),
        fact(.column, "public.u.c", "type", "integer"), fact(.table, "public.u", "kind", "table"),
        fact(.column, "public.u.c", "position", "1", .physical),
    ]

    @Test("equal catalogs do not differ, whatever the order of their facts")
    func equal() {
        let all = Self.table + Self.rest
        #expect(differences(from: Catalog(facts: all), to: Catalog(facts: all.reversed() + all)) == [])
        #expect(differences(from: Catalog(facts: []), to: Catalog(facts: [])) == [])
    }

    @Test("a table that came or went is told once, with the number of what belongs to it")
    func wholeTable() {
        let with = Catalog(facts: Self.table + Self.rest)
        let without = Catalog(facts: Self.rest)
        let gone = differences(from: with, to: without)
        #expect(gone.map(\.summary) == ["table public.t is missing"])
        #expect(gone.map(\.foldedObjectCount) == [11])
        #expect(gone.map(\.factClass) == [.semantic])
        #expect(gone[0].facts.map(\.attribute) == ["kind", "owner"])
        let come = differences(from: without, to: with)
        #expect(come.map(\.summary) == ["table public.t is new"])
        #expect(come.map(\.foldedObjectCount) == [11])
    }

    @Test("what is lost from a table that stays is told by itself")
    func partsOfKeptTable() {
        let lost: [(FactKind, String, [String])] = [
            (.index, "public.idx_a", ["index public.idx_a is missing"]),
            (.column, "public.t.\"a.b\"", ["column public.t.\"a.b\" is missing"]),
            (.trigger, "tr ON public.t", ["trigger tr ON public.t is missing"]),
            (.grant, "SELECT ON table public.t TO app", ["grant SELECT ON table public.t TO app is missing"]),
        ]
        for (kind, identity, expected) in lost {
            let kept = Self.table.filter { $0.kind != kind || $0.identity != identity }
            let seen = differences(from: Catalog(facts: Self.table), to: Catalog(facts: kept))
            #expect(seen.map(\.summary) == expected)
        }
    }

    @Test("a constraint takes its index and its comment along, a column its sequence and its grants")
    func foldedParts() {
        func without(_ gone: (CatalogFact) -> Bool) -> [CatalogDifference] {
            differences(
                from: Catalog(facts: Self.table), to: Catalog(facts: Self.table.filter { !gone($0) }))
        }
        #expect(
            without { $0.identity.contains("t_pkey") }.map(\.summary) == ["constraint t_pkey ON public.t is missing"])
        let column = without { $0.identity.contains("public.t.id") || $0.kind == .sequence }
        #expect(column.map(\.summary) == ["column public.t.id is missing"])
        #expect(column.map(\.foldedObjectCount) == [2])
    }

    /// Kind, identity, attribute, old and new value, class, and what is said.
    private static let changes: [(FactKind, String, String, String?, String?, FactClass, String)] = [
        (
            .column, "public.t.c", "type", "integer", "text", .semantic,
            "column public.t.c type is text, was integer"
        ),
        (.function, "public.f()", "body", "a\nb", "a\nc", .semantic, "function public.f() body differs"),
        (.index, "public.i", "valid", "true", "false", .performance, "index public.i is invalid"),
        (
            .column, "public.t.c", "default", nil, "7", .semantic, "column public.t.c default is 7, was not set"
        ),
        (.column, "public.t.c", "default", "7", nil, .semantic, "column public.t.c has no default, was 7"),
        (.table, "public.t", "dropped_columns", "2", "3", .physical, "table public.t dropped columns is 3, was 2"),
        (
            .table, "public.t", "row_security", "true", "false", .security,
            "table public.t row security is false, was true"
        ),
        (
            .view, "public.v", "definition", String(repeating: "x", count: 90), "y", .semantic,
            "view public.v definition differs"
        ),
    ]

    @Test("a changed attribute is told with both values whole, its class, and one line", arguments: changes.indices)
    func changed(index: Int) {
        let (kind, identity, attribute, old, new, factClass, summary) = Self.changes[index]
        func catalog(_ value: String?) -> Catalog {
            let anchor = Self.fact(kind, identity, "anchor", "same")
            return Catalog(
                facts: [anchor] + (value.map { [Self.fact(kind, identity, attribute, $0, factClass)] } ?? []))
        }
        let seen = differences(from: catalog(old), to: catalog(new))
        #expect(seen.count == 1)
        #expect(seen.map(\.summary) == [summary])
        #expect(seen.map(\.oldValue) == [old])
        #expect(seen.map(\.newValue) == [new])
        #expect(seen.map(\.factClass) == [factClass])
        #expect(seen.map(\.attribute) == [attribute])
    }

    @Test("a default privilege taken away is a loss, though its fact is an added one")
    func revoked() {
        let fact = Self.fact(.grant, "EXECUTE ON function public.f() TO PUBLIC", "state", "revoked", .security)
        let seen = differences(from: Catalog(facts: []), to: Catalog(facts: [fact]))
        #expect(seen.map(\.summary) == ["grant EXECUTE ON function public.f() TO PUBLIC is revoked"])
    }

    @Test("differences come ordered by kind, identity and attribute")
    func ordered() {
        let seen = differences(from: Catalog(facts: Self.rest), to: Catalog(facts: []))
        #expect(seen.map(\.object) == seen.map(\.object).sorted())
        #expect(seen.map(\.kind) == [.function, .schema, .table])
    }

    @Test("the worst class of several wins, in the order semantic, security, performance, data, environment, physical")
    func worstClass() {
        #expect(FactClass.worst(of: []) == nil)
        #expect(FactClass.worst(of: FactClass.allCases) == .semantic)
        #expect(FactClass.worst(of: [.physical, .environment]) == .environment)
        #expect(FactClass.worst(of: [.data, .performance, .physical]) == .performance)
        for factClass in FactClass.allCases { #expect(FactClass.worst(of: [factClass]) == factClass) }
    }
}
