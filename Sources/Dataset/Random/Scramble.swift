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
        var done = 0
        if mask <= UInt64(UInt32.max) {
            // A processor multiplies four numbers of 32 bits at once.
            while done &+ 4 <= valueCount {
                let here = UnsafeMutableRawPointer(values + done)
                let four = SIMD4<UInt32>(truncatingIfNeeded: here.loadUnaligned(as: SIMD4<Int64>.self))
                here.storeBytes(of: SIMD4(truncatingIfNeeded: scramble.stirred(four)), as: SIMD4<Int64>.self)
                done &+= 4
            }
        }
        for index in done..<valueCount {
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

    /// Where four values go, of which some may go outside.
    /// - Precondition: the mask has no more than 32 bits.
    @inline(__always)
    private func stirred(_ values: SIMD4<UInt32>) -> SIMD4<UInt32> {
        func all(_ number: UInt64) -> SIMD4<UInt32> { SIMD4(repeating: UInt32(truncatingIfNeeded: number)) }
        var walker = (values &+ all(offset)) & all(mask)
        walker = ((walker ^ (walker &>> all(shift))) &* all(first)) & all(mask)
        walker = ((walker ^ (walker &>> all(shift))) &* all(second)) & all(mask)
        walker = ((walker ^ (walker &>> all(shift))) &* all(third)) & all(mask)
        return walker ^ (walker &>> all(shift))
    }
}
