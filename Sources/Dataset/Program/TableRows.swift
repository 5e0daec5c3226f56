/// The rows of one table: their number, their parents and their order on the heap.
struct TableRows: Sendable {
    let name: TableName
    /// The number of rows at scale 1.
    let baseRowCount: Int
    let key: UInt64
    let space: RowSpace

    var rowCount: Int { space.rowCount }
    var parent: Int? { space.parent }
    var fanOut: FanOut? { space.fanOut }
}

/// What has to be known of a table to find its rows.
struct RowSpace: Sendable, BitwiseCopyable {
    let rowCount: Int
    /// The index of the parent table.
    let parent: Int?
    let fanOut: FanOut?
    /// From heap positions to rows.
    let heapOrder: Permutation
}
