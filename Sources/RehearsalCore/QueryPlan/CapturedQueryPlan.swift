/// The query plan of one workload query as one role, at one state.
public struct CapturedQueryPlan: Hashable, Comparable, Sendable, Codable {
    public var query: String
    public var role: WorkloadRole
    public var result: CaptureResult

    public init(query: String, role: WorkloadRole, result: CaptureResult) {
        self.query = query
        self.role = role
        self.result = result
    }

    public static func < (left: CapturedQueryPlan, right: CapturedQueryPlan) -> Bool {
        (left.query, left.role.rawValue) < (right.query, right.role.rawValue)
    }
}

/// What EXPLAIN answered.
public enum CaptureResult: Hashable, Sendable, Codable {
    case plan(QueryPlan)
    /// The server would not explain the query: a query that a step breaks is itself a fact of the state.
    case refused(ServerComplaint)
}
