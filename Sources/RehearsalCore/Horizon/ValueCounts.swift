/// How often a column's values come in rows that ANALYZE looked at all of, and what follows for more rows.
/// Of values that are drawn by chance, those that came once and twice tell how many have not come yet (Chao 1984; the
/// extrapolation is that of Chao and others 2014). Neither needs values to be alike in frequency, as
/// ``DomainGrowth/domain(distinct:rows:)`` does.
struct ValueCounts {
    /// Of rows with a value.
    let rows: Double
    /// Of the values in the list, descending.
    let listed: [Double]
    /// How many values are not in the list, and how many rows have them.
    let restCount: Double
    let restRows: Double

    /// Nil where ANALYZE read a part of the rows, or nothing is known of the values.
    ///
    /// - Parameter rows: of the table.
    init?(_ statistics: HorizonStatistics, rows: Double, statisticsTarget: Int) {
        guard rows >= 1, CommonListRule(rows: rows, statisticsTarget: statisticsTarget).sampleRows >= rows,
            let distinct = DomainGrowth.count(stored: statistics.distinct, rows: rows)
        else { return nil }
        self.rows = rows * (1 - statistics.nullShare)
        listed = statistics.frequencies.map { ($0 * rows).rounded() }
        restCount = max(0, distinct.rounded() - Double(listed.count))
        restRows = max(restCount, self.rows.rounded() - listed.reduce(0, +))
        guard self.rows >= 1, restCount + Double(listed.count) >= 1 else { return nil }
    }

    var distinct: Double { restCount + Double(listed.count) }

    /// Values that came once and twice. A list ends at its longest: what is behind it came once, or as often as its
    /// last.
    private var rare: (once: Double, twice: Double)? {
        let listedTwice = Double(listed.count { $0 == 2 })
        let more = restRows - restCount
        guard more > 0.5 else { return (restCount, listedTwice) }
        guard let last = listed.last, last <= 2, more <= restCount else { return nil }
        return (restCount - more, listedTwice + more)
    }

    /// How many values there are that have not come yet; nil where nothing tells.
    private var unseen: Double? {
        guard let rare else { return nil }
        return rare.twice >= 1
            ? rare.once * rare.once / (2 * rare.twice) : rare.once * max(0, rare.once - 1) / 2
    }

    /// Different values in `growth` times as many rows; nil where nothing tells.
    func distinct(growth: Double) -> Double? {
        // No value came twice.
        guard !listed.isEmpty || restRows - restCount > 0.5 else { return distinct * growth }
        guard let rare, let unseen else { return nil }
        guard unseen > 0, rare.once > 0 else { return distinct }
        let shown = unseen * (1 - exponential(-rare.once * (growth - 1) / unseen))
        return min(rows * growth, distinct + shown)
    }

    /// How often a value comes in `growth` times as many rows that came so often: what came by chance comes no more
    /// often than others do.
    ///
    /// The best linear guess of a value's share is its own, drawn to the mean of all shares as far as the counts vary
    /// by chance alone.
    func later(_ count: Double, growth: Double) -> Double {
        let values = distinct + (unseen ?? max(0, DomainGrowth.domain(distinct: distinct, rows: rows) - distinct))
        guard values.isFinite, values > 0 else { return count }
        let mean = rows / values
        let usual = restCount > 0 ? restRows / restCount : 0
        let squares = listed.reduce(0) { $0 + $1 * $1 } + restCount * usual * usual
        let variance = squares / values - mean * mean
        let own = variance > 0 ? max(0, variance - mean) / variance : 0
        return count + (growth - 1) * (mean + own * (count - mean))
    }
}
