/// What the catalog knows about the names that EXPLAIN prints: partition parents and index definitions.
///
/// EXPLAIN names leaves and indexes as they are called at the moment; a fingerprint needs what they are.
public struct PlanNames: Hashable, Sendable {
    /// A table or index as EXPLAIN's JSON names it: raw, unquoted.
    public struct Name: Hashable, Sendable {
        public var schema: String
        public var name: String

        public init(schema: String, name: String) {
            self.schema = schema
            self.name = name
        }
    }

    /// One relation's identity, as in ``CatalogFact/identity``.
    public struct Relation: Hashable, Sendable {
        public var identity: String
        /// The identity of the topmost partitioned parent; nil for a relation that is no partition.
        public var partitionRoot: String?

        public init(identity: String, partitionRoot: String? = nil) {
            self.identity = identity
            self.partitionRoot = partitionRoot
        }
    }

    public var relations: [Name: Relation]
    /// Sizes by identity, of partitioned tables as a whole.
    public var sizes: [String: TableSize] = [:]
    /// Definitions without the index's own name and without its table, of the topmost parent index where there is one.
    public var indexDefinitions: [Name: String]

    public init(relations: [Name: Relation] = [:], indexDefinitions: [Name: String] = [:]) {
        self.relations = relations
        self.indexDefinitions = indexDefinitions
    }

    /// No knowledge: every relation stands for itself, every index for its name.
    public static let none = PlanNames()
}
