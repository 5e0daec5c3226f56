/// A column's codes at the places of a block.
typealias CodeColumn = UnsafeMutablePointer<Int64>

/// Places of a table's heap that follow each other, with the codes that columns have there.
///
/// A code is a chain of look-ups and multiplications, each of which waits for the one before. Those of other rows do
/// not wait for it: where nothing else stands between them, a processor works at several rows at once. So columns that
/// lean on no other are worked out block by block, before rows are written; no row's value depends on it.
final class RowBlock {
    static let capacity = 256

    private let rows: UnsafeMutablePointer<Int>
    private let codes: CodeColumn
    private let nulls: UnsafeMutablePointer<Bool>

    init(for planned: PlannedFields) {
        let columnCount = planned.columns.count
        rows = .allocate(capacity: Self.capacity)
        rows.initialize(repeating: 0, count: Self.capacity)
        codes = .allocate(capacity: columnCount * Self.capacity)
        codes.initialize(repeating: 0, count: columnCount * Self.capacity)
        nulls = .allocate(capacity: columnCount * Self.capacity)
        nulls.initialize(repeating: false, count: columnCount * Self.capacity)
    }

    deinit {
        rows.deallocate()
        codes.deallocate()
        nulls.deallocate()
    }

    /// Works out the rows at places and their codes.
    /// - Precondition: there are at most ``capacity`` places, of a table that the block was made for.
    func fill(_ places: Range<Int>, of space: RowSpace, _ planned: PlannedFields) {
        precondition(places.count <= Self.capacity, "a block holds so many places")
        for offset in 0..<places.count { rows[offset] = Int(space.heapOrder(UInt64(places.lowerBound + offset))) }
        for (number, column) in planned.columns.enumerated() {
            let start = number * Self.capacity
            column.fill(places, rows: rows, codes: codes + start, nulls: nulls + start)
        }
    }

    /// Without a reference; valid for as long as the block.
    var pages: Pages { Pages(rows: rows, codes: codes, nulls: nulls) }

    struct Pages {
        fileprivate let rows: UnsafeMutablePointer<Int>
        fileprivate let codes: CodeColumn
        fileprivate let nulls: UnsafeMutablePointer<Bool>

        /// The row at a place, by its distance from the block's first.
        @inline(__always)
        func row(_ offset: Int) -> Int { rows[offset] }

        /// The code of a column's value; nil is NULL.
        @inline(__always)
        func code(_ number: Int, _ offset: Int) -> Int64? {
            let index = number &* RowBlock.capacity &+ offset
            return nulls[index] ? nil : codes[index]
        }
    }
}

/// A column that can be worked out block by block: it depends on nothing but a row and its place on the heap.
struct BlockwiseColumn: Sendable, BitwiseCopyable {
    /// Whose codes they are.
    let leaf: Program
    let memoSlot: Int?
    private let source: Source
    private let places: Frozen<NullPlaces>?
    private let share: Share
    private let shareKey: UInt64

    private enum Source: Sendable, BitwiseCopyable {
        case captured(CapturedCodes)
        /// Over there, at the place of the row that this one points at.
        case fan(FanChooser, CapturedCodes)
        case drawn
        case bijection(Frozen<Permutation>)

        /// Whether places without a value are found on the way to the codes.
        var tellsNulls: Bool {
            guard case .captured(let codes) = self else { return false }
            return codes.order.hasNulls
        }
    }

    /// Nil where a program depends on more.
    init?(_ program: Program, in memory: FrozenMemory) {
        let nulls = program.nulls
        guard nulls.unless == nil, nulls.with == nil else { return nil }
        (places, share, shareKey, memoSlot) = (nulls.places, nulls.share, nulls.shareKey, program.memoSlot)
        var leaf = program
        switch program.source {
        case .captured(let codes): source = .captured(codes)
        case .fetch(.fan(let chooser), let target):
            guard case .captured(let codes) = target.source, !target.hasNulls, target.map.isOfTheCodeAlone else {
                return nil
            }
            (leaf, source) = (target, .fan(chooser, codes))
        case .uniform, .weighted, .listed, .threshold, .quantiles: source = .drawn
        case .bijection(let permutation): source = .bijection(Frozen(permutation, in: memory))
        default: return nil
        }
        self.leaf = leaf
    }

    func fill(
        _ range: Range<Int>, rows: UnsafePointer<Int>, codes column: CodeColumn, nulls: UnsafeMutablePointer<Bool>
    ) {
        if let places {
            if !source.tellsNulls { places.value.walk(range) { offset, isNull, _ in nulls[offset] = isNull } }
        } else if share.millionths > 0 {
            draw(shareKey, rows, range.count) { nulls[$0] = share.contains($1) }
        }
        let count = range.count
        switch source {
        case .captured(let codes): codes.codes(at: range, into: column, isNull: nulls)
        case .fan(let chooser, let codes):
            chooser.parentPlaces(of: range, into: column)
            codes.code(places: column, count)
        case .drawn:
            let source = leaf.source
            draw(leaf.key, rows, count) { column[$0] = source.code(drawnBy: $1) }
        case .bijection(let permutation):
            let permutation = permutation.value
            for offset in 0..<count { column[offset] = permutation.code(UInt64(rows[offset])) }
        }
    }

    @inline(__always)
    private func draw(
        _ key: UInt64, _ rows: UnsafePointer<Int>, _ count: Int, _ body: (_ offset: Int, _ draw: UInt64) -> Void
    ) {
        for offset in 0..<count { body(offset, CounterRandom.draw(key, UInt64(rows[offset]))) }
    }
}
