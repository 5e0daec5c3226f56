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
        guard let groups = Groups(of: view, self), let made = combinations(groups, besides: nil) else { return nil }
        return made.growth(
            rows: rows(behind: groups), growth: growth(of: groups.source.root), showing: view.rows)
    }

    /// The table's rows that are grouped: those that it takes to show so many groups of a computed column's values,
    /// where the view has a condition that the table's other rows do not meet.
    private func rows(behind groups: Groups) -> Double {
        let computed = groups.columns.filter { groups.own($0) == nil }
        guard computed.count == 1, let others = combinations(groups, besides: computed[0]),
            let levels = computed[0].statistics.first?.levels(rows: groups.view.rows, factor: 1)
        else { return groups.source.rows }
        let told = levels.reduce(0) { $0 + $1.count * others.now.rows(showing: $1.share * groups.view.rows) }
        return min(groups.source.rows, max(told, groups.view.rows))
    }

    /// The frequencies of the values of such a view's column when the table grows: where groups are mostly there
    /// already hardly any come, so that the largest get a smaller share. Nil for other columns.
    ///
    /// - Parameter share: how many times its share of the table's rows a value will have, by its text.
    func groupFrequencies(
        _ statistics: HorizonStatistics, of column: HorizonColumn, in view: HorizonRelation,
        share: [String: Double] = [:]
    ) -> [Double]? {
        guard let groups = Groups(of: view, self), groups.columns.contains(where: { $0.number == column.number }),
            let others = combinations(groups, besides: column),
            let levels = statistics.levels(rows: view.rows, factor: 1)
        else { return nil }
        let growth = growth(of: groups.source.root)
        // Values that are as common get as common; what is listed stands first among the levels.
        struct Kind: Hashable { var share, growth: Double }
        var known: [Kind: Double] = [:]
        let later = levels.enumerated().map { place, level -> Double in
            let value = place < statistics.frequencies.count ? statistics.commonValues?[place] : nil
            let kind = Kind(share: level.share, growth: value.flatMap { share[$0] } ?? 1)
            if let told = known[kind] { return told }
            let rows = level.share * view.rows
            let behind = others.now.rows(showing: rows)
            // The ratio, so that nothing changes where nothing grows.
            let told =
                rows * others.later.shown(in: behind * growth * kind.growth) / max(0.001, others.now.shown(in: behind))
            known[kind] = told
            return told
        }
        let whole = zip(levels, later).reduce(0) { $0 + $1.0.count * $1.1 }
        return whole > 0 ? Array(later.prefix(statistics.frequencies.count)).map { $0 / whole } : nil
    }

    /// The column of the table that such a view's column is, and the table; nil for one that is computed.
    func groupSource(of column: HorizonColumn, in view: HorizonRelation) -> (HorizonColumn, HorizonRelation)? {
        guard let groups = Groups(of: view, self), let own = groups.own(column) else { return nil }
        return (own, groups.source)
    }

    /// A materialized view of groups, and the table that most of its rows come from.
    private struct Groups {
        var view: HorizonRelation
        var source: HorizonRelation
        /// Of the unique index.
        var columns: [HorizonColumn]

        init?(of view: HorizonRelation, _ growth: ColumnGrowth) {
            let sources = view.sources.compactMap { growth.relation($0) }
            guard view.kind == .materializedView, view.rows >= 1,
                let source = sources.max(by: { ($0.rows, $1.name) < ($1.rows, $0.name) }),
                let key = view.indexes.first(where: { $0.isUnique && $0.keyColumns.allSatisfy { $0 > 0 } })
            else { return nil }
            columns = key.keyColumns.compactMap { number in view.columns.first { $0.number == number } }
            guard columns.count == key.keyColumns.count else { return nil }
            (self.view, self.source) = (view, source)
        }

        /// The table's column that is named alike; nil for one that is computed.
        func own(_ column: HorizonColumn) -> HorizonColumn? { source.columns.first { $0.name == column.name } }
    }

    private func combinations(_ groups: Groups, besides left: HorizonColumn?) -> Combinations? {
        let columns = groups.columns.filter { $0.number != left?.number }
        func levels(_ column: HorizonColumn, isLater: Bool) -> [KeyCombinations.Level]? {
            column.statistics.last?.levels(
                rows: groups.source.rows, factor: isLater ? domainFactor(of: column, in: groups.source) : 1)
        }
        // What a computed column's values are made of nobody knows, but how many groups each of them has.
        let others = KeyCombinations(of: groups.columns.compactMap(groups.own).map { levels($0, isLater: false) })
        func made(_ isLater: Bool) -> KeyCombinations? {
            KeyCombinations(
                of: columns.map { column -> [KeyCombinations.Level]? in
                    if let own = groups.own(column) { return levels(own, isLater: isLater) }
                    return others.flatMap { Self.levels(ofComputed: column, in: groups.view, with: $0) }
                })
        }
        guard let now = made(false), let later = made(true) else { return nil }
        return Combinations(now: now, later: later)
    }

    /// A computed column's values are as common among the rows that are grouped as it takes to show so many groups.
    private static func levels(
        ofComputed column: HorizonColumn, in view: HorizonRelation, with others: KeyCombinations
    ) -> [KeyCombinations.Level]? {
        guard let groups = column.statistics.first?.levels(rows: view.rows, factor: 1) else { return nil }
        let rows = groups.map { others.rows(showing: $0.share * view.rows) }
        let whole = zip(groups, rows).reduce(0) { $0 + $1.0.count * $1.1 }
        guard whole > 0 else { return nil }
        return zip(groups, rows).map { KeyCombinations.Level(share: $1 / whole, count: $0.count) }
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
