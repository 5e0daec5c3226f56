/// Which of a column's values ANALYZE keeps in its list of the most common ones (compute_scalar_stats and
/// analyze_mcv_list of analyze.c).
public struct CommonListRule: Hashable, Sendable {
    /// Of the table.
    public var rows: Double
    public var statisticsTarget: Int

    public init(rows: Double, statisticsTarget: Int) {
        self.rows = rows
        self.statisticsTarget = statisticsTarget
    }

    /// Rows that are looked at.
    public var sampleRows: Double { min(rows, Double(300 * statisticsTarget)) }

    /// A value that came once is not counted.
    private static let leastRows = 1.5

    /// The length of the list.
    ///
    /// - Parameters:
    ///   - frequencies: descending, shares of all rows.
    ///   - distinct: values of the table.
    public func keptCount(of frequencies: [Double], distinct: Double, nullShare: Double) -> Int {
        let sample = sampleRows
        guard sample >= 1 else { return 0 }
        let counts = frequencies.prefix(statisticsTarget).prefix { $0 * sample >= Self.leastRows }.map { $0 * sample }
        // All values there are, few enough to be no share of the rows.
        let isWhole = Double(counts.count) >= distinct.rounded() && distinct <= 0.1 * rows
        if isWhole || sample >= rows { return counts.count }
        return significantCount(counts, sample: sample, distinct: distinct, nullShare: nullShare)
    }

    /// Without those at the end of the list that are not significantly more common than what is not in it.
    private func significantCount(
        _ counts: [Double], sample: Double, distinct: Double, nullShare: Double
    ) -> Int {
        var kept = counts.count
        var before = counts.dropLast().reduce(0, +)
        while kept > 0 {
            let rest = min(max(0, 1 - before / sample - nullShare), 1)
            let usual = rest / max(1, distinct - Double(kept - 1))
            let count = counts[kept - 1]
            let inTable = rows * count / sample
            let variance =
                sample * inTable * (rows - inTable) * (rows - sample) / (rows * rows * (rows - 1))
            if count > usual * sample + 2 * max(0, variance).squareRoot() + 0.5 { break }
            kept -= 1
            if kept > 0 { before -= counts[kept - 1] }
        }
        return kept
    }
}
