/// A plan in numbers.
struct PlanMetrics {
    /// Nil where the query was not run.
    let blocks: Int64?
    /// Read from tables or given by joins.
    let rowsTouched: Double
    let tempBlocks: Int64
    let walBytes: Int64
    /// The worst factor between rows expected and found, both at least one.
    var worstEstimate: Double = 1
    var worstEstimateLabel = ""
    /// A node below a nested loop for which one row was expected and a thousand came.
    var collapsed: String?
    /// The most rows that any join gave.
    var mostJoined: Double = 0
    /// Starts of the inner side of nested loops, at the most.
    var mostLoops: Double = 0
    var hasInnerWithoutIndex = false
    var joins: [String: Int] = [:]
    var joinTypes: [String: Int] = [:]
    /// Nodes that sort or keep rows, and the rows they take.
    var sorts: [String: Int] = [:]
    var mostSorted: Double = 0
    var hasGather = false

    init(of plan: QueryPlan) {
        let root = plan.root
        blocks = root.measured?.blocks
        tempBlocks = root.measured?.tempBlocks ?? 0
        walBytes = root.measured?.walBytes ?? 0
        // Rows that only pass through a node are not read once more.
        rowsTouched = root.all.filter { $0.relation != nil || Self.joinNodes.contains($0.type) }
            .reduce(0) { $0 + ($1.measured?.rowsTouched ?? 0) }
        visit(root, isCut: false, isInLoop: false)
    }

    private static let joinNodes: Set<String> = ["Nested Loop", "Hash Join", "Merge Join"]
    private static let sortNodes: Set<String> = ["Sort", "Incremental Sort", "Unique", "Materialize"]
    /// What takes all rows of its child, however few are wanted of it.
    private static let draining: Set<String> = ["Sort", "Hash", "Aggregate", "WindowAgg"]

    /// - Parameter isCut: true where an upper node stops asking before all rows have come, so that they tell nothing.
    private mutating func visit(_ node: QueryPlanNode, isCut: Bool, isInLoop: Bool) {
        let isJoin = Self.joinNodes.contains(node.type)
        if node.type.hasPrefix("Gather") { hasGather = true }
        if Self.sortNodes.contains(node.type) {
            sorts[node.type, default: 0] += 1
            // What is given may be cut by a limit; what is taken is the work.
            let taken = node.children.first ?? node
            let loops = node.type == "Materialize" ? 1 : taken.measured?.loops ?? 1
            mostSorted = max(mostSorted, taken.measured.map { $0.rows * loops } ?? taken.estimatedRows)
        }
        let type = node.attribute("Join Type").map { $0.replacing("Right", with: "Left") }
        if isJoin {
            joins[node.type, default: 0] += 1
            // Which side is which is the planner's choice.
            let kind = type?.replacing("Left Semi", with: "Semi").replacing("Left Anti", with: "Anti") ?? ""
            joinTypes[kind, default: 0] += 1
            mostJoined = max(mostJoined, node.measured.map { $0.rows * $0.loops } ?? node.estimatedRows)
        }
        if node.type == "Nested Loop", let inner = node.children.last { noteInner(inner) }
        if !isCut { noteEstimate(of: node, isInLoop: isInLoop) }
        let stopsEarly = ["Semi", "Anti"].contains { type?.contains($0) ?? false } || node.type == "Merge Join"
        for child in node.children {
            let drains = Self.draining.contains(node.type)
            let cut = node.type == "Limit" || (isCut && !drains) || (stopsEarly && child.type != "Hash")
            visit(child, isCut: cut, isInLoop: isInLoop || node.type == "Nested Loop")
        }
    }

    private mutating func noteInner(_ inner: QueryPlanNode) {
        mostLoops = max(mostLoops, inner.measured?.loops ?? 0)
        let isIndexed = inner.all.contains { $0.indexName != nil || ["Memoize", "Materialize"].contains($0.type) }
        if !isIndexed, inner.all.contains(where: { $0.relation != nil }) { hasInnerWithoutIndex = true }
    }

    private mutating func noteEstimate(of node: QueryPlanNode, isInLoop: Bool) {
        guard let measured = node.measured, measured.loops > 0, !node.type.hasPrefix("Bitmap") || node.relation != nil
        else { return }
        let (expected, found) = (max(node.estimatedRows, 1), max(measured.rows, 1))
        let factor = max(expected, found) / min(expected, found)
        let label = "\(node.type)\(node.table.map { " on \($0)" } ?? "")"
        if factor > worstEstimate {
            worstEstimate = factor
            worstEstimateLabel = "\(label): \(count(expected)) expected, \(count(found)) found"
        }
        if isInLoop, node.estimatedRows <= 1, measured.rows >= 1000, collapsed == nil {
            collapsed = "\(label): 1 row expected, \(count(measured.rows)) found"
        }
    }
}

/// A whole number as people read it: no fraction.
func count(_ number: Double) -> String { String(Int64(number.rounded())) }
