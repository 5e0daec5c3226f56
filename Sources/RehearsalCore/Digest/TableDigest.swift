/// An order-independent checksum of one table's rows, column by column.
///
/// Sums are decimal texts of sums of 64-bit hashes of the values' text forms, so that equal rows never cancel
/// and a lost column can be named. Two values of one column swapped between rows leave the column sums alone
/// and change `rowSum`.
public struct TableDigest: Hashable, Comparable, Sendable, Codable {
    /// `schema.table`, quoted where needed.
    public var table: String
    public var rowCount: Int64
    /// Sum over whole rows, of the columns in name order.
    public var rowSum: String
    /// Sorted by name.
    public var columns: [ColumnDigest]

    public init(table: String, rowCount: Int64, rowSum: String, columns: [ColumnDigest]) {
        self.table = table
        self.rowCount = rowCount
        self.rowSum = rowSum
        self.columns = columns.sorted { ExactText($0.name) < ExactText($1.name) }
    }

    /// True where the digest is of the table with this name, byte by byte.
    public func isOf(table name: String) -> Bool { ExactText(table) == ExactText(name) }

    /// Names are equal byte by byte: see ``ObjectKey``.
    public static func == (left: TableDigest, right: TableDigest) -> Bool {
        ExactText(left.table) == ExactText(right.table) && left.rowCount == right.rowCount
            && left.rowSum == right.rowSum && left.columns == right.columns
    }

    public static func < (left: TableDigest, right: TableDigest) -> Bool {
        ExactText(left.table) < ExactText(right.table)
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(ExactText(table))
        hasher.combine(rowSum)
    }
}

/// One column's part of a ``TableDigest``.
public struct ColumnDigest: Hashable, Sendable, Codable {
    public var name: String
    public var nonNullCount: Int64
    public var sum: String

    public init(name: String, nonNullCount: Int64, sum: String) {
        self.name = name
        self.nonNullCount = nonNullCount
        self.sum = sum
    }

    /// Names are equal byte by byte: see ``ObjectKey``.
    public static func == (left: ColumnDigest, right: ColumnDigest) -> Bool {
        ExactText(left.name) == ExactText(right.name) && left.nonNullCount == right.nonNullCount
            && left.sum == right.sum
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(ExactText(name))
        hasher.combine(sum)
    }
}
