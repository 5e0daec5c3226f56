/// How columns of a database grow under a law: their keys, their times, how many different values they have.
struct ColumnGrowth {
    let law: GrowthLaw
    let k: Double
    private let statisticsTarget: Int
    private let byName: [String: HorizonRelation]
    private var growths: [String: Double]

    init(_ facts: HorizonFacts, _ law: GrowthLaw, at k: Double) {
        self.law = law
        self.k = k
        statisticsTarget = facts.statisticsTarget
        byName = Dictionary(facts.relations.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        growths = Dictionary(
            law.tables.map { ($0.name, $0.rate.growth(at: k)) }, uniquingKeysWith: { first, _ in first })
        for table in law.tables {
            guard case .groups = table.rate, let growth = byName[table.name].flatMap({ groupGrowth(of: $0) }) else {
                continue
            }
            growths[table.name] = growth
        }
    }

    /// A table by its name.
    func relation(_ name: String) -> HorizonRelation? { byName[name] }

    /// What a column's values follow.
    enum Source: Hashable {
        /// Each row has one of its own.
        case key
        /// Keys of another table, which become so many times as many.
        case parent(factor: Double)
        /// A span of times that becomes so many times as long.
        case window(factor: Double)
        case own
    }

    /// Of a table by its root.
    func growth(of root: String) -> Double { growths[root] ?? 1 }

    /// A partition's column in the whole partitioned table; nil for a table that is no partition.
    func wholeStatistics(of column: HorizonColumn, in relation: HorizonRelation) -> HorizonStatistics? {
        guard relation.name != relation.root else { return nil }
        return byName[relation.root]?.columns.first { $0.name == column.name }?.statistics.last
    }

    func source(of column: HorizonColumn, in relation: HorizonRelation) -> Source {
        source(of: column, in: relation, visited: [])
    }

    private func source(
        of column: HorizonColumn, in relation: HorizonRelation, visited: Set<ColumnName>
    ) -> Source {
        if column.isUnique { return .key }
        let name = ColumnName(relation.root, column.name)
        if let parent = law.parents[name] ?? column.parent {
            return .parent(factor: factor(ofKeys: parent, visited: visited.union([name])))
        }
        if column.type.isTime {
            guard case .extends? = law.windows[name] else { return .window(factor: 1) }
            return .window(factor: growth(of: relation.root))
        }
        // Of a partitioned table the key of a row is unique together with what it is partitioned by.
        let distinct = column.statistics.first?.distinct ?? 0
        return column.isInPrimaryKey && distinct <= -0.99 ? .key : .own
    }

    /// How many times as many keys there are to point at.
    private func factor(ofKeys name: ColumnName, visited: Set<ColumnName>) -> Double {
        guard let table = byName[name.table], let column = table.columns.first(where: { $0.name == name.column }),
            !visited.contains(name)
        else { return growth(of: name.table) }
        switch source(of: column, in: table, visited: visited) {
        case .key: return growth(of: table.root)
        case .parent(let factor), .window(let factor): return factor
        case .own:
            guard let statistics = column.statistics.last, table.rows > 0 else { return growth(of: table.root) }
            return growth(of: statistics, source: .own, rows: table.rows, in: table)
        }
    }

    /// How many times as many different values a column has, by one row of its statistics.
    ///
    /// - Parameter rows: that the statistics are about.
    func growth(
        of statistics: HorizonStatistics, source: Source, rows: Double, in relation: HorizonRelation
    ) -> Double {
        let growth = growth(of: relation.root)
        let valued = rows * (1 - statistics.nullShare)
        guard let now = DomainGrowth.count(stored: statistics.distinct, rows: rows), now >= 1, valued >= 1 else {
            return growth
        }
        func grown(_ factor: Double) -> Double {
            DomainGrowth.distinct(now: now, rows: valued, growth: growth, domainFactor: factor) / now
        }
        /// By what came once and twice, where every row was looked at.
        func counted() -> Double? {
            ValueCounts(statistics, rows: rows, statisticsTarget: statisticsTarget)?
                .distinct(growth: growth).map { max(1, $0 / now) }
        }
        switch source {
        case .key: return growth
        case .parent(let factor): return grown(factor)
        case .window(let factor): return (factor == 1 ? counted() : nil) ?? grown(factor)
        case .own:
            return counted() ?? (DomainGrowth.isEnumerated(distinct: now, rows: valued) ? 1 : grown(1))
        }
    }

    /// How many times as many different keys an index has.
    func growth(of index: HorizonIndex, in relation: HorizonRelation) -> Double {
        let most = growth(of: relation.root)
        var expressions = index.statistics.makeIterator()
        let product = index.keyColumns.reduce(1.0) { product, number in
            if number == 0 {
                guard let statistics = expressions.next() else { return product * most }
                return product * growth(of: statistics, source: .own, rows: index.rows, in: relation)
            }
            guard let column = relation.columns.first(where: { $0.number == number }) else { return product * most }
            let source = source(of: column, in: relation)
            guard let statistics = column.statistics.first else {
                if case .parent(let factor) = source { return product * factor }
                return product * most
            }
            return product * growth(of: statistics, source: source, rows: relation.rows, in: relation)
        }
        return min(max(1, product), max(1, most))
    }
}

//  A column that repeats its parent's: rows that are there stay, and those that come are spread as parents are.

extension ColumnGrowth {
    /// What a column that says the same as its parent's is drawn to.
    struct Inheritance {
        /// Of each value among all parents that have one, as they will be.
        var shares: [String: Double]
        /// How many times as many parents there will be.
        var growth: Double

        /// A value's share among the children. How many children the few parents of today happen to have has moved it
        /// away from that among the parents.
        func drawn(_ share: Double, of value: String) -> Double {
            guard let parents = shares[value] else { return share }
            return parents + (share - parents) / growth
        }
    }

    /// Nil for a column that repeats no other, and where parents stay as many or not all of their values are known.
    func inheritance(of name: ColumnName) -> Inheritance? { inheritance(of: name, visited: []) }

    private func inheritance(of name: ColumnName, visited: Set<ColumnName>) -> Inheritance? {
        guard let parent = law.inherited[name], !visited.contains(name) else { return nil }
        let growth = growth(of: parent.table)
        guard growth > 1, let shares = shares(of: parent, visited: visited.union([name])) else { return nil }
        return Inheritance(shares: shares, growth: growth)
    }

    private func shares(of name: ColumnName, visited: Set<ColumnName>) -> [String: Double]? {
        let column = byName[name.table]?.columns.first { $0.name == name.column }
        guard let statistics = column?.statistics.last, statistics.namesAll, let values = statistics.commonValues else {
            return nil
        }
        let shares = statistics.frequencies.map { $0 / (1 - statistics.nullShare) }
        let above = inheritance(of: name, visited: visited)
        return Dictionary(
            zip(values, shares).map { ($0, above?.drawn($1, of: $0) ?? $1) }, uniquingKeysWith: { first, _ in first })
    }
}
