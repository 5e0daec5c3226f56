/// How often values come in one partition when more rows come: as in the whole table, as far as they differ by chance.
///
/// A partition of few rows says little of a value that the whole table does not say better. Rows that are there stay.
enum PartitionShares {
    /// - Parameters:
    ///   - shares: of the partition's rows with a value, by value.
    ///   - whole: of the whole table's.
    ///   - rows: of the partition, with a value.
    ///   - growth: how many times as many there will be.
    /// - Returns: of the same values.
    static func drawn(
        _ shares: [String: Double], to whole: [String: Double], rows: Double, growth: Double
    ) -> [String: Double] {
        guard rows >= 1, growth >= 1 else { return shares }
        // In an order of its own: sums of fractions hang on it.
        let values = Set(shares.keys).union(whole.keys).sorted()
        let (difference, chance) = values.reduce((0.0, 0.0)) { sums, value in
            let (own, all) = (shares[value] ?? 0, whole[value] ?? 0)
            return (sums.0 + (own - all) * (own - all), sums.1 + all * (1 - all) / rows)
        }
        guard difference > 0 else { return shares }
        // What is left of a difference in the rows that come, and in all of them.
        let lasting = max(0, difference - chance) / difference
        let kept = (1 + (growth - 1) * lasting) / growth
        return Dictionary(
            uniqueKeysWithValues: shares.map { value, share in
                let all = whole[value] ?? share
                return (value, all + (share - all) * kept)
            })
    }
}

extension HorizonStatistics {
    /// Of the rows with a value, by value; nil where not all values are known.
    var sharesOfAll: [String: Double]? {
        guard namesAll, nullShare < 1, let values = commonValues, values.count == frequencies.count else { return nil }
        return Dictionary(
            zip(values, frequencies.map { $0 / (1 - nullShare) }), uniquingKeysWith: { first, _ in first })
    }

    /// A partition's list of all values drawn to that of the whole table, most common values first; the same where one
    /// of the two does not name all.
    func drawn(to whole: HorizonStatistics, rows: Double, growth: Double) -> HorizonStatistics {
        guard growth > 1, let shares = sharesOfAll, let all = whole.sharesOfAll, let values = commonValues else {
            return self
        }
        let later = PartitionShares.drawn(shares, to: all, rows: rows * (1 - nullShare), growth: growth)
        let order = values.enumerated().map { (place: $0.offset, share: later[$0.element] ?? 0) }
            .sorted { ($1.share, $0.place) < ($0.share, $1.place) }
        var drawn = self
        drawn.commonValues = order.map { values[$0.place] }
        drawn.frequencies = order.map { $0.share * (1 - nullShare) }
        return drawn
    }
}
