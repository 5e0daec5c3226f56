/// The rows of one table: their number, their parents and their order on the heap.
struct TableRows: Sendable {
    let name: TableName
    let rowCount: Int
    /// The number of rows at scale 1.
    let baseRowCount: Int
    /// The index of the parent table.
    let parent: Int?
    let fanOut: FanOut?
    /// From heap positions to rows.
    let heapOrder: Permutation
    let key: UInt64
}
