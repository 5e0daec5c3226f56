/// Which facts of a catalog somebody wants to see.
public struct CatalogSelection: Hashable, Sendable {
    public var classes: Set<FactClass>
    /// The kinds of object, each with what belongs to it: a table with its columns. Empty for all kinds.
    public var kinds: Set<FactKind>

    /// What a snapshot's hash covers: neither how things lie on the disk nor what the machine brings.
    public static let usualClasses: Set<FactClass> = [.semantic, .security, .performance, .data]

    public init(classes: Set<FactClass> = usualClasses, kinds: Set<FactKind> = []) {
        self.classes = classes
        self.kinds = kinds
    }

    /// The wanted facts; where the objects lay when they were read is kept.
    public func facts(of catalog: Catalog) -> Catalog {
        let objects = CatalogObjects(catalog)
        let kept = objects.objects.filter { wants($0.key, in: objects) }
        let facts = kept.flatMap { $0.facts.filter { classes.contains($0.factClass) } }
        return Catalog(
            factsByKind: Dictionary(grouping: facts, by: \.kind), originsByKind: catalog.originsByKind, unread: [])
    }

    /// True when the object, or one that it belongs to, is of a wanted kind.
    public func wants(_ key: ObjectKey, in objects: CatalogObjects) -> Bool {
        kinds.isEmpty || objects.line(from: key).contains { kinds.contains($0.kind) }
    }
}
