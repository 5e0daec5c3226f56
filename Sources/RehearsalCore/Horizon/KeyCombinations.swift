/// How many different keys the rows of an index over several columns show, and how many more rows would.
///
/// Few statuses, days and firms make many combinations, of which few rows show a part and more rows show more: their
/// number grows although none of the columns gets a new value. Columns are taken to have nothing to do with one
/// another, as the planner takes them; where an index is too small for so many keys, there are fewer combinations.
struct KeyCombinations {
    /// Values of one column, or combinations, that come about equally often.
    struct Level: Hashable {
        /// Of the rows, of each value.
        var share: Double
        var count: Double
    }

    private let levels: [Level]

    /// Nil where nobody looked at one of the columns.
    ///
    /// - Parameter columns: of each column its values.
    init?(of columns: [[Level]?]) {
        var combined = [Level(share: 1, count: 1)]
        for column in columns {
            guard let column else { return nil }
            let (own, before) = (Self.merged(column), combined)
            combined = Self.merged(
                before.flatMap { first in
                    own.map { Level(share: first.share * $0.share, count: first.count * $0.count) }
                })
        }
        levels = combined
    }

    private init(levels: [Level]) { self.levels = levels }

    /// With so many times as many combinations, each as many times rarer.
    func multiplied(by factor: Double) -> KeyCombinations {
        KeyCombinations(levels: levels.map { Level(share: $0.share / factor, count: $0.count * factor) })
    }

    /// Different keys in so many rows.
    func shown(in rows: Double) -> Double {
        levels.reduce(0) { sum, level in
            guard level.share > 0 else { return sum }
            return sum + level.count * level.share * DomainGrowth.shown(of: 1 / level.share, in: rows)
        }
    }

    /// In how many rows so many different keys show; of more than nearly all of them, in as many rows as show those.
    func rows(showing keys: Double) -> Double {
        let most = Self.mostShown * levels.reduce(0) { $0 + $1.count }
        let wanted = min(keys, most)
        var (low, high) = (0.0, 1.0)
        while shown(in: high) < wanted, high < 1e15 { (low, high) = (high, high * 2) }
        for _ in 0..<40 {
            let middle = (low + high) / 2
            if shown(in: middle) < wanted { low = middle } else { high = middle }
        }
        return high
    }

    /// The part of all combinations behind which nobody can tell how many rows there were.
    private static let mostShown = 0.98

    /// The factor, at most 1, by which there are fewer combinations where so many rows show so few keys.
    func factor(showing keys: Double, in rows: Double) -> Double {
        guard keys < shown(in: rows) else { return 1 }
        var (low, high) = (1e-9, 1.0)
        for _ in 0..<50 {
            let middle = (low * high).squareRoot()
            if multiplied(by: middle).shown(in: rows) < keys { low = middle } else { high = middle }
        }
        return high
    }

    /// Shares that differ by less than a twentieth become one: a product of long lists stays short.
    private static func merged(_ levels: [Level]) -> [Level] {
        var bins: [Int: (mass: Double, count: Double)] = [:]
        for level in levels where level.share > 0 && level.count > 0 {
            let bin = Int((logarithm(level.share) * 20).rounded(.down))
            let held = bins[bin] ?? (0, 0)
            bins[bin] = (held.mass + level.share * level.count, held.count + level.count)
        }
        return bins.sorted { $0.key < $1.key }.map { _, held in
            Level(share: held.mass / held.count, count: held.count)
        }
    }
}

extension HorizonStatistics {
    /// The column's values by how often they come; nil where nobody knows.
    ///
    /// - Parameters:
    ///   - rows: that the statistics are about.
    ///   - factor: how many times as many values there are to draw from, each as many times rarer.
    func levels(rows: Double, factor: Double) -> [KeyCombinations.Level]? {
        guard let distinct = DomainGrowth.count(stored: distinct, rows: rows), factor > 0 else { return nil }
        var levels = frequencies.map { KeyCombinations.Level(share: $0 / factor, count: factor) }
        if nullShare > 0 { levels.append(.init(share: nullShare, count: 1)) }
        let rest = max(0, distinct.rounded() - Double(frequencies.count))
        let share = max(0, 1 - nullShare - frequencies.reduce(0, +))
        if rest >= 1, share * rows >= 1 {
            // Where no value comes twice there are as many to draw from as one likes.
            let domain = min(1e15, DomainGrowth.domain(distinct: min(rest, share * rows), rows: share * rows))
            levels.append(.init(share: share / (domain * factor), count: domain * factor))
        }
        return levels
    }
}
