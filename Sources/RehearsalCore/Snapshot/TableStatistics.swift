/// What the planner knew of a table: the numbers that VACUUM and ANALYZE wrote, and none of the values.
public struct TableStatistics: Hashable, Comparable, Sendable, Codable {
    /// As in ``CatalogFact/identity``; a partition stands for itself.
    public var table: String
    /// Of 8 KiB.
    public var pages: Int64
    public var allVisiblePages: Int64
    /// As was estimated; below zero where nothing was.
    public var rows: Double
    /// In the table's order; of a table with children first those of its own rows.
    public var columns: [ColumnStatistics]

    public init(table: String, pages: Int64, allVisiblePages: Int64, rows: Double, columns: [ColumnStatistics] = []) {
        self.table = table
        self.pages = pages
        self.allVisiblePages = allVisiblePages
        self.rows = rows
        self.columns = columns
    }

    /// Names are equal byte by byte: see ``ObjectKey``.
    public static func == (left: TableStatistics, right: TableStatistics) -> Bool {
        ExactText(left.table) == ExactText(right.table) && left.pages == right.pages
            && left.allVisiblePages == right.allVisiblePages && left.rows == right.rows && left.columns == right.columns
    }

    public static func < (left: TableStatistics, right: TableStatistics) -> Bool {
        ExactText(left.table) < ExactText(right.table)
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(ExactText(table))
        hasher.combine(rows)
    }
}

/// One column's part of a ``TableStatistics``: what stands in pg_stats, but for values.
public struct ColumnStatistics: Hashable, Sendable, Codable {
    public var name: String
    /// True where they are of the rows of partitions or children as well.
    public var isInherited: Bool
    /// Of all rows.
    public var nullShare: Double
    /// In bytes, on average.
    public var width: Int
    /// Different values; below zero as a share of the rows.
    public var distinct: Double
    /// Between the order of values and that of rows; nil where values have none.
    public var correlation: Double?
    /// How many common values are listed, and the share of the rows that have one of them.
    public var commonCount: Int
    public var commonShare: Double
    /// The shares of the most common ones, at most ``largestCount``.
    public var largestShares: [Double]
    /// How many bounds the histogram has.
    public var boundCount: Int

    public static let largestCount = 5

    public init(
        name: String, isInherited: Bool = false, nullShare: Double, width: Int, distinct: Double,
        correlation: Double? = nil, commonCount: Int = 0, commonShare: Double = 0, largestShares: [Double] = [],
        boundCount: Int = 0
    ) {
        self.name = name
        self.isInherited = isInherited
        self.nullShare = nullShare
        self.width = width
        self.distinct = distinct
        self.correlation = correlation
        self.commonCount = commonCount
        self.commonShare = commonShare
        self.largestShares = largestShares
        self.boundCount = boundCount
    }
}
