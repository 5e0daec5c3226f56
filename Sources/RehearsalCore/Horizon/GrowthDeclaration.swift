/// What `growth` of rehearsal.yaml says of a project's data when its business is k times as large: a law that nobody
/// can measure, so that a person gives it.
///
/// What it leaves open is taken from the dataset's shape and from the schema; see ``GrowthLaw``.
public struct GrowthDeclaration: Hashable, Sendable, Codable {
    /// The growths that are looked at, ascending, each above 1.
    public var points: [Double]
    /// By `schema.table`, unquoted.
    public var tables: [String: GrowthRate]
    /// By column: whether the span of its times stays or gets longer.
    public var windows: [ColumnName: TimeWindow]
    /// Columns that hold keys of another table without a foreign key, with the column that they point at.
    public var keys: [ColumnName: ColumnName]
    /// How the common values of columns with foreign keys spread over more of them.
    public var common: [ColumnName: CommonGrowth]

    public static let usualPoints: [Double] = [10, 100, 1000]

    public init(
        points: [Double] = GrowthDeclaration.usualPoints, tables: [String: GrowthRate] = [:],
        windows: [ColumnName: TimeWindow] = [:], keys: [ColumnName: ColumnName] = [:],
        common: [ColumnName: CommonGrowth] = [:]
    ) {
        self.points = points
        self.tables = tables
        self.windows = windows
        self.keys = keys
        self.common = common
    }
}

/// How many times as many rows a table has when the business is k times as large.
public enum GrowthRate: Hashable, Sendable, Codable {
    /// k to the power of this: 1 grows with the business, 0 not at all, 0.5 as tenants do that grow themselves.
    case exponent(Double)
    /// 1 + this · (k − 1): 2 grows twice as fast as the business.
    case factor(Double)
    /// As the groups do into which k times as many rows fall: so many of so many rows at present.
    case groups(count: Double, rows: Double)

    public static let fixed = GrowthRate.exponent(0)
    public static let proportional = GrowthRate.exponent(1)

    /// The growth of the table: 1 at k = 1.
    public func growth(at k: Double) -> Double {
        switch self {
        case .exponent(let exponent): power(k, exponent)
        case .factor(let factor): max(1, 1 + factor * (k - 1))
        case .groups(let count, let rows):
            DomainGrowth.distinct(now: count, rows: rows, growth: k, domainFactor: 1) / max(1, count)
        }
    }

    /// `not at all`, `k`, `k^0.5`, `2·k`.
    public var words: String {
        switch self {
        case .exponent(0), .factor(0): "not at all"
        case .exponent(1), .factor(1): "k"
        case .exponent(let exponent): "k^\(decimalWords(exponent))"
        case .groups: "as groups of k times the rows"
        case .factor(let factor): "1 + \(decimalWords(factor))·(k - 1)"
        }
    }
}

/// What becomes of the span of a column's times when its table grows.
public enum TimeWindow: String, Hashable, Sendable, Codable, CaseIterable {
    /// Old rows are deleted or more rows are made in the same time: the span stays.
    case retained
    /// Rows are kept: the span grows with the table.
    case extends
}

/// What becomes of the common values of a column with a foreign key when there are more keys.
public enum CommonGrowth: String, Hashable, Sendable, Codable, CaseIterable {
    /// Each has as many others beside it as there are more keys, as common as itself.
    case even
    /// Their frequencies follow Zipf's law over more keys.
    case zipf
}

/// A column of a table, unquoted.
public struct ColumnName: Hashable, Comparable, Sendable, Codable, CustomStringConvertible {
    /// `schema.table`.
    public var table: String
    public var column: String

    public init(_ table: String, _ column: String) {
        self.table = table
        self.column = column
    }

    public var description: String { "\(table).\(column)" }

    public static func < (left: ColumnName, right: ColumnName) -> Bool {
        (left.table, left.column) < (right.table, right.column)
    }
}
