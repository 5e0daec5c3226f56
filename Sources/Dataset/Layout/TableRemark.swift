/// Something about a table that a dataset's rows have to keep to and that its layout does not tell.
public struct TableRemark: Hashable, Sendable {
    public enum Kind: String, Hashable, Sendable {
        /// A CHECK constraint.
        case check
        /// An exclusion constraint, or a unique index with a condition or over expressions.
        case exclusion
        /// A partitioned table in which rows may find no partition.
        case partitions
    }

    public var table: TableName
    public var kind: Kind
    /// The definition in SQL.
    public var text: String

    public init(table: TableName, kind: Kind, text: String) {
        self.table = table
        self.kind = kind
        self.text = text
    }
}
