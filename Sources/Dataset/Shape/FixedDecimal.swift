/// A decimal number as an integer and the number of its digits after the point.
public struct FixedDecimal: Hashable, Sendable, CustomStringConvertible {
    /// The value times 10 to the power of `scale`.
    public var unscaled: Int64
    /// Digits after the point, 0...12.
    public var scale: Int

    /// The largest magnitude of `unscaled` that a shape may name: sums of a few of them cannot overflow.
    public static let largestUnscaled: Int64 = 1_000_000_000_000_000_000 / 64

    public init(unscaled: Int64, scale: Int = 0) {
        self.unscaled = unscaled
        self.scale = scale
    }

    /// Reads `-12.50`; nil for any other form, for more than 12 digits after the point and for huge magnitudes.
    public init?(_ text: some StringProtocol) {
        var digits = Substring(text)
        let isNegative = digits.first == "-"
        if isNegative { digits = digits.dropFirst() }
        var value: Int64 = 0
        var scale = 0
        var sawPoint = false
        guard digits.first != ".", digits.last != ".", !digits.isEmpty else { return nil }
        for character in digits {
            if character == "." {
                if sawPoint { return nil }
                sawPoint = true
                continue
            }
            guard character.isASCII, let digit = character.wholeNumberValue else { return nil }
            value = value * 10 + Int64(digit)
            if sawPoint { scale += 1 }
            guard value <= Self.largestUnscaled, scale <= 12 else { return nil }
        }
        self.init(unscaled: isNegative ? -value : value, scale: scale)
    }

    /// The same value with more digits after the point; nil where it would lose digits or overflow.
    public func rescaled(to newScale: Int) -> Int64? {
        guard newScale >= scale, newScale <= 12 else { return nil }
        let (value, overflow) = unscaled.multipliedReportingOverflow(by: PowersOfTen.value(newScale - scale))
        return overflow ? nil : value
    }

    public var description: String {
        if scale == 0 { return String(unscaled) }
        let power = PowersOfTen.value(scale).magnitude
        let fraction = String(unscaled.magnitude % power)
        let zeros = String(repeating: "0", count: scale - fraction.count)
        return (unscaled < 0 ? "-" : "") + "\(unscaled.magnitude / power).\(zeros)\(fraction)"
    }
}

/// 10 to the power of 0...18.
enum PowersOfTen {
    static func value(_ exponent: Int) -> Int64 { all[exponent] }

    /// Written out, so that the compiler makes a constant of it.
    private static let all: InlineArray<19, Int64> = [
        1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000, 10_000_000_000,
        100_000_000_000, 1_000_000_000_000, 10_000_000_000_000, 100_000_000_000_000, 1_000_000_000_000_000,
        10_000_000_000_000_000, 100_000_000_000_000_000, 1_000_000_000_000_000_000,
    ]
}
