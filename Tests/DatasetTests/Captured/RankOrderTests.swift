import Testing

@testable import Dataset

@Suite("The order of a captured column's ranks")
struct RankOrderTests {
    private static let counts = [0, 1, 2, 7, 100, 1024, 1025, 1500, 5003]

    @Test("takes every rank once, whatever the share of places that keep theirs", arguments: counts)
    func isBijection(count: Int) {
        for ordered in [-1, -0.3, 0, 0.02, 0.5, 1] {
            let memory = FrozenMemory()
            let order = RankOrder(count: count, ordered: ordered, key: 7, in: memory)
            #expect(Set((0..<count).map { order.rank(of: $0) }) == Set(0..<count), "\(count) rows, \(ordered)")
        }
    }

    @Test("is the heap's own order, or that turned around, where all places keep their rank")
    func isSorted() {
        let memory = FrozenMemory()
        let rising = RankOrder(count: 3000, ordered: 1, key: 1, in: memory)
        let falling = RankOrder(count: 3000, ordered: -1, key: 1, in: memory)
        #expect((0..<3000).allSatisfy { rising.rank(of: $0) == $0 && falling.rank(of: $0) == 2999 - $0 })
    }

    @Test("lies in rounds, each of which has a rank of every so-manieth, by any share of places", arguments: counts)
    func rounds(count: Int) {
        for (ordered, rounds) in [(1.0, 6), (-1, 7), (0.4, 3), (0, 11)] {
            let memory = FrozenMemory()
            let order = RankOrder(count: count, ordered: ordered, key: 7, rounds: rounds, in: memory)
            let ranks = (0..<count).map { order.rank(of: $0) }
            #expect(Set(ranks) == Set(0..<count), "\(count) rows, \(ordered), \(rounds) rounds")
            let codes = CodeColumn.allocate(capacity: max(1, count))
            defer { codes.deallocate() }
            order.ranks(of: 0..<count, into: codes)
            #expect((0..<count).allSatisfy { codes[$0] == Int64(ranks[$0]) }, "many at once are as one by one")
            guard ordered == 1 else { continue }
            #expect(zip(ranks, ranks.dropFirst()).allSatisfy { $1 - $0 == rounds || $1 < rounds })
            #expect(zip(ranks, ranks.dropFirst()).allSatisfy { $0 % rounds <= $1 % rounds })
        }
    }

    /// Shares of values in their order, and correlations that PostgreSQL can measure with them.
    static let cases: [([Double], [Double])] = [
        ([0.82, 0.13, 0.049, 0.001], [0.68, 0.75, 0.9, 1]),
        ([Double](repeating: 0.0005, count: 2000), [-0.98, -0.4, 0, 0.02, 0.3, 0.692, 0.97]),
        ([0.3, 0.2] + [Double](repeating: 0.001, count: 500), [-0.4, 0.14, 0.5, 0.9]),
    ]

    @Test("correlates as PostgreSQL will measure it, equal values in the order of their places", arguments: cases)
    func correlates(shares: [Double], wanted: [Double]) {
        let count = 20_000
        var groups: [(start: Double, share: Double)] = []
        var start = 0.0
        for share in shares {
            groups.append((start: start, share: share))
            start += share
        }
        for correlation in wanted {
            let memory = FrozenMemory()
            let ordered = RankOrder.orderedShare(forCorrelation: correlation, groups: groups)
            let order = RankOrder(count: count, ordered: ordered, key: 11, in: memory)
            let values = (0..<count).map { place -> Int in
                let share = (Double(order.rank(of: place)) + 0.5) / Double(count)
                return groups.lastIndex { $0.start <= share } ?? 0
            }
            let measured = Self.correlation(of: values)
            // Of so many rows in random order the correlation varies by 0.007.
            #expect(abs(measured - correlation) < 0.021, "wanted \(correlation), measured \(measured) at \(ordered)")
        }
    }

    /// As ANALYZE works it out: places against places in the sorted sample, ties in the order of the places.
    private static func correlation(of values: [Int]) -> Double {
        let sorted = values.indices.sorted { (values[$0], $0) < (values[$1], $1) }
        let count = Double(values.count)
        let sum = sorted.enumerated().reduce(0.0) { $0 + Double($1.offset) * Double($1.element) }
        let mean = (count - 1) / 2
        let squares = (count - 1) * count * (2 * count - 1) / 6
        return (sum - count * mean * mean) / (squares - count * mean * mean)
    }
}
