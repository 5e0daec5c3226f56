import RehearsalCore

/// The distribution of times over days: months and weekends weigh differently, nights may be empty.
///
/// The table runs over whole days up to the day before the clock. Positions are amounts of weight from its
/// beginning; both directions, position to time and time to position, are monotone.
struct SeasonTable: Sendable {
    private let firstDay: Int
    /// cumulative[i] is the weight of all days before day i; one more entry than days.
    private let cumulative: FrozenList<UInt64>
    private let opening: Int64
    private let openLength: Int64

    /// The weight of a day before the month and the weekend are counted.
    private static let unit = 1000

    /// - Precondition: some day of the span has a positive weight, which ``ProgramCompiler`` checks.
    init(clock: Int64, rule: TimeRule, in memory: FrozenMemory) {
        let lastDay = CivilDate.day(of: clock) - 1
        let dayCount = max(1, Int(rule.spanSeconds / 86_400))
        let firstDay = lastDay - dayCount + 1
        var sums: [UInt64] = [0]
        sums.reserveCapacity(dayCount + 1)
        for day in firstDay...lastDay {
            let month = rule.season.isEmpty ? 1 : rule.season[CivilDate(daysSince2000: day).month - 1]
            // 2000-01-01 was a Saturday.
            let dayOfWeek = day - day.quotientRoundedDown(by: 7) * 7
            let share = dayOfWeek < 2 ? rule.weekend.millionths : 1_000_000
            sums.append(sums[sums.count - 1] + UInt64(month * share * Self.unit))
        }
        self.firstDay = firstDay
        cumulative = memory.list(sums)
        opening = Int64(rule.firstHour) * 3_600_000_000
        openLength = Int64(rule.lastHour - rule.firstHour) * 3_600_000_000
    }

    var totalWeight: UInt64 { cumulative[cumulative.count - 1] }

    /// The time at a position.
    /// - Precondition: `position` is below the total weight.
    func time(at position: UInt64) -> Int64 {
        let index = cumulative.upperBound(of: position) - 1
        let weight = cumulative[index + 1] - cumulative[index]
        let inside = FixedPoint.ratio(position - cumulative[index], UInt64(openLength), weight)
        return Int64(firstDay + index) * CivilDate.microsecondsPerDay + opening + Int64(inside)
    }

    /// The weight of all times before `time`.
    func position(of time: Int64) -> UInt64 {
        let index = CivilDate.day(of: time) - firstDay
        if index < 0 { return 0 }
        if index >= cumulative.count - 1 { return totalWeight }
        let sinceOpening = time - Int64(firstDay + index) * CivilDate.microsecondsPerDay - opening
        let inside = UInt64(min(max(sinceOpening, 0), openLength))
        return cumulative[index]
            + FixedPoint.ratio(cumulative[index + 1] - cumulative[index], inside, UInt64(openLength))
    }
}
