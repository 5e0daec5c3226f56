/// What the catalogs say of a database before it is stretched: everything that the planner will ask for again.
public struct HorizonFacts: Hashable, Sendable {
    /// Tables, partitioned tables and materialized views of users, sorted by name.
    public var relations: [HorizonRelation]
    /// They stay as they are.
    public var extendedStatistics: [HorizonExtendedStatistics]
    public var statisticsTarget: Int

    public init(relations: [HorizonRelation], extendedStatistics: [HorizonExtendedStatistics], statisticsTarget: Int) {
        self.relations = relations
        self.extendedStatistics = extendedStatistics
        self.statisticsTarget = statisticsTarget
    }
}

/// An object of CREATE STATISTICS.
public struct HorizonExtendedStatistics: Hashable, Sendable {
    /// As `stxkind` has them.
    public enum Kind: String, Hashable, Sendable, CaseIterable {
        case distinct = "d", dependencies = "f", common = "m", expressions = "e"

        var words: String {
            switch self {
            case .distinct: "numbers of different combinations"
            case .dependencies: "dependencies"
            case .common: "common combinations"
            case .expressions: "statistics of expressions"
            }
        }
    }

    /// `schema.statistics`, unquoted.
    public var name: String
    public var kinds: [Kind]

    public init(name: String, kinds: [Kind]) {
        self.name = name
        self.kinds = kinds
    }

    var remark: String { "\(name): \(kinds.map(\.words).joined(separator: ", ")) stay as they are" }
}

/// One table-like relation.
public struct HorizonRelation: Hashable, Sendable {
    public enum Kind: String, Hashable, Sendable { case table = "r", partitioned = "p", materializedView = "m" }

    /// `partstrat` of a partitioned table.
    public enum Partitioning: String, Hashable, Sendable { case range = "r", list = "l", hash = "h" }

    public var oid: UInt32
    /// `schema.table`, unquoted.
    public var name: String
    /// The topmost partitioned parent's name; the relation's own where it is no partition.
    public var root: String
    public var kind: Kind
    /// Of its file, in pages of 8 KiB.
    public var pages: Int64
    /// `reltuples`; below 0 where nobody counted them.
    public var rows: Double
    public var allVisiblePages: Int64
    /// Of a small table; nil for others and where it could not be counted.
    public var rowsPerFullPage: Double?
    public var partitioning: Partitioning?
    /// Tables that a materialized view is made of.
    public var sources: [String] = []
    public var columns: [HorizonColumn]
    public var indexes: [HorizonIndex]

    public init(
        oid: UInt32, name: String, root: String, kind: Kind, pages: Int64, rows: Double, allVisiblePages: Int64,
        rowsPerFullPage: Double? = nil, columns: [HorizonColumn] = [], indexes: [HorizonIndex] = []
    ) {
        self.oid = oid
        self.name = name
        self.root = root
        self.kind = kind
        self.pages = pages
        self.rows = rows
        self.allVisiblePages = allVisiblePages
        self.rowsPerFullPage = rowsPerFullPage
        self.columns = columns
        self.indexes = indexes
    }
}

/// One column with what ANALYZE found out about it.
public struct HorizonColumn: Hashable, Sendable {
    public var number: Int
    public var name: String
    public var type: HorizonValueType
    /// True where a unique index over all rows has this column alone.
    public var isUnique: Bool
    public var isInPrimaryKey: Bool
    /// What a foreign key of one or more columns points at.
    public var parent: ColumnName?
    /// At most two: of the rows of the table alone, and of those of its children as well.
    public var statistics: [HorizonStatistics]

    public init(
        number: Int, name: String, type: HorizonValueType, isUnique: Bool = false, isInPrimaryKey: Bool = false,
        parent: ColumnName? = nil, statistics: [HorizonStatistics] = []
    ) {
        self.number = number
        self.name = name
        self.type = type
        self.isUnique = isUnique
        self.isInPrimaryKey = isInPrimaryKey
        self.parent = parent
        self.statistics = statistics
    }
}

/// One row of pg_statistic.
public struct HorizonStatistics: Hashable, Sendable {
    public struct Place: Hashable, Sendable {
        public var relation: UInt32
        public var attribute: Int
        /// `stainherit`.
        public var isInherited: Bool

        public init(relation: UInt32, attribute: Int, isInherited: Bool) {
            self.relation = relation
            self.attribute = attribute
            self.isInherited = isInherited
        }
    }

    public var place: Place
    public var nullShare: Double
    /// `stawidth`, of a value in bytes; nil where nobody asked.
    public var width: Int?
    /// `stadistinct`.
    public var distinct: Double
    /// Slots, 1 to 5, of the most common values, of the histogram, and the first that is free; 0 for none.
    public var commonSlot: Int
    public var histogramSlot: Int
    public var freeSlot: Int
    public var frequencies: [Double]
    /// Values are read only where growth may move or multiply them: nil for others.
    public var commonValues: [String]?
    public var bounds: [String]?
    /// The column's own statistics target; nil for everybody's.
    public var target: Int?
    /// Of the order of values with that of rows; nil, and 0 for its slot, where it was not gathered.
    public var correlation: Double?
    public var correlationSlot = 0

    public init(
        place: Place, nullShare: Double, distinct: Double, commonSlot: Int = 0, histogramSlot: Int = 0,
        freeSlot: Int = 0, frequencies: [Double] = [], commonValues: [String]? = nil, bounds: [String]? = nil,
        target: Int? = nil, width: Int? = nil
    ) {
        self.place = place
        self.nullShare = nullShare
        self.distinct = distinct
        self.commonSlot = commonSlot
        self.histogramSlot = histogramSlot
        self.freeSlot = freeSlot
        self.frequencies = frequencies
        self.commonValues = commonValues
        self.bounds = bounds
        self.target = target
        self.width = width
    }

    /// True where the most common values are all there are.
    var namesAll: Bool {
        commonSlot > 0 && histogramSlot == 0 && nullShare + frequencies.reduce(0, +) > 0.999
    }
}

/// One index.
public struct HorizonIndex: Hashable, Sendable {
    public var oid: UInt32
    public var name: String
    /// `btree`, `gin`, `brin` and the like.
    public var method: String
    public var pages: Int64
    public var rows: Double
    public var isUnique: Bool
    public var hasIncluded: Bool
    /// Numbers of the key's columns; 0 for an expression.
    public var keyColumns: [Int]
    /// `pages_per_range` of a BRIN index.
    public var rangePages: Int64
    /// Of its expressions.
    public var statistics: [HorizonStatistics]

    public init(
        oid: UInt32, name: String, method: String, pages: Int64, rows: Double, isUnique: Bool = false,
        hasIncluded: Bool = false, keyColumns: [Int] = [], rangePages: Int64 = 128,
        statistics: [HorizonStatistics] = []
    ) {
        self.oid = oid
        self.name = name
        self.method = method
        self.pages = pages
        self.rows = rows
        self.isUnique = isUnique
        self.hasIncluded = hasIncluded
        self.keyColumns = keyColumns
        self.rangePages = rangePages
        self.statistics = statistics
    }
}

extension HorizonRelation {
    /// False for a unique index, for one with INCLUDE, and for numbers with decimals, of which equal ones may be
    /// written differently: PostgreSQL never deduplicates those.
    func mayDeduplicate(_ index: HorizonIndex) -> Bool {
        !index.isUnique && !index.hasIncluded
            && !index.keyColumns.contains { number in columns.contains { $0.number == number && $0.type == .decimal } }
    }

    /// What a row takes in a b-tree; nil where ANALYZE has not seen all of its columns.
    func entry(of index: HorizonIndex) -> PageModel.Entry? {
        var (width, keys) = (0, 1.0)
        for number in index.keyColumns {
            guard let statistics = columns.first(where: { $0.number == number })?.statistics.first else { return nil }
            // A column of NULLs alone: one key, of no width.
            if statistics.nullShare >= 1 { continue }
            guard let bytes = statistics.width,
                let count = DomainGrowth.count(stored: statistics.distinct, rows: rows)
            else { return nil }
            width += bytes
            keys *= max(1, count)
        }
        return PageModel.Entry(bytes: Double(8 + (width + 7) / 8 * 8 + 4), keys: min(keys, max(0, index.rows)))
    }
}
