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
    private let holders: [ObjectKey: ObjectKey]

    public init(_ catalog: Catalog) {
        var objects: [Object] = []
        var start = 0
        while start < catalog.facts.count {
            let key = catalog.facts[start].object
            var end = start + 1
            while end < catalog.facts.count, catalog.facts[end].object == key { end += 1 }
            objects.append(Object(key: key, facts: catalog.facts[start..<end]))
            start = end
        }
        let keys = Set(objects.map(\.key))
        var holders: [ObjectKey: ObjectKey] = [:]
        for object in objects {
            let found = object.key.holders(facts: object.facts).first { $0 != object.key && keys.contains($0) }
            if let found { holders[object.key] = found }
        }
        self.objects = objects
        self.holders = holders
    }

    /// The object, then what it belongs to, then what that belongs to.
    public func line(from key: ObjectKey) -> [ObjectKey] {
        var line = [key]
        while let next = line.last.flatMap({ holders[$0] }), !line.contains(next) { line.append(next) }
        return line
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
