/// One row of pg_statistic when its table grows.
struct StatisticsStretching {
    private(set) var statistics: HorizonStatistics
    let column: HorizonColumn
    let source: ColumnGrowth.Source
    let relation: HorizonRelation
    let growth: ColumnGrowth
    /// By which ANALYZE took its sample.
    let sampleTarget: Int
    /// The column's own, or the same.
    var target: Int { statistics.target ?? sampleTarget }
    let nowSeconds: Int64

    init(
        _ statistics: HorizonStatistics, of column: HorizonColumn, in relation: HorizonRelation,
        source: ColumnGrowth.Source, _ growth: ColumnGrowth, target: Int, nowSeconds: Int64
    ) {
        self.statistics = statistics
        self.column = column
        self.relation = relation
        self.source = source
        self.growth = growth
        self.sampleTarget = target
        self.nowSeconds = nowSeconds
    }

    var result: Stretching.Statistics {
        let factor = growth.growth(of: statistics, source: source, rows: relation.rows, in: relation)
        let distinct = Self.stored(
            statistics, rows: relation.rows, growth: growth.growth(of: relation.root), factor: factor)
        let slots = drawnToWhole.asGroups.slots(factor)
        return Stretching.Statistics(
            place: statistics.place, distinct: distinct, slots: slots + correlation(of: distinct, among: slots))
    }

    /// With the shares that values have in a materialized view of groups.
    private var asGroups: StatisticsStretching {
        let frequencies = growth.groupFrequencies(statistics, of: column, in: relation, share: sourceShares)
        guard let frequencies else { return self }
        var grouped = self
        grouped.statistics.frequencies = frequencies
        return grouped
    }

    /// With a partition's list of values drawn to that of the whole table.
    private var drawnToWhole: StatisticsStretching {
        guard let whole = growth.wholeStatistics(of: column, in: relation) else { return self }
        var drawn = self
        drawn.statistics = statistics.drawn(
            to: whole, rows: relation.rows, growth: growth.growth(of: relation.root))
        return drawn
    }

    /// How many times its share each common value of the table's column will have that a view's column is.
    private var sourceShares: [String: Double] {
        guard let (own, table) = growth.groupSource(of: column, in: relation), let known = own.statistics.last,
            let values = known.commonValues, values.count == known.frequencies.count
        else { return [:] }
        let later = StatisticsStretching(
            known, of: own, in: table, source: growth.source(of: own, in: table), growth, target: sampleTarget,
            nowSeconds: nowSeconds
        ).result.slots.first { $0.kind == .common }
        guard let later, let frequencies = later.frequencies else { return [:] }
        let shares = Dictionary(zip(later.values ?? values, frequencies), uniquingKeysWith: { first, _ in first })
        return Dictionary(
            zip(values, known.frequencies).compactMap { value, now in
                shares[value].map { (value, now > 0 ? $0 / now : 1) }
            }, uniquingKeysWith: { first, _ in first })
    }

    /// `stadistinct`; a share of the rows stays one where values grow as rows do.
    static func stored(_ statistics: HorizonStatistics, rows: Double, growth: Double, factor: Double) -> Double {
        guard growth != 1 || factor != 1, let now = DomainGrowth.count(stored: statistics.distinct, rows: rows) else {
            return statistics.distinct
        }
        if statistics.distinct < 0, factor == growth { return statistics.distinct }
        return DomainGrowth.stored(distinct: now * factor, rows: rows * growth)
    }

    /// Everything that any growth would change is written at every growth, so that nothing of another one stays.
    private func slots(_ factor: Double) -> [Stretching.Statistics.Slot] {
        switch source {
        case .key: return histogram(moved: .times(growth.growth(of: relation.root)), factor)
        case .parent(let keys): return keySlots(factor, keys: keys)
        case .window(let window):
            guard growth.law.windows[ColumnName(relation.root, column.name)] == .extends else {
                return statistics.namesAll ? histogram(moved: .stays, factor) : countedSlots(factor)
            }
            return times(.window(window, nowSeconds: nowSeconds), factor)
        case .own:
            guard statistics.namesAll else { return countedSlots(factor) }
            return histogram(moved: .stays, factor) + settled(factor)
        }
    }

    /// As many bounds as there are different values that are not in the list of common ones, up to one more than the
    /// statistics target.
    ///
    /// - Parameters:
    ///   - factor: of the different values.
    ///   - listed: common values, none of which is a bound; nil where they stay.
    func histogram(
        moved map: HistogramMap, _ factor: Double, besides listed: [String]? = nil
    ) -> [Stretching.Statistics.Slot] {
        guard statistics.histogramSlot > 0, let bounds = moved(statistics.bounds, map) else { return [] }
        let most = target + 1
        if map == .stays, bounds.count >= most { return [] }
        var count = bounds.count
        if factor > 1, let now = DomainGrowth.count(stored: statistics.distinct, rows: relation.rows) {
            let rest = now * factor - Double(listed?.count ?? statistics.frequencies.count)
            count = Int(min(max(rest.rounded(), Double(count)), Double(max(most, count))))
        }
        return [
            .init(
                number: statistics.histogramSlot, kind: .histogram, frequencies: nil,
                values: HistogramBounds.lengthened(
                    bounds, to: count, type: column.type,
                    besides: Set(factor > 1 ? listed ?? statistics.commonValues ?? [] : [])))
        ]
    }

    private func moved(_ values: [String]?, _ map: HistogramMap) -> [String]? {
        guard let values, column.type.isNumber || column.type.isTime else { return nil }
        return values.map { map.moved($0, type: column.type) ?? $0 }
    }

    /// The frequencies of a closed list as more rows would show them.
    private func settled(_ factor: Double) -> [Stretching.Statistics.Slot] {
        guard statistics.namesAll, !statistics.frequencies.isEmpty,
            let now = DomainGrowth.count(stored: statistics.distinct, rows: relation.rows),
            (now * factor).rounded() <= Double(statistics.frequencies.count)
        else { return [] }
        let rows = relation.rows * growth.growth(of: relation.root)
        return [
            .init(
                number: statistics.commonSlot, kind: .common,
                frequencies: settled(statistics.frequencies, rows: rows, growth: 1),
                values: relation.name == relation.root ? nil : statistics.commonValues)
        ]
    }

    /// False for a table that has as many rows at every growth.
    var mayGrow: Bool { growth.growth(of: relation.root) != 1 || growth.k == 1 }

    /// - Parameters:
    ///   - frequencies: of a list of all values, as they are in grown rows.
    ///   - rows: of the grown table.
    ///   - growth: of the number of values.
    func settled(_ frequencies: [Double], rows: Double, growth: Double) -> [Double] {
        let now = CommonListRule(rows: relation.rows, statisticsTarget: sampleTarget).sampleRows
        let later = CommonListRule(rows: rows, statisticsTarget: sampleTarget).sampleRows
        guard now >= 1, later >= 1, !statistics.frequencies.isEmpty else { return frequencies }
        let mean = statistics.frequencies.reduce(0, +) / Double(statistics.frequencies.count)
        return CommonValues.settled(
            frequencies, chance: mean / now / (growth * growth), laterChance: mean / growth / later)
    }

    /// A list of all days becomes a histogram, because the days behind the ones that are moved are there as well.
    private func times(_ map: HistogramMap, _ factor: Double) -> [Stretching.Statistics.Slot] {
        var slots = histogram(moved: map, factor)
        guard statistics.commonSlot > 0, let values = moved(statistics.commonValues, map) else { return slots }
        if statistics.namesAll, values.count > 1, factor != 1 {
            let sorted = zip(values, statistics.frequencies).sorted { $0.0 < $1.0 }
            slots.append(
                .init(
                    number: statistics.commonSlot, kind: .histogram, frequencies: [], values: Self.bounds(sorted)))
        } else {
            let frequencies = statistics.frequencies.map { $0 / max(1, factor) }
            slots.append(
                .init(number: statistics.commonSlot, kind: .common, frequencies: frequencies, values: values))
        }
        return slots
    }

    /// Bounds of alike many rows, each value at least once; at most as many as there are values.
    private static func bounds(_ sorted: [(String, Double)]) -> [String] {
        let total = sorted.reduce(0) { $0 + $1.1 }
        let count = sorted.count
        var bounds: [String] = []
        var upTo = 0.0
        var place = 0
        for part in 0..<count {
            let wanted = total * Double(part) / Double(max(1, count - 1))
            while place < count - 1, upTo + sorted[place].1 < wanted {
                upTo += sorted[place].1
                place += 1
            }
            bounds.append(sorted[place].0)
        }
        return bounds
    }
}
