/// In what way a query plan changed from one state to the next.
public enum PlanChangeClass: String, Hashable, Comparable, Sendable, Codable, CaseIterable {
    /// A table that was reached by an index is read whole; or an index-only scan has become one that visits the heap.
    case scanDowngrade = "scan_downgrade"
    /// The index that served the query is gone, invalid or another one.
    case lostIndex = "lost_index"
    /// Another index of the same table.
    case indexSwitch = "index_switch"
    /// A condition that found rows by an index now filters rows that were read.
    case conditionDemoted = "cond_demoted"
    /// More of a table's partitions are read.
    case lostPruning = "lost_pruning"
    case joinMethod = "join_method"
    case joinOrder = "join_order"
    /// Another set of inner, outer, semi and anti joins.
    case joinSemantics = "join_semantics"
    case newSort = "new_sort"
    /// A sort, hash or aggregate no longer fits into work_mem.
    case newSpill = "new_spill"
    /// The planner is further from the truth than before.
    case estimateError = "estimate_error"
    /// One row expected, a thousand found, inside a nested loop.
    case estimateCollapse = "estimate_collapse"
    case bufferGrowth = "buffer_growth"
    case rowGrowth = "row_growth"
    case walGrowth = "wal_growth"
    /// A query that was not run is expected to cost more than its own noise explains.
    case costGrowth = "cost_growth"
    case parallelLost = "parallel_lost"
    case parallelGained = "parallel_gained"
    /// The expected cost crosses the server's default limit for compiling queries.
    case jitCrossed = "jit_crossed"
    case planningGrowth = "planning_growth"
    /// A prepared statement will change to its generic plan, which it did not before.
    case genericFlip = "generic_flip"
    /// An index-only scan visits the heap, because the step left pages that are not all-visible.
    case heapFetches = "heap_fetches"
    /// A write calls triggers, foreign keys among them, that it did not call before or more often.
    case triggerCalls = "trigger_calls"
    /// The query gives other rows, though the rows of its tables are the same.
    case wrongResult = "wrong_result"
    case timeout

    public static func < (left: PlanChangeClass, right: PlanChangeClass) -> Bool { left.place < right.place }

    private var place: Int { Self.allCases.firstIndex(of: self) ?? 0 }

    /// True for classes that are read off the tree's shape, which a flip between two samples changes as well.
    var isOfShape: Bool {
        switch self {
        case .scanDowngrade, .lostIndex, .indexSwitch, .conditionDemoted, .joinMethod, .joinOrder, .joinSemantics,
            .newSort, .costGrowth, .parallelLost, .parallelGained, .jitCrossed, .genericFlip, .estimateError,
            .estimateCollapse:
            true
        case .lostPruning, .newSpill, .bufferGrowth, .rowGrowth, .walGrowth, .planningGrowth, .heapFetches,
            .triggerCalls, .wrongResult, .timeout:
            false
        }
    }
}

/// One thing that changed in a query's plan.
public struct PlanChange: Hashable, Sendable {
    public var kind: PlanChangeClass
    public var severity: Severity
    /// With its numbers, for people.
    public var words: String
    /// The index that went, by its name in the first state; nil where the change is about none.
    public var index: String?

    public init(_ kind: PlanChangeClass, _ severity: Severity, _ words: String, index: String? = nil) {
        self.kind = kind
        self.severity = severity
        self.words = words
        self.index = index
    }
}

/// What comparing a query's plans in two states comes to, worst first.
public enum PlanVerdict: String, Hashable, Comparable, Sendable, Codable, CaseIterable {
    case wrongResult = "wrong_result"
    case timeout, regressed, suspect, changed, unstable, improved, equal

    public static func < (left: PlanVerdict, right: PlanVerdict) -> Bool { left.place < right.place }

    private var place: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}
