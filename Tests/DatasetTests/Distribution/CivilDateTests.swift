import Testing

@testable import Dataset

@Suite("A civil date")
struct CivilDateTests {
    @Test(
        "is the day so many days from 2000-01-01",
        arguments: [
            (0, 2000, 1, 1), (59, 2000, 2, 29), (60, 2000, 3, 1), (366, 2001, 1, 1), (-1, 1999, 12, 31),
            (9204, 2025, 3, 14), (9205, 2025, 3, 15), (-10_957, 1970, 1, 1), (36_525, 2100, 1, 1),
        ])
    func known(days: Int, year: Int, month: Int, day: Int) {
        let date = CivilDate(daysSince2000: days)
        #expect((date.year, date.month, date.day) == (year, month, day))
    }

    @Test("follows the day before it, for a hundred years")
    func successive() {
        var previous = CivilDate(daysSince2000: -20_000)
        for days in -19_999...20_000 {
            let date = CivilDate(daysSince2000: days)
            let isNext = date.day == previous.day + 1 && date.month == previous.month
            let isNewMonth = date.day == 1 && (date.month == previous.month + 1 || date.month == 1)
            #expect(isNext || isNewMonth)
            previous = date
        }
    }
}
