extension CapturedCodes {
    /// A partition's range, and how many rows it had.
    struct Range {
        var rows: Int
        var low: Int64?
        var high: Int64?
    }

    /// The same ranks with codes in ranges: in each as great a share of the ranks as it had of the rows.
    ///
    /// Within a range gaps keep their proportions. A first or last range that has room beyond its codes keeps the scale
    /// of its neighbour, so that values end where they ended and not at a bound that was set for years to come.
    /// - Parameters:
    ///   - ranges: in their order.
    ///   - unit: how far values are apart at least: of more than a range has room for there are only so many.
    func placed(in ranges: [Range], unit: Int64, in memory: FrozenMemory) -> CapturedCodes {
        let filled = ranges.filter { $0.rows > 0 }
        let (rankCount, rows) = (stretches.last.map { $0.rank + $0.rankCount } ?? 0, filled.reduce(0) { $0 + $1.rows })
        guard rows > 0, rankCount > 0, ranges.allSatisfy({ ($0.low ?? .min) < ($0.high ?? .max) }) else { return self }
        var pieces = Array(stretches)
        var groups: [[Stretch]] = []
        var done = 0
        for (number, range) in filled.enumerated() {
            done += range.rows
            let end = number == filled.count - 1 ? rankCount : Self.share(done, rankCount, rows)
            var group: [Stretch] = []
            while let piece = pieces.first, piece.rank < end {
                pieces.removeFirst()
                guard piece.rank + piece.rankCount > end, piece.codeCount > 1 else {
                    group.append(piece)
                    continue
                }
                let (left, right) = piece.split(at: end)
                if let left { group.append(left) }
                if let right { pieces.insert(right, at: 0) }
                break
            }
            groups.append(group)
        }
        let scales = zip(filled, groups).map { range, group -> Double? in
            guard let low = range.low, let high = range.high else { return nil }
            return Double(high - low) / Double(max(1, Self.extent(group)))
        }
        let ends = Set([0, groups.count - 1])
        let chosen = groups.indices.map { number -> Double in
            let own = scales[number] ?? .infinity
            guard ends.contains(number), groups.count > 1 else { return scales[number] ?? 1 }
            // As far as the neighbour's scale has room for the values.
            let least = Double(groups[number].codeCount) * Double(unit) / Double(max(1, Self.extent(groups[number])))
            return min(own, max(least, scales[number == 0 ? 1 : number - 1] ?? (own.isFinite ? own : 1)))
        }
        let sizes = zip(groups, chosen).map { Int64(Double(Self.extent($0)) * $1) / unit * unit }
        let counts = Self.counts(groups.map(\.codeCount), rooms: sizes.map { Int(max(1, $0 / unit)) })
        var placed: [Stretch] = []
        for (number, group) in groups.enumerated() where !group.isEmpty {
            let range = filled[number]
            let isFirst = number == 0 && groups.count > 1
            let start =
                isFirst ? range.high.map { $0 - sizes[number] } ?? group[0].value : range.low ?? group[0].value
            placed += Self.laid(
                group.with(counts[number]), from: start, over: sizes[number], scale: chosen[number], unit: unit)
        }
        return CapturedCodes(placed, order: order, isOneToOne: isOneToOne, in: memory)
    }

    /// How many values each group has: no more than it has room for, and what that leaves over where there is room.
    private static func counts(_ wanted: [Int], rooms: [Int]) -> [Int] {
        var counts = zip(wanted, rooms).map { min($0, $1) }
        let free = zip(rooms, counts).map { $0 - $1 }
        let whole = free.reduce(0, +)
        let over = min(whole, wanted.reduce(0, +) - counts.reduce(0, +))
        var (seen, given) = (0, 0)
        for index in counts.indices where over > 0 {
            seen += free[index]
            let upTo = share(seen, over, whole)
            counts[index] += upTo - given
            given = upTo
        }
        return counts
    }

    /// Stretches one behind the other over a distance: each has room for its values, and of the rest what its own
    /// distance has beyond that.
    private static func laid(
        _ group: [Stretch], from start: Int64, over size: Int64, scale: Double, unit: Int64
    ) -> [Stretch] {
        let least = group.map { Int64($0.codeCount) * unit }
        let beyond = zip(group, least).map { max(0, Double($0.span) * scale - Double($1)) }
        let (spare, wanted) = (Double(max(0, size - least.reduce(0, +))), beyond.reduce(0, +))
        var value = start
        return group.indices.map { index in
            var stretch = group[index]
            stretch.value = value
            stretch.span = least[index] + (wanted > 0 ? Int64(beyond[index] / wanted * spare) : 0)
            value += stretch.span
            return stretch
        }
    }

    private static func extent(_ group: [Stretch]) -> Int64 {
        guard let first = group.first, let last = group.last else { return 0 }
        return last.value + last.span - first.value
    }
}

extension [CapturedCodes.Stretch] {
    fileprivate var codeCount: Int { reduce(0) { $0 + $1.codeCount } }

    /// The same ranks with so many values, as far as each stretch keeps one, none has more than ranks, and common ones
    /// are single.
    fileprivate func with(_ count: Int) -> Self {
        var made = self
        let change = count - codeCount
        let weights = map { change < 0 ? $0.codeCount - 1 : $0.codeCount > 1 ? $0.rankCount - $0.codeCount : 0 }
        let whole = weights.reduce(0, +)
        let most = Swift.min(abs(change), whole)
        var (seen, taken) = (0, 0)
        for index in indices where whole > 0 {
            seen += weights[index]
            let upTo = CapturedCodes.share(seen, most, whole)
            made[index].codeCount += change < 0 ? taken - upTo : upTo - taken
            taken = upTo
        }
        return made
    }
}

extension CapturedCodes.Stretch {
    /// Two stretches, the second of which begins with the first value whose ranks do not begin before a rank.
    fileprivate func split(at rank: Int) -> (left: Self?, right: Self?) {
        var number = number(of: rank)
        if firstRank(of: number) < rank { number += 1 }
        guard number > 0 else { return (nil, self) }
        guard number < codeCount else { return (self, nil) }
        let middle = firstRank(of: number)
        let part = Int64(Double(span) * Double(number) / Double(codeCount))
        let left = Self(
            rank: self.rank, rankCount: middle - self.rank, codeCount: number, value: value, span: part)
        let right = Self(
            rank: middle, rankCount: self.rank + rankCount - middle, codeCount: codeCount - number,
            value: value + part, span: span - part)
        return (left, right)
    }
}
