/// A bijection from the places of a table's heap to ranks in the order of a column's values, with as much of the one
/// order in the other as is asked for.
///
/// A share of the places, the same in every stretch of the heap, keep their own rank; the others trade ranks among
/// themselves. So every rank is taken exactly once, whatever the share, and any row is worked out alone.
struct RankOrder: Sendable {
    private let count: Int
    private let isDescending: Bool
    private let blockSize: QuickDivisor
    /// Places from here on, fewer than a block, keep their rank.
    private let tradedEnd: Int
    /// For each place of a block its number among those that trade, or -1.
    private let tradingNumber: FrozenList<Int16>
    /// The places of a block that trade.
    private let tradingPlace: FrozenList<Int16>
    private let tradingCount: QuickDivisor
    private let trade: Scramble
    /// Whether all places trade, so that blocks are of no use.
    private let isFree: Bool
    /// Whether all keep their rank.
    private let isKept: Bool
    /// Places that have no rank; nil where all have one.
    private let nulls: NullPlaces?
    /// Where places follow in so many rounds, one behind the other, the number of rounds: every round takes each
    /// so-manieth rank. 0 where they do not.
    let roundCount: Int

    private static let largestBlock = 1024

    /// - Parameter ordered: the share of places that keep their rank; negative where ranks fall as places rise.
    /// - Parameters:
    ///   - nulls: of its places `count` have a value.
    ///   - rounds: see ``roundCount``.
    init(
        count: Int, ordered: Double, key: UInt64, nulls: NullPlaces? = nil, rounds: Int = 0, in memory: FrozenMemory
    ) {
        self.count = count
        roundCount = rounds
        self.nulls = nulls
        isDescending = ordered < 0
        let size = Self.blockSize(of: count)
        blockSize = QuickDivisor(size)
        let keeping = min(size, Int((ordered.magnitude * Double(size)).rounded()))
        let shuffled = Permutation(count: UInt64(max(size, 1)), key: CounterRandom.key(key, "trading"))
        let places = (0..<(size - keeping)).map { Int16(shuffled(UInt64($0))) }.sorted()
        var numbers = [Int16](repeating: -1, count: size)
        for (number, place) in places.enumerated() { numbers[Int(place)] = Int16(number) }
        tradingPlace = memory.list(places)
        tradingCount = QuickDivisor(places.count)
        tradingNumber = memory.list(numbers)
        let blockCount = size == 0 ? 0 : count / size
        tradedEnd = blockCount * size
        isFree = keeping == 0
        isKept = places.isEmpty
        trade = Scramble(count: isFree ? count : blockCount * places.count, key: CounterRandom.key(key, "trade"))
    }

    /// Whether some places have no rank.
    var hasNulls: Bool { nulls != nil }

    /// The rank of a place, from 0.
    @inline(__always)
    func rank(of place: Int) -> Int {
        ranked(nulls.map { min($0.ordinal(of: place), count - 1) } ?? place)
    }

    /// The ranks of places that follow each other.
    /// - Parameter isNull: is told which of them have none, if some places have none.
    func ranks(of places: Range<Int>, into ranks: CodeColumn, isNull: UnsafeMutablePointer<Bool>? = nil) {
        if let nulls {
            nulls.walk(places) { offset, found, ordinal in
                ranks[offset] = Int64(min(ordinal, count - 1))
                isNull?[offset] = found
            }
        } else {
            for offset in 0..<places.count { ranks[offset] = Int64(places.lowerBound + offset) }
        }
        rank(ordinals: ranks, places.count)
    }

    /// Puts ranks in the places of the numbers of places that have one.
    func rank(ordinals: CodeColumn, _ count: Int) {
        if isFree {
            trade.scramble(ordinals, count)
        } else if !isKept {
            tradeSome(ordinals, count)
        }
        if isDescending {
            for index in 0..<count { ordinals[index] = Int64(self.count - 1) &- ordinals[index] }
        }
        if roundCount > 0 {
            for index in 0..<count { ordinals[index] = Int64(rank(inRounds: Int(ordinals[index]))) }
        }
    }

    /// The rank of the n-th place that has one.
    @inline(__always)
    func ranked(_ place: Int) -> Int {
        let rank = isFree ? Int(trade(UInt64(place))) : isKept ? place : traded(place)
        let ordered = isDescending ? count - 1 - rank : rank
        return roundCount > 0 ? self.rank(inRounds: ordered) : ordered
    }

    /// The rank of the n-th in the order of rounds; the first rounds have one more where they do not come out even.
    private func rank(inRounds number: Int) -> Int {
        let (size, longerCount) = count.quotientAndRemainder(dividingBy: roundCount)
        let longer = longerCount * (size + 1)
        if number < longer { return number % (size + 1) * roundCount + number / (size + 1) }
        return (number - longer) % size * roundCount + longerCount + (number - longer) / size
    }

    /// The rank of a place among those of which some trade theirs.
    @inline(__always)
    private func traded(_ place: Int) -> Int {
        let number = number(ofTrading: place)
        return number < 0 ? place : rank(traded: Int(trade(UInt64(number))))
    }

    /// The number of a place among all that trade; negative where it keeps its rank.
    @inline(__always)
    private func number(ofTrading place: Int) -> Int {
        let (block, inside) = blockSize.divided(place)
        let number = Int(tradingNumber[inside])
        return number < 0 || place >= tradedEnd ? -1 : block &* tradingPlace.count &+ number
    }

    /// The rank that is the n-th of those traded.
    @inline(__always)
    private func rank(traded number: Int) -> Int {
        let (block, inside) = tradingCount.divided(number)
        return block &* blockSize.divisor &+ Int(tradingPlace[inside])
    }

    /// First finds who trades, then trades: which places do is not to be foreseen, and a processor's wrong guesses
    /// would cost more than the trade.
    private func tradeSome(_ ordinals: CodeColumn, _ count: Int) {
        withUnsafeTemporaryAllocation(of: Int64.self, capacity: 2 * count) { room in
            guard let numbers = room.baseAddress else { return }
            let traders = numbers + count
            let order = self
            var traderCount = 0
            for index in 0..<count {
                let number = order.number(ofTrading: Int(ordinals[index]))
                numbers[traderCount] = Int64(number)
                traders[traderCount] = Int64(index)
                traderCount &+= number < 0 ? 0 : 1
            }
            order.trade.scramble(numbers, traderCount)
            for trader in 0..<traderCount {
                ordinals[Int(traders[trader])] = Int64(order.rank(traded: Int(numbers[trader])))
            }
        }
    }

    /// The size of block that leaves the fewest places over.
    private static func blockSize(of count: Int) -> Int {
        guard count > largestBlock else { return count }
        return (largestBlock / 2...largestBlock).min { (count % $0, -$0) < (count % $1, -$1) } ?? largestBlock
    }
}

extension RankOrder {
    /// The share of places that have to keep their rank for PostgreSQL to measure a correlation.
    ///
    /// PostgreSQL orders equal values by their place, which alone correlates: four values in random order already have
    /// a correlation of the sum of their squared shares. With the places' distribution in each group of equal values
    /// known, the correlation is the variance between groups plus each group's own, by Gini's mean difference.
    /// - Parameter groups: the shares of rows of each value, in the order of values; what is left over is distinct.
    static func orderedShare(forCorrelation wanted: Double, groups: [(start: Double, share: Double)]) -> Double {
        var low = -1.0
        var high = 1.0
        for _ in 0..<40 {
            let middle = (low + high) / 2
            if correlation(ofOrdered: middle, groups) < wanted { low = middle } else { high = middle }
        }
        return (low + high) / 2
    }

    private static func correlation(ofOrdered ordered: Double, _ groups: [(start: Double, share: Double)]) -> Double {
        let kept = ordered.magnitude
        let between = ordered * (1 - groups.reduce(0) { $0 + $1.share * $1.share * $1.share })
        return groups.reduce(between) { sum, group in
            let middle = ordered < 0 ? 1 - group.start - group.share / 2 : group.start + group.share / 2
            let spread = group.share * group.share / 12
            // The mean distance of two places: both kept, both traded, one of each.
            let mixed = (middle * middle + (1 - middle) * (1 - middle) + 2 * spread) / 2
            let distance =
                kept * kept * group.share / 3 + (1 - kept) * (1 - kept) / 3 + 2 * kept * (1 - kept) * mixed
            return sum + 3 * group.share * group.share * distance
        }
    }
}
