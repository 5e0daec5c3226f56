extension Catalog {
    /// All facts of one kind, in order.
    public func section(of kind: FactKind) -> [CatalogFact] {
        sections.first { $0[0].kind == kind } ?? []
    }

    /// The facts of one object; empty where the catalog does not hold it.
    func facts(of key: ObjectKey) -> ArraySlice<CatalogFact> {
        let facts = section(of: key.kind)
        let start = Self.place(of: key.identity, in: facts)
        var end = start
        while end < facts.count, ExactText.areSame(facts[end].identity, key.identity) { end += 1 }
        return facts[start..<end]
    }

    func holds(_ key: ObjectKey) -> Bool { !facts(of: key).isEmpty }

    /// The kinds of which one catalog or the other has facts.
    func kinds(with other: Catalog) -> Set<FactKind> { Set((sections + other.sections).map { $0[0].kind }) }

    /// True where the facts are the same that a snapshot's hash covers.
    func hasSameHashedFacts(as other: Catalog) -> Bool {
        kinds(with: other).allSatisfy { kind in
            let (ours, theirs) = (section(of: kind), other.section(of: kind))
            return ours == theirs
                || ours.filter(\.factClass.isHashed) == theirs.filter(\.factClass.isHashed)
        }
    }

    /// Where the object lay when it was read; nil where that is not known.
    func origin(of key: ObjectKey) -> ObjectOrigin? { originsByKind[key.kind]?[key] }

    /// The columns of a relation with their positions, by position; those without a position are left out.
    func columns(of relation: String) -> [(key: ObjectKey, position: Int)] {
        let prefix = relation + "."
        var found: [(key: ObjectKey, position: Int)] = []
        let facts = section(of: .column)
        for fact in facts[Self.place(of: prefix, in: facts)...] {
            guard fact.identity.utf8.starts(with: prefix.utf8) else { break }
            guard fact.attribute == "position", let position = Int(fact.value),
                IdentityText(fact.identity).beforeLastDot.map(ExactText.init) == ExactText(relation)
            else { continue }
            found.append((fact.object, position))
        }
        return found.sorted { $0.position < $1.position }
    }

    /// Where the first fact of a section stands that is not before the object.
    private static func place(of identity: String, in facts: [CatalogFact]) -> Int {
        var low = 0
        var high = facts.count
        while low < high {
            let middle = (low + high) / 2
            if ExactText.order(facts[middle].identity, identity) < 0 { low = middle + 1 } else { high = middle }
        }
        return low
    }
}

extension Sequence where Element == CatalogFact {
    /// The value of an attribute; nil where there is none.
    func value(of attribute: String) -> String? { first { $0.attribute == attribute }?.value }
}
