/// What one writer has just worked out, so that the next column need not: values by program, parents by table.
///
/// Columns lean on each other (a time on an earlier time, a choice on a status, everything on its parent), and each
/// would be evaluated once for every column that leans on it. The last row of each program and table is enough.
final class RowMemo {
    private let values: UnsafeMutableBufferPointer<RememberedValue>
    private let parents: UnsafeMutableBufferPointer<RememberedParent>
    private let place: UnsafeMutablePointer<RememberedPlace>

    init(programCount: Int, tableCount: Int) {
        values = .allocate(capacity: programCount)
        values.initialize(repeating: RememberedValue(row: -1, value: nil))
        parents = .allocate(capacity: tableCount)
        parents.initialize(repeating: RememberedParent(row: -1, parent: -1))
        place = .allocate(capacity: 1)
        place.initialize(to: RememberedPlace(table: -1, row: -1, position: -1))
    }

    deinit {
        values.deallocate()
        parents.deallocate()
        place.deallocate()
    }

    /// Without a reference, so that an evaluator which holds it is copied for nothing; valid for as long as the memo.
    var pages: Pages { Pages(values: values, parents: parents, place: place) }

    struct Pages {
        let values: UnsafeMutableBufferPointer<RememberedValue>
        let parents: UnsafeMutableBufferPointer<RememberedParent>
        let place: UnsafeMutablePointer<RememberedPlace>
    }
}

/// The value that a program had at a row; its `row` is -1 before there is one.
///
/// In as few words as it can be: one is written for every member of every document. Only what was drawn by the row is
/// remembered, so that the row that a value is of tells its counter.
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

/// The row that is being written, and its place on the heap.
struct RememberedPlace {
    var table: Int
    var row: Int
    var position: Int64
}
