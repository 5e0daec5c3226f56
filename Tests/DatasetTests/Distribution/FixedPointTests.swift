import Testing

@testable import Dataset

@Suite("Fixed-point arithmetic")
struct FixedPointTests {
    @Test("gives exact logarithms and powers of powers of two", arguments: -20...20)
    func exact(exponent: Int) {
        let value = exponent >= 0 ? UInt64(1) << UInt64(32 + min(exponent, 20)) : UInt64(1) << UInt64(32 + exponent)
        #expect(FixedPoint.log2(value) == Int64(exponent) << 32)
        #expect(FixedPoint.exp2(Int64(exponent) << 32) == value)
    }

    @Test("agrees with known constants to nine digits")
    func constants() {
        // log2(10) and sqrt(2), times 2^32.
        #expect(abs(FixedPoint.log2(10 << 32) - 14_267_572_527) <= 2)
        #expect(abs(Int64(FixedPoint.exp2(1 << 31)) - 6_074_000_999) <= 2)
    }

    @Test("turns powers and logarithms back into each other")
    func inverse() {
        for value in stride(from: UInt64(3) << 30, to: 900 << 32, by: 123_456_789_01) {
            let back = FixedPoint.exp2(FixedPoint.log2(value))
            #expect(back.distance(to: value).magnitude <= value >> 28)
        }
    }

    @Test("saturates instead of trapping")
    func saturation() {
        #expect(FixedPoint.exp2(100 << 32) == UInt64.max >> 1)
        #expect(FixedPoint.exp2(-100 << 32) == 0)
    }
}
