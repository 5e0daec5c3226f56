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
        /// The object is in both under two names. What else differs about it is told as changed attributes.
        case renamed
    }

    /// What is worth knowing about a difference beyond its values.
    public enum Hint: String, Hashable, Comparable, Sendable, Codable, CaseIterable {
        /// The values differ in nothing but CRLF and LF.
        case lineEndingsOnly = "line_endings_only"
        /// The values differ in nothing but white space, none of it inside a string.
        case whitespaceOnly = "whitespace_only"
        /// Nothing but dates and times differs: the definition was made from a clock.
        case clockDependent = "clock_dependent"
        /// The text uses new names of renamed objects, which PostgreSQL would not have written there by itself.
        case mentionsNewName = "mentions_new_name"
        /// A view that lists every column of a table has followed the table's columns; see ``follows``.
        case followsTable = "follows_table"
        /// A constraint was dropped and its rule left to a unique index.
        case constraintBecameIndex = "constraint_became_index"
        /// A bare unique index has become the index of a constraint.
        case indexBecameConstraint = "index_became_constraint"

        public static func < (left: Hint, right: Hint) -> Bool { left.rawValue < right.rawValue }
    }

    /// True where it tells of nothing but that ANALYZE was run: we do that ourselves behind every reading.
    public var tellsOfGatheredStatistics: Bool {
        change == .changed && factClass == .physical && attribute == "statistics"
    }

    /// True where it tells of nothing but statistics that were not there before, which are ours.
    var tellsOfGainedStatistics: Bool { tellsOfGatheredStatistics && oldValue == nil }

    public var change: Change
    public var kind: FactKind
    /// As in ``CatalogFact/identity``; the one in the second catalog where the two differ.
    public var identity: String
    /// The identity in the first catalog, where it was another one.
    public var oldIdentity: String?
    /// The attribute that changed; nil for an object that came, went or was renamed.
    public var attribute: String?
    /// The worst class of the facts that came, went or changed.
    public var factClass: FactClass
    /// The whole value in the first catalog; nil where there was none.
    public var oldValue: String?
    /// The whole value in the second catalog; nil where there is none.
    public var newValue: String?
    /// The facts of an object that came or went, or of the constraint that an index lost or got; otherwise empty.
    public var facts: [CatalogFact]
    /// How many other objects came, went or changed their names with this one (a table's columns, indexes, grants) and
    /// are not told apart.
    public var foldedObjectCount: Int
    /// Sorted.
    public var hints: [Hint]
    /// The table whose columns a view follows; nil for everything else.
    public var follows: String?

    public init(
        change: Change, kind: FactKind, identity: String, oldIdentity: String? = nil, attribute: String? = nil,
        factClass: FactClass, oldValue: String? = nil, newValue: String? = nil, facts: [CatalogFact] = [],
        foldedObjectCount: Int = 0, hints: [Hint] = [], follows: String? = nil
    ) {
        self.change = change
        self.kind = kind
        self.identity = identity
        self.oldIdentity = oldIdentity
        self.attribute = attribute
        self.factClass = factClass
        self.oldValue = oldValue
        self.newValue = newValue
        self.facts = facts
        self.foldedObjectCount = foldedObjectCount
        self.hints = hints
        self.follows = follows
    }

    /// The object that the difference is about.
    public var object: ObjectKey { ObjectKey(kind: kind, identity: identity) }

    /// The object under its identity in the first catalog.
    public var oldObject: ObjectKey { ObjectKey(kind: kind, identity: oldIdentity ?? identity) }
}

extension CatalogDifference {
    /// The constraint that gave its rule to a bare unique index or took it over; nil for every other difference.
    var replacedConstraint: String? {
        hints.contains(.constraintBecameIndex) ? oldValue : hints.contains(.indexBecameConstraint) ? newValue : nil
    }

    /// The attribute of a table whose common columns stand in another order; the values list them.
    public static let columnOrder = "column_order"
    /// The attribute of a table whose columns have other numbers in the same order, because columns before them were
    /// dropped.
    public static let columnPositions = "column_positions"
    /// The attribute of a relation that was rewritten between two readings of one database.
    public static let file = "file"
}
