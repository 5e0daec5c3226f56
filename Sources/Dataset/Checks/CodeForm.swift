import RehearsalCore

/// What the codes of a captured column stand for, as far as constants can be compared with them.
enum CodeForm: Hashable, Sendable {
    /// A number times 10 to the power of the scale. Of `real` only whole numbers of 24 bits are what they seem.
    case number(scale: Int, isReal: Bool)
    /// Microseconds from 2000-01-01, for dates too.
    case time(isDate: Bool)
    /// Microseconds of a day or of an interval.
    case duration
    case labels([String])
    case boolean
    case text
    case json
    case other

    init(_ column: ColumnLayout) {
        if let labels = column.labels {
            self = .labels(labels)
            return
        }
        switch column.typeName {
        case "smallint", "integer", "bigint": self = .number(scale: 0, isReal: false)
        case "numeric", "real", "double precision":
            self = .number(
                scale: Self.scale(of: column.typeName, column.numericScale), isReal: column.typeName == "real")
        case "date": self = .time(isDate: true)
        case "timestamp without time zone", "timestamp with time zone": self = .time(isDate: false)
        case "time without time zone", "interval": self = .duration
        case "boolean": self = .boolean
        case let name where TextTypes.names.contains(name) || name == "bytea": self = .text
        case "json", "jsonb": self = .json
        default: self = .other
        }
    }

    /// Digits after the point of captured numbers: more of a `numeric` would make wider values of it.
    static func scale(of typeName: String, _ scale: Int?) -> Int { typeName == "numeric" ? min(scale ?? 2, 6) : 6 }

    /// How far apart two codes are that stand for different values.
    var unit: Int64 { self == .time(isDate: true) ? CivilDate.microsecondsPerDay : 1 }

    /// Where a constant lies among the codes: between the two, which are the same where it is one of them.
    ///
    /// Nil for a constant that is not understood.
    func place(of constant: CheckConstant, clock: Int64) -> (below: Int64, above: Int64)? {
        switch (self, constant) {
        case (.number(let scale, let isReal), .number(let text)), (.number(let scale, let isReal), .text(let text)):
            guard let place = Self.number(text, scale: scale) else { return nil }
            let whole = PowersOfTen.value(scale)
            let isExact =
                !isReal
                || (place.below == place.above && place.below % whole == 0 && (place.below / whole).magnitude < 1 << 24)
            return isExact ? place : (min(place.below, place.above - 1), max(place.above, place.below + 1))
        case (.time, .now): return (clock, clock)
        case (.time, .today):
            // The session's day may begin half a day before or behind the clock's.
            let day = Int64(CivilDate.day(of: clock) - 1) * CivilDate.microsecondsPerDay
            return (day, day)
        case (.time, .text(let text)): return Self.time(text).map { ($0, $0) }
        case (.duration, .text(let text)): return Self.duration(text).map { ($0, $0) }
        case (.boolean, .truth(let truth)): return truth ? (1, 1) : (0, 0)
        case (_, _): return nil
        }
    }

    /// Beyond every code that is made.
    private static let largest: Int64 = 1 << 60

    /// `-12.50` and `1e+20`: the nearest numbers of a scale.
    private static func number(_ text: String, scale: Int) -> (below: Int64, above: Int64)? {
        if text == "Infinity" { return (largest, largest) }
        if text == "-Infinity" { return (-largest, -largest) }
        let parts = text.lowercased().split(separator: "e", omittingEmptySubsequences: false)
        var digits = parts[0]
        let isNegative = digits.first == "-"
        if isNegative { digits = digits.dropFirst() }
        let halves = digits.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count <= 2, halves.count <= 2, var exponent = parts.count == 2 ? Int(parts[1]) : 0,
            abs(exponent) < 400
        else { return nil }
        let all = halves.joined()
        exponent += scale - (halves.count == 2 ? halves[1].count : 0)
        guard !all.isEmpty, all.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        var value: Int64 = 0
        var isWhole = true
        // What stands behind the last place only tells whether the number lies between two codes.
        let kept = exponent < 0 ? max(0, all.utf8.count + exponent) : all.utf8.count
        for (place, digit) in all.utf8.enumerated() {
            if place >= kept {
                isWhole = isWhole && digit == 0x30
            } else {
                value = min(largest, value * 10 + Int64(digit - 0x30))
                if value == largest { break }
            }
        }
        for _ in 0..<max(0, exponent) where value > 0 && value < largest {
            value = value > largest / 10 ? largest : value * 10
        }
        if value == largest { isWhole = true }
        let place = (below: value, above: isWhole ? value : value + 1)
        return isNegative ? (-place.above, -place.below) : place
    }

    /// `2020-01-31`, `2020-01-31 08:30:00.5` and `2020-01-31 08:30:00+01`, as the ISO style has them.
    private static func time(_ text: String) -> Int64? {
        if text == "infinity" { return largest }
        if text == "-infinity" { return -largest }
        let halves = text.split(separator: " ", maxSplits: 1)
        let numbers = halves.first.map { $0.split(separator: "-").map { Int($0) ?? -1 } } ?? []
        guard numbers.count == 3, let date = CivilDate(year: numbers[0], month: numbers[1], day: numbers[2]) else {
            return nil
        }
        let day = (Int64(date.daysSince1970) - CivilDate.postgresEpochSeconds / 86_400) * CivilDate.microsecondsPerDay
        guard halves.count == 2 else { return day }
        let zone = halves[1].lastIndex { $0 == "+" || $0 == "-" }
        guard let clock = clock(halves[1][..<(zone ?? halves[1].endIndex)]) else { return nil }
        guard let zone else { return day + clock }
        guard let offset = self.clock(halves[1][halves[1].index(after: zone)...]) else { return nil }
        return day + clock - (halves[1][zone] == "-" ? -offset : offset)
    }

    /// `08:30:00.5`, `1 day`, `30 days 01:00:00`: months are not understood, which are not always as long.
    private static func duration(_ text: String) -> Int64? {
        let parts = text.split(separator: " ")
        var sum: Int64 = 0
        var rest = parts[...]
        if parts.count >= 2, parts[1] == "day" || parts[1] == "days" {
            guard let days = Int64(parts[0]), abs(days) < 1_000_000 else { return nil }
            sum = days * CivilDate.microsecondsPerDay
            rest = parts[2...]
        }
        guard rest.count <= 1, !parts.isEmpty else { return nil }
        guard let last = rest.first else { return sum }
        return clock(last).map { sum + $0 }
    }

    /// Hours, and where they are there minutes and seconds with a fraction, in microseconds.
    private static func clock(_ text: Substring) -> Int64? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard (1...3).contains(parts.count) else { return nil }
        var sum: Int64 = 0
        for (part, unit) in zip(parts, [3_600_000_000, 60_000_000, 1_000_000] as [Int64]) {
            let halves = part.split(separator: ".", omittingEmptySubsequences: false)
            guard let whole = halves.first.flatMap({ Int64($0) }), whole >= 0, whole < 100_000, halves.count <= 2 else {
                return nil
            }
            sum += whole * unit
            if halves.count == 2 {
                guard unit == 1_000_000, halves[1].count <= 6, let fraction = Int64(halves[1]) else { return nil }
                sum += fraction * PowersOfTen.value(6 - halves[1].count)
            }
        }
        return sum
    }
}
