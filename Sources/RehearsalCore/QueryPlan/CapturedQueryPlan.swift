/// The query plan of one workload query as one role in one session, at one state.
public struct CapturedQueryPlan: Hashable, Comparable, Sendable, Codable {
    public var query: String
    public var role: WorkloadRole
    /// Nil where the query names no session.
    public var session: String?
    public var result: CaptureResult

    public init(query: String, role: WorkloadRole, session: String? = nil, result: CaptureResult) {
        self.query = query
        self.role = role
        self.session = session
        self.result = result
    }

    /// What two states' plans are compared by.
    public var asked: AskedQuery { AskedQuery(query: query, role: role, session: session) }

    public static func < (left: CapturedQueryPlan, right: CapturedQueryPlan) -> Bool { left.asked < right.asked }
}

/// What EXPLAIN answered.
public enum CaptureResult: Hashable, Sendable, Codable {
    case plan(QueryPlan)
    /// The server would not explain the query: a query that a step breaks is itself a fact of the state.
    case refused(ServerComplaint)
}
