/// Works a column's stretches out of its statistics.
struct CapturedCodesBuilder {
    let statistics: CapturedStatistics
    /// Ranks: rows that may have a value.
    let rowCount: Int
    let isUnique: Bool
    var nulls: NullPlaces?
    /// How many rows ANALYZE looks at.
    var sampleCount = 30_000

    /// Where values lie as numbers.
    struct Scale {
        /// The lowest value, and the distance of two neighbours where nothing else is known.
        var low: Int64
        var step: Int64
        /// The greatest distance from the lowest to the highest.
        var largestSpan: Int64
        /// Whether gaps are kept: for numbers and times.
        var keepsGaps: Bool
        /// How far neighbours are apart at least, so that they are different.
        var unit: Int64 = 1
        /// Where the highest value lies at most, whatever the lowest is; nil where the lowest counts.
        var high: Int64?
    }

    private static let fewRows = 4096

    /// How many different values there are.
    var distinctCount: Int {
        if isUnique { return rowCount }
        let given = 1 - statistics.nulls
        let found =
            statistics.distinct < 0
            ? -statistics.distinct * Double(rowCount) / max(given, 0.000001) : statistics.distinct
        let wanted = nulls == nil ? beforeNulls(found) : min(max(1, Int(found.rounded())), max(1, rowCount))
        let common = statistics.commonShares(isSampled: isSampled)
        guard wanted < rowCount, wanted > common.count, wanted > statistics.common?.count ?? 0 else { return wanted }
        let tailShare = max(0, 1 - common.reduce(0, +))
        let estimate = DistinctEstimate(
            rowCount: rowCount, sampleCount: sampleCount, commonCount: common.count, tailShare: tailShare)
        return min(common.count + estimate.tail(for: wanted), rowCount)
    }

    /// How many values there are to be where rows then lose theirs by chance, and some values all of theirs.
    private func beforeNulls(_ found: Double) -> Int {
        let given = 1 - statistics.nulls
        let values = statistics.distinct < 0 ? found * given : found
        guard statistics.nulls > 0, given > 0 else { return min(max(1, Int(found.rounded())), max(1, rowCount)) }
        var (low, high) = (1, max(1, rowCount))
        while low < high {
            let middle = (low + high) / 2
            let kept = Double(middle) * (1 - DistinctEstimate.power(statistics.nulls, rowCount / middle))
            if kept < values - 0.5 { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// Whether ANALYZE looks at a part of the rows only.
    var isSampled: Bool { sampleCount < rowCount }

    /// A part of the order of values: its share of the rows, how many values it has, its share of the whole distance.
    private struct Part {
        var share: Double
        var codeCount: Int
        var gap: Double
        /// For a common value its place among the statistics' ones.
        var common: Int?
    }

    /// Values by number, for each common one that has a value of its own.
    var commonNumbers: [Int: Int] {
        var numbers: [Int: Int] = [:]
        var number = 0
        for placed in ranked(parts()) where placed.rankCount > 0 {
            if let common = placed.part.common { numbers[common] = number }
            number += placed.codeCount
        }
        return numbers
    }

    /// The parts with the ranks that their shares come to; those that come to none have no values.
    private func ranked(_ parts: [Part]) -> [(part: Part, rank: Int, rankCount: Int, codeCount: Int)] {
        var (share, rank) = (0.0, 0)
        return parts.enumerated().map { index, part in
            share += part.share
            let end = index == parts.count - 1 ? rowCount : min(rowCount, Int((share * Double(rowCount)).rounded()))
            defer { rank = max(rank, end) }
            return (part, rank, max(0, end - rank), max(0, min(part.codeCount, end - rank)))
        }
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
        let stretches = stretches(parts, scale)
        let isOneToOne = distinctCount == rowCount
        func codes(_ key: UInt64) -> CapturedCodes {
            let order = RankOrder(count: rowCount, ordered: ordered, key: key, nulls: nulls, in: memory)
            return CapturedCodes(stretches, order: order, isOneToOne: isOneToOne, in: memory)
        }
        guard let wanted = statistics.correlation, rowCount <= Self.fewRows, rowCount > 1 else { return codes(key) }
        // Of few rows a correlation is much a matter of chance: the best of some is taken.
        let keys = [key] + (1..<16).map { CounterRandom.key(key, $0) }
        let distances = keys.map { abs(codes($0).correlation(ofRanks: rowCount) - wanted) }
        return codes(keys[distances.indices.min { (distances[$0], $0) < (distances[$1], $1) } ?? 0])
    }

    private func stretches(_ parts: [Part], _ scale: Scale) -> [CapturedCodes.Stretch] {
        let distance = distance(parts, scale)
        func span(_ part: Part) -> Int64 {
            let least = Int64(part.codeCount) * scale.unit
            return distance.map { max(least, Int64(part.gap * $0)) } ?? Int64(part.codeCount) * scale.step
        }
        let whole = parts.reduce(0) { $0 + span($1) }
        let low = scale.high.map { ($0 - whole) / scale.unit * scale.unit } ?? scale.low
        var stretches: [CapturedCodes.Stretch] = []
        var value = low
        for (part, rank, rankCount, codeCount) in ranked(parts) {
            let span = span(part)
            if rankCount > 0 {
                stretches.append(
                    CapturedCodes.Stretch(
                        rank: rank, rankCount: rankCount, codeCount: codeCount, value: value, span: span))
            }
            value += span
        }
        return stretches
    }

    /// The whole distance at which every gap has room for its values; nil where neighbours are all as far apart.
    private func distance(_ parts: [Part], _ scale: Scale) -> Double? {
        guard scale.keepsGaps, parts.contains(where: { $0.gap > 0 }) else { return nil }
        let needed = parts.reduce(0.0) { most, part in
            part.gap > 0 ? max(most, Double(part.codeCount) * Double(scale.unit) / max(part.gap, 0.00005)) : most
        }
        let wanted = max(needed, Double(scale.step) * Double(distinctCount))
        return wanted <= Double(scale.largestSpan) ? wanted : nil
    }

    /// Common values and what lies between them, in the order of values.
    private func parts() -> [Part] {
        let distinct = distinctCount
        let given = max(1 - statistics.nulls, 0.000001)
        var common = zip(statistics.common ?? [], statistics.ranks ?? []).enumerated().map { index, pair in
            (share: counted(pair.0 / given), rank: pair.1, above: statistics.above?[safe: index] ?? nil, index: index)
        }
        if isUnique { common = [] }
        if distinct > common.count {
            common = Array(common.prefix(statistics.commonShares(isSampled: isSampled).count))
        }
        common.sort { $0.rank < $1.rank }
        let rest = max(0, 1 - common.reduce(0) { $0 + $1.share })
        let restCount = max(0, distinct - common.count)
        guard restCount > 0, rest > 0 else {
            let whole = common.reduce(0) { $0 + $1.share }
            return common.isEmpty
                ? [Part(share: 1, codeCount: max(1, distinct), gap: 1)]
                : common.map { Part(share: $0.share / whole, codeCount: 1, gap: 0, common: $0.index) }
        }
        let slotCount = max(1, (statistics.bounds ?? 1) - 1)
        // Common values below the first bound and above the last lie in no slot.
        let isOutside = statistics.bounds != nil
        let below = common.prefix { isOutside && $0.above == 0 }
        let above = common.dropFirst(below.count).reversed().prefix {
            isOutside && $0.above ?? 0 >= statistics.bounds ?? .max
        }.reversed()
        common = Array(common.dropFirst(below.count).dropLast(above.count))
        var parts = below.map { Part(share: $0.share, codeCount: 1, gap: 0, common: $0.index) }
        // The last value lies at the last bound; those before it lie from bound to bound.
        let lastCount = isOutside && restCount > 1 ? 1 : 0
        let dealtCount = restCount - lastCount
        var (made, next) = (0, 0)
        for slot in 0..<slotCount {
            var inside: [(share: Double, index: Int)] = []
            while next < common.count,
                slot == slotCount - 1 || place(common[next].above, next, common.count, slotCount) <= slot
            {
                inside.append((common[next].share, common[next].index))
                next += 1
            }
            let upTo = dealtCount * (slot + 1) / slotCount
            let gap = gap(slot)
            for piece in 0...inside.count {
                // Rounded up: the first of a slot is a bound, and no common value.
                let pieceCount = inside.count + 1 - piece
                let target = made + (upTo - made + pieceCount - 1) / pieceCount
                if target > made {
                    let share = rest * Double(target - made) / Double(restCount)
                    parts.append(Part(share: share, codeCount: target - made, gap: gap / Double(inside.count + 1)))
                }
                made = target
                if piece < inside.count {
                    let found = inside[piece]
                    parts.append(Part(share: found.share, codeCount: 1, gap: 0, common: found.index))
                }
            }
        }
        if lastCount > 0 { parts.append(Part(share: rest / Double(restCount), codeCount: 1, gap: 0)) }
        parts += above.map { Part(share: $0.share, codeCount: 1, gap: 0, common: $0.index) }
        return isSampled ? parts : lessCommon(parts)
    }

    /// Where ANALYZE saw every row, no value besides the common ones is as common as the rarest of them, as long as
    /// that stands behind it in the order of values: of equally common ones ANALYZE takes the first.
    private func lessCommon(_ parts: [Part]) -> [Part] {
        let most = Double(rowCount)
        let counts = parts.map { $0.common == nil ? Double.infinity : ($0.share * most).rounded() }
        guard let least = counts.min(), least < .infinity, least > 1, let last = counts.lastIndex(of: least) else {
            return parts
        }
        var capped = parts
        var (moved, laterCount) = (0.0, 0)
        for (index, part) in parts.enumerated() where part.common == nil {
            let room = (least - 1) / most * Double(part.codeCount)
            if index > last {
                laterCount += part.codeCount
            } else if part.share > room {
                moved += part.share - room
                capped[index].share = room
            }
        }
        let later = parts.indices.filter { $0 > last && parts[$0].common == nil }
        let laterShare = later.reduce(moved) { $0 + parts[$1].share }
        // No room behind it either: then the common values are not to be kept from company.
        guard moved > 0, laterCount > 0, laterShare <= Double(laterCount) * least / most else { return parts }
        for index in later { capped[index].share = laterShare * Double(parts[index].codeCount) / Double(laterCount) }
        return capped
    }

    /// A share of all rows in whole rows, where ANALYZE saw all of them: shares are told with five decimals.
    private func counted(_ share: Double) -> Double {
        isSampled ? share : (share * Double(rowCount)).rounded() / Double(max(1, rowCount))
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
    /// Nil behind the end.
    subscript(safe index: Int) -> Element? { indices.contains(index) ? self[index] : nil }
}

extension CapturedStatistics {
    /// Of one sample of ANALYZE at the usual target fewer than 25 rows: the value is there by chance.
    static let leastCommonShare = 25.0 / 30_000

    /// The common values' shares of the rows that have a value, without those that are there by chance.
    ///
    /// - Parameter isSampled: false where ANALYZE saw every row, so that nothing is there by chance.
    func commonShares(isSampled: Bool) -> [Double] {
        let shares = (common ?? []).map { $0 / max(1 - nulls, 0.000001) }
        return isSampled ? Array(shares.prefix { $0 >= Self.leastCommonShare }) : shares
    }
}
