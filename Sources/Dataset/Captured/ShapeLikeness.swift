public import RehearsalCore

extension ShapeLikeness {
    private static let ofColumns: [LikenessMeasure] = [.nulls, .width, .distinct, .common, .histogram, .correlation]

    /// - Parameters:
    ///   - wanted: the shape that was captured.
    ///   - made: what was captured of the dataset, several times, each behind an ANALYZE of its own. Their greatest
    ///     difference is the floor: nothing can be more alike than a table is to itself.
    /// - Precondition: `made` has an entry.
    public init(of wanted: CapturedShape, to made: [CapturedShape]) {
        var scores: [LikenessScore] = []
        var unmatched: [String] = []
        let tables = Dictionary(uniqueKeysWithValues: wanted.tables.map { ($0.name, $0) })
        for table in made[0].tables where table.facts.partitionOf == nil {
            guard let original = tables[table.name] else {
                unmatched.append("\(table.name)")
                continue
            }
            let copies = made.compactMap { $0.tables.first { $0.name == table.name } }
            scores.append(
                LikenessScore(
                    name: "\(table.name)", measure: .pages,
                    differences: copies.map { ratio(Double(original.facts.pages), Double($0.facts.pages)) }))
            for column in original.columns {
                let found = copies.compactMap { $0.columns.first { $0.name == column.name }?.statistics }
                guard found.count == copies.count else {
                    unmatched.append("\(table.name).\(column.name)")
                    continue
                }
                for measure in Self.ofColumns {
                    let differences = found.compactMap { measure.difference(column.statistics, $0) }
                    guard differences.count == found.count else { continue }
                    let floor = found.dropFirst().compactMap { measure.difference(found[0], $0) }.max() ?? 0
                    scores.append(
                        LikenessScore(
                            name: "\(table.name).\(column.name)", measure: measure, differences: differences,
                            floor: floor))
                }
            }
        }
        let known = Set(made[0].tables.map(\.name))
        unmatched += wanted.tables.filter { $0.facts.partitionOf == nil && !known.contains($0.name) }.map {
            "\($0.name)"
        }
        self.init(scores: scores, unmatched: unmatched)
    }
}

extension LikenessMeasure {
    /// Nil where one of the two has nothing to compare.
    func difference(_ wanted: CapturedStatistics, _ found: CapturedStatistics) -> Double? {
        if wanted.nulls >= 1 { return self == .nulls ? abs(wanted.nulls - found.nulls) : nil }
        switch self {
        case .nulls: return abs(wanted.nulls - found.nulls)
        case .width: return ratio(Double(wanted.width), Double(found.width))
        case .distinct:
            // The number and the share of rows cannot be compared without the number of rows: both are of one kind.
            guard (wanted.distinct < 0) == (found.distinct < 0) else { return nil }
            return ratio(wanted.distinct.magnitude, found.distinct.magnitude)
        case .common:
            guard let own = wanted.common, let other = found.common else { return nil }
            let shares = (0..<max(own.count, other.count)).map { index in
                abs((index < own.count ? own[index] : 0) - (index < other.count ? other[index] : 0))
            }
            return shares.reduce(0, +) / 2
        case .histogram:
            guard let own = wanted.gaps, let other = found.gaps, own.count > 1, other.count > 1 else { return nil }
            return (0...100).reduce(0.0) { most, step in
                max(most, abs(position(Double(step) / 100, own) - position(Double(step) / 100, other)))
            }
        case .correlation:
            guard let own = wanted.correlation, let other = found.correlation else { return nil }
            return abs(own - other)
        case .pages: return nil
        }
    }

    /// Where the bound at a share of the way through the bounds lies.
    private func position(_ share: Double, _ gaps: [Double]) -> Double {
        let place = share * Double(gaps.count - 1)
        let low = min(Int(place), gaps.count - 2)
        return gaps[low] + (gaps[low + 1] - gaps[low]) * (place - Double(low))
    }
}

/// How far the greater of two is above the smaller: 0 for equal ones.
private func ratio(_ first: Double, _ second: Double) -> Double {
    let (low, high) = (min(first, second), max(first, second))
    return high == 0 ? 0 : low <= 0 ? .infinity : high / low - 1
}
