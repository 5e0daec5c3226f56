/// A day of the Gregorian calendar; days are counted from 2000-01-01, times in microseconds from its midnight.
///
/// The conversion counts years from March, so that the leap day comes last (Howard Hinnant,
/// "chrono-compatible low-level date algorithms", 2013).
struct CivilDate: Sendable {
    let year: Int
    let month: Int
    let day: Int

    static let microsecondsPerDay: Int64 = 86_400_000_000
    /// Seconds from 1970-01-01 to 2000-01-01.
    static let postgresEpochSeconds: Int64 = 946_684_800

    init(daysSince2000 days: Int) {
        // 2000-03-01 is day 60.
        let shifted = days - 60
        let era = shifted.quotientRoundedDown(by: 146_097)
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        year = 2000 + yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    }

    init(time: Int64) { self.init(daysSince2000: Self.day(of: time)) }

    /// The day on which a time falls.
    @inline(__always)
    static func day(of time: Int64) -> Int { Int(time.quotientRoundedDown(by: microsecondsPerDay)) }

    func part(_ part: CalendarPart) -> Int {
        switch part {
        case .year: year
        case .quarter: (month + 2) / 3
        case .month: month
        }
    }
}

extension FixedWidthInteger {
    /// The quotient rounded towards minus infinity; the divisor is positive.
    @inline(__always)
    func quotientRoundedDown(by divisor: Self) -> Self {
        let quotient = self / divisor
        return self % divisor < 0 ? quotient - 1 : quotient
    }
}
