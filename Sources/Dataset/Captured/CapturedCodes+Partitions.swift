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
    /// - Parameter ranges: in their order.
    func placed(in ranges: [Range], in memory: FrozenMemory) -> CapturedCodes {
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
            guard let low = range.low, let high = range.high, let extent = Self.extent(group) else { return nil }
            return Double(high - low) / Double(max(1, extent))
        }
        var placed: [Stretch] = []
        for (number, group) in groups.enumerated() {
            guard let first = group.first, let extent = Self.extent(group) else { continue }
            let isFirst = number == 0
            let isLast = number == groups.count - 1
            var scale = scales[number] ?? 1
            if isFirst != isLast { scale = min(scale, scales[isFirst ? 1 : number - 1] ?? scale) }
            let size = Int64(Double(extent) * scale)
            let range = filled[number]
            let start = isFirst && !isLast ? range.high.map { $0 - size } ?? first.value : range.low ?? first.value
            for stretch in group {
                var copy = stretch
                copy.value = start + Int64(Double(stretch.value - first.value) * scale)
                let end = start + Int64(Double(stretch.value + stretch.span - first.value) * scale)
                copy.span = max(Int64(stretch.codeCount), end - copy.value)
                placed.append(copy)
            }
        }
        return CapturedCodes(placed, order: order, isOneToOne: isOneToOne, in: memory)
    }

    private static func extent(_ group: [Stretch]) -> Int64? {
        guard let first = group.first, let last = group.last else { return nil }
        return last.value + last.span - first.value
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
