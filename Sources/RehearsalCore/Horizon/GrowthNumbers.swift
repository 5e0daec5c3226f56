import Foundation

/// `base` to the power of `exponent`, for positive bases.
func power(_ base: Double, _ exponent: Double) -> Double { pow(base, exponent) }

func exponential(_ number: Double) -> Double { exp(number) }

func logarithm(_ number: Double) -> Double { log(number) }

/// At most three digits behind the point, and none that are 0: `10`, `0.5`, `1.155`.
public func decimalWords(_ number: Double) -> String {
    let thousandths = Int64((number * 1000).rounded())
    let (whole, rest) = thousandths.magnitude.quotientAndRemainder(dividingBy: 1000)
    var digits = String(1000 + rest).dropFirst()
    while digits.hasSuffix("0") { digits.removeLast() }
    return (thousandths < 0 ? "-" : "") + String(whole) + (digits.isEmpty ? "" : "." + digits)
}
