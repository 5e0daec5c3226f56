/// What has to stand in the catalogs and in the file system for the planner to see a database k times as large.
///
/// A pure function of the facts, a law and k. The rules are those that were measured; each says what it stands for.
public struct Stretching: Hashable, Sendable {
    /// A relation's length and what pg_class says of it.
    public struct Size: Hashable, Sendable {
        public var oid: UInt32
        /// Of the file, and `relpages`; nil for a relation without one.
        public var pages: Int64?
        public var rows: Double
        public var allVisiblePages: Int64
        /// Levels that a b-tree gets on top of those that it has.
        public var moreLevels = 0
    }

    /// A row of pg_statistic.
    public struct Statistics: Hashable, Sendable {
        public enum Kind: Hashable, Sendable { case common, histogram, correlation, nothing }

        public struct Slot: Hashable, Sendable {
            /// 1 to 5.
            public var number: Int
            public var kind: Kind
            /// Nil stays.
            public var frequencies: [Double]?
            public var values: [String]?

            public init(number: Int, kind: Kind, frequencies: [Double]?, values: [String]?) {
                self.number = number
                self.kind = kind
                self.frequencies = frequencies
                self.values = values
            }
        }

        public var place: HorizonStatistics.Place
        public var distinct: Double
        public var slots: [Slot]
    }

    /// A row with the largest keys, for the planner looks up where an index really ends (get_actual_variable_range).
    public struct Bookend: Hashable, Sendable {
        public var relation: UInt32
        /// By column, how many times as large as the largest.
        public var columns: [String: Double]
        /// Columns of texts that are unique, which have to be others than they are.
        public var texts: [String]

        public init(relation: UInt32, columns: [String: Double], texts: [String] = []) {
            self.relation = relation
            self.columns = columns
            self.texts = texts
        }
    }

    public var sizes: [Size] = []
    public var statistics: [Statistics] = []
    public var bookends: [Bookend] = []
    /// What could not be brought about, in sentences.
    public var remarks: [String] = []

    /// - Parameter nowSeconds: the clock's, since 1970: where windows of times end.
    public init(_ facts: HorizonFacts, _ law: GrowthLaw, at k: Double, nowSeconds: Int64) {
        let growth = ColumnGrowth(facts, law, at: k)
        for relation in facts.relations {
            sizes += Self.sizes(of: relation, growth)
            for column in relation.columns {
                let source = growth.source(of: column, in: relation)
                statistics += column.statistics.map { statistics in
                    StatisticsStretching(
                        statistics, of: column, in: relation, source: source, growth, target: facts.statisticsTarget,
                        nowSeconds: nowSeconds
                    ).result
                }
            }
            for index in relation.indexes {
                statistics += index.statistics.map { statistics in
                    let factor = growth.growth(of: statistics, source: .own, rows: index.rows, in: relation)
                    return Statistics(
                        place: statistics.place,
                        distinct: StatisticsStretching.stored(
                            statistics, rows: index.rows, growth: growth.growth(of: relation.root), factor: factor),
                        slots: [])
                }
            }
            note(bookendFor: relation, growth)
        }
        remarks += facts.extendedStatistics.map(\.remark)
        for relation in facts.relations where relation.kind == .partitioned && relation.partitioning != .hash {
            guard growth.growth(of: relation.root) != 1 else { continue }
            remarks.append(
                "\(relation.name): partitions that are yet to be made are not there, and those that are there grow")
        }
    }

    private static func sizes(of relation: HorizonRelation, _ growth: ColumnGrowth) -> [Size] {
        let factor = growth.growth(of: relation.root)
        let rows = relation.rows > 0 ? (relation.rows * factor).rounded() : relation.rows
        if relation.kind == .partitioned {
            return [Size(oid: relation.oid, pages: nil, rows: rows, allVisiblePages: relation.allVisiblePages)]
        }
        let pages = PageModel.heap(
            pages: relation.pages, rows: relation.rows, rowsPerFullPage: relation.rowsPerFullPage, growth: factor)
        let visible = PageModel.allVisible(relation.allVisiblePages, of: relation.pages, grownTo: pages)
        let indexes = relation.indexes.map { index -> Size in
            let length: Int64 =
                switch index.method {
                case "btree": Self.treePages(of: index, in: relation, growth)
                case "gin": PageModel.gin(pages: index.pages, growth: factor)
                case "brin":
                    factor == 1
                        ? index.pages
                        : PageModel.brin(pages: index.pages, heapPages: pages, rangePages: index.rangePages)
                default: PageModel.other(pages: index.pages, growth: factor)
                }
            let rows = index.rows > 0 ? (index.rows * factor).rounded() : index.rows
            var size = Size(oid: index.oid, pages: length, rows: rows, allVisiblePages: 0)
            if index.method == "btree" {
                size.moreLevels = TreeHeight.growth(
                    from: index.pages, to: length, mayDeduplicate: relation.mayDeduplicate(index),
                    entry: relation.entry(of: index))
            }
            return size
        }
        return [Size(oid: relation.oid, pages: pages, rows: rows, allVisiblePages: visible)] + indexes
    }

    private static func treePages(
        of index: HorizonIndex, in relation: HorizonRelation, _ growth: ColumnGrowth
    ) -> Int64 {
        let present = relation.entry(of: index)
        let measured = present.map {
            PageModel.treeKeys(pages: index.pages, rows: index.rows, entryBytes: $0.bytes)
        }
        // Of others nothing hangs on the number of keys.
        let mayDeduplicate = relation.mayDeduplicate(index)
        let combined = mayDeduplicate ? growth.combined(of: index, in: relation, keys: measured) : nil
        let entry = present.map { PageModel.Entry(bytes: $0.bytes, keys: min($0.keys, combined?.keys ?? $0.keys)) }
        return PageModel.btree(
            pages: index.pages, rows: index.rows, growth: growth.growth(of: relation.root),
            domainGrowth: combined?.growth ?? growth.growth(of: index, in: relation),
            mayDeduplicate: mayDeduplicate, entry: entry)
    }

    /// Only where an index begins with a column whose values are counted up.
    private mutating func note(bookendFor relation: HorizonRelation, _ growth: ColumnGrowth) {
        guard relation.kind != .partitioned, relation.kind != .materializedView, relation.rows > 0 else { return }
        let leading = Set(relation.indexes.filter { $0.method == "btree" }.compactMap(\.keyColumns.first))
        var columns: [String: Double] = [:]
        var numbers: Set<Int> = []
        for column in relation.columns where column.type.isNumber {
            switch growth.source(of: column, in: relation) {
            case .key where growth.growth(of: relation.root) != 1:
                columns[column.name] = growth.growth(of: relation.root)
                numbers.insert(column.number)
            case .parent(let factor) where factor != 1:
                columns[column.name] = factor
                numbers.insert(column.number)
            case .key, .parent, .window, .own: continue
            }
        }
        guard !numbers.isDisjoint(with: leading) else { return }
        var texts: [String] = []
        for index in relation.indexes where index.isUnique && numbers.isDisjoint(with: index.keyColumns) {
            let text = relation.columns.first { index.keyColumns.contains($0.number) && $0.type == .text }
            if let text { texts.append(text.name) } else { texts.append("") }
        }
        guard !texts.contains(""), relation.name == relation.root else {
            let remark =
                "\(relation.root): no row with the largest keys can be made, so that a condition near their end is "
                + "planned as if keys ended where they end now"
            if !remarks.contains(remark) { remarks.append(remark) }
            return
        }
        bookends.append(Bookend(relation: relation.oid, columns: columns, texts: Set(texts).sorted()))
    }
}
