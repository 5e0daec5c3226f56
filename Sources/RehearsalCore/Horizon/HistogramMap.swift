/// Where the values of a column lie when its table grows: what becomes of the bounds of its histogram.
public enum HistogramMap: Hashable, Sendable {
    /// Keys that are counted up: so many times as large.
    case times(Double)
    /// Times whose span becomes so many times as long, up to now.
    case window(Double, nowSeconds: Int64)
    case stays

    /// The bound moved, in the same form; nil for a text that is of no such form, as `infinity`.
    public func moved(_ text: String, type: HorizonValueType) -> String? {
        switch (self, type) {
        case (.stays, _): return text
        case (.times(let factor), .whole), (.times(let factor), .decimal):
            return Double(text).flatMap { Self.written($0 * factor, as: type) }
        case (.window(let factor, let now), .date):
            guard let day = CivilDate(text) else { return nil }
            let today = Double(now.quotientRoundedDown(by: 86_400))
            return Self.day(today - (today - Double(day.daysSince1970)) * factor)
        case (.window(let factor, let now), .timestamp):
            guard let time = TimeText(text) else { return nil }
            let moved = Double(now) - (Double(now) - time.epochSeconds) * factor
            return TimeText(epochSeconds: moved, zone: time.zone)?.text
        case (.times, _), (.window, _): return nil
        }
    }

    /// A number as its type has it: a whole one rounded, and at most what the type holds. Nil for `NaN` and what has
    /// too many digits.
    static func written(_ number: Double, as type: HorizonValueType) -> String? {
        switch type {
        case .whole(let bytes):
            guard !number.isNaN else { return nil }
            let most = power(2, Double(8 * bytes - 1)) - 1
            return String(Int64(min(max(number.rounded(), -most), min(most, 9.2e18))))
        case .decimal: return number.magnitude < 9e15 ? decimalWords(number) : nil
        case .date, .timestamp, .text, .uuid, .other: return nil
        }
    }

    /// Nil before the year 1, which PostgreSQL writes otherwise.
    private static func day(_ days: Double) -> String? {
        let date = CivilDate(daysSince1970: Int(days.rounded()))
        return date.year >= 1 ? date.text : nil
    }
}

/// What a column's values are, as far as growth has to do with it.
public enum HorizonValueType: Hashable, Sendable, Codable {
    /// int2, int4 and int8, by their bytes.
    case whole(bytes: Int)
    case decimal
    case date
    /// With or without a time zone.
    case timestamp
    case text
    case uuid
    case other

    public var isTime: Bool { self == .date || self == .timestamp }

    public var isNumber: Bool {
        if case .whole = self { return true }
        return self == .decimal
    }
}

/// A time as PostgreSQL writes it with DateStyle ISO and TimeZone UTC: `2025-03-15 09:00:00.5+00`.
struct TimeText {
    var epochSeconds: Double
    /// `+00`, or nothing for a type without a zone.
    var zone: String

    init?(_ text: String) {
        zone = text.hasSuffix("+00") ? "+00" : ""
        let plain = text.dropLast(zone.count)
        let halves = plain.split(separator: " ")
        guard halves.count == 2, let day = CivilDate(String(halves[0])) else { return nil }
        let parts = halves[1].split(separator: ":").map { Double($0) }
        guard parts.count == 3, let hour = parts[0], let minute = parts[1], let second = parts[2] else { return nil }
        epochSeconds = Double(day.daysSince1970) * 86_400 + hour * 3600 + minute * 60 + second
    }

    /// Nil before the year 1.
    init?(epochSeconds: Double, zone: String) {
        guard epochSeconds > -62_135_596_800 else { return nil }
        self.epochSeconds = epochSeconds
        self.zone = zone
    }

    /// To the second.
    var text: String { RehearsalClock(epochSeconds: Int64(epochSeconds.rounded())).text + zone }
}
