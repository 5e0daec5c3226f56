/// Codes in the order of a captured column's values: which rank has which, as stretches of ranks.
///
/// A common value is a stretch of one code. The others lie between the histogram's bounds, each as often as the next.
struct CapturedCodes: Sendable, BitwiseCopyable {
    private let body: Frozen<Body>

    private struct Body: BitwiseCopyable {
        /// The first rank of each stretch, and behind the last one a rank that nobody has.
        let ranks: FrozenList<Int>
        /// The number of the first value of each stretch among all values.
        let numbers: FrozenList<Int>
        let stretches: FrozenList<Stretch>
        let steps: FrozenList<Step>
        /// The stretch of every rank that is a multiple of 2 to the power of `markBits`.
        let marks: FrozenList<Int32>
        let markBits: Int
        /// Whether more than one stretch begins between two marks.
        let isCrowded: Bool
        /// Whether each stretch has one value.
        let isListed: Bool
        let order: RankOrder
        let valueCount: Int
        let isOneToOne: Bool

        @inline(__always)
        func index(of rank: Int) -> Int {
            var index = Int(marks[rank &>> markBits])
            // One further or not: a processor cannot foresee it, but need not if it is added.
            index &+= ranks[index &+ 1] <= rank ? 1 : 0
            if isCrowded { while ranks[index &+ 1] <= rank { index &+= 1 } }
            return index
        }

        @inline(__always)
        func code(ofRank rank: Int) -> Int64 {
            let step = steps[index(of: rank)]
            let distance = UInt64(truncatingIfNeeded: rank &- step.rank)
            let number = step.perRank == 0 ? distance : distance.multipliedFullWidth(by: step.perRank).high
            return CapturedCodes.code(number, step)
        }
    }

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

    /// A stretch in the form in which codes are worked out without a division.
    private struct Step: BitwiseCopyable {
        var rank: Int
        var value: Int64
        /// How far a value is from the one before: whole codes, and parts of 2 to the power of 64.
        var whole: Int64
        var part: UInt64
        /// Values for each rank in parts of 2 to the power of 64; 0 where each rank has a value of its own.
        var perRank: UInt64

        init(_ stretch: Stretch) {
            (rank, value) = (stretch.rank, stretch.value)
            let count = UInt64(max(1, stretch.codeCount))
            let (quotient, remainder) = UInt64(max(0, stretch.span)).quotientAndRemainder(dividingBy: count)
            whole = Int64(quotient)
            part = count.dividingFullWidth((remainder, 0)).quotient
            let ranks = UInt64(max(1, stretch.rankCount))
            guard count < ranks else {
                perRank = 0
                return
            }
            // Rounded up, so that the first rank of each number has it.
            let (parts, rest) = ranks.dividingFullWidth((count, 0))
            perRank = parts + (rest > 0 ? 1 : 0)
        }
    }

    /// There are between 2 to the power of this and half as many marks.
    private static let markCountBits = 11

    init(_ stretches: [Stretch], order: RankOrder, isOneToOne: Bool, in memory: FrozenMemory) {
        var number = 0
        let numbers = stretches.map { stretch in
            defer { number += stretch.codeCount }
            return number
        }
        let rankCount = stretches.last.map { $0.rank + $0.rankCount } ?? 0
        let markBits = max(0, rankCount.bitWidth - rankCount.leadingZeroBitCount - Self.markCountBits)
        var marks: [Int32] = []
        var index = 0
        for mark in 0...(rankCount >> markBits) {
            while index + 1 < stretches.count, stretches[index + 1].rank <= mark << markBits { index += 1 }
            marks.append(Int32(index))
        }
        let isCrowded = zip(marks, marks.dropFirst() + [Int32(max(0, stretches.count - 1))]).contains { $1 - $0 > 1 }
        body = Frozen(
            Body(
                ranks: memory.list(stretches.map(\.rank) + [.max]), numbers: memory.list(numbers),
                stretches: memory.list(stretches), steps: memory.list(stretches.map(Step.init)),
                marks: memory.list(marks), markBits: markBits, isCrowded: isCrowded,
                isListed: stretches.allSatisfy { $0.codeCount == 1 }, order: order, valueCount: number,
                isOneToOne: isOneToOne), in: memory)
    }

    var stretches: FrozenList<Stretch> { body.value.stretches }
    var order: RankOrder { body.value.order }
    /// How many values there are.
    var valueCount: Int { body.value.valueCount }
    /// True where no two rows have the same code.
    var isOneToOne: Bool { body.value.isOneToOne }

    var bounds: ClosedRange<Int64>? {
        guard let first = stretches.first, let last = stretches.last else { return nil }
        return first.value...max(first.value, last.value + last.span - 1)
    }

    /// The code of the value at a place of the heap.
    @inline(__always)
    func code(at place: Int) -> Int64 { code(ofRank: order.rank(of: place)) }

    /// The codes of the values at places that follow each other; of places without a value one that nobody looks at.
    /// - Parameter isNull: is told which those are, if some places have none.
    func codes(at places: Swift.Range<Int>, into codes: CodeColumn, isNull: UnsafeMutablePointer<Bool>) {
        order.ranks(of: places, into: codes, isNull: isNull)
        code(ranks: codes, places.count)
    }

    /// Puts codes in the places of places of the heap.
    /// - Precondition: every place has a value.
    func code(places: CodeColumn, _ count: Int) {
        order.rank(ordinals: places, count)
        code(ranks: places, count)
    }

    private func code(ranks: CodeColumn, _ count: Int) {
        let body = body.value
        if body.isListed {
            for index in 0..<count { ranks[index] = body.steps[body.index(of: Int(ranks[index]))].value }
        } else {
            for index in 0..<count { ranks[index] = body.code(ofRank: Int(ranks[index])) }
        }
    }

    @inline(__always)
    func code(ofRank rank: Int) -> Int64 { body.value.code(ofRank: rank) }

    @inline(__always)
    private static func code(_ number: UInt64, _ step: Step) -> Int64 {
        step.value &+ Int64(truncatingIfNeeded: number) &* step.whole
            &+ Int64(truncatingIfNeeded: number.multipliedFullWidth(by: step.part).high)
    }

    /// The code of a rank by chance.
    func code(drawnBy draw: UInt64, _ rowCount: Int) -> Int64 {
        code(ofRank: Int(CounterRandom.below(UInt64(max(1, rowCount)), draw)))
    }

    /// The code of the n-th value, from 0.
    func code(ofNumber number: Int) -> Int64 {
        let index = max(0, body.value.numbers.upperBound(of: number) - 1)
        return Self.code(UInt64(number - body.value.numbers[index]), body.value.steps[index])
    }

    /// The number of a rank's value among all values, and the rank's position among its ranks, from 0.
    func number(ofRank rank: Int) -> (number: Int, position: Int) {
        let index = body.value.index(of: rank)
        let stretch = stretches[index]
        let number = stretch.number(of: rank)
        return (body.value.numbers[index] + number, rank - stretch.firstRank(of: number))
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
