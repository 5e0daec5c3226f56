/// What one node did when its query was run: EXPLAIN (ANALYZE, BUFFERS, WAL, TIMING OFF).
///
/// Numbers of rows are per loop, as EXPLAIN prints them; blocks and bytes are totals that hold what the node's children
/// did. There are no times: on a busy machine they differ severalfold, where blocks of a serial run are the same.
public struct NodeMeasure: Hashable, Sendable, Codable {
    /// Rows given, per loop.
    public var rows: Double
    /// How often the node was started; 0 where it was never needed.
    public var loops: Double
    /// Rows read and thrown away by a filter, a join filter or a recheck, per loop.
    public var rowsRemoved: Double
    /// Rows of an index-only scan that the heap was asked for, because their pages are not all-visible.
    public var heapFetches: Double
    /// Shared and local blocks of 8 KiB, found in the cache or read.
    public var blocks: Int64
    /// Temporary blocks written.
    public var tempBlocks: Int64
    /// Bytes of WAL, without full-page images.
    public var walBytes: Int64
    /// True where a sort, a hash or an aggregate of this node did not fit into work_mem.
    public var spills: Bool

    public init(
        rows: Double, loops: Double, rowsRemoved: Double = 0, heapFetches: Double = 0, blocks: Int64 = 0,
        tempBlocks: Int64 = 0, walBytes: Int64 = 0, spills: Bool = false
    ) {
        self.rows = rows
        self.loops = loops
        self.rowsRemoved = rowsRemoved
        self.heapFetches = heapFetches
        self.blocks = blocks
        self.tempBlocks = tempBlocks
        self.walBytes = walBytes
        self.spills = spills
    }

    /// All rows that passed through, given or removed, over all loops.
    public var rowsTouched: Double { (rows + rowsRemoved) * loops }
}

/// What running a whole query took besides its nodes.
public struct ExecutionMeasure: Hashable, Sendable, Codable {
    /// Blocks that planning touched.
    public var planningBlocks: Int64
    /// How often each trigger was called; constraint triggers by their constraint's name.
    public var triggerCalls: [String: Int64]

    public init(planningBlocks: Int64 = 0, triggerCalls: [String: Int64] = [:]) {
        self.planningBlocks = planningBlocks
        self.triggerCalls = triggerCalls
    }
}

/// How large a table of a query was when its plan was taken, all partitions together.
public struct TableSize: Hashable, Comparable, Sendable, Codable {
    /// As in ``CatalogFact/identity``; of a partition its topmost parent.
    public var table: String
    /// Pages of 8 KiB.
    public var pages: Int64
    public var rows: Double
    /// Leaf partitions; 1 for a table that is not partitioned.
    public var leaves: Int

    public init(table: String, pages: Int64, rows: Double, leaves: Int = 1) {
        self.table = table
        self.pages = pages
        self.rows = rows
        self.leaves = leaves
    }

    public static func < (left: TableSize, right: TableSize) -> Bool { left.table < right.table }
}
