import RehearsalCore
import Testing

@Suite("A civil date")
struct CivilDateTests {
    @Test(
        "is the day so many days from 1970-01-01, and knows that number",
        arguments: [
            (0, 1970, 1, 1), (-1, 1969, 12, 31), (10_957, 2000, 1, 1), (11_016, 2000, 2, 29), (11_017, 2000, 3, 1),
            (11_323, 2001, 1, 1), (20_161, 2025, 3, 14), (47_482, 2100, 1, 1), (-719_468, 0, 3, 1),
        ])
    func known(days: Int, year: Int, month: Int, day: Int) {
        let date = CivilDate(daysSince1970: days)
        #expect((date.year, date.month, date.day) == (year, month, day))
        #expect(date.daysSince1970 == days)
        #expect(CivilDate(year: year, month: month, day: day) == date)
    }

    @Test("follows the day before it, for a hundred years")
    func successive() {
        var previous = CivilDate(daysSince1970: -9_043)
        for days in -9_042...30_957 {
            let date = CivilDate(daysSince1970: days)
            let isNext = date.day == previous.day + 1 && date.month == previous.month
            let isNewMonth = date.day == 1 && (date.month == previous.month + 1 || date.month == 1)
            #expect(isNext || isNewMonth)
            #expect(date.daysSince1970 == days)
            previous = date
        }
    }

    @Test(
        "is not made for a day that there is not",
        arguments: [
            (2025, 2, 29), (1900, 2, 29), (2025, 4, 31), (2025, 13, 1), (2025, 0, 1), (2025, 1, 0), (2025, 1, 32),
        ])
    func missing(year: Int, month: Int, day: Int) {
        #expect(CivilDate(year: year, month: month, day: day) == nil)
    }

    @Test(
        "and an hour make a clock, read and written",
        arguments: [
            ("1970-01-01T00:00:00Z", 0, "1970-01-01 00:00:00"),
            ("2024-02-29T23:59:59Z", 1_709_251_199, "2024-02-29 23:59:59"),
            ("2025-03-15T09:00:00Z", 1_742_029_200, "2025-03-15 09:00:00"),
        ])
    func clock(written: String, epochSeconds: Int64, text: String) {
        #expect(RehearsalClock(rfc3339: written) == RehearsalClock(epochSeconds: epochSeconds))
        #expect(RehearsalClock(epochSeconds: epochSeconds).text == text)
        #expect(RehearsalClock(epochSeconds: -1).text == "1969-12-31 23:59:59")
    }
}
