/// What the ranges of a column are like, of a sample of the rows.
public struct CapturedRanges: Hashable, Sendable, Codable {
    /// The share of the ranges that are empty.
    public var empty = 0.0
    /// Of those that are not empty, the shares that have no beginning and no end.
    public var openBelow = 0.0
    public var openAbove = 0.0
    /// Where ranges begin at 0, 1, … 100 % of them, from the first beginning (0) to the last end (1).
    public var starts: [Double]?
    /// How long ranges are at 0, 1, … 100 % of them, in parts of the distance from first beginning to last end.
    public var lengths: [Double]?
    /// Different beginnings as in pg_stats: a number, or, negative, a share of the ranges.
    public var distinct: Double?
    /// Of the rows' order with the beginnings' order.
    public var correlation: Double?
    /// Average width of a bound in bytes.
    public var width: Int?

    public init() {}

    enum CodingKeys: String, CodingKey {
        case empty, starts, lengths, distinct, correlation, width
        case openBelow = "open_below"
        case openAbove = "open_above"
    }
}

/// The types of ranges that can be made, by the types of their bounds.
enum RangeTypes {
    private static let elements = [
        "int4": "integer", "int8": "bigint", "num": "numeric", "ts": "timestamp without time zone",
        "tstz": "timestamp with time zone", "date": "date",
    ]

    /// The type of the bounds; nil for a type that is no range.
    static func element(ofRange name: String) -> String? {
        name.hasSuffix("multirange") || !name.hasSuffix("range") ? nil : elements[String(name.dropLast(5))]
    }

    /// The type of the bounds of a multirange's ranges.
    static func element(ofMultirange name: String) -> String? {
        name.hasSuffix("multirange") ? elements[String(name.dropLast(10))] : nil
    }
}
