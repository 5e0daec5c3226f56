/// The rows of one table: their number, their parents and their order on the heap.
///
/// A class, so that looking at it counts one reference instead of one for every array inside.
final class TableRows: Sendable {
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

    init(
        name: TableName, rowCount: Int, baseRowCount: Int, parent: Int?, fanOut: FanOut?, heapOrder: Permutation,
        key: UInt64
    ) {
        self.name = name
        self.rowCount = rowCount
        self.baseRowCount = baseRowCount
        self.parent = parent
        self.fanOut = fanOut
        self.heapOrder = heapOrder
        self.key = key
    }
}
