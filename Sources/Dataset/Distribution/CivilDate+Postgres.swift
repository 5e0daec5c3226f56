import RehearsalCore

//  PostgreSQL counts days from 2000-01-01 and times in microseconds from its midnight, and so does this room.

extension CivilDate {
    static let microsecondsPerDay: Int64 = 86_400_000_000
    /// Days from 1970-01-01 to 2000-01-01.
    private static let postgresEpochDays = 10_957
    /// Seconds from 1970-01-01 to 2000-01-01.
    static let postgresEpochSeconds = Int64(postgresEpochDays) * 86_400

    @inline(__always)
    init(daysSince2000 days: Int) { self.init(daysSince1970: days + Self.postgresEpochDays) }

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
