/// A catalog's objects by what they belong to, for questions about few of them.
struct CatalogTree {
    let catalog: Catalog
    let objects: CatalogObjects
    private let facts: [ObjectKey: ArraySlice<CatalogFact>]
    private var parts: [ObjectKey: [ObjectKey]] = [:]
    private var wholes: [ObjectKey: ObjectKey] = [:]
    /// Where columns stand in their tables.
    let positions: [ObjectKey: Int]

    init(_ catalog: Catalog) {
        self.catalog = catalog
        objects = CatalogObjects(catalog)
        let pairs = objects.objects.map { ($0.key, $0.facts) }
        let facts = Dictionary(pairs) { first, _ in first }
        self.facts = facts
        var positions: [ObjectKey: Int] = [:]
        for object in objects.objects {
            if object.key.kind == .column {
                positions[object.key] = object.facts.value(of: "position").flatMap { Int($0) }
            }
            guard
                let whole = object.key.owners(facts: object.facts).first(where: { $0 != object.key && facts[$0] != nil }
                )
            else { continue }
            parts[whole, default: []].append(object.key)
            wholes[object.key] = whole
        }
        self.positions = positions
    }

    /// Empty for what is not in the catalog.
    func facts(of key: ObjectKey) -> ArraySlice<CatalogFact> { facts[key] ?? [] }

    func holds(_ key: ObjectKey) -> Bool { facts[key] != nil }

    func value(_ attribute: String, of key: ObjectKey) -> String? { facts(of: key).value(of: attribute) }

    /// What the object comes and goes with; nil for what stands alone.
    func whole(of key: ObjectKey) -> ObjectKey? { wholes[key] }

    /// The object and all that comes and goes with it.
    func family(of key: ObjectKey) -> [ObjectKey] {
        var found: [ObjectKey] = []
        var open = [key]
        while let next = open.popLast() {
            if found.contains(next) { continue }
            found.append(next)
            open += parts[next] ?? []
        }
        return found
    }

    /// A relation's columns in their order, each with its name, type and collation.
    func columns(of relation: String) -> [[String]] {
        catalog.columns(of: relation).map { column in
            [column.key.ownName, value("type", of: column.key) ?? "", value("collation", of: column.key) ?? ""]
        }
    }

    /// The relation, domain or type of that name that the catalog holds.
    func holder(_ identity: String) -> ObjectKey? {
        ObjectKey.holders.map { ObjectKey(kind: $0, identity: identity) }.first(where: holds)
    }
}
