/// What a fact means for a gate.
public enum FactClass: String, Hashable, Sendable, Codable, CaseIterable {
    /// What statements may store and ask: fails.
    case semantic
    /// Owners, grants, policies, definer rights: fails.
    case security
    /// Indexes' validity, storage options, statistics targets, costs: fails, and is joined to query plans.
    case performance
    /// What lies on disk and is no part of a definition: a note unless asked for.
    case physical
    /// Versions and locales of the machine: shown, never hashed.
    case environment
    /// Values that belong to the data, such as a sequence's position.
    case data
}

/// The kinds of object that facts are about.
public enum FactKind: String, Hashable, Comparable, Sendable, Codable, CaseIterable {
    case database, setting, role, tablespace, schema
    case `extension`
    case type, sequence, table, column, constraint, index, view
    case materializedView = "materialized_view"
    case function, trigger, policy, rule
    case defaultPrivilege = "default_privilege"
    case statistics
    case comment
    case securityLabel = "security_label"
    case eventTrigger = "event_trigger"
    case grant
    case collation, conversion, cast, transform, language
    case `operator`
    case operatorClass = "operator_class"
    case operatorFamily = "operator_family"
    case accessMethod = "access_method"
    case textSearchConfiguration = "text_search_configuration"
    case textSearchDictionary = "text_search_dictionary"
    case textSearchParser = "text_search_parser"
    case textSearchTemplate = "text_search_template"
    case foreignDataWrapper = "foreign_data_wrapper"
    case foreignServer = "foreign_server"
    case userMapping = "user_mapping"
    case publication, subscription
    case largeObject = "large_object"
    case replicationSlot = "replication_slot"
    case replicationOrigin = "replication_origin"
    case preparedTransaction = "prepared_transaction"

    public static func < (left: FactKind, right: FactKind) -> Bool { left.rawValue < right.rawValue }
}

/// One thing that is true of a schema: an object has an attribute with a value.
///
/// `identity` is the object's schema-qualified, quoted name as PostgreSQL would print it with an empty search_path;
/// it holds no OID and no name that PostgreSQL made from one. A sub-object carries its owner in its identity:
/// a column is `schema.table.column`, a constraint, trigger or policy is `name ON schema.table`, an index is
/// `schema.index`, a function `schema.name(argument types)`.
public struct CatalogFact: Hashable, Comparable, Sendable, Codable {
    public var kind: FactKind
    public var identity: String
    public var attribute: String
    public var value: String
    public var factClass: FactClass

    public init(kind: FactKind, identity: String, attribute: String, value: String, factClass: FactClass) {
        self.kind = kind
        self.identity = identity
        self.attribute = attribute
        self.value = value
        self.factClass = factClass
    }

    /// What the fact is about.
    public var object: ObjectKey { ObjectKey(kind: kind, identity: identity) }

    /// True where both facts are about one object.
    func isAboutSame(as other: CatalogFact) -> Bool {
        kind == other.kind && ExactText.areSame(identity, other.identity)
    }

    /// Texts are equal byte by byte: see ``ObjectKey``.
    public static func == (left: CatalogFact, right: CatalogFact) -> Bool {
        left.factClass == right.factClass && left.isAboutSame(as: right)
            && ExactText.areSame(left.attribute, right.attribute) && ExactText.areSame(left.value, right.value)
    }

    /// Orders by kind, identity, attribute and value, by UTF-8 bytes, the same on every machine.
    public static func < (left: CatalogFact, right: CatalogFact) -> Bool {
        if left.kind != right.kind { return left.kind < right.kind }
        var order = ExactText.order(left.identity, right.identity)
        if order == 0 { order = ExactText.order(left.attribute, right.attribute) }
        if order == 0 { order = ExactText.order(left.value, right.value) }
        return order < 0
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(object)
        hasher.combine(ExactText(attribute))
        hasher.combine(ExactText(value))
        hasher.combine(factClass)
    }
}
