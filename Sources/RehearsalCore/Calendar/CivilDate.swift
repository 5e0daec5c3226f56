/// A day of the proleptic Gregorian calendar: the only calendar of the house.
///
/// The conversions count years from March, so that the leap day comes last (Howard Hinnant,
/// "chrono-compatible low-level date algorithms", 2013).
public struct CivilDate: Hashable, Sendable {
    public let year: Int
    /// 1 to 12.
    public let month: Int
    /// 1 to 31.
    public let day: Int

    /// - Parameter days: days since 1970-01-01, negative before it.
    @inlinable
    public init(daysSince1970 days: Int) {
        // Eras of 400 years begin on the first of March; that of year 0 is 719468 days before 1970-01-01.
        let shifted = days + 719_468
        let era = shifted.quotientRoundedDown(by: 146_097)
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    }

    /// Nil for a day that the calendar does not have, such as the 29th of February 2025.
    public init?(year: Int, month: Int, day: Int) {
        guard (1...12).contains(month), day >= 1 else { return nil }
        let date = CivilDate(daysSince1970: Self.daysSince1970(year: year, month: month, day: day))
        guard date.month == month else { return nil }
        self = date
    }

    /// Days since 1970-01-01, negative before it.
    public var daysSince1970: Int { Self.daysSince1970(year: year, month: month, day: day) }

    /// A day after the month's last one counts on into the next month.
    private static func daysSince1970(year: Int, month: Int, day: Int) -> Int {
        let shiftedYear = month <= 2 ? year - 1 : year
        let era = shiftedYear.quotientRoundedDown(by: 400)
        let yearOfEra = shiftedYear - era * 400
        let shiftedMonth = month > 2 ? month - 3 : month + 9
        let dayOfYear = (153 * shiftedMonth + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }
}

extension FixedWidthInteger {
    /// The quotient rounded towards minus infinity; the divisor is positive.
    @inlinable
    @inline(__always)
    public func quotientRoundedDown(by divisor: Self) -> Self {
        let quotient = self / divisor
        return self % divisor < 0 ? quotient - 1 : quotient
    }
}
