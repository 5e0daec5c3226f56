import RehearsalCore

/// The facts of one catalog alone that neither a difference tells nor a folding rule covers. Physical and environment
/// facts are left out.
func unaccounted(for comparison: CatalogComparison, from old: Catalog, to new: Catalog) -> [CatalogFact] {
    let olds = Set(old.facts)
    let news = Set(new.facts)
    let account = Account(comparison)
    return old.facts.filter { $0.counts && !news.contains($0) && !account.covers(old: $0, in: news) }
        + new.facts.filter { $0.counts && !olds.contains($0) && !account.covers(new: $0, in: olds) }
}

extension CatalogFact {
    fileprivate var counts: Bool {
        switch factClass {
        case .semantic, .security, .performance, .data: true
        case .physical, .environment: false
        }
    }

    fileprivate func under(_ key: ObjectKey) -> CatalogFact {
        CatalogFact(kind: key.kind, identity: key.identity, attribute: attribute, value: value, factClass: factClass)
    }
}

private struct Account {
    private struct Part: Hashable {
        var object: ObjectKey
        var attribute: String
    }

    private var oldWholes: Set<ObjectKey> = []
    private var newWholes: Set<ObjectKey> = []
    private var oldParts: Set<Part> = []
    private var newParts: Set<Part> = []
    /// Objects under two identities.
    private var moves: [ObjectKey: ObjectKey] = [:]
    private var origins: [ObjectKey: ObjectKey] = [:]

    init(_ comparison: CatalogComparison) {
        for difference in comparison.differences {
            if let attribute = difference.attribute {
                oldParts.insert(Part(object: difference.oldObject, attribute: attribute))
                newParts.insert(Part(object: difference.object, attribute: attribute))
            }
            if difference.oldIdentity != nil { move(difference.oldObject, difference.object) }
            if difference.change == .removed { oldWholes.insert(difference.object) }
            if difference.change == .added { newWholes.insert(difference.object) }
        }
        for folding in comparison.foldings {
            if let attribute = folding.attribute {
                if let object = folding.oldObject { oldParts.insert(Part(object: object, attribute: attribute)) }
                if let object = folding.newObject { newParts.insert(Part(object: object, attribute: attribute)) }
            } else if let old = folding.oldObject, let new = folding.newObject {
                move(old, new)
            } else {
                if let object = folding.oldObject { oldWholes.insert(object) }
                if let object = folding.newObject { newWholes.insert(object) }
            }
        }
    }

    private mutating func move(_ old: ObjectKey, _ new: ObjectKey) {
        moves[old] = new
        origins[new] = old
    }

    /// A fact that only the first catalog has: its object went, its attribute is told, or it stands elsewhere now.
    func covers(old fact: CatalogFact, in news: Set<CatalogFact>) -> Bool {
        oldWholes.contains(fact.object) || oldParts.contains(Part(object: fact.object, attribute: fact.attribute))
            || (moves[fact.object].map { news.contains(fact.under($0)) } ?? false)
    }

    func covers(new fact: CatalogFact, in olds: Set<CatalogFact>) -> Bool {
        newWholes.contains(fact.object) || newParts.contains(Part(object: fact.object, attribute: fact.attribute))
            || (origins[fact.object].map { olds.contains(fact.under($0)) } ?? false)
    }
}
