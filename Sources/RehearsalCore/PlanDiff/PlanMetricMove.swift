/// A number of a plan's node that is told when it moves.
public enum PlanMetric: String, Hashable, Sendable, CaseIterable {
    /// Blocks of 8 KiB, shared and local, of the node and all below it.
    case blocks
    /// Temporary blocks written by the node and all below it.
    case tempBlocks = "temp blocks"
    /// Bytes of WAL, without full-page images, of the node and all below it.
    case walBytes = "WAL"
    /// Rows given over all loops.
    case rows
    /// Rows thrown away by filters and rechecks over all loops.
    case rowsRemoved = "rows removed"
    /// Rows of an index-only scan that the heap was asked for.
    case heapFetches = "heap fetches"
    /// How far estimated rows are from the rows given, as a factor of at least 1.
    case qError = "q-error"
    /// Partitions read.
    case partitions
    /// 1 where a sort, a hash or an aggregate did not fit into work_mem, otherwise 0.
    case spills

    /// The least difference that is worth telling, beside a tenth of what was; nil where any difference is.
    private var floor: Double? {
        switch self {
        case .blocks, .tempBlocks: 10
        case .rows, .rowsRemoved, .heapFetches: 100
        case .walBytes: 8192
        case .qError, .partitions, .spills: nil
        }
    }

    func moved(from before: Double, to after: Double) -> Bool {
        if self == .qError { return max(before, after) >= 2 * min(before, after) }
        guard let floor else { return before != after }
        return abs(after - before) >= max(floor, before / 10)
    }
}

/// One number that moved between two plans.
public struct PlanMetricMove: Hashable, Sendable {
    public var metric: PlanMetric
    public var before: Double
    public var after: Double

    public init(metric: PlanMetric, before: Double, after: Double) {
        self.metric = metric
        self.before = before
        self.after = after
    }
}

/// What one node did over all its loops; of folded nodes what all of them did.
struct PlanNodeTotals: Hashable {
    private var values: [PlanMetric: Double]
    private var estimatedRows: Double
    private var rowsPerLoop: Double
    /// False where the node was never started, so that nothing is known of its rows.
    private var isStarted: Bool

    /// Nil for a node that was only explained.
    init?(_ node: QueryPlanNode) {
        guard let measure = node.measured else { return nil }
        values = [
            .blocks: Double(measure.blocks), .tempBlocks: Double(measure.tempBlocks),
            .walBytes: Double(measure.walBytes), .rows: measure.rows * measure.loops,
            .rowsRemoved: measure.rowsRemoved * measure.loops, .heapFetches: measure.heapFetches,
            .spills: measure.spills ? 1 : 0,
        ]
        estimatedRows = node.estimatedRows
        rowsPerLoop = measure.rows
        isStarted = measure.loops > 0
    }

    mutating func add(_ other: PlanNodeTotals) {
        values.merge(other.values, uniquingKeysWith: +)
        if let spills = values[.spills] { values[.spills] = min(spills, 1) }
        estimatedRows += other.estimatedRows
        rowsPerLoop += other.rowsPerLoop
        isStarted = isStarted || other.isStarted
    }

    subscript(metric: PlanMetric) -> Double? {
        guard metric == .qError else { return values[metric] }
        let (estimated, given) = (max(estimatedRows, 1), max(rowsPerLoop, 1))
        return isStarted ? max(estimated / given, given / estimated) : nil
    }
}

extension PlanMetricMove {
    /// In the order of ``PlanMetric``.
    static func moves(from before: FoldedPlanNode, to after: FoldedPlanNode) -> [PlanMetricMove] {
        PlanMetric.allCases.compactMap { metric in
            let values: (Double?, Double?)
            if metric == .partitions {
                let areSets = before.isPartitionSet && after.isPartitionSet
                values = areSets ? (Double(before.leafCount), Double(after.leafCount)) : (nil, nil)
            } else {
                values = (before.totals?[metric], after.totals?[metric])
            }
            guard let was = values.0, let now = values.1, metric.moved(from: was, to: now) else { return nil }
            return PlanMetricMove(metric: metric, before: was, after: now)
        }
    }
}
