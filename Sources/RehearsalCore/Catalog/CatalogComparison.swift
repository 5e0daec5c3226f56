/// Whether places in the catalogs of two databases mean the same.
public enum CatalogLineage: Hashable, Sendable {
    /// Two readings of one database, or of a database and its clone: an object keeps its OID whatever it is called, and
    /// its file unless it was rewritten.
    case oneDatabase
    /// Nothing is known. Places are believed where most objects of one name have one place in both catalogs, and then
    /// only where the facts agree as well; files are not compared.
    case unknown
}

/// What two catalogs differ in, with an account of what is not told by itself.
///
/// Every semantic, security, performance and data fact that is in one catalog only belongs to a difference or to a
/// folding: nothing is lost on the way.
public struct CatalogComparison: Sendable {
    /// Ordered by kind, identity and attribute.
    public var differences: [CatalogDifference]
    /// In no particular order.
    public var foldings: [Folding]

    /// Why something that differs is told together with something else.
    public enum FoldingRule: String, Hashable, Sendable, CaseIterable {
        /// It came or went with the object that it belongs to.
        case belongsToWhole = "belongs_to_whole"
        /// Its identity or its text differs by new names of renamed objects and by nothing else.
        case followsRename = "follows_rename"
        /// A view's column came or went as the table's did whose columns the view lists.
        case followsTable = "follows_table"
        /// A unique constraint became a bare index or the reverse, which is told about the index.
        case sameUniqueIndex = "same_unique_index"
        /// A column's number, which is told once for its table.
        case columnOrder = "column_order"
        /// An index was rewritten with its table.
        case rewrittenWithTable = "rewritten_with_table"
    }

    /// One thing that is told together with another.
    public struct Folding: Hashable, Sendable {
        public var rule: FoldingRule
        /// Nil for what only the second catalog has.
        public var oldObject: ObjectKey?
        /// Nil for what only the first catalog has.
        public var newObject: ObjectKey?
        /// Nil where the whole object is folded.
        public var attribute: String?
        /// The object of the difference that tells it.
        public var teller: ObjectKey
    }
}
