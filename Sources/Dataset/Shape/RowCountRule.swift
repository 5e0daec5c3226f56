public import RehearsalCore

/// How many rows a table has, and how they are spread over the rows of a parent table.
public struct RowCountRule: Hashable, Sendable {
    public enum Count: Hashable, Sendable {
        /// As many at every scale.
        case fixed(Int)
        /// So many at scale 1; grows with the scale.
        case total(Int)
        /// So many thousandths of a row for each row that the parent has at scale 1; grows with the scale.
        case mean(thousandths: Int)
        /// At most one row for each parent; a share of the parents has one.
        case each(Share)
    }

    public var count: Count
    /// The table whose rows these rows belong to; nil for a table without a parent.
    public var parent: TableName?
    public var spread: Spread
    /// The share of parents without any row.
    public var childless: Share
    /// That many parents, the last ones, have no rows.
    public var emptyLast: Int
    /// No parent has more rows than this; what is cut off is not made up elsewhere.
    public var most: Int?
    /// Every parent that has rows at all has this many or more; what is added is not taken away elsewhere.
    public var least: Int
    public var place: SourcePlace

    public init(
        _ count: Count, parent: TableName? = nil, spread: Spread = .even, childless: Share = .none,
        emptyLast: Int = 0, most: Int? = nil, least: Int = 0, place: SourcePlace
    ) {
        self.count = count
        self.parent = parent
        self.spread = spread
        self.childless = childless
        self.emptyLast = emptyLast
        self.most = most
        self.least = least
        self.place = place
    }
}

/// How rows are spread over the parents that have any.
public enum Spread: Hashable, Sendable {
    /// As evenly as whole numbers allow.
    case even
    /// Many parents with few, few with many: the weights are exponentially distributed.
    case geometric
    /// The parent of rank k has a weight of k to the power of minus `thousandths`/1000; the first parent has the most.
    case zipf(thousandths: Int)
    /// Log-normal weights; the number is the geometric standard deviation in thousandths, above 1000.
    case logNormal(thousandths: Int)
}
