public import RehearsalCore

extension ShapeLikeness {
    /// - Parameters:
    ///   - wanted: the shape that was captured.
    ///   - made: what was captured of the dataset, several times, each behind an ANALYZE of its own. Their greatest
    ///     difference is the floor: nothing can be more alike than a table is to itself.
    /// - Precondition: `made` has an entry.
    public init(of wanted: CapturedShape, to made: [CapturedShape]) {
        let own = MeasuredShape(wanted)
        let others = made.map(MeasuredShape.init)
        var scores: [LikenessScore] = []
        var unmatched = Set(own.names).symmetricDifference(others[0].names)
        for name in own.names where !unmatched.contains(name) {
            let copies = others.compactMap { $0.statistics[name] }
            guard copies.count == others.count, let original = own.statistics[name] else {
                unmatched.insert(name)
                continue
            }
            for measure in LikenessMeasure.allCases {
                let value = original[measure]
                let found = copies.map { $0[measure] }
                guard value != nil || found.contains(where: { $0 != nil }) else { continue }
                let floor = found.map { $0.difference(from: found[0]) }.max() ?? 0
                scores.append(
                    LikenessScore(
                        name: name, measure: measure, differences: found.map { $0.difference(from: value) },
                        floor: floor))
            }
        }
        self.init(scores: scores, unmatched: Array(unmatched))
    }
}

/// A shape as numbers that can be held against another's, by the names of tables, columns, indexes and statistics
/// objects.
private struct MeasuredShape {
    /// In the order of tables and columns.
    private(set) var names: [String] = []
    private(set) var statistics: [String: [LikenessMeasure: MeasuredStatistic]] = [:]

    init(_ shape: CapturedShape) {
        for table in shape.tables where table.facts.unseen == nil { add(table) }
    }

    private mutating func add(_ table: CapturedTable) {
        let rows = Double(table.facts.rows)
        var sizes: [LikenessMeasure: MeasuredStatistic] = [.rows: .size(rows, slack: 0)]
        // A partitioned table has no pages of its own.
        if table.facts.kind == "r" {
            sizes[.pages] = .size(Double(table.facts.pages), slack: 1)
            sizes[.toastPages] = .size(Double(table.facts.toastPages), slack: 1)
        }
        add("\(table.name)", sizes)
        for column in table.columns { add("\(table.name).\(column.name)", column.statistics.measured(ofRows: rows)) }
        for (index, pages) in table.indexes.sorted(by: { $0.key < $1.key }) {
            add("\(table.name) index \(index)", [.indexPages: .size(Double(pages), slack: 1)])
        }
        for combination in table.combinations { add(combination, of: table, rows: rows) }
    }

    private mutating func add(_ combination: CapturedCombination, of table: CapturedTable, rows: Double) {
        let name = "\(table.name) statistics \(combination.name)"
        for (numbers, distinct) in (combination.distinct ?? [:]).sorted(by: { $0.key < $1.key }) {
            add("\(name) (\(combination.named(numbers)))", [.distinct: .distinct(distinct, ofRows: rows)])
        }
        for (numbers, degree) in (combination.dependencies ?? [:]).sorted(by: { $0.key < $1.key }) {
            add("\(name) (\(combination.named(numbers)))", [.dependency: .share(degree)])
        }
        if let common = combination.common { add(name, [.common: .shares(common)]) }
    }

    private mutating func add(_ name: String, _ measured: [LikenessMeasure: MeasuredStatistic]) {
        if statistics[name] == nil { names.append(name) }
        statistics[name, default: [:]].merge(measured) { $1 }
    }
}

extension CapturedStatistics {
    fileprivate func measured(ofRows rows: Double) -> [LikenessMeasure: MeasuredStatistic] {
        // A column without a value has nothing else to measure.
        if nulls >= 1 { return [.nulls: .share(nulls)] }
        var measured: [LikenessMeasure: MeasuredStatistic] = [
            .nulls: .share(nulls), .width: .size(Double(width), slack: 1), .distinct: .distinct(distinct, ofRows: rows),
            .common: .shares(common ?? []), .bounds: .size(Double(bounds ?? 0), slack: 0),
        ]
        if let gaps, gaps.count > 1 { measured[.histogram] = .positions(gaps) }
        if let correlation { measured[.correlation] = .share(correlation) }
        if let elementShares { measured[.elements] = .shares(elementShares) }
        return measured
    }
}

extension CapturedCombination {
    /// Names of columns for attribute numbers, which differ where columns were dropped: `1 => 2` and `1, 2`.
    fileprivate func named(_ numbers: String) -> String {
        let names = Dictionary(
            zip((self.numbers ?? []).map { "\($0)" }, columns), uniquingKeysWith: { first, _ in first })
        return numbers.split(separator: " ").map { word in
            let number = word.filter(\.isNumber)
            guard let name = names[number] else { return String(word) }
            return name + word.drop { $0.isNumber }
        }.joined(separator: " ")
    }
}

/// A statistic in a form that has a difference.
private enum MeasuredStatistic {
    /// A share or a degree: the difference counts.
    case share(Double)
    /// A number of pages, bytes or rows: the ratio counts, of differences above the slack.
    case size(Double, slack: Double)
    /// A number of different values, or negative its share of the rows, as pg_stats has it.
    case distinct(Double, ofRows: Double)
    /// Shares by rank.
    case shares([Double])
    /// Where bounds lie, from 0 to 1.
    case positions([Double])
}

extension MeasuredStatistic? {
    /// Endless where only one of the two has the statistic.
    fileprivate func difference(from other: MeasuredStatistic?) -> Double {
        switch (self, other) {
        case (nil, nil): 0
        case (.share(let own), .share(let other)): abs(own - other)
        case (.size(let own, let slack), .size(let other, _)): abs(own - other) <= slack ? 0 : ratio(own, other)
        case (.distinct(let own, let rows), .distinct(let other, let otherRows)):
            distinctRatio(own, rows, other, otherRows)
        case (.shares(let own), .shares(let other)): variation(own, other)
        case (.positions(let own), .positions(let other)): distance(own, other)
        default: .infinity
        }
    }

    /// Of shares of rows the shares count, whatever the numbers of rows are.
    private func distinctRatio(_ own: Double, _ rows: Double, _ other: Double, _ otherRows: Double) -> Double {
        if own < 0 && other < 0 { return ratio(own.magnitude, other.magnitude) }
        return ratio(own < 0 ? -own * rows : own, other < 0 ? -other * otherRows : other)
    }

    /// Half the sum of the differences, rank by rank.
    private func variation(_ own: [Double], _ other: [Double]) -> Double {
        var sum = 0.0
        for index in 0..<Swift.max(own.count, other.count) {
            sum += abs((index < own.count ? own[index] : 0) - (index < other.count ? other[index] : 0))
        }
        return sum / 2
    }

    private func distance(_ own: [Double], _ other: [Double]) -> Double {
        (0...100).reduce(0) { most, step in
            let share = Double(step) / 100
            return Swift.max(most, abs(position(share, own) - position(share, other)))
        }
    }

    /// Where the bound at a share of the way through the bounds lies.
    private func position(_ share: Double, _ gaps: [Double]) -> Double {
        let place = share * Double(gaps.count - 1)
        let low = Swift.min(Int(place), gaps.count - 2)
        return gaps[low] + (gaps[low + 1] - gaps[low]) * (place - Double(low))
    }
}

/// How far the greater of two is above the smaller: 0 for equal ones.
private func ratio(_ first: Double, _ second: Double) -> Double {
    let (low, high) = (min(first, second), max(first, second))
    return high == 0 ? 0 : low <= 0 ? .infinity : high / low - 1
}
