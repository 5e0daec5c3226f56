//  What is a combination of columns: keys of indexes over several, and groups that a materialized view has rows of.

extension ColumnGrowth {
    /// Different keys that an index over several columns has, and how many times as many it will have; nil where
    /// nobody can tell.
    ///
    /// - Parameter keys: that it has at present, by its length; nil where nobody knows.
    func combined(
        of index: HorizonIndex, in relation: HorizonRelation, keys: Double?
    ) -> (keys: Double, growth: Double)? {
        guard index.rows >= 1, let combinations = combinations(of: index, in: relation) else { return nil }
        let present = combinations.now.shown(in: index.rows)
        if let keys, keys > Self.mostKeys * present { return (present, max(1, growth(of: relation.root))) }
        return (
            present, combinations.growth(rows: index.rows, growth: growth(of: relation.root), showing: keys)
        )
    }

    /// An index with more keys, by its length, than so many times those that its columns' values can make is of rows
    /// that the statistics are not about, as one with a condition on its own columns, or has room that none of them
    /// takes: it grows as its table does.
    private static let mostKeys = 1.5

    /// How many times as many rows a materialized view has that is made of groups of another table's rows: its groups
    /// are the combinations of the columns of its unique index, of which the table has those that are named alike.
    ///
    /// Nil for a view without such an index, and where nobody looked at one of its columns.
    func groupGrowth(of view: HorizonRelation) -> Double? {
        let sources = view.sources.compactMap { relation($0) }
        guard view.kind == .materializedView, view.rows >= 1,
            let source = sources.max(by: { ($0.rows, $1.name) < ($1.rows, $0.name) }),
            let key = view.indexes.first(where: { $0.isUnique && $0.keyColumns.allSatisfy { $0 > 0 } })
        else { return nil }
        let columns = key.keyColumns.map { number in view.columns.first { $0.number == number } }
        func made(_ isLater: Bool) -> KeyCombinations? {
            KeyCombinations(
                of: columns.map { column -> [KeyCombinations.Level]? in
                    guard let column else { return nil }
                    guard let own = source.columns.first(where: { $0.name == column.name }) else {
                        return Self.evenLevels(of: column, rows: view.rows)
                    }
                    return own.statistics.last?.levels(
                        rows: source.rows, factor: isLater ? domainFactor(of: own, in: source) : 1)
                })
        }
        guard let now = made(false), let later = made(true) else { return nil }
        return Combinations(now: now, later: later).growth(
            rows: source.rows, growth: growth(of: source.root), showing: view.rows)
    }

    /// Of a column that is computed nobody knows more than how many values it has.
    private static func evenLevels(of column: HorizonColumn, rows: Double) -> [KeyCombinations.Level]? {
        guard let statistics = column.statistics.first,
            let count = DomainGrowth.count(stored: statistics.distinct, rows: rows), count >= 1, count < 0.5 * rows
        else { return nil }
        return [KeyCombinations.Level(share: 1 / count, count: count)]
    }

    /// Keys at present and when there are more values to draw from.
    private struct Combinations {
        var now: KeyCombinations
        var later: KeyCombinations

        /// How many times as many show in `growth` times as many rows: at least 1, at most `growth`.
        ///
        /// - Parameter keys: that show at present; nil where nobody knows.
        func growth(rows: Double, growth: Double, showing keys: Double?) -> Double {
            let part = keys.map { now.factor(showing: $0, in: rows) } ?? 1
            let present = now.multiplied(by: part).shown(in: rows)
            return min(max(1, later.multiplied(by: part).shown(in: rows * growth) / max(1, present)), max(1, growth))
        }
    }

    /// Nil where an expression is among the columns, or one that nobody looked at.
    private func combinations(of index: HorizonIndex, in relation: HorizonRelation) -> Combinations? {
        guard index.keyColumns.count > 1 else { return nil }
        let columns = index.keyColumns.map { number in relation.columns.first { $0.number == number } }
        func made(_ isLater: Bool) -> KeyCombinations? {
            KeyCombinations(
                of: columns.map { column in
                    column.flatMap {
                        $0.statistics.first?.levels(
                            rows: relation.rows, factor: isLater ? domainFactor(of: $0, in: relation) : 1)
                    }
                })
        }
        guard let now = made(false) else { return nil }
        // Mostly there are no more values to draw from, and the same combinations.
        if columns.allSatisfy({ $0.map { domainFactor(of: $0, in: relation) == 1 } ?? true }) {
            return Combinations(now: now, later: now)
        }
        return made(true).map { Combinations(now: now, later: $0) }
    }

    /// How many times as many values there are to draw from.
    private func domainFactor(of column: HorizonColumn, in relation: HorizonRelation) -> Double {
        switch source(of: column, in: relation) {
        case .key: growth(of: relation.root)
        case .parent(let factor), .window(let factor): max(1, factor)
        case .own: 1
        }
    }
}
