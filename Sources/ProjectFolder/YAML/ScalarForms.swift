//  The scalars of configuration files that are more than text. Each function gives nil for what is not exactly its
//  form.

/// What durations are written in; a year has 365 days.
enum DurationUnit: String, CaseIterable {
    case milliseconds = "ms"
    case seconds = "s"
    case minutes = "min"
    case hours = "h"
    case days = "d"
    case weeks = "w"
    case years = "y"

    fileprivate var milliseconds: Int64 {
        switch self {
        case .milliseconds: 1
        case .seconds: 1000
        case .minutes: 60_000
        case .hours: 3_600_000
        case .days: 86_400_000
        case .weeks: 604_800_000
        case .years: 31_536_000_000
        }
    }
}

/// `250ms`, `2s`, `-30d` in milliseconds.
func durationMilliseconds(_ text: String, units: [DurationUnit]) -> Int64? {
    let number = text.prefix { $0 == "-" || ($0.isASCII && $0.isNumber) }
    guard let count = Int64(number), let unit = DurationUnit(rawValue: String(text.dropFirst(number.count))),
        units.contains(unit)
    else { return nil }
    let (milliseconds, overflow) = count.multipliedReportingOverflow(by: unit.milliseconds)
    return overflow ? nil : milliseconds
}

/// `1`, `0.25`, `1.5` in thousandths; more than nothing, at most 1000, at most three decimals.
public func scaleThousandths(_ text: String) -> Int? {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count <= 2, parts.allSatisfy({ !$0.isEmpty && $0.allSatisfy { $0.isASCII && $0.isNumber } }),
        parts[0].count <= 4, let whole = Int(parts[0])
    else { return nil }
    let decimals = parts.count == 2 ? parts[1] : "0"
    guard decimals.count <= 3, let fraction = Int(decimals + String(repeating: "0", count: 3 - decimals.count)) else {
        return nil
    }
    let thousandths = whole * 1000 + fraction
    return (1...1_000_000).contains(thousandths) ? thousandths : nil
}

/// `512kB`, `8MB`, `2GB` in bytes, as PostgreSQL counts them: by 1024.
func byteCount(_ text: String) -> Int64? {
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    let factors: [String: Int64] = ["kB": 1 << 10, "MB": 1 << 20, "GB": 1 << 30]
    guard let count = Int64(digits), count > 0, let factor = factors[String(text.dropFirst(digits.count))] else {
        return nil
    }
    let (bytes, overflow) = count.multipliedReportingOverflow(by: factor)
    return overflow ? nil : bytes
}

/// `10%` as 0.1; a whole number, more than nothing and at most 100,000.
func sharePercent(_ text: String) -> Double? {
    guard text.hasSuffix("%"), let percent = Int(text.dropLast()), (1...100_000).contains(percent) else { return nil }
    return Double(percent) / 100
}
