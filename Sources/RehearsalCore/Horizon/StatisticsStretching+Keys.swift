/// Columns that hold keys of another table, when there are more keys.
extension StatisticsStretching {
    /// - Parameters:
    ///   - factor: of the different values that rows show.
    ///   - keys: of the keys to point at.
    func keySlots(_ factor: Double, keys: Double) -> [Stretching.Statistics.Slot] {
        guard statistics.commonSlot > 0, !statistics.frequencies.isEmpty,
            let now = DomainGrowth.count(stored: statistics.distinct, rows: relation.rows)
        else { return histogram(moved: .times(keys), factor) }
        let law = growth.law.common[ColumnName(relation.root, column.name)] ?? .even
        let slot = statistics.commonSlot
        guard let values = statistics.commonValues, let copied = copies(of: values) else {
            let dilution = CommonValues.dilution(
                law, frequencies: statistics.frequencies, distinct: now, growth: max(1, factor))
            let frequencies = statistics.frequencies.map { $0 * dilution }
            return [.init(number: slot, kind: .common, frequencies: frequencies, values: nil)]
                + histogram(moved: .times(keys), factor)
        }
        let members = grownList(law, distinct: now, factor)
        let named = members.map { copied($0.place, $0.copy) }
        let common = Stretching.Statistics.Slot(
            number: slot, kind: members.isEmpty ? .nothing : .common,
            frequencies: members.isEmpty ? nil : members.map(\.frequency), values: members.isEmpty ? nil : named)
        return [common] + rest(keys, besides: named, distinct: now * factor, factor)
    }

    private func grownList(_ law: CommonGrowth, distinct: Double, _ factor: Double) -> [CommonValues.Member] {
        let rows = relation.rows * growth.growth(of: relation.root)
        if factor == 1, rows == relation.rows {
            return CommonValues.grown(
                law, frequencies: statistics.frequencies, distinct: distinct, growth: 1,
                most: statistics.frequencies.count)
        }
        var members = CommonValues.grown(
            law, frequencies: statistics.frequencies, distinct: distinct, growth: max(1, factor), most: target,
            isFavoured: growth.law.favoured.contains(ColumnName(relation.root, column.name)))
        if let inherited = inherited(members) {
            members = inherited
        } else if statistics.namesAll {
            let settled = settled(members.map(\.frequency), rows: rows, growth: max(1, factor))
            for (place, frequency) in settled.enumerated() { members[place].frequency = frequency }
        }
        let kept = CommonListRule(rows: rows, statisticsTarget: sampleTarget).keptCount(
            of: members.map(\.frequency), distinct: distinct * max(1, factor), nullShare: statistics.nullShare)
        return Array(members.prefix(kept))
    }

    /// The list drawn to what parents say of the same values; nil where no parent does.
    private func inherited(_ members: [CommonValues.Member]) -> [CommonValues.Member]? {
        guard let inheritance = growth.inheritance(of: ColumnName(relation.root, column.name)),
            let values = statistics.commonValues, statistics.nullShare < 1
        else { return nil }
        let valued = 1 - statistics.nullShare
        return members.map { member in
            guard member.copy == 0 else { return member }
            var drawn = member
            drawn.frequency = valued * inheritance.drawn(member.frequency / valued, of: values[member.place])
            return drawn
        }.sorted { ($1.frequency, $0.place, $0.copy) < ($0.frequency, $1.place, $1.copy) }
    }

    /// The histogram of what is not in the list.
    private func rest(
        _ keys: Double, besides common: [String], distinct: Double, _ factor: Double
    ) -> [Stretching.Statistics.Slot] {
        if statistics.histogramSlot > 0 {
            return histogram(moved: .times(keys), factor, besides: common)
        }
        let rest = distinct.rounded() - Double(common.count)
        guard statistics.freeSlot > 0 else { return [] }
        let bounds = rest >= 2 ? evenBounds(keys, count: Int(min(rest, Double(target + 1))), without: Set(common)) : nil
        return [
            .init(
                number: statistics.freeSlot, kind: bounds == nil ? .nothing : .histogram, frequencies: nil,
                values: bounds)
        ]
    }

    /// Names of values that are not there yet, by the place of a present one and a number; the present one for 0. Nil
    /// for types of which none can be made.
    ///
    /// A number is as far behind the present one as all keys reach, times its number, as if the keys came once more.
    private func copies(of values: [String]) -> ((Int, Int) -> String)? {
        let type = column.type
        switch type {
        case .whole, .decimal:
            let span = (values + (statistics.bounds ?? [])).compactMap { Double($0) }.max() ?? 0
            return { place, copy in
                guard copy > 0, let value = Double(values[place]), span > 0 else { return values[place] }
                return HistogramMap.written((value + span * Double(copy)).rounded(), as: type) ?? values[place]
            }
        case .text: return { place, copy in copy > 0 ? "\(values[place])~\(copy)" : values[place] }
        case .uuid:
            return { place, copy in
                let value = values[place]
                guard copy > 0, let head = UInt32(value.prefix(8), radix: 16) else { return value }
                let other = String(head &+ UInt32(truncatingIfNeeded: copy) &* 0x9E37_79B9, radix: 16)
                return String(repeating: "0", count: 8 - other.count) + other + value.dropFirst(8)
            }
        case .date, .timestamp, .other: return nil
        }
    }

    /// Stretches of alike many keys; no bound is a common value, as ANALYZE has it. Of texts those that the list had
    /// and has no more.
    private func evenBounds(_ keys: Double, count: Int, without common: Set<String>) -> [String]? {
        guard column.type.isNumber else {
            let left = Set(statistics.commonValues ?? []).subtracting(common).sorted()
            return left.count >= 2 ? left : nil
        }
        let values = statistics.commonValues?.compactMap { Double($0) } ?? []
        guard let least = values.min(), let most = values.max(), most > least else { return nil }
        let last = most * max(keys, 1)
        let bounds = [least, last].compactMap { HistogramMap.written($0, as: column.type) }
        return HistogramBounds.lengthened(bounds, to: count, type: column.type, besides: common)
    }
}
