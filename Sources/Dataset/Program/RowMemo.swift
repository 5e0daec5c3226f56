/// What one writer has just worked out, so that the next column need not: values by program, parents by table.
///
/// Columns lean on each other (a time on an earlier time, a choice on a status, everything on its parent), and each
/// would be evaluated once for every column that leans on it. The last row of each program and table is enough.
///
/// What a block has is not worked out again either: it is looked up there.
final class RowMemo {
    /// Without a reference, so that an evaluator which holds it is copied for nothing; valid for as long as the memo.
    let page: Page

    typealias Page = UnsafeMutablePointer<Remembered>

    init(programCount: Int, tableCount: Int) {
        page = .allocate(capacity: 1)
        page.initialize(to: Remembered(programCount: programCount, tableCount: tableCount))
    }

    /// From now on looks up in the block what it has: rows of its table, as they are noted.
    func read(_ block: RowBlock.Pages, of columns: FrozenList<BlockwiseColumn>) {
        page.pointee.block = block
        for (number, column) in columns.enumerated() {
            guard let slot = column.memoSlot else { continue }
            page.pointee.columns[slot] = BlockColumn(number: number, leaf: column.leaf)
        }
    }

    deinit {
        page.pointee.deallocate()
        page.deallocate()
    }

    /// What lies in a memo.
    struct Remembered {
        fileprivate(set) var values: UnsafeMutableBufferPointer<RememberedValue>
        fileprivate(set) var parents: UnsafeMutableBufferPointer<RememberedParent>
        /// By the programs' slots; nil where their values are in no block.
        fileprivate var columns: UnsafeMutableBufferPointer<BlockColumn?>
        fileprivate var block: RowBlock.Pages?
        var place = RememberedPlace(table: -1, row: -1, position: -1, offset: 0)

        fileprivate init(programCount: Int, tableCount: Int) {
            values = .allocate(capacity: programCount)
            values.initialize(repeating: RememberedValue(row: -1, value: nil))
            parents = .allocate(capacity: tableCount)
            parents.initialize(repeating: RememberedParent(row: -1, parent: -1))
            columns = .allocate(capacity: programCount)
            columns.initialize(repeating: nil)
        }

        fileprivate func deallocate() {
            values.deallocate()
            parents.deallocate()
            columns.deallocate()
        }

        /// The column of the block that has a program's values, where the row is the one that is being written.
        @inline(__always)
        func column(_ slot: Int, at row: Int) -> BlockColumn? { row == place.row ? columns[slot] : nil }

        /// The value of a column of the block at the row that is being written.
        @inline(__always)
        func value(_ column: BlockColumn) -> RowValue? {
            guard let code = block?.code(column.number, place.offset) else { return nil }
            return RowValue(
                program: column.leaf, code: code, row: place.row, counter: UInt64(truncatingIfNeeded: place.row))
        }
    }

    /// Where a block has a program's values, and whose they are.
    struct BlockColumn {
        fileprivate let number: Int
        fileprivate let leaf: Program
    }
}

/// The value that a program had at a row; its `row` is -1 before there is one.
///
/// Only what was drawn by the row is remembered, so that the row that a value is of tells its counter.
struct RememberedValue {
    var row: Int
    /// Nil for NULL.
    private var program: Program?
    private var code: Int64
    private var valueRow: Int

    init(row: Int, value: RowValue?) {
        assert(value.map { $0.counter == UInt64($0.row) } ?? true, "only what the row decides is remembered")
        (self.row, program) = (row, value?.program)
        (code, valueRow) = (value?.code ?? 0, value?.row ?? 0)
    }

    @inline(__always)
    var value: RowValue? {
        guard let program else { return nil }
        return RowValue(program: program, code: code, row: valueRow, counter: UInt64(truncatingIfNeeded: valueRow))
    }
}

struct RememberedParent {
    var row: Int
    var parent: Int
}

/// The row that is being written, its place on the heap, and how far that is from the first of its block.
struct RememberedPlace {
    var table: Int
    var row: Int
    var position: Int64
    var offset: Int
}
