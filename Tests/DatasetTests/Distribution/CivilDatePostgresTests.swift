import RehearsalCore
import Testing

@testable import Dataset

@Suite("A day as PostgreSQL counts it")
struct CivilDatePostgresTests {
    @Test(
        "is the day so many days from 2000-01-01",
        arguments: [
            (0, 2000, 1, 1), (59, 2000, 2, 29), (60, 2000, 3, 1), (366, 2001, 1, 1), (-1, 1999, 12, 31),
            (9204, 2025, 3, 14), (9205, 2025, 3, 15), (-10_957, 1970, 1, 1), (36_525, 2100, 1, 1),
        ])
    func known(days: Int, year: Int, month: Int, day: Int) {
        #expect(CivilDate(daysSince2000: days) == CivilDate(year: year, month: month, day: day))
        let midnight = Int64(days) * CivilDate.microsecondsPerDay
        #expect(CivilDate.day(of: midnight) == days)
        #expect(CivilDate.day(of: midnight - 1) == days - 1)
    }
}
