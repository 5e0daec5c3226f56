/// How many rows each parent has, as a table of prefix sums: the rows of a parent are one range.
struct FanOut: Sendable {
    /// first[p] is the first row of parent p; one more entry than parents.
    private let first: FrozenList<Int>
    /// waymarks[i] is the parent of row i * 2^`waymarkBits`; one more entry for the last row of all. About as many as
    /// parents, so that few parents lie between two.
    private let waymarks: FrozenList<UInt32>
    private let waymarkBits: Int

    /// Spreads `rowCount` rows over parents by a rule; a pure function of its arguments.
    ///
    /// Shares are cut from the running sum of weights, so that the rows add up exactly.
    init(rowCount: Int, parentCount: Int, rule: RowCountRule, key: UInt64, in memory: FrozenMemory) {
        let weights = FanOutWeights(rule: rule, parentCount: parentCount, key: key, memory)
        var running: UInt64 = 0
        var sums: [UInt64] = []
        sums.reserveCapacity(parentCount)
        for parent in 0..<parentCount {
            running += weights.weight(of: parent)
            sums.append(running)
        }
        var first = [0]
        first.reserveCapacity(parentCount + 1)
        var previous = 0
        for parent in 0..<parentCount {
            let upTo = running == 0 ? 0 : Int(FixedPoint.ratio(UInt64(rowCount), sums[parent], running))
            var children = upTo - previous
            previous = upTo
            // A weight of zero is a parent that shall have none, however many every other one has at least.
            let hasWeight = sums[parent] > (parent == 0 ? 0 : sums[parent - 1])
            if hasWeight, rowCount > 0 { children = max(children, rule.least) }
            if let most = rule.most { children = min(children, most) }
            first.append(first[parent] + children)
        }
        self.first = memory.list(first)
        waymarkBits = Self.waymarkBits(rowCount: first[parentCount], parentCount: parentCount)
        waymarks = memory.list(Self.waymarks(first, bits: waymarkBits))
    }

    /// Spreads rows over parents by weights of at most 2 to the power of 37; without a positive one there are none.
    init(rowCount: Int, weights: [UInt64], in memory: FrozenMemory) {
        let total = weights.reduce(0, +)
        var running: UInt64 = 0
        let first =
            [0]
            + weights.map { weight in
                running += weight
                return total == 0 ? 0 : Int(FixedPoint.ratio(UInt64(rowCount), running, total))
            }
        self.first = memory.list(first)
        waymarkBits = Self.waymarkBits(rowCount: first[weights.count], parentCount: weights.count)
        waymarks = memory.list(Self.waymarks(first, bits: waymarkBits))
    }

    private static func waymarkBits(rowCount: Int, parentCount: Int) -> Int {
        let perParent = rowCount / max(1, parentCount)
        return perParent < 2 ? 0 : perParent.bitWidth - 1 - perParent.leadingZeroBitCount
    }

    var rowCount: Int { first[first.count - 1] }
    var parentCount: Int { first.count - 1 }

    /// The parent of a row.
    @inline(__always)
    func parent(of row: Int) -> Int {
        let mark = row &>> waymarkBits
        let earliest = Int(waymarks[mark])
        return earliest + first.upperBound(of: row, in: (earliest + 1)..<(Int(waymarks[mark + 1]) + 1))
    }

    private static func waymarks(_ first: [Int], bits: Int) -> [UInt32] {
        guard let rowCount = first.last, rowCount > 0 else { return [] }
        var marks: [UInt32] = []
        var parent = 0
        for mark in 0...(((rowCount - 1) >> bits) + 1) {
            let row = min(mark << bits, rowCount - 1)
            while parent + 1 < first.count - 1, first[parent + 1] <= row { parent += 1 }
            marks.append(UInt32(parent))
        }
        return marks
    }

    /// The first row of a parent; for the number of parents, the number of rows.
    @inline(__always)
    func firstRow(of parent: Int) -> Int { first[parent] }

    /// How many rows a parent has.
    @inline(__always)
    func rowCount(of parent: Int) -> Int { first[parent + 1] - first[parent] }

    /// The most rows that any parent has.
    var largest: Int {
        var most = 0
        for parent in 0..<parentCount { most = max(most, rowCount(of: parent)) }
        return most
    }
}

/// The weights by which rows are spread over parents.
struct FanOutWeights {
    private let rule: RowCountRule
    private let parentCount: Int
    private let key: UInt64
    private let childlessKey: UInt64
    private let quantiles: QuantileTable?

    init(rule: RowCountRule, parentCount: Int, key: UInt64, _ memory: FrozenMemory) {
        self.rule = rule
        self.parentCount = parentCount
        self.key = CounterRandom.key(key, "weight")
        childlessKey = CounterRandom.key(key, "childless")
        switch rule.spread {
        case .logNormal(let thousandths):
            quantiles = QuantileTable(
                logNormalMedian: 1 << 20, spread: UInt64(thousandths) * UInt64(FixedPoint.one) / 1000, low: 1,
                high: 1 << 32, in: memory)
        case .even, .geometric, .zipf: quantiles = nil
        }
    }

    /// At most 2 to the power of 37, so that sums over many parents fit.
    func weight(of parent: Int) -> UInt64 {
        if parent >= parentCount - rule.emptyLast { return 0 }
        if rule.childless.contains(CounterRandom.draw(childlessKey, UInt64(parent))) { return 0 }
        let draw = CounterRandom.draw(key, UInt64(parent))
        switch rule.spread {
        case .even: return 1
        case .geometric:
            // The negative logarithm of a uniform number is exponentially distributed.
            let logarithm = FixedPoint.log2((draw >> 32) | 1)
            return UInt64(max(1, -logarithm))
        case .zipf(let thousandths):
            let logarithm = FixedPoint.log2(UInt64(parent + 1) << 32)
            let exponent = -(logarithm / 1000 * Int64(thousandths))
            return max(1, FixedPoint.exp2(exponent))
        case .logNormal: return UInt64(quantiles?.code(draw) ?? 1)
        }
    }
}
