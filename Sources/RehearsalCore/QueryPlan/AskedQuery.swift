/// A workload query as one role asks it in one session with one set of parameters: what a captured query plan belongs
/// to.
public struct AskedQuery: Hashable, Comparable, Sendable, Codable {
    public var query: String
    public var role: WorkloadRole
    /// Nil where the query names no session.
    public var session: String?
    /// Nil where the query has no names for its parameters.
    public var parameterSet: String?

    public init(query: String, role: WorkloadRole, session: String?, parameterSet: String? = nil) {
        self.query = query
        self.role = role
        self.session = session
        self.parameterSet = parameterSet
    }

    public init(_ query: WorkloadQuery, _ variant: QueryVariant) {
        self.init(
            query: query.name, role: variant.role, session: variant.session, parameterSet: variant.parameterSet)
    }

    /// `query/role`, or `query/role/session`, and ` [set]` behind it: the object of findings.
    public var identity: String {
        ([query, role.rawValue] + [session].compactMap(\.self)).joined(separator: "/")
            + (parameterSet.map { " [\($0)]" } ?? "")
    }

    /// For sentences: `query a as application in session large with rare`.
    public var words: String {
        "query \(query) as \(role.rawValue)" + (session.map { " in session \($0)" } ?? "")
            + (parameterSet.map { " with \($0)" } ?? "")
    }

    public static func < (left: AskedQuery, right: AskedQuery) -> Bool {
        (left.query, left.role.rawValue, left.session ?? "", left.parameterSet ?? "")
            < (right.query, right.role.rawValue, right.session ?? "", right.parameterSet ?? "")
    }
}
