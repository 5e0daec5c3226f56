/// Lists of common values of columns that point at nothing and whose values stay where they are.
extension StatisticsStretching {
    /// The list as more rows would show it: what came twice by chance is no common value any more, and where the list
    /// and the bounds name all values, those of the bounds come often enough to be listed.
    func countedSlots(_ factor: Double) -> [Stretching.Statistics.Slot] {
        let table = growth.growth(of: relation.root)
        guard mayGrow, statistics.commonSlot > 0, !statistics.frequencies.isEmpty,
            let counts = ValueCounts(statistics, rows: relation.rows, statisticsTarget: sampleTarget)
        else { return histogram(moved: .stays, factor) }
        let named = restBounds(counts)
        guard table > 1 else { return presentSlots }
        let rows = relation.rows * table
        let frequencies =
            (counts.listed + named.map { _ in 1 }).map { counts.later($0, growth: table) / rows }
        let rule = CommonListRule(rows: rows, statisticsTarget: sampleTarget)
        let distinct = counts.distinct * factor
        let kept = min(
            target, rule.keptCount(of: frequencies, distinct: distinct, nullShare: statistics.nullShare))
        guard let values = statistics.commonValues else {
            // Values that nobody read keep their places.
            let list = common(Array(frequencies.prefix(statistics.frequencies.count)), values: nil)
            return histogram(moved: .stays, factor) + [list]
        }
        let listed = Array((values + named).prefix(kept))
        let list = common(Array(frequencies.prefix(kept)), values: listed)
        guard kept > values.count else {
            let bounds = histogram(moved: .stays, factor, besides: listed)
            return (bounds.isEmpty && !named.isEmpty ? presentBounds : bounds) + [list]
        }
        return [list, bounds(behind: distinct - Double(kept))]
    }

    /// As ANALYZE wrote them: another growth may have changed them since.
    private var presentSlots: [Stretching.Statistics.Slot] {
        [common(statistics.frequencies, values: statistics.commonValues)] + presentBounds
    }

    private var presentBounds: [Stretching.Statistics.Slot] {
        guard statistics.histogramSlot > 0, let bounds = statistics.bounds else { return [] }
        return [.init(number: statistics.histogramSlot, kind: .histogram, frequencies: nil, values: bounds)]
    }

    private func common(_ frequencies: [Double], values: [String]?) -> Stretching.Statistics.Slot {
        guard !frequencies.isEmpty else {
            return .init(number: statistics.commonSlot, kind: .nothing, frequencies: nil, values: nil)
        }
        return .init(number: statistics.commonSlot, kind: .common, frequencies: frequencies, values: values)
    }

    /// The values that are not in the list, where the bounds are just those, each of one row.
    private func restBounds(_ counts: ValueCounts) -> [String] {
        guard let bounds = statistics.bounds, Double(bounds.count) == counts.restCount,
            counts.restRows - counts.restCount < 0.5, statistics.commonValues != nil
        else { return [] }
        return bounds
    }

    /// Of values that have not come yet nobody knows more than where values like them are: some of the bounds stand for
    /// them.
    private func bounds(behind count: Double) -> Stretching.Statistics.Slot {
        let bounds = statistics.bounds ?? []
        let wanted = min(Int(count.rounded()), bounds.count, target + 1)
        guard statistics.histogramSlot > 0, wanted >= 2 else {
            return .init(number: statistics.histogramSlot, kind: .nothing, frequencies: nil, values: nil)
        }
        let some = (0..<wanted).map { bounds[$0 * (bounds.count - 1) / (wanted - 1)] }
        return .init(number: statistics.histogramSlot, kind: .histogram, frequencies: nil, values: some)
    }
}
