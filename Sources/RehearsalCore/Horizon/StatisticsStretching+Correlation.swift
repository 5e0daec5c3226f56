import Foundation

/// How far the order of values is that of rows.
///
/// ANALYZE orders equal values by their places, so that rows in no order at all have a correlation: the sum of the
/// squares of the values' shares. Chance adds to it, by one in the root of the rows on the average.
extension StatisticsStretching {
    /// Where chance explains what there is beyond equal values, equal values alone make it later; a true one stays.
    ///
    /// The rows that are there keep their order, but they are the first part of all, and span as small a part of the
    /// places as of the ranks: what chance made of them counts by the square of the growth less.
    ///
    /// - Parameters:
    ///   - distinct: as stored later.
    ///   - slots: of the same growth.
    func correlation(of distinct: Double, among slots: [Stretching.Statistics.Slot]) -> [Stretching.Statistics.Slot] {
        guard mayGrow, let correlation = statistics.correlation else { return [] }
        let table = growth.growth(of: relation.root)
        let ties = Self.ties(
            statistics.frequencies, distinct: statistics.distinct, rows: relation.rows, statistics.nullShare)
        let sample = CommonListRule(rows: relation.rows, statisticsTarget: sampleTarget).sampleRows
        let beyond = correlation - ties
        var kept = correlation
        if Self.isChance(beyond / max(1 - ties, 1e-9), of: sample * (1 - statistics.nullShare)) {
            let later = slots.first { $0.kind == .common }?.frequencies ?? statistics.frequencies
            kept = beyond / (table * table)
            kept += Self.ties(later, distinct: distinct, rows: relation.rows * table, statistics.nullShare)
        }
        return [
            .init(
                number: statistics.correlationSlot, kind: .correlation, frequencies: [min(1, max(-1, kept))],
                values: nil)
        ]
    }

    /// Fisher's transformation makes a normal distribution of a correlation, with a deviation of one in the root of the
    /// pairs less three. Of a thousand columns one is beyond three deviations by chance, of fifteen thousand one beyond
    /// four.
    private static func isChance(_ correlation: Double, of rows: Double) -> Bool {
        guard rows > 3, correlation.magnitude < 1 else { return false }
        return atanh(correlation.magnitude) * (rows - 3).squareRoot() < 4
    }

    /// The correlation of rows in no order: the sum of the squares of the shares that values have of what is not NULL.
    ///
    /// - Parameters:
    ///   - frequencies: of the common values; the others are taken to be equally common.
    ///   - distinct: as stored.
    private static func ties(
        _ frequencies: [Double], distinct: Double, rows: Double, _ nullShare: Double
    ) -> Double {
        guard nullShare < 1, let count = DomainGrowth.count(stored: distinct, rows: rows) else { return 0 }
        let shares = frequencies.map { $0 / (1 - nullShare) }
        let rest = max(0, 1 - shares.reduce(0, +))
        let others = count - Double(shares.count)
        return shares.reduce(0) { $0 + $1 * $1 } + (others >= 1 ? rest * rest / others : 0)
    }
}
