/// The inverse of a distribution function as a table of codes at equal steps of probability.
///
/// Between two entries codes lie on a straight line. A captured histogram and a log-normal law both come as one.
struct QuantileTable: Sendable {
    /// The codes at probabilities i/512.
    private let codes: FrozenList<Int64>
    private let firstDraw: UInt64
    private let drawCount: UInt64
    let low: Int64
    let high: Int64

    private static let sliceBits: UInt64 = 9

    /// The log-normal law of a median and a geometric standard deviation, cut off at two bounds.
    ///
    /// - Parameter spread: with 32 fractional bits, above one.
    /// - Precondition: `0 < median`, and some of the law's mass lies between `low` and `high`.
    init(logNormalMedian median: Int64, spread: UInt64, low: Int64, high: Int64, in memory: FrozenMemory) {
        let step = FixedPoint.log2(spread)
        self.init(low: low, high: high, in: memory) { index in
            let exponent = NormalQuantiles.quantile(index).multipliedFullWidth(by: step)
            let shifted = Int64(truncatingIfNeeded: (Int128(exponent.high) << 64 | Int128(exponent.low)) >> 32)
            return Int64(clamping: FixedPoint.scaled(UInt64(median), by: FixedPoint.exp2(shifted)))
        }
    }

    private init(low: Int64, high: Int64, in memory: FrozenMemory, code: (Int) -> Int64) {
        let codes = memory.list((0...NormalQuantiles.sliceCount).map(code))
        self.codes = codes
        self.low = low
        self.high = high
        let first = Self.firstDraw(in: codes) { $0 >= low }
        let last = Self.firstDraw(in: codes) { $0 > high }
        firstDraw = first
        drawCount = last > first ? last - first : 1
    }

    /// The code at a uniform draw; monotone in the draw, and between `low` and `high`.
    @inline(__always)
    func code(_ draw: UInt64) -> Int64 {
        let inside = firstDraw &+ CounterRandom.below(drawCount, draw)
        return min(max(Self.interpolate(codes, inside), low), high)
    }

    @inline(__always)
    private static func interpolate(_ codes: FrozenList<Int64>, _ draw: UInt64) -> Int64 {
        let slice = Int(draw >> (64 - sliceBits))
        let width = UInt64(codes[slice + 1] - codes[slice])
        return codes[slice] + Int64(CounterRandom.below(width, draw << sliceBits))
    }

    /// The smallest draw whose code satisfies a condition that holds from some code on.
    private static func firstDraw(in codes: FrozenList<Int64>, where holds: (Int64) -> Bool) -> UInt64 {
        var low: UInt64 = 0
        var high = UInt64.max
        while low < high {
            let middle = low + (high - low) / 2
            if holds(interpolate(codes, middle)) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
