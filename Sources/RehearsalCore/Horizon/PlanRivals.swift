/// What a query would cost if its plan could not be had: how near the planner's choice is.
///
/// Each kind of node of the plan is forbidden by itself, as PostgreSQL's enable_… settings do; the cheapest plan of
/// another shape that comes of it is the rival. The true second best may lie between.
public enum PlanRivals {
    /// Settings that forbid kinds of nodes, with the kinds.
    public static let switches: [(setting: String, nodes: Set<String>)] = [
        ("enable_bitmapscan", ["Bitmap Heap Scan"]),
        ("enable_hashagg", ["Aggregate"]),
        ("enable_hashjoin", ["Hash Join"]),
        ("enable_indexonlyscan", ["Index Only Scan"]),
        ("enable_indexscan", ["Index Scan"]),
        ("enable_mergejoin", ["Merge Join"]),
        ("enable_nestloop", ["Nested Loop"]),
        ("enable_seqscan", ["Seq Scan"]),
        ("enable_sort", ["Sort"]),
    ]

    /// What PostgreSQL adds to a plan that it was forbidden and has no other for (disable_cost).
    private static let forbiddenCost = 1e9

    /// True where forbidding the nodes can bring another plan.
    public static func concerns(_ nodes: Set<String>, _ plan: QueryPlan) -> Bool {
        plan.root.all.contains { nodes.contains($0.type) }
    }

    /// The rival's cost; nil where it is the same plan, or one that is forbidden as well.
    public static func cost(of rival: CapturedQueryPlan, besides best: CapturedQueryPlan) -> Double? {
        guard let plan = rival.plan, let own = best.plan, plan.root.totalCost < forbiddenCost,
            plan.shapeFingerprint != own.shapeFingerprint
        else { return nil }
        return max(plan.root.totalCost, own.root.totalCost)
    }
}
