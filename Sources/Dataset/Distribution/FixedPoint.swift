/// Logarithms and powers in fixed point, by integer arithmetic alone, so that every CPU agrees on every bit.
enum FixedPoint {
    /// The number one with 32 fractional bits.
    static let one: Int64 = 1 << 32

    /// The binary logarithm of `value` / 2^32 with 32 fractional bits, rounded down.
    /// - Precondition: `value` is positive.
    static func log2(_ value: UInt64) -> Int64 {
        precondition(value > 0, "only positive numbers have a logarithm")
        let leading = value.leadingZeroBitCount
        var result = Int64(31 - leading) << 32
        // The mantissa as 1.63 bits; squaring it yields the logarithm's bits from the top.
        var mantissa = value << UInt64(leading)
        for bit in (0..<32).reversed() {
            let square = mantissa.multipliedFullWidth(by: mantissa)
            if square.high >> 63 == 1 {
                mantissa = square.high
                result += 1 << Int64(bit)
            } else {
                mantissa = (square.high << 1) | (square.low >> 63)
            }
        }
        return result
    }

    /// 2 to the power of `exponent` / 2^32, with 32 fractional bits, rounded down; saturates at the type's bounds.
    static func exp2(_ exponent: Int64) -> UInt64 {
        let whole = exponent >> 32
        if whole >= 31 { return UInt64.max >> 1 }
        if whole < -33 { return 0 }
        // The fraction's bits pick the roots of two that are multiplied, 1.63 bits each.
        var product: UInt64 = 1 << 63
        for bit in 0..<32 where exponent & (1 << Int64(31 - bit)) != 0 {
            let wide = product.multipliedFullWidth(by: rootsOfTwo[bit])
            product = (wide.high << 1) | (wide.low >> 63)
        }
        return product >> UInt64(31 - whole)
    }

    /// `value` times `factor` / 2^32, rounded down.
    static func scaled(_ value: UInt64, by factor: UInt64) -> UInt64 {
        let wide = value.multipliedFullWidth(by: factor)
        if wide.high >> 32 != 0 { return UInt64.max }
        return (wide.high << 32) | (wide.low >> 32)
    }

    /// `value` times `numerator` / `denominator`, rounded down.
    /// - Precondition: the result fits, which it does for a numerator up to the denominator.
    static func ratio(_ value: UInt64, _ numerator: UInt64, _ denominator: UInt64) -> UInt64 {
        denominator.dividingFullWidth(value.multipliedFullWidth(by: numerator)).quotient
    }

    /// The 2nd, 4th, 8th, ... root of two, 1.63 bits each.
    private static let rootsOfTwo: [UInt64] = {
        var roots: [UInt64] = []
        var current = UInt128(1) << 127  // two, as 2.126 bits
        for _ in 0..<32 {
            let root = squareRoot(current)
            roots.append(UInt64(root))
            current = UInt128(root) << 63
        }
        return roots
    }()

    /// The whole part of the square root, bit by bit.
    private static func squareRoot(_ value: UInt128) -> UInt128 {
        var root: UInt128 = 0
        var bit: UInt128 = 1 << 63
        while bit > 0 {
            let candidate = root | bit
            if candidate.multipliedReportingOverflow(by: candidate).overflow == false, candidate * candidate <= value {
                root = candidate
            }
            bit >>= 1
        }
        return root
    }
}
