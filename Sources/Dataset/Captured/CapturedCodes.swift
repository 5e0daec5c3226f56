/// Codes in the order of a captured column's values: which rank has which, as stretches of ranks.
///
/// A common value is a stretch of one code. The others lie between the histogram's bounds, each as often as the next.
struct CapturedCodes: Sendable {
    /// The first rank of each stretch.
    private let ranks: FrozenList<Int>
    let stretches: FrozenList<Stretch>
    let order: RankOrder
    /// True where no two rows have the same code.
    let isOneToOne: Bool

    struct Stretch: Sendable, BitwiseCopyable {
        var rank: Int
        var rankCount: Int
        var codeCount: Int
        var value: Int64
        /// How far the next stretch's first value is.
        var span: Int64
    }

    init(_ stretches: [Stretch], order: RankOrder, isOneToOne: Bool, in memory: FrozenMemory) {
        ranks = memory.list(stretches.map(\.rank))
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
        let stretch = stretches[max(0, ranks.upperBound(of: rank) - 1)]
        if stretch.codeCount == 1 { return stretch.value }
        let number = Self.share(rank - stretch.rank, stretch.codeCount, stretch.rankCount)
        return stretch.value + Int64(Self.share(number, Int(stretch.span), stretch.codeCount))
    }

    /// The value at a place of the heap as a group of rows, and the row's position in it, from 0.
    func group(at place: Int) -> (group: Int, position: Int) {
        let rank = order.rank(of: place)
        let index = max(0, ranks.upperBound(of: rank) - 1)
        let stretch = stretches[index]
        let number = Self.share(rank - stretch.rank, stretch.codeCount, stretch.rankCount)
        // The first rank whose share is the number.
        let first = stretch.rank + (number * stretch.rankCount + stretch.codeCount - 1) / stretch.codeCount
        return (Int(stretch.value) &+ number, rank - first)
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

/// Works a column's stretches out of its statistics.
struct CapturedCodesBuilder {
    let statistics: CapturedStatistics
    let rowCount: Int
    let isUnique: Bool

    /// Where values lie as numbers.
    struct Scale {
        /// The lowest value, and the distance of two neighbours where nothing else is known.
        var low: Int64
        var step: Int64
        /// The greatest distance from the lowest to the highest.
        var largestSpan: Int64
        /// Whether gaps are kept: for numbers and times.
        var keepsGaps: Bool
    }

    /// How many different values there are.
    var distinctCount: Int {
        if isUnique { return rowCount }
        let given = 1 - statistics.nulls
        let found =
            statistics.distinct < 0
            ? -statistics.distinct * Double(rowCount) / max(given, 0.000001) : statistics.distinct
        return min(max(1, Int(found.rounded())), max(1, rowCount))
    }

    /// A part of the order of values: its share of the rows, how many values it has, its share of the whole distance.
    private struct Part {
        var share: Double
        var codeCount: Int
        var gap: Double
    }

    func codes(_ scale: Scale, key: UInt64, in memory: FrozenMemory) -> CapturedCodes {
        let parts = parts()
        var groups: [(start: Double, share: Double)] = []
        var running = 0.0
        for part in parts {
            if part.codeCount == 1 { groups.append((start: running, share: part.share)) }
            running += part.share
        }
        let ordered = statistics.correlation.map { RankOrder.orderedShare(forCorrelation: $0, groups: groups) } ?? 0
        let order = RankOrder(count: rowCount, ordered: ordered, key: key, in: memory)
        return CapturedCodes(
            stretches(parts, scale), order: order, isOneToOne: distinctCount == rowCount, in: memory)
    }

    private func stretches(_ parts: [Part], _ scale: Scale) -> [CapturedCodes.Stretch] {
        let distance = distance(parts, scale)
        var stretches: [CapturedCodes.Stretch] = []
        var (share, rank, value) = (0.0, 0, scale.low)
        for (number, part) in parts.enumerated() {
            share += part.share
            let end = number == parts.count - 1 ? rowCount : min(rowCount, Int((share * Double(rowCount)).rounded()))
            let span =
                distance.map { max(Int64(part.codeCount), Int64(part.gap * $0)) } ?? Int64(part.codeCount) * scale.step
            if end > rank {
                stretches.append(
                    CapturedCodes.Stretch(
                        rank: rank, rankCount: end - rank, codeCount: min(part.codeCount, end - rank), value: value,
                        span: span))
            }
            value += span
            rank = max(rank, end)
        }
        return stretches
    }

    /// The whole distance at which every gap has room for its values; nil where neighbours are all as far apart.
    private func distance(_ parts: [Part], _ scale: Scale) -> Double? {
        guard scale.keepsGaps, parts.contains(where: { $0.gap > 0 }) else { return nil }
        let needed = parts.reduce(0.0) { most, part in
            part.gap > 0 ? max(most, Double(part.codeCount) / max(part.gap, 0.00005)) : most
        }
        let wanted = max(needed, Double(scale.step) * Double(distinctCount))
        return wanted <= Double(scale.largestSpan) ? wanted : nil
    }

    /// Common values and what lies between them, in the order of values.
    private func parts() -> [Part] {
        let distinct = distinctCount
        let given = max(1 - statistics.nulls, 0.000001)
        var common = zip(statistics.common ?? [], statistics.ranks ?? []).enumerated().map { index, pair in
            (share: pair.0 / given, rank: pair.1, above: statistics.above?[safe: index] ?? nil)
        }
        if isUnique { common = [] }
        if distinct > common.count { common.removeAll { $0.share < CapturedStatistics.leastCommonShare } }
        common.sort { $0.rank < $1.rank }
        let rest = max(0, 1 - common.reduce(0) { $0 + $1.share })
        let restCount = max(0, distinct - common.count)
        guard restCount > 0, rest > 0 else {
            let whole = common.reduce(0) { $0 + $1.share }
            return common.isEmpty
                ? [Part(share: 1, codeCount: max(1, distinct), gap: 1)]
                : common.map { Part(share: $0.share / whole, codeCount: 1, gap: 0) }
        }
        let slotCount = max(1, (statistics.bounds ?? 1) - 1)
        var parts: [Part] = []
        var (made, next) = (0, 0)
        for slot in 0..<slotCount {
            var inside: [Double] = []
            while next < common.count,
                slot == slotCount - 1 || place(common[next].above, next, common.count, slotCount) <= slot
            {
                inside.append(common[next].share)
                next += 1
            }
            let upTo = restCount * (slot + 1) / slotCount
            let gap = gap(slot)
            for piece in 0...inside.count {
                let target = made + (upTo - made) / (inside.count + 1 - piece)
                if target > made {
                    let share = rest * Double(target - made) / Double(restCount)
                    parts.append(Part(share: share, codeCount: target - made, gap: gap / Double(inside.count + 1)))
                }
                made = target
                if piece < inside.count { parts.append(Part(share: inside[piece], codeCount: 1, gap: 0)) }
            }
        }
        return parts
    }

    /// The slot that a common value lies in: told by the bounds below it, or else spread evenly.
    private func place(_ above: Int?, _ number: Int, _ count: Int, _ slotCount: Int) -> Int {
        guard let above, statistics.bounds != nil else { return number * slotCount / max(1, count) }
        return min(max(above - 1, 0), slotCount - 1)
    }

    private func gap(_ slot: Int) -> Double {
        guard let gaps = statistics.gaps, slot + 1 < gaps.count else { return 0 }
        return max(gaps[slot + 1] - gaps[slot], 0.00005)
    }
}

extension Array {
    fileprivate subscript(safe index: Int) -> Element? { indices.contains(index) ? self[index] : nil }
}

extension CapturedStatistics {
    /// Of one sample of ANALYZE at the usual target fewer than 25 rows: the value is there by chance.
    static let leastCommonShare = 25.0 / 30_000

    /// The common values' shares of the rows that have a value, those that are there by chance left out.
    var commonShares: [Double] {
        (common ?? []).map { $0 / max(1 - nulls, 0.000001) }.filter { $0 >= Self.leastCommonShare }
    }
}
