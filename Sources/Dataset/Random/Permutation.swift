/// A bijection of 0..<count onto itself, chosen by a key.
///
/// A balanced Feistel network over the next even number of bits; values outside the domain are mapped again until
/// they fall inside (cycle-walking: Black and Rogaway, Ciphers with arbitrary finite domains, 2002). No memory,
/// no retries against a set of used values.
struct Permutation: Sendable {
    let count: UInt64
    private let key: UInt64
    private let halfBits: UInt64
    private let halfMask: UInt64

    private static let roundCount = 6

    /// - Precondition: `count` is at most 2 to the power of 62.
    init(count: UInt64, key: UInt64) {
        precondition(count <= 1 << 62, "a permutation covers at most 2^62 values")
        self.count = count
        self.key = key
        let bits = count <= 2 ? 2 : UInt64(64 - (count - 1).leadingZeroBitCount)
        halfBits = (bits + 1) / 2
        halfMask = (1 << halfBits) - 1
    }

    /// Where `value` goes.
    /// - Precondition: `value` is below `count`.
    @inline(__always)
    func callAsFunction(_ value: UInt64) -> UInt64 {
        var walker = value
        repeat {
            var left = walker &>> halfBits
            var right = walker & halfMask
            for round in 0..<Self.roundCount {
                (left, right) = (right, left ^ (roundValue(right, round) & halfMask))
            }
            walker = (left &<< halfBits) | right
        } while walker >= count
        return walker
    }

    /// The code that a counter stands for, which may be above the domain.
    @inline(__always)
    func code(_ counter: UInt64) -> Int64 { Int64(self(counter % count)) }

    /// The value that goes to `image`.
    func inverse(_ image: UInt64) -> UInt64 {
        var walker = image
        repeat {
            var left = walker &>> halfBits
            var right = walker & halfMask
            for round in (0..<Self.roundCount).reversed() {
                (left, right) = (right ^ (roundValue(left, round) & halfMask), left)
            }
            walker = (left &<< halfBits) | right
        } while walker >= count
        return walker
    }

    @inline(__always)
    private func roundValue(_ half: UInt64, _ round: Int) -> UInt64 {
        CounterRandom.mix((half &+ (UInt64(truncatingIfNeeded: round) << 56)) ^ key)
    }
}
