/// A distribution over a few codes with whole-number weights, as cumulative thresholds.
struct WeightTable: Sendable {
    /// thresholds[i] is the first draw that no longer falls on code i; the last code takes what is left.
    private let thresholds: FrozenList<UInt64>

    /// - Precondition: at least one weight is positive and none is negative.
    init(weights: [Int], in memory: FrozenMemory) {
        let total = weights.reduce(UInt64(0)) { $0 + UInt64($1) }
        precondition(total > 0, "a weight table needs a positive weight")
        var running: UInt64 = 0
        var built: [UInt64] = []
        for weight in weights.dropLast() {
            running += UInt64(weight)
            built.append(running == total ? UInt64.max : FixedPoint.ratio(UInt64.max, running, total))
        }
        thresholds = memory.list(built)
    }

    /// Codes are below this.
    var codeCount: Int { thresholds.count + 1 }

    /// The code that a uniform draw falls on; monotone in the draw.
    @inline(__always)
    func code(_ draw: UInt64) -> Int {
        if thresholds.count <= 12 {
            var code = 0
            while code < thresholds.count, draw >= thresholds[code] { code += 1 }
            return code
        }
        return thresholds.upperBound(of: draw)
    }
}
