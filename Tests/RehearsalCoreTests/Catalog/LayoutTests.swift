import RehearsalCore
import Testing

@Suite("Order of columns, files, and views that follow columns")
struct LayoutTests {
    private static func columns(_ table: String, _ places: [(String, Int)]) -> [CatalogFact] {
        places.flatMap { name, place in
            [
                CatalogFact(
                    kind: .column, identity: "\(table).\(name)", attribute: "position", value: "\(place)",
                    factClass: .physical),
                CatalogFact(
                    kind: .column, identity: "\(table).\(name)", attribute: "type", value: name, factClass: .semantic),
            ]
        }
    }

    private static func relation(_ kind: FactKind, _ name: String, _ attribute: String, _ value: String) -> CatalogFact
    {
        CatalogFact(kind: kind, identity: name, attribute: attribute, value: value, factClass: .semantic)
    }

    private static func table(_ places: [(String, Int)]) -> Catalog {
        Catalog(facts: [relation(.table, "public.t", "kind", "table")] + columns("public.t", places))
    }

    @Test("another order is one difference of the table, and no difference of its columns")
    func order() {
        let seen = differences(
            from: Self.table([("a", 1), ("b", 2), ("c", 3)]), to: Self.table([("a", 1), ("c", 3), ("b", 5)]))
        #expect(seen.map(\.summary) == ["table public.t columns stand in the order a, c, b, was a, b, c"])
        #expect(seen.map(\.attribute) == [CatalogDifference.columnOrder])
        #expect(seen.map(\.factClass) == [.physical])
    }

    @Test("gaps of dropped columns are no other order, and a new column in front is none")
    func gaps() {
        let before = Self.table([("a", 1), ("b", 2)])
        let gaps = differences(from: before, to: Self.table([("a", 2), ("b", 5)]))
        #expect(gaps.map(\.summary) == ["table public.t has other gaps between its columns, in the same order"])
        #expect(gaps.map(\.factClass) == [.physical])
        let front = differences(from: before, to: Self.table([("new", 1), ("a", 2), ("b", 3)]))
        #expect(front.filter { $0.factClass != .physical }.map(\.summary) == ["column public.t.new is new"])
    }

    private func placed(_ file: UInt32, index: UInt32) -> Catalog {
        let facts = [
            Self.relation(.table, "public.t", "kind", "table"), Self.relation(.index, "public.i", "table", "public.t"),
        ]
        let keys = facts.map(\.object)
        return Catalog(
            facts: facts,
            origins: [
                keys[0]: ObjectOrigin(catalog: "pg_class", oid: 20_000, fileNode: file),
                keys[1]: ObjectOrigin(catalog: "pg_class", oid: 20_001, fileNode: index),
            ])
    }

    @Test("another file under one OID is a rewrite, told with its indexes, between readings of one database only")
    func files() {
        let before = placed(1, index: 2)
        let rewritten = differences(from: before, to: placed(3, index: 4), lineage: .oneDatabase)
        #expect(rewritten.map(\.summary) == ["table public.t was rewritten on disk"])
        #expect(rewritten.map(\.foldedObjectCount) == [1])
        #expect(rewritten.map(\.factClass) == [.physical])
        #expect(
            differences(from: before, to: placed(1, index: 4), lineage: .oneDatabase).map(\.summary)
                == ["index public.i was rewritten on disk"])
        #expect(differences(from: before, to: placed(3, index: 4)) == [])
        #expect(differences(from: Catalog(facts: before.facts), to: placed(3, index: 4), lineage: .oneDatabase) == [])
    }

    private static func star(_ columns: [String], alias: String, text: (String) -> String) -> Catalog {
        let list = columns.map { "\(alias)\($0)" }.joined(separator: ",\n    ")
        let places = columns.enumerated().map { ($1, $0 + 1) }
        return Catalog(
            facts: [
                relation(.table, "public.t", "kind", "table"), relation(.view, "public.v", "definition", text(list)),
            ] + Self.columns("public.t", places) + Self.columns("public.v", places))
    }

    /// How PostgreSQL 15, one with an alias, and 16 print the list.
    private static let lists: [(String, String)] = [("t.", "public.t"), ("x.", "public.t x"), ("", "public.t")]

    @Test(
        "a view over * that was made anew says which table it follows, and its columns are not told",
        arguments: lists.indices)
    func starView(index: Int) {
        let (alias, source) = Self.lists[index]
        let text = { (list: String) in " SELECT \(list)\n   FROM \(source);" }
        let seen = differences(
            from: Self.star(["a", "b"], alias: alias, text: text),
            to: Self.star(["a", "b", "c"], alias: alias, text: text))
        #expect(
            seen.map(\.summary) == [
                "column public.t.c is new", "view public.v definition differs (it follows public.t)",
            ])
        #expect(seen.map(\.follows) == [nil, "public.t"])
        let other = differences(
            from: Self.star(["a", "b"], alias: alias, text: text),
            to: Self.star(["a", "b", "c"], alias: alias) { text($0) + " WHERE true" })
        #expect(other.flatMap(\.hints) == [], "something else changed as well")
        #expect(other.contains { $0.identity == "public.v.c" })
    }
}
