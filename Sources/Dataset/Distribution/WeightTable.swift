/// A distribution over a few codes with whole-number weights, as cumulative thresholds.
struct WeightTable: Sendable {
    /// thresholds[i] is the first draw that no longer falls on code i; the last code takes what is left.
    private let thresholds: [UInt64]

    /// - Precondition: at least one weight is positive and none is negative.
    init(weights: [Int]) {
        let total = weights.reduce(UInt64(0)) { $0 + UInt64($1) }
        precondition(total > 0, "a weight table needs a positive weight")
        var running: UInt64 = 0
        var built: [UInt64] = []
        for weight in weights.dropLast() {
            running += UInt64(weight)
            built.append(running == total ? UInt64.max : FixedPoint.ratio(UInt64.max, running, total))
        }
        thresholds = built
    }

    /// The code that a uniform draw falls on; monotone in the draw.
    @inline(__always)
    func code(_ draw: UInt64) -> Int {
        if thresholds.count <= 12 {
            var code = 0
            while code < thresholds.count, draw >= thresholds[code] { code += 1 }
            return code
        }
        return UpperBound.index(in: thresholds, of: draw)
    }
}

/// Binary search.
enum UpperBound {
    /// The number of leading elements of a sorted list that are at most `value`.
    @inline(__always)
    static func index<Number: FixedWidthInteger>(in sorted: [Number], of value: Number) -> Int {
        sorted.withUnsafeBufferPointer { elements in
            var low = 0
            var high = elements.count
            while low < high {
                let middle = (low + high) / 2
                if elements[middle] <= value { low = middle + 1 } else { high = middle }
            }
            return low
        }
    }
}
