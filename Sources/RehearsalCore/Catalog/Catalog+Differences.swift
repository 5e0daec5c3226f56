/// Compares two catalogs object by object and returns what changed, ordered by kind, identity and attribute.
///
/// An object that came or went is told once: what belongs to it (a table's columns, constraints, indexes, triggers,
/// grants and comments; a constraint's index; a partition's copy of its parent's index) is counted in
/// ``CatalogDifference/foldedObjectCount`` and not told. An index lost from a table that stays is told.
/// Empty for equal catalogs. Takes time linear in the number of facts.
public func differences(from expected: Catalog, to actual: Catalog) -> [CatalogDifference] {
    var removed: [ObjectKey: ArraySlice<CatalogFact>] = [:]
    var added: [ObjectKey: ArraySlice<CatalogFact>] = [:]
    var result: [CatalogDifference] = []
    var olds = FactGroups(expected)
    var news = FactGroups(actual)
    var old = olds.next()
    var new = news.next()
    while old != nil || new != nil {
        if let before = old, let after = new, before.key == after.key {
            if before.facts != after.facts { result += changedAttributes(before.key, before.facts, after.facts) }
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
    result += told(.removed, of: removed)
    result += told(.added, of: added)
    return result.sorted(by: precedes)
}

private func precedes(_ left: CatalogDifference, _ right: CatalogDifference) -> Bool {
    if left.object != right.object { return left.object < right.object }
    return ExactText(left.attribute ?? "") < ExactText(right.attribute ?? "")
}

/// The facts of a catalog, one object after the other.
private struct FactGroups {
    private let facts: [CatalogFact]
    private var start = 0

    init(_ catalog: Catalog) { facts = catalog.facts }

    mutating func next() -> (key: ObjectKey, facts: ArraySlice<CatalogFact>)? {
        guard start < facts.count else { return nil }
        let first = facts[start]
        var end = start + 1
        while end < facts.count, facts[end].object == first.object { end += 1 }
        defer { start = end }
        return (first.object, facts[start..<end])
    }
}

private func changedAttributes(
    _ key: ObjectKey, _ old: ArraySlice<CatalogFact>, _ new: ArraySlice<CatalogFact>
) -> [CatalogDifference] {
    let before = Dictionary(grouping: old) { ExactText($0.attribute) }
    let after = Dictionary(grouping: new) { ExactText($0.attribute) }
    return Set(before.keys).union(after.keys).sorted().compactMap { attribute in
        let was = before[attribute] ?? []
        let now = after[attribute] ?? []
        guard was != now else { return nil }
        return CatalogDifference(
            change: .changed, kind: key.kind, identity: key.identity, attribute: attribute.text,
            factClass: FactClass.worst(of: (was + now).map(\.factClass)) ?? .semantic,
            oldValue: joined(was), newValue: joined(now))
    }
}

/// An attribute has one value; should a reader ever give several, none is lost.
private func joined(_ facts: [CatalogFact]) -> String? {
    facts.isEmpty ? nil : facts.map(\.value).joined(separator: ", ")
}

/// Objects that came or went without an owner that did the same.
private func told(
    _ change: CatalogDifference.Change, of objects: [ObjectKey: ArraySlice<CatalogFact>]
) -> [CatalogDifference] {
    var owner: [ObjectKey: ObjectKey] = [:]
    for (key, facts) in objects {
        owner[key] = key.owners(facts: facts).first { $0 != key && objects[$0] != nil }
    }
    var foldedCount: [ObjectKey: Int] = [:]
    for key in owner.keys { foldedCount[topmost(key, owner), default: 0] += 1 }
    return objects.compactMap { key, facts in
        guard topmost(key, owner) == key else { return nil }
        return CatalogDifference(
            change: change, kind: key.kind, identity: key.identity,
            factClass: FactClass.worst(of: facts.map(\.factClass)) ?? .semantic,
            facts: Array(facts), foldedObjectCount: foldedCount[key] ?? 0)
    }
}

/// Follows owners upwards; the chain is short, and a ring (which no catalog holds) ends at its smallest key.
private func topmost(_ key: ObjectKey, _ owner: [ObjectKey: ObjectKey]) -> ObjectKey {
    var seen: Set<ObjectKey> = [key]
    var current = key
    while let next = owner[current] {
        guard seen.insert(next).inserted else { return seen.min() ?? current }
        current = next
    }
    return current
}
