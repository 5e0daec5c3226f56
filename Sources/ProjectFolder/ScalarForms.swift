//  The scalars of rehearsal.yaml that are more than text. Each function gives nil for what is not exactly its form.

/// `250ms`, `2s`, `10min`, `1h` in milliseconds; more than nothing and at most seven days.
func durationMilliseconds(_ text: String) -> Int? {
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    let units = ["ms": 1, "s": 1000, "min": 60_000, "h": 3_600_000]
    guard let count = Int(digits), let unit = units[String(text.dropFirst(digits.count))] else { return nil }
    let (milliseconds, overflow) = count.multipliedReportingOverflow(by: unit)
    guard !overflow, milliseconds > 0, milliseconds <= 7 * 24 * 3_600_000 else { return nil }
    return milliseconds
}

/// `1`, `0.25`, `1.5` in thousandths; more than nothing, at most 1000, at most three decimals.
func scaleThousandths(_ text: String) -> Int? {
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

/// `2025-03-15T09:00:00Z` in seconds since 1970-01-01T00:00:00Z: RFC 3339 with the zone Z and no fraction.
func epochSeconds(_ text: String) -> Int64? {
    let characters = Array(text.utf8)
    let form = Array("dddd-dd-ddTdd:dd:ddZ".utf8)
    guard characters.count == form.count else { return nil }
    for (character, expected) in zip(characters, form) {
        let isDigit = character >= 0x30 && character <= 0x39
        guard expected == UInt8(ascii: "d") ? isDigit : character == expected else { return nil }
    }
    func number(_ range: Range<Int>) -> Int64 { characters[range].reduce(0) { $0 * 10 + Int64($1 - 0x30) } }
    let (year, month, day) = (number(0..<4), number(5..<7), number(8..<10))
    let (hour, minute, second) = (number(11..<13), number(14..<16), number(17..<19))
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    let lengths: [Int64] = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    guard year >= 1970, (1...12).contains(month), day >= 1, day <= lengths[Int(month) - 1], hour < 24, minute < 60,
        second < 60
    else { return nil }
    let yearsBefore = year - 1
    let leapDays = yearsBefore / 4 - yearsBefore / 100 + yearsBefore / 400 - 477
    let days = (year - 1970) * 365 + leapDays + lengths[..<(Int(month) - 1)].reduce(0, +) + day - 1
    return ((days * 24 + hour) * 60 + minute) * 60 + second
}
