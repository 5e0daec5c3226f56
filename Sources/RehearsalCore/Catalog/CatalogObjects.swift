/// A catalog as objects in the order of their keys, and which object each of them stands with.
///
/// Not the owners that a difference folds into: a partition's index stands with the partition, and a sequence that a
/// column owns stands for itself unless the column made it (GENERATED AS IDENTITY).
public struct CatalogObjects: Sendable {
    /// One object with all its facts.
    public struct Object: Sendable {
        public let key: ObjectKey
        public let facts: ArraySlice<CatalogFact>
    }

    public let objects: [Object]
    /// Where the objects of each kind stand in the list.
    private let places: [FactKind: Range<Int>]

    public init(_ catalog: Catalog) {
        var objects: [Object] = []
        var places: [FactKind: Range<Int>] = [:]
        var groups = FactGroups(catalog.sections)
        var start = 0
        while let group = groups.next() {
            if objects[start...].first.map({ $0.key.kind != group.key.kind }) ?? false { start = objects.count }
            objects.append(Object(key: group.key, facts: group.facts))
            places[group.key.kind] = start..<objects.count
        }
        self.objects = objects
        self.places = places
    }

    /// The object, then what it belongs to, then what that belongs to.
    ///
    /// Looked up when asked for: most callers ask for a few of many thousands.
    public func line(from key: ObjectKey) -> [ObjectKey] {
        var line = [key]
        var object = object(key)
        while let holder = object.flatMap(holder), !line.contains(holder.key) {
            line.append(holder.key)
            object = holder
        }
        return line
    }

    private func holder(of object: Object) -> Object? {
        for key in object.key.holders(facts: object.facts) where key != object.key {
            if let holder = self.object(key) { return holder }
        }
        return nil
    }

    private func object(_ key: ObjectKey) -> Object? {
        guard let range = places[key.kind] else { return nil }
        var (low, high) = (range.lowerBound, range.upperBound)
        while low < high {
            let middle = (low + high) / 2
            if ExactText.order(objects[middle].key.identity, key.identity) < 0 {
                low = middle + 1
            } else {
                high = middle
            }
        }
        return low < range.upperBound && objects[low].key == key ? objects[low] : nil
    }

    /// What the object stands with in a text: the table of a column, or of the comment on one; else itself.
    public func head(of key: ObjectKey) -> ObjectKey { line(from: key).last ?? key }
}

extension ObjectKey {
    /// The objects that this one may stand with, nearest first; whether they exist is for the caller to see.
    fileprivate func holders(facts: some Sequence<CatalogFact>) -> [ObjectKey] {
        if kind == .sequence {
            let isIdentity = facts.contains { $0.attribute == "is_identity" && $0.value == "true" }
            return isIdentity ? owners(facts: facts) : []
        }
        if kind == .index || kind == .statistics {
            return facts.filter { $0.attribute == "table" }.flatMap { fact in
                [FactKind.table, .materializedView].map { ObjectKey(kind: $0, identity: fact.value) }
            }
        }
        // By its identity alone: what a partition has from its parent stands with the partition.
        return owners(facts: [CatalogFact]())
    }
}
