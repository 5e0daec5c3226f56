/// One row of pg_statistic when its table grows.
struct StatisticsStretching {
    private let statistics: HorizonStatistics
    private let column: HorizonColumn
    private let source: ColumnGrowth.Source
    private let relation: HorizonRelation
    private let growth: ColumnGrowth
    private let target: Int
    private let nowSeconds: Int64

    init(
        _ statistics: HorizonStatistics, of column: HorizonColumn, in relation: HorizonRelation,
        source: ColumnGrowth.Source, _ growth: ColumnGrowth, target: Int, nowSeconds: Int64
    ) {
        self.statistics = statistics
        self.column = column
        self.relation = relation
        self.source = source
        self.growth = growth
        self.target = target
        self.nowSeconds = nowSeconds
    }

    var result: Stretching.Statistics {
        let factor = growth.growth(of: statistics, source: source, rows: relation.rows, in: relation)
        return Stretching.Statistics(
            place: statistics.place,
            distinct: Self.stored(
                statistics, rows: relation.rows, growth: growth.growth(of: relation.root), factor: factor),
            slots: slots(factor))
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
        case .key: return histogram(moved: .times(growth.growth(of: relation.root)))
        case .parent(let keys): return histogram(moved: .times(keys)) + commonOfKeys(factor, keys: keys)
        case .window(let window):
            guard growth.law.windows[ColumnName(relation.root, column.name)] == .extends else { return [] }
            return times(.window(window, nowSeconds: nowSeconds), factor)
        case .own: return []
        }
    }

    private func histogram(moved map: HistogramMap) -> [Stretching.Statistics.Slot] {
        guard statistics.histogramSlot > 0, let bounds = moved(statistics.bounds, map) else { return [] }
        return [.init(number: statistics.histogramSlot, kind: .histogram, frequencies: nil, values: bounds)]
    }

    private func moved(_ values: [String]?, _ map: HistogramMap) -> [String]? {
        guard let values, column.type.isNumber || column.type.isTime else { return nil }
        return values.map { map.moved($0, type: column.type) ?? $0 }
    }

    /// - Parameters:
    ///   - factor: of the different values that rows show.
    ///   - keys: of the keys to point at.
    private func commonOfKeys(_ factor: Double, keys: Double) -> [Stretching.Statistics.Slot] {
        guard statistics.commonSlot > 0,
            let now = DomainGrowth.count(stored: statistics.distinct, rows: relation.rows)
        else { return [] }
        let law = growth.law.common[ColumnName(relation.root, column.name)] ?? .even
        let slot = statistics.commonSlot
        guard statistics.namesAll, let values = statistics.commonValues, let invent = invention(keys) else {
            let dilution = CommonValues.dilution(
                law, frequencies: statistics.frequencies, distinct: now, growth: max(1, factor))
            let frequencies = statistics.frequencies.map { $0 * dilution }
            return [.init(number: slot, kind: .common, frequencies: frequencies, values: nil)]
        }
        let list = CommonValues.lengthened(
            law, frequencies: statistics.frequencies, growth: max(1, factor), target: target)
        var inventedCount = 0
        let named = list.map { entry -> String in
            if let present = entry.present { return values[present] }
            inventedCount += 1
            return invent(inventedCount)
        }
        let common = Stretching.Statistics.Slot(
            number: slot, kind: .common, frequencies: list.map(\.frequency), values: named)
        guard statistics.freeSlot > 0, column.type.isNumber, let bounds = evenBounds(keys, without: Set(named))
        else { return [common] }
        let isWhole = Double(list.count) >= (now * factor).rounded()
        let rest = Stretching.Statistics.Slot(
            number: statistics.freeSlot, kind: isWhole ? .nothing : .histogram, frequencies: nil,
            values: isWhole ? nil : bounds)
        return [common, rest]
    }

    /// Values that are not there yet; nil for types of which none can be made.
    private func invention(_ keys: Double) -> ((Int) -> String)? {
        switch column.type {
        case .whole, .decimal:
            let largest = statistics.commonValues?.compactMap { Double($0) }.max() ?? 0
            let new = Double(max(1, statistics.frequencies.count)) * (keys - 1)
            let step = max(1, largest * (keys - 1) / max(1, new))
            let type = column.type
            let map = HistogramMap.times(1)
            return { number in
                let value = (largest + step * Double(number)).rounded()
                return map.moved(decimalWords(value), type: type) ?? decimalWords(value)
            }
        case .text: return { "~\($0)" }
        case .date, .timestamp, .other: return nil
        }
    }

    /// A hundred stretches of alike many keys; no bound is a common value, as ANALYZE has it.
    private func evenBounds(_ keys: Double, without common: Set<String>) -> [String]? {
        let values = statistics.commonValues?.compactMap { Double($0) } ?? []
        guard let least = values.min(), let most = values.max(), most > least else { return nil }
        let map = HistogramMap.times(1)
        let last = most * max(keys, 1)
        return (0...100).map { part in
            var value = (least + (last - least) * Double(part) / 100).rounded()
            while common.contains(decimalWords(value)), value < last + Double(common.count) { value += 1 }
            return map.moved(decimalWords(value), type: column.type) ?? decimalWords(value)
        }
    }

    /// A list of all days becomes a histogram, because the days behind the ones that are moved are there as well.
    private func times(_ map: HistogramMap, _ factor: Double) -> [Stretching.Statistics.Slot] {
        var slots = histogram(moved: map)
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
