/// What a server knows of a statement that it prepared: names, types and numbers, and no value.
public struct StatementDescription: Hashable, Sendable {
    /// The type that the server gave to a `$n`.
    public struct ParameterType: Hashable, Sendable {
        /// As `format_type` writes it; of a domain the type beneath.
        public var name: String
        /// pg_type.typcategory: `N` for numbers, `S` for texts, `A` for arrays.
        public var category: String
        /// The first label of an enum.
        public var label: String?

        public init(name: String, category: String, label: String? = nil) {
            self.name = name
            self.category = category
            self.label = label
        }
    }

    /// A table, view or partition that the statement reads or writes.
    public struct Relation: Hashable, Sendable {
        public var name: RelationName
        /// The topmost parent of a partition; itself for everything else.
        public var root: RelationName

        public init(name: RelationName, root: RelationName) {
            self.name = name
            self.root = root
        }
    }

    /// A column of a ``Relation/root``.
    public struct Column: Hashable, Sendable {
        public var relation: RelationName
        public var name: String
        /// As of ``ParameterType/name``.
        public var type: String
        public var category: String
        /// How many common values its statistics have, as far as the role may see them.
        public var commonValueCount: Int

        public init(relation: RelationName, name: String, type: String, category: String, commonValueCount: Int) {
            self.relation = relation
            self.name = name
            self.type = type
            self.category = category
            self.commonValueCount = commonValueCount
        }
    }

    /// For `$1`, `$2`, ….
    public var types: [ParameterType]
    public var relations: [Relation]
    public var columns: [Column]
    /// EXPLAIN's JSON of the generic plan; nil where the server would not explain it.
    public var explained: String?
    /// Those of the roles that asked which own everything that is read.
    public var owners: Set<String>

    public init(
        types: [ParameterType], relations: [Relation], columns: [Column], explained: String?, owners: Set<String>
    ) {
        self.types = types
        self.relations = relations
        self.columns = columns
        self.explained = explained
        self.owners = owners
    }
}
