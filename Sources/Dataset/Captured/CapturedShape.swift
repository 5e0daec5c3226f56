/// What was read of a database's statistics, without any of its values: the captured side of a shape file.
///
/// Made from the lines that a capture's questions answer with, whoever asked them.
public struct CapturedShape: Hashable, Sendable {
    public var server: CapturedServer
    /// Sorted by name.
    public var tables: [CapturedTable]

    public init(server: CapturedServer, tables: [CapturedTable]) {
        self.server = server
        self.tables = tables
    }

    /// The share of pages that are all visible, by table.
    public var allVisible: [TableName: Double] {
        Dictionary(uniqueKeysWithValues: tables.map { ($0.name, $0.facts.allVisible) })
    }
}

/// The server that a shape comes from, as far as it shapes query plans.
public struct CapturedServer: Hashable, Sendable, Codable {
    /// `server_version_num`.
    public var version: Int
    /// `default_statistics_target`.
    public var target: Int
    /// Planner settings that are not PostgreSQL's own.
    public var settings: [String: String]?
    /// Where names are hashed, what ``NamesKey/check`` of their key is.
    public var names: String?
}

/// One table's sizes and the statistics of its columns.
public struct CapturedTable: Hashable, Sendable {
    public var name: TableName
    public var facts: CapturedTableFacts
    /// In the order in which they were told, which is the table's.
    public var columns: [CapturedColumn]
    public var keys: [CapturedKey]
    public var combinations: [CapturedCombination]
    /// Pages by index.
    public var indexes: [String: Int]

    public init(name: TableName, facts: CapturedTableFacts) {
        self.name = name
        self.facts = facts
        columns = []
        keys = []
        combinations = []
        indexes = [:]
    }
}

/// Sizes of a table. Counts of rows have three digits.
public struct CapturedTableFacts: Hashable, Sendable, Codable {
    /// `pg_class.relkind`.
    public var kind: String
    public var rows: Int64
    public var pages: Int
    /// The share of pages that are all visible.
    public var allVisible: Double
    /// The share of dead rows.
    public var dead: Double
    public var toastPages: Int
    /// Schema and name of the partitioned table that this one is a partition of.
    public var partitionOf: [String]?
    /// Why there are no statistics; nil where they could be read.
    public var unseen: String?
    /// Of a partition: pages by index.
    public var indexes: [String: Int]?

    enum CodingKeys: String, CodingKey {
        case kind, rows, pages, dead, unseen, indexes
        case allVisible = "all_visible"
        case toastPages = "toast_pages"
        case partitionOf = "partition_of"
    }
}

/// A column and its statistics.
public struct CapturedColumn: Hashable, Sendable {
    public var name: String
    public var statistics: CapturedStatistics

    public init(name: String, statistics: CapturedStatistics) {
        self.name = name
        self.statistics = statistics
    }
}

/// What ANALYZE knows of a column, with ranks and gaps in place of values.
public struct CapturedStatistics: Hashable, Sendable, Codable {
    public var type: String
    /// The share of NULLs.
    public var nulls: Double
    /// Average width in bytes.
    public var width: Int
    /// As in pg_stats: positive a number of distinct values, negative a share of the rows.
    public var distinct: Double
    /// Of the order of rows with the order of values, -1 to 1; nil where the type has no order.
    public var correlation: Double?
    /// The shares of the most common values, the commonest first.
    public var common: [Double]?
    /// For each common value its place among them in the order of values, from 1.
    public var ranks: [Int]?
    /// For each common value how many bounds of the histogram are not above it; nil where there is no histogram.
    public var above: [Int]?
    /// The number of the histogram's bounds.
    public var bounds: Int?
    /// Where each bound lies between the first and the last, 0 to 1, for numbers and times.
    public var gaps: [Double]?
    /// The shares of rows that hold the most common elements of arrays, in the order of the elements.
    public var elementShares: [Double]?
    /// The histogram of numbers of distinct elements; the last entry is their average.
    public var elementCounts: [Double]?
    /// Lengths in bytes of so many of the values as ``lengthShares`` says.
    public var lengths: [Int]?
    /// Lengths in bytes of the most common elements of arrays of texts.
    public var elementLengths: [Int]?
    /// Of JSON and of composite types.
    public var members: CapturedMembers?
    public var ranges: CapturedRanges?

    public init(
        type: String, nulls: Double, width: Int, distinct: Double, correlation: Double? = nil, common: [Double]? = nil,
        ranks: [Int]? = nil, above: [Int]? = nil, bounds: Int? = nil, gaps: [Double]? = nil, lengths: [Int]? = nil
    ) {
        self.type = type
        self.nulls = nulls
        self.width = width
        self.distinct = distinct
        self.correlation = correlation
        self.common = common
        self.ranks = ranks
        self.above = above
        self.bounds = bounds
        self.gaps = gaps
        self.lengths = lengths
    }

    /// The shares of the values at which their lengths are told, rising; hundredths.
    public static let lengthShares = [0, 0.01, 0.02, 0.05] + (2...18).map { Double($0) / 20 } + [0.95, 0.98, 0.99, 1]

    enum CodingKeys: String, CodingKey {
        case type, nulls, width, distinct, correlation, common, ranks, above, bounds, gaps, lengths, members, ranges
        case elementShares = "element_shares"
        case elementLengths = "element_lengths"
        case elementCounts = "element_counts"
    }
}

/// What JSON values, or values of a composite type, are made of.
public struct CapturedMembers: Hashable, Sendable, Codable {
    /// The shares of objects and of arrays.
    public var objects: Double?
    public var arrays: Double?
    /// Numbers of elements of arrays at 0, 10, 50, 90 and 100 %.
    public var elements: [Int]?
    /// How many members there are that are not told: rare ones, and those whose names may be data.
    public var untold: Int
    public var keys: [CapturedMember]?
}

/// A member that many objects have.
public struct CapturedMember: Hashable, Sendable, Codable {
    public var key: String
    public var present: Double
    /// The type that most of its values have: `string`, `number`, `boolean`, `object`, `array` or `null`.
    public var type: String
    public var distinct: Int
    /// Average length of its text in bytes.
    public var width: Int
}

/// How the rows of a table are spread over those that its foreign key points at.
public struct CapturedKey: Hashable, Sendable, Codable {
    public var name: String
    public var columns: [String]
    /// Schema and name of the table that is pointed at.
    public var references: [String]
    public var to: [String]
    /// The share of rows over there that nothing points at.
    public var childless: Double
    /// How many rows point at one at so many of those that any points at as ``fanOutShares`` says.
    public var fanOut: [Int64]?
    /// For keys of one number or time: where the first and the last row that any points at, and the histogram's first
    /// and last bound, lie between the first (0) and the last (1) row over there.
    public var span: [Double]?

    /// The shares of the rows over there at which numbers of children are told, rising.
    public static let fanOutShares =
        [0.01, 0.02, 0.05] + (2...18).map { Double($0) / 20 } + [0.95, 0.98, 0.99, 0.995, 0.999, 0.9999, 1]

    public init(
        name: String, columns: [String], references: [String], to: [String], childless: Double, fanOut: [Int64]?,
        span: [Double]? = nil
    ) {
        self.name = name
        self.columns = columns
        self.references = references
        self.to = to
        self.childless = childless
        self.fanOut = fanOut
        self.span = span
    }

    public enum CodingKeys: String, CodingKey {
        case name, columns, references, to, childless, span
        case fanOut = "fan_out"
    }
}

/// A statistics object's knowledge of several columns.
public struct CapturedCombination: Hashable, Sendable, Codable {
    public var name: String
    public var columns: [String]
    /// The columns' attribute numbers, which `distinct` and `dependencies` speak of.
    public var numbers: [Int]?
    public var distinct: [String: Double]?
    public var dependencies: [String: Double]?
    public var common: [Double]?
    public var commonIfIndependent: [Double]?
    /// For each common combination where its values stand among the most common ones of each column, from 1; nil for
    /// one that is none of those.
    public var places: [[Int?]]?

    public init(
        name: String, columns: [String], numbers: [Int]?, distinct: [String: Double]?,
        dependencies: [String: Double]?, common: [Double]?, commonIfIndependent: [Double]?, places: [[Int?]]? = nil
    ) {
        self.name = name
        self.columns = columns
        self.numbers = numbers
        self.distinct = distinct
        self.dependencies = dependencies
        self.common = common
        self.commonIfIndependent = commonIfIndependent
        self.places = places
    }

    public enum CodingKeys: String, CodingKey {
        case name, columns, numbers, distinct, dependencies, common, places
        case commonIfIndependent = "common_if_independent"
    }
}

/// What a shape file says of a captured table as a whole.
public struct CapturedTableEntry: Hashable, Sendable, Codable {
    public var sizes: CapturedTableFacts
    public var keys: [CapturedKey]
    public var combinations: [CapturedCombination]
    /// Pages by index.
    public var indexes: [String: Int]
    /// Sizes of a partitioned table's partitions.
    public var partitions: [String: CapturedTableFacts]?
    /// What the dataset's scale does to the rows; proportional where nothing is said.
    public var growth: CapturedGrowth?

    public init(_ table: CapturedTable, partitions: [String: CapturedTableFacts]?, growth: CapturedGrowth) {
        self.growth = growth
        sizes = table.facts
        keys = table.keys
        combinations = table.combinations
        indexes = table.indexes
        self.partitions = partitions
    }
}
