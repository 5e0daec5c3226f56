extension Catalog {
    /// The facts of one object; empty where the catalog does not hold it.
    func facts(of key: ObjectKey) -> ArraySlice<CatalogFact> {
        let start = place(of: key)
        var end = start
        while end < facts.count, facts[end].object == key { end += 1 }
        return facts[start..<end]
    }

    func holds(_ key: ObjectKey) -> Bool {
        let start = place(of: key)
        return start < facts.count && facts[start].object == key
    }

    /// The columns of a relation with their positions, by position; those without a position are left out.
    func columns(of relation: String) -> [(key: ObjectKey, position: Int)] {
        let prefix = relation + "."
        var found: [(key: ObjectKey, position: Int)] = []
        var index = place(of: ObjectKey(kind: .column, identity: prefix))
        while index < facts.count, facts[index].kind == .column,
            facts[index].identity.utf8.starts(with: prefix.utf8)
        {
            let fact = facts[index]
            index += 1
            guard fact.attribute == "position", let position = Int(fact.value),
                IdentityText(fact.identity).beforeLastDot.map(ExactText.init) == ExactText(relation)
            else { continue }
            found.append((fact.object, position))
        }
        return found.sorted { $0.position < $1.position }
    }

    /// Where the first fact stands that is not before the object.
    private func place(of key: ObjectKey) -> Int {
        var low = 0
        var high = facts.count
        while low < high {
            let middle = (low + high) / 2
            if facts[middle].object < key { low = middle + 1 } else { high = middle }
        }
        return low
    }
}

extension Sequence where Element == CatalogFact {
    /// The value of an attribute; nil where there is none.
    func value(of attribute: String) -> String? { first { $0.attribute == attribute }?.value }
}
