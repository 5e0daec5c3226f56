/// A query's plans in two states, and everything in which they differ.
public struct PlanComparison: Sendable {
    public let before: CapturedQueryPlan
    public let after: CapturedQueryPlan
    /// Worst first.
    public private(set) var changes: [PlanChange]
    /// Blocks that a call touches more than before; negative where it touches fewer.
    public let blocksMore: Int64
    private let flips: Bool
    private let isOtherPlan: Bool
    private let isBetter: Bool

    public var asked: AskedQuery { after.asked }

    /// Nil where one of the two has no plan, which other findings tell.
    ///
    /// - Parameters:
    ///   - isSameData: true where the rows and columns of all tables of the query are the same in both states.
    ///   - declaresOtherRows: true where the step changed policies, views or functions that the query asks: it may be
    ///     meant to give other rows.
    ///   - lostIndexes: names, without schemas, of indexes that went, became invalid or are defined otherwise.
    public init?(
        from before: CapturedQueryPlan, to after: CapturedQueryPlan, _ thresholds: PlanThresholds, isSameData: Bool,
        declaresOtherRows: Bool = false, lostIndexes: Set<String>
    ) {
        guard let old = before.plan, let new = after.plan else { return nil }
        var teller = PlanChangeTeller(
            before: before, after: after, old: old, new: new, thresholds: thresholds, lostIndexes: lostIndexes)
        teller.tellShape()
        teller.tellMeasures()
        teller.tellViews()
        teller.tellRuns(isSameData: isSameData, declaresOtherRows: declaresOtherRows)
        flips = [before, after].contains { $0.views.samples?.flips ?? false }
        let told = flips ? teller.changes.map(\.demotedIfOfShape) : teller.changes
        self.before = before
        self.after = after
        changes = told.sorted { ($0.severity, $0.kind) < ($1.severity, $1.kind) }
        blocksMore = (new.root.measured?.blocks ?? 0) - (old.root.measured?.blocks ?? 0)
        isOtherPlan = teller.oldPrints.shape != teller.newPrints.shape
        isBetter = teller.blocksGrewBack
    }

    /// The same without the changes of a class.
    func without(_ kind: PlanChangeClass) -> PlanComparison {
        var rest = self
        rest.changes.removeAll { $0.kind == kind }
        return rest
    }

    public var verdict: PlanVerdict {
        let failing = changes.filter { $0.severity == .fail }.map(\.kind)
        if failing.contains(.wrongResult) { return .wrongResult }
        if failing.contains(.timeout) { return .timeout }
        if !failing.isEmpty { return .regressed }
        if changes.contains(where: { $0.severity == .warn }) { return .suspect }
        if flips && isOtherPlan { return .unstable }
        if isBetter { return .improved }
        return isOtherPlan || !changes.isEmpty ? .changed : .equal
    }
}

extension PlanChange {
    fileprivate var demotedIfOfShape: PlanChange {
        var change = self
        if kind.isOfShape { change.severity = .note }
        return change
    }
}

/// Finds the changes of one query.
struct PlanChangeTeller {
    let before: CapturedQueryPlan
    let after: CapturedQueryPlan
    let thresholds: PlanThresholds
    let lostIndexes: Set<String>
    let old: PlanMetrics
    let new: PlanMetrics
    let oldAccess: [String: TableAccess]
    let newAccess: [String: TableAccess]
    let oldPrints: PlanFingerprints
    let newPrints: PlanFingerprints
    let oldPlan: QueryPlan
    let newPlan: QueryPlan
    private(set) var changes: [PlanChange] = []

    init(
        before: CapturedQueryPlan, after: CapturedQueryPlan, old: QueryPlan, new: QueryPlan,
        thresholds: PlanThresholds, lostIndexes: Set<String>
    ) {
        self.before = before
        self.after = after
        self.thresholds = thresholds
        self.lostIndexes = lostIndexes
        oldPlan = old
        newPlan = new
        self.old = PlanMetrics(of: old)
        self.new = PlanMetrics(of: new)
        oldAccess = TableAccess.tables(of: old)
        newAccess = TableAccess.tables(of: new)
        oldPrints = old.fingerprints
        newPrints = new.fingerprints
    }

    mutating func tell(_ kind: PlanChangeClass, _ severity: Severity, _ words: String, index: String? = nil) {
        changes.append(PlanChange(kind, severity, words, index: index))
    }

    /// True where both were run, so that what they took is known.
    var isMeasured: Bool { old.blocks != nil && new.blocks != nil }

    /// True where the query takes more than before, or nobody knows: a plan that is only another one is no regression.
    var costsMore: Bool { !isMeasured || blocksGrew || rowsGrew }

    var blocksGrew: Bool {
        guard let was = old.blocks, let now = new.blocks else { return false }
        return now - was >= thresholds.bufferWarningBlocks
            && Double(now) >= Double(was) * (1 + thresholds.bufferWarning)
    }

    /// The reverse.
    var blocksGrewBack: Bool {
        guard let was = old.blocks, let now = new.blocks else { return false }
        return was - now >= thresholds.bufferWarningBlocks
            && Double(was) >= Double(now) * (1 + thresholds.bufferWarning)
    }

    /// More rows in far fewer blocks are a bargain: an inner side is read once in place of a thousand look-ups. A row
    /// is a hundredth of a block, as cpu_tuple_cost has it.
    var rowsGrew: Bool {
        if let was = old.blocks, let now = new.blocks,
            Double(now) + new.rowsTouched / 100 <= Double(was) + old.rowsTouched / 100
        {
            return false
        }
        return new.rowsTouched - old.rowsTouched >= thresholds.rows && new.rowsTouched >= 2 * old.rowsTouched
    }

    func isLarge(_ table: String) -> Bool {
        (after.tables + before.tables).contains {
            $0.table == table && ($0.pages >= thresholds.largePages || $0.rows >= thresholds.largeRows)
        }
    }

    func size(of table: String) -> TableSize? { (after.tables + before.tables).first { $0.table == table } }

    /// `38 -> 6771 (x178)`
    static func growth(_ old: Double, _ new: Double) -> String {
        let factor = old > 0 ? new / old : 0
        let times = factor >= 1.1 ? " (x\(factor < 10 ? oneDigit(factor) : count(factor)))" : ""
        return "\(count(old)) -> \(count(new))\(times)"
    }

    static func oneDigit(_ number: Double) -> String {
        let tenths = Int64((number * 10).rounded())
        return tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(tenths % 10)"
    }
}
