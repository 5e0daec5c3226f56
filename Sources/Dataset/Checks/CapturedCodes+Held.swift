import RehearsalCore

extension CapturedCodes {
    /// The greatest code.
    var top: Int64 {
        guard let last = stretches.last else { return 0 }
        return last.value + Int64(Self.share(last.codeCount - 1, Int(last.span), last.codeCount))
    }

    /// The same ranks with codes within a range: moved where that is enough, else with gaps that are smaller in
    /// proportion. Nil where the range has too few codes.
    ///
    /// - Parameter unit: how far apart codes are at least; the codes are multiples of it.
    func fitted(low: Int64, high: Int64, unit: Int64, in memory: FrozenMemory) -> CapturedCodes? {
        guard let first = stretches.first else { return self }
        let lowest = -((-low).quotientRoundedDown(by: unit)) * unit
        let highest = high.quotientRoundedDown(by: unit) * unit
        let bottom = first.value
        if bottom >= lowest, top <= highest { return self }
        guard highest >= lowest else { return nil }
        if top - bottom <= highest - lowest {
            return moved(by: bottom < lowest ? lowest - bottom : highest - top, in: memory)
        }
        let count = stretches.reduce(0) { $0 + $1.codeCount }
        let room = Int((highest - lowest) / unit) + 1
        guard count <= room else { return nil }
        let spare = stretches.map { max(0, Int($0.span / unit) - $0.codeCount) }
        let whole = spare.reduce(0, +)
        var value = lowest
        var changed: [Stretch] = []
        for (stretch, spare) in zip(stretches, spare) {
            let kept = whole == 0 ? 0 : min(spare, Self.share(spare, room - count, whole))
            var copy = stretch
            copy.value = value
            copy.span = Int64(stretch.codeCount + kept) * unit
            value += copy.span
            changed.append(copy)
        }
        return CapturedCodes(changed, order: order, isOneToOne: isOneToOne, in: memory)
    }

    func moved(by distance: Int64, in memory: FrozenMemory) -> CapturedCodes {
        let changed = stretches.map { stretch in
            var copy = stretch
            copy.value += distance
            return copy
        }
        return CapturedCodes(changed, order: order, isOneToOne: isOneToOne, in: memory)
    }

    /// The same ranks with the codes of a list, in its order and from its beginning; nil where it is too short.
    func chosen(from values: [Int64], in memory: FrozenMemory) -> CapturedCodes? {
        guard stretches.reduce(0, { $0 + $1.codeCount }) <= values.count else { return nil }
        var chosen: [Stretch] = []
        for stretch in stretches {
            for number in 0..<stretch.codeCount {
                // The first rank whose share is the number, and that of the next number.
                let ends = [number, number + 1].map {
                    ($0 * stretch.rankCount + stretch.codeCount - 1) / stretch.codeCount
                }
                chosen.append(
                    Stretch(
                        rank: stretch.rank + ends[0], rankCount: ends[1] - ends[0], codeCount: 1,
                        value: values[chosen.count], span: 1))
            }
        }
        return CapturedCodes(chosen, order: order, isOneToOne: isOneToOne, in: memory)
    }

    /// The same stretches with the ranks of another column's rows.
    func ordered(by order: RankOrder, in memory: FrozenMemory) -> CapturedCodes {
        CapturedCodes(Array(stretches), order: order, isOneToOne: isOneToOne, in: memory)
    }

    /// Codes that lie above those of another column with the same order of ranks, at every rank.
    ///
    /// Moved as a whole where there is room for that, which leaves every statistic as it is; else each code that is too
    /// low is raised to the least that is not. Nil where even those are above `high`, or are too many to write down.
    func lifted(
        over lower: CapturedCodes, _ rule: OrderRule, rowCount: Int, high: Int64, unit: Int64, in memory: FrozenMemory
    ) -> CapturedCodes? {
        let edges = Set(stretches.map(\.rank) + lower.stretches.map(\.rank) + (0..<256).map { $0 * rowCount / 256 })
        let starts = edges.sorted()
        var distance: Int64 = 0
        for (start, end) in zip(starts, starts.dropFirst() + [rowCount]) where end > start {
            // Codes rise with ranks: the other's last against the own first.
            distance = max(distance, rule.least(above: lower.code(ofRank: end - 1)) - code(ofRank: start))
        }
        distance = -((-distance).quotientRoundedDown(by: unit)) * unit
        if top <= high - distance { return distance == 0 ? self : moved(by: distance, in: memory) }
        return raised(over: lower, rule, rowCount: rowCount, high: high, in: memory)
    }

    private static let mostRaised = 200_000

    private func raised(
        over lower: CapturedCodes, _ rule: OrderRule, rowCount: Int, high: Int64, in memory: FrozenMemory
    ) -> CapturedCodes? {
        var found: [Stretch] = []
        for rank in 0..<rowCount {
            let value = max(code(ofRank: rank), rule.least(above: lower.code(ofRank: rank)))
            if value > high { return nil }
            if let last = found.last, last.value == value {
                found[found.count - 1].rankCount += 1
            } else {
                guard found.count < Self.mostRaised else { return nil }
                found.append(Stretch(rank: rank, rankCount: 1, codeCount: 1, value: value, span: 1))
            }
        }
        return CapturedCodes(found, order: order, isOneToOne: found.count == rowCount, in: memory)
    }
}
