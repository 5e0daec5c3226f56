/// Divides by a number that stays the same: a multiplication in the place of a division.
///
/// With the reciprocal rounded up the quotient is exact as long as the number times the divisor is below 2 to the power
/// of 64 (Granlund and Montgomery, Division by invariant integers using multiplication, 1994).
struct QuickDivisor: Sendable, BitwiseCopyable {
    let divisor: Int
    /// 2 to the power of 64 over the divisor, rounded up; 0 stands for a divisor of 1.
    private let reciprocal: UInt64

    init(_ divisor: Int) {
        self.divisor = max(1, divisor)
        reciprocal = divisor <= 1 ? 0 : UInt64.max / UInt64(divisor) + 1
    }

    /// - Precondition: `number` is not negative, and `number` times the divisor is below 2 to the power of 64.
    @inline(__always)
    func quotient(_ number: Int) -> Int {
        let product = UInt64(truncatingIfNeeded: number).multipliedFullWidth(by: reciprocal)
        return reciprocal == 0 ? number : Int(truncatingIfNeeded: product.high)
    }

    @inline(__always)
    func divided(_ number: Int) -> (quotient: Int, remainder: Int) {
        let quotient = quotient(number)
        return (quotient, number &- quotient &* divisor)
    }
}
