/// One thing in which two catalogs differ.
public struct CatalogDifference: Hashable, Sendable, Codable {
    /// What happened on the way from the first catalog to the second.
    public enum Change: String, Hashable, Sendable, Codable, CaseIterable {
        /// The object is in the second catalog only.
        case added
        /// The object is in the first catalog only.
        case removed
        /// The object is in both and one attribute differs.
        case changed
    }

    public var change: Change
    public var kind: FactKind
    /// As in ``CatalogFact/identity``.
    public var identity: String
    /// The attribute that changed; nil for an object that came or went.
    public var attribute: String?
    /// The worst class of the facts that came, went or changed.
    public var factClass: FactClass
    /// The whole value in the first catalog; nil where there was none.
    public var oldValue: String?
    /// The whole value in the second catalog; nil where there is none.
    public var newValue: String?
    /// The facts of an object that came or went; empty for a changed attribute.
    public var facts: [CatalogFact]
    /// How many objects came or went with this one (a table's columns, indexes, grants) and are not told apart.
    public var foldedObjectCount: Int

    public init(
        change: Change, kind: FactKind, identity: String, attribute: String? = nil, factClass: FactClass,
        oldValue: String? = nil, newValue: String? = nil, facts: [CatalogFact] = [], foldedObjectCount: Int = 0
    ) {
        self.change = change
        self.kind = kind
        self.identity = identity
        self.attribute = attribute
        self.factClass = factClass
        self.oldValue = oldValue
        self.newValue = newValue
        self.facts = facts
        self.foldedObjectCount = foldedObjectCount
    }

    /// The object that the difference is about.
    public var object: ObjectKey { ObjectKey(kind: kind, identity: identity) }
}
