/// Which places of a table's heap have no value in a column: the wanted share in every stretch of the heap, not by
/// chance, and the number of each place among those that have one.
///
/// A block's places have an order in which they lose their values; each full block begins it at another place.
struct NullPlaces: Sendable {
    private let millionths: Int
    private let blockSize: Int
    /// Blocks before the last one, which may be shorter and begins the order at its first place.
    private let fullBlocks: Int
    private let key: UInt64
    /// For each place of a block its number in the order in which they lose their values.
    private let priorities: FrozenList<Int16>
    /// How many places before each of a block have a value, for the fewest places without one that a block has, and
    /// for one more.
    private let fewest: FrozenList<Int16>
    private let most: FrozenList<Int16>
    private let fewestNulls: Int
    /// The same for the last block, of which the first so many in the order lose their values.
    private let last: FrozenList<Int16>
    private let lastNulls: Int
    /// How many places have a value.
    let valueCount: Int

    private static let largestBlock = 1024

    init(rowCount: Int, share: Share, key: UInt64, in memory: FrozenMemory) {
        let size = min(Self.largestBlock, max(1, rowCount))
        let order = Permutation(count: UInt64(size), key: CounterRandom.key(key, "null places"))
        let priorities = (0..<size).map { Int16(order(UInt64($0))) }
        let fewestNulls = size * share.millionths / 1_000_000
        func before(_ nulls: Int) -> [Int16] {
            priorities.reduce(into: [0]) { $0.append($0[$0.count - 1] + ($1 < nulls ? 0 : 1)) }
        }
        (millionths, blockSize, self.key, self.fewestNulls) = (share.millionths, size, key, fewestNulls)
        fullBlocks = size == rowCount ? 0 : rowCount / size
        self.priorities = memory.list(priorities)
        fewest = memory.list(before(fewestNulls))
        most = memory.list(before(fewestNulls + 1))
        let whole = fullBlocks * size
        let rest = priorities.prefix(rowCount - whole).sorted()
        let lost = Self.nulls(upTo: rowCount, share.millionths) - Self.nulls(upTo: whole, share.millionths)
        lastNulls = lost < rest.count ? Int(rest[lost]) : size
        last = memory.list(before(lastNulls))
        valueCount = whole - Self.nulls(upTo: whole, millionths) + Int(last[rowCount - whole])
    }

    private static func nulls(upTo place: Int, _ millionths: Int) -> Int { (place * millionths + 500_000) / 1_000_000 }

    @inline(__always)
    func isNull(_ place: Int) -> Bool {
        var found = false
        walk(place..<place + 1) { _, isNull, _ in found = isNull }
        return found
    }

    /// The number of a place among those that have a value; that of the next one where it has none.
    @inline(__always)
    func ordinal(of place: Int) -> Int {
        var found = 0
        walk(place..<place + 1) { _, _, ordinal in found = ordinal }
        return found
    }

    /// Hands over each place's distance from the first, whether it has no value, and its ordinal.
    @inline(__always)
    func walk(_ places: Range<Int>, _ body: (_ offset: Int, _ isNull: Bool, _ ordinal: Int) -> Void) {
        var next = places.lowerBound
        while next < places.upperBound {
            let block = next / blockSize
            let start = block * blockSize
            let end = min(places.upperBound, start + blockSize)
            let (nulls, turn) = (nulls(in: block), turn(of: block))
            let before = block >= fullBlocks ? last : nulls == fewestNulls ? fewest : most
            let first = start - Self.nulls(upTo: start, millionths) - Int(before[turn])
            for place in next..<end {
                let turned = turn + place - start
                let isOver = turned >= blockSize
                let inside = isOver ? turned - blockSize : turned
                let within = Int(before[inside]) + (isOver ? Int(before[blockSize]) : 0)
                body(place - places.lowerBound, priorities[inside] < nulls, first + within)
            }
            next = end
        }
    }

    @inline(__always)
    private func turn(of block: Int) -> Int {
        block < fullBlocks ? Int(CounterRandom.draw(key, UInt64(block)) % UInt64(blockSize)) : 0
    }

    @inline(__always)
    private func nulls(in block: Int) -> Int {
        guard block < fullBlocks else { return lastNulls }
        return Self.nulls(upTo: (block + 1) * blockSize, millionths) - Self.nulls(upTo: block * blockSize, millionths)
    }
}
