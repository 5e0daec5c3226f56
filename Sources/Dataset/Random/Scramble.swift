/// A bijection of 0..<count onto itself that costs a few multiplications.
///
/// Multiplications by odd numbers and shifted exclusive ors over the next power of two, each of them a bijection there;
/// values outside of the domain are mapped again, at most twice on average. Enough for where rows lie in an order of
/// values; less even than a ``Permutation``.
struct Scramble: Sendable, BitwiseCopyable {
    private let count: UInt64
    private let mask: UInt64
    private let shift: UInt64
    private let offset: UInt64
    private let first: UInt64
    private let second: UInt64
    private let third: UInt64

    init(count: Int, key: UInt64) {
        self.count = UInt64(max(1, count))
        let bits = count <= 2 ? 1 : UInt64(64 - (self.count - 1).leadingZeroBitCount)
        mask = (1 << bits) - 1
        shift = max(1, bits / 2)
        offset = CounterRandom.draw(key, 0) & mask
        first = CounterRandom.draw(key, 1) | 1
        second = CounterRandom.draw(key, 2) | 1
        third = CounterRandom.draw(key, 3) | 1
    }

    /// Where `value` goes.
    /// - Precondition: `value` is below `count`.
    @inline(__always)
    func callAsFunction(_ value: UInt64) -> UInt64 {
        var walker = value
        repeat { walker = stirred(walker) } while walker >= count
        return walker
    }

    /// Puts where they go in the places of many values: all once, then those again that fell outside.
    func scramble(_ values: UnsafeMutablePointer<Int64>, _ valueCount: Int) {
        let scramble = self
        for index in 0..<valueCount {
            values[index] = Int64(bitPattern: scramble.stirred(UInt64(bitPattern: values[index])))
        }
        for index in 0..<valueCount where UInt64(bitPattern: values[index]) >= count {
            values[index] = Int64(bitPattern: scramble(UInt64(bitPattern: values[index])))
        }
    }

    /// Where a value goes that may go outside.
    @inline(__always)
    private func stirred(_ value: UInt64) -> UInt64 {
        var walker = (value &+ offset) & mask
        walker = ((walker ^ (walker &>> shift)) &* first) & mask
        walker = ((walker ^ (walker &>> shift)) &* second) & mask
        walker = ((walker ^ (walker &>> shift)) &* third) & mask
        return walker ^ (walker &>> shift)
    }
}
