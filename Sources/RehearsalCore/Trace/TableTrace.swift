/// What a server tells about one table without reading a row of it: which files hold the rows, how often rows were
/// written, and what the columns are.
///
/// A table's descendants are part of it: a partitioned table's rows lie in its partitions, and an inheritance
/// parent's statistics cover its children.
public struct TableTrace: Hashable, Sendable {
    /// `schema.table`, as in ``TableDigest/table``.
    public var table: String
    public var objectIdentifier: UInt32
    /// The table and its descendants, sorted by object identifier.
    public var members: [MemberTrace]

    public init(table: String, objectIdentifier: UInt32, members: [MemberTrace]) {
        self.table = table
        self.objectIdentifier = objectIdentifier
        self.members = members.sorted { $0.objectIdentifier < $1.objectIdentifier }
    }

    /// False where rows may change, or be printed otherwise, without a trace: then equal traces prove nothing.
    public var tellsAll: Bool { members.allSatisfy(\.tellsAll) }
}

/// One table or partition of a ``TableTrace``.
///
/// Names are equal byte by byte: see ``ObjectKey``.
public struct MemberTrace: Hashable, Sendable {
    public var objectIdentifier: UInt32
    public var name: String
    /// The number that changes with every rewrite and every TRUNCATE.
    public var fileNode: UInt32
    public var writes: WriteCounters
    /// A hash of whatever decides what a stored row means: columns, their types, missing values, enum labels.
    public var meaning: String
    /// A hash of what was gathered for the planner and of what it was gathered by: row and page counts, column
    /// statistics, targets, statistics objects, indexes over expressions. Empty where it is not known to be fresh.
    public var statistics: String
    /// The part of that which does not stand in the table's own row.
    public var gathered: String
    /// False for what no counter sees: unlogged and foreign tables, other access methods, types whose text depends
    /// on other objects.
    public var tellsAll: Bool
    /// True where values are printed by labels of an enum.
    public var printsLabels: Bool

    public init(
        objectIdentifier: UInt32, name: String, fileNode: UInt32, writes: WriteCounters, meaning: String,
        statistics: String, gathered: String = "", tellsAll: Bool, printsLabels: Bool = false
    ) {
        self.objectIdentifier = objectIdentifier
        self.name = name
        self.fileNode = fileNode
        self.writes = writes
        self.meaning = meaning
        self.statistics = statistics
        self.gathered = gathered
        self.tellsAll = tellsAll
        self.printsLabels = printsLabels
    }

    fileprivate func isSameTable(as earlier: MemberTrace) -> Bool {
        objectIdentifier == earlier.objectIdentifier && ExactText(name) == ExactText(earlier.name)
            && fileNode == earlier.fileNode && meaning == earlier.meaning
    }
}

/// How many rows were ever inserted, updated and deleted since the counters began, rolled back work included.
public struct WriteCounters: Hashable, Sendable {
    public var inserted: Int64
    public var updated: Int64
    public var deleted: Int64

    public init(inserted: Int64, updated: Int64, deleted: Int64) {
        self.inserted = inserted
        self.updated = updated
        self.deleted = deleted
    }
}

extension TableTrace {
    /// True where both traces are of one table in the same files with the same columns, whatever the counters say.
    func isSameTable(as earlier: TableTrace) -> Bool {
        objectIdentifier == earlier.objectIdentifier && ExactText(table) == ExactText(earlier.table)
            && members.count == earlier.members.count
            && zip(members, earlier.members).allSatisfy { $0.isSameTable(as: $1) }
    }

    /// True where no row can have been written between the traces, and every row still reads the same.
    func hasSameRows(as earlier: TableTrace) -> Bool {
        tellsAll && earlier.tellsAll && isSameTable(as: earlier)
            && members.map(\.writes) == earlier.members.map(\.writes)
    }

    /// True where moreover the planner knows the same as before.
    func hasSameStatistics(as earlier: TableTrace) -> Bool {
        hasSameRows(as: earlier) && hasSameStatisticsText(as: earlier)
            && members.allSatisfy { !$0.statistics.isEmpty }
    }

    func hasSameStatisticsText(as other: TableTrace) -> Bool {
        members.map(\.statistics) == other.members.map(\.statistics)
    }

    /// The trace without what says that the planner's knowledge is still good.
    func withoutStatistics() -> TableTrace {
        var trace = self
        for index in trace.members.indices { trace.members[index].statistics = "" }
        return trace
    }
}
