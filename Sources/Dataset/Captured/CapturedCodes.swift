/// Codes in the order of a captured column's values: which rank has which, as stretches of ranks.
///
/// A common value is a stretch of one code. The others lie between the histogram's bounds, each as often as the next.
struct CapturedCodes: Sendable {
    /// The first rank of each stretch.
    private let ranks: FrozenList<Int>
    /// The number of the first value of each stretch among all values.
    private let numbers: FrozenList<Int>
    let stretches: FrozenList<Stretch>
    let order: RankOrder
    /// How many values there are.
    let valueCount: Int
    /// True where no two rows have the same code.
    let isOneToOne: Bool

    struct Stretch: Sendable, BitwiseCopyable {
        var rank: Int
        var rankCount: Int
        var codeCount: Int
        var value: Int64
        /// How far the next stretch's first value is.
        var span: Int64

        /// The number of a rank's value in the stretch.
        @inline(__always)
        func number(of rank: Int) -> Int { CapturedCodes.share(rank - self.rank, codeCount, rankCount) }

        /// The first rank whose value has the number.
        @inline(__always)
        func firstRank(of number: Int) -> Int { rank + (number * rankCount + codeCount - 1) / codeCount }
    }

    init(_ stretches: [Stretch], order: RankOrder, isOneToOne: Bool, in memory: FrozenMemory) {
        ranks = memory.list(stretches.map(\.rank))
        var number = 0
        numbers = memory.list(
            stretches.map { stretch in
                defer { number += stretch.codeCount }
                return number
            })
        valueCount = number
        self.stretches = memory.list(stretches)
        self.order = order
        self.isOneToOne = isOneToOne
    }

    var bounds: ClosedRange<Int64>? {
        guard let first = stretches.first, let last = stretches.last else { return nil }
        return first.value...max(first.value, last.value + last.span - 1)
    }

    /// The code of the value at a place of the heap.
    @inline(__always)
    func code(at place: Int) -> Int64 { code(ofRank: order.rank(of: place)) }

    @inline(__always)
    func code(ofRank rank: Int) -> Int64 {
        let stretch = stretches[index(of: rank)]
        return stretch.codeCount == 1 ? stretch.value : Self.code(stretch.number(of: rank), in: stretch)
    }

    /// The code of the n-th value, from 0.
    func code(ofNumber number: Int) -> Int64 {
        let index = max(0, numbers.upperBound(of: number) - 1)
        return Self.code(number - numbers[index], in: stretches[index])
    }

    /// The number of a rank's value among all values, and the rank's position among its ranks, from 0.
    func number(ofRank rank: Int) -> (number: Int, position: Int) {
        let index = index(of: rank)
        let stretch = stretches[index]
        let number = stretch.number(of: rank)
        return (numbers[index] + number, rank - stretch.firstRank(of: number))
    }

    /// How many ranks each value has.
    var sizes: [Int] {
        stretches.flatMap { stretch in
            (0..<stretch.codeCount).map { stretch.firstRank(of: $0 + 1) - stretch.firstRank(of: $0) }
        }
    }

    /// As ANALYZE works it out: places against places in the order of values, equal ones in the order of their places.
    func correlation(ofRanks count: Int) -> Double {
        var next: [Int: Int] = [:]
        var sum = 0.0
        for place in 0..<count {
            let (number, position) = number(ofRank: order.ranked(place))
            let first = order.ranked(place) - position
            sum += Double(place) * Double(first + next[number, default: 0])
            next[number, default: 0] += 1
        }
        let (size, mean) = (Double(count), Double(count - 1) / 2)
        return (sum / size - mean * mean) / ((size * size - 1) / 12)
    }

    /// The value at a place of the heap as a group of rows, and the row's position in it, from 0.
    func group(at place: Int) -> (number: Int, position: Int) { number(ofRank: order.rank(of: place)) }

    @inline(__always)
    private func index(of rank: Int) -> Int { max(0, ranks.upperBound(of: rank) - 1) }

    @inline(__always)
    private static func code(_ number: Int, in stretch: Stretch) -> Int64 {
        stretch.value + Int64(share(number, Int(stretch.span), stretch.codeCount))
    }

    var largestGroup: Int {
        stretches.reduce(0) { max($0, ($1.rankCount + $1.codeCount - 1) / max(1, $1.codeCount)) }
    }

    /// `number` times `multiplier` over `divisor`, rounded down.
    @inline(__always)
    static func share(_ number: Int, _ multiplier: Int, _ divisor: Int) -> Int {
        let product = UInt64(number).multipliedFullWidth(by: UInt64(multiplier))
        return Int(UInt64(divisor).dividingFullWidth(product).quotient)
    }
}
