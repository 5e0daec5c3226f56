/// A table whose rows can be written.
public struct PlannedTable: Hashable, Sendable {
    public let table: TableName
    public let rowCount: Int
    /// The size of the table's COPY stream, guessed from some of its rows.
    public let estimatedBytes: Int
    /// How many pages its heap is to have; nil where nobody says.
    public let pages: Int?
    /// Rows that are there and dead; nil where there are none, and for partitioned tables.
    public let dead: DeadRows?
    /// How many pages indexes are to have, by their names.
    public let indexPages: [String: Int]

    /// `schema.table`, unquoted: the name by which ``DatasetPlan`` writes it.
    public var name: String { table.description }
}

/// A column with its program and its type.
struct PlannedColumn: Sendable {
    let name: String
    let program: Program
    let type: ColumnType
}
