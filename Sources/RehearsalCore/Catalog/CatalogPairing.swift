/// One object in both catalogs, under its identity and with its facts in each.
struct ObjectPair {
    var oldKey: ObjectKey
    var newKey: ObjectKey
    var old: ArraySlice<CatalogFact>
    var new: ArraySlice<CatalogFact>
}

/// Finds which object of the second catalog is which of the first.
///
/// First by name, or by the new name where origins tell of one. What is left over on both sides is compared by its
/// content with the names taken out; see ``RenamesByContent``. Time is linear in the number of facts.
struct CatalogPairing {
    let expected: Catalog
    let actual: Catalog
    let origins: OriginMatch
    var renames: Renames
    /// Objects whose identity or facts differ; those alike in both are left out.
    var pairs: [ObjectPair] = []
    var removed: [ObjectKey: ArraySlice<CatalogFact>] = [:]
    var added: [ObjectKey: ArraySlice<CatalogFact>] = [:]

    init(from expected: Catalog, to actual: Catalog, lineage: CatalogLineage) {
        self.expected = expected
        self.actual = actual
        origins = OriginMatch(from: expected, to: actual, lineage: lineage)
        renames = Renames()
        note(origins.renamed)
        pairByName()
        RenamesByContent.find(in: &self)
    }

    /// Walks both catalogs in order; objects that `renames` moves are met under their new identity.
    private mutating func pairByName() {
        let moved = movedGroups()
        var waiting = moved.byNewKey
        for kind in expected.kinds(with: actual).sorted() {
            let (before, after) = (expected.section(of: kind), actual.section(of: kind))
            if before != after || !renames.isEmpty { pair(before, after, moved.oldKeys, &waiting) }
        }
        for before in waiting.values { removed[before.key] = before.facts }
    }

    /// Walks the facts of one kind.
    private mutating func pair(
        _ before: [CatalogFact], _ after: [CatalogFact], _ movedKeys: Set<ObjectKey>,
        _ waiting: inout [ObjectKey: FactGroups.Group]
    ) {
        var olds = FactGroups([before])
        var news = FactGroups([after])
        var old = olds.next()
        var new = news.next()
        while old != nil || new != nil {
            if let before = old, !movedKeys.isEmpty, movedKeys.contains(before.key) {
                old = olds.next()
            } else if let after = new, !waiting.isEmpty, let before = waiting.removeValue(forKey: after.key) {
                pairs.append(ObjectPair(oldKey: before.key, newKey: after.key, old: before.facts, new: after.facts))
                new = news.next()
            } else if let before = old, let after = new, before.key == after.key {
                if before.facts != after.facts {
                    pairs.append(ObjectPair(oldKey: before.key, newKey: after.key, old: before.facts, new: after.facts))
                }
                old = olds.next()
                new = news.next()
            } else if let before = old, new.map({ before.key < $0.key }) ?? true {
                removed[before.key] = before.facts
                old = olds.next()
            } else if let after = new {
                added[after.key] = after.facts
                new = news.next()
            }
        }
    }

    private func movedGroups() -> (byNewKey: [ObjectKey: FactGroups.Group], oldKeys: Set<ObjectKey>) {
        var byNewKey: [ObjectKey: FactGroups.Group] = [:]
        var oldKeys: Set<ObjectKey> = []
        guard !renames.isEmpty else { return (byNewKey, oldKeys) }
        var groups = FactGroups(expected.sections)
        while let group = groups.next() {
            guard let place = renames.moved(group.key), place.key != group.key else { continue }
            byNewKey[place.key] = group
            oldKeys.insert(group.key)
        }
        return (byNewKey, oldKeys)
    }

    /// Pairs what is left over under the identities that `renames` now gives.
    mutating func pairLeftovers() {
        for (key, facts) in removed {
            guard let place = renames.moved(key), let after = added.removeValue(forKey: place.key) else { continue }
            removed[key] = nil
            pairs.append(ObjectPair(oldKey: key, newKey: place.key, old: facts, new: after))
        }
    }
}

/// The facts of a catalog, one object after the other.
struct FactGroups {
    typealias Group = (key: ObjectKey, facts: ArraySlice<CatalogFact>)

    private var sections: ArraySlice<[CatalogFact]>
    private var start = 0

    /// - Parameter sections: of one kind each; see ``Catalog/sections``.
    init(_ sections: [[CatalogFact]]) { self.sections = sections[...] }

    mutating func next() -> Group? {
        while let facts = sections.first {
            guard start < facts.count else {
                sections.removeFirst()
                start = 0
                continue
            }
            var end = start + 1
            while end < facts.count, facts[end].isAboutSame(as: facts[start]) { end += 1 }
            defer { start = end }
            return (facts[start].object, facts[start..<end])
        }
        return nil
    }
}

/// Which objects came or went with which.
struct Belonging {
    /// The object at the end of the chain of owners, for every object.
    private(set) var whole: [ObjectKey: ObjectKey] = [:]
    /// What belongs to a whole, without the whole itself; sorted.
    private(set) var parts: [ObjectKey: [ObjectKey]] = [:]

    init(_ objects: [ObjectKey: ArraySlice<CatalogFact>]) {
        var owner: [ObjectKey: ObjectKey] = [:]
        for (key, facts) in objects {
            owner[key] = key.owners(facts: facts).first { $0 != key && objects[$0] != nil }
        }
        for key in objects.keys {
            let top = owner[key] == nil ? key : Self.topmost(key, owner)
            whole[key] = top
            if top != key { parts[top, default: []].append(key) }
        }
        for key in parts.keys { parts[key]?.sort() }
    }

    /// Follows owners upwards; the chain is short, and a ring (which no catalog holds) ends at its smallest key.
    private static func topmost(_ key: ObjectKey, _ owner: [ObjectKey: ObjectKey]) -> ObjectKey {
        var seen: Set<ObjectKey> = [key]
        var current = key
        while let next = owner[current] {
            guard seen.insert(next).inserted else { return seen.min() ?? current }
            current = next
        }
        return current
    }
}
