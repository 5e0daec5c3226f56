import RehearsalCore
import Testing

@Suite("Indexes")
struct UniqueIndexTests {
    private static func index(_ name: String, constraint: String? = nil, valid: Bool = true) -> [CatalogFact] {
        func fact(_ attribute: String, _ value: String) -> CatalogFact {
            CatalogFact(
                kind: .index, identity: "public.\(name)", attribute: attribute, value: value, factClass: .performance)
        }
        return [
            fact("table", "public.t"), fact("definition", "btree (a)"), fact("unique", "true"),
            fact("valid", "\(valid)"),
        ] + (constraint.map { [fact("constraint", "\($0) ON public.t")] } ?? [])
    }

    private static func unique(_ name: String, kind: String = "unique") -> [CatalogFact] {
        func fact(_ attribute: String, _ value: String) -> CatalogFact {
            CatalogFact(
                kind: .constraint, identity: "\(name) ON public.t", attribute: attribute, value: value,
                factClass: .semantic)
        }
        return [
            fact("kind", kind), fact("index", "public.\(name)"),
            CatalogFact(
                kind: .comment, identity: "constraint \(name) ON public.t", attribute: "text", value: "c",
                factClass: .semantic),
        ] + index(name, constraint: name)
    }

    private func seen(_ old: [CatalogFact], _ new: [CatalogFact]) -> [CatalogDifference] {
        let comparison = comparison(from: Catalog(facts: old), to: Catalog(facts: new))
        #expect(unaccounted(for: comparison, from: Catalog(facts: old), to: Catalog(facts: new)) == [])
        return comparison.differences
    }

    @Test("a unique constraint that came back as a bare index is one difference with words of its own")
    func becameIndex() {
        let same = seen(Self.unique("u"), Self.index("u"))
        #expect(
            same.map(\.summary)
                == ["index public.u is a bare unique index, was the index of the unique constraint u ON public.t"])
        #expect(same.map(\.hints) == [[.constraintBecameIndex]])
        #expect(same.map(\.factClass) == [.semantic])
        let renamed = seen(Self.unique("u", kind: "primary key"), Self.index("w"))
        #expect(
            renamed.map(\.summary)
                == ["index public.w is a bare unique index, was the index of the primary key u ON public.t"])
        #expect(renamed.map(\.oldIdentity) == ["public.u"])
    }

    @Test("a bare index that became a constraint's is one difference as well")
    func becameConstraint() {
        for name in ["u", "w"] {
            let seen = seen(Self.index("u"), Self.unique(name))
            #expect(
                seen.map(\.summary) == [
                    "index public.\(name) is the index of the unique constraint \(name) ON public.t, "
                        + "was a bare unique index"
                ])
            #expect(seen.map(\.hints) == [[.indexBecameConstraint]])
        }
    }

    @Test("lost, new, invalid, changed and renamed are five things to say")
    func fates() {
        let before = Self.index("i")
        var other = before
        other[1].value = "btree (b)"
        let cases: [([CatalogFact], [CatalogFact], String)] = [
            (before, [], "index public.i is missing"), ([], before, "index public.i is new"),
            ([], Self.index("i", valid: false), "index public.i is new and invalid"),
            (before, Self.index("i", valid: false), "index public.i is invalid"),
            (Self.index("i", valid: false), before, "index public.i is valid again"),
            (before, other, "index public.i definition is btree (b), was btree (a)"),
            (before, Self.index("j"), "index public.j is renamed, was public.i"),
        ]
        for (old, new, words) in cases { #expect(seen(old, new).map(\.summary) == [words]) }
    }
}
