/// A workload query as one role asks it in one session: what a captured query plan belongs to.
public struct AskedQuery: Hashable, Comparable, Sendable {
    public var query: String
    public var role: WorkloadRole
    /// Nil where the query names no session.
    public var session: String?

    public init(query: String, role: WorkloadRole, session: String?) {
        self.query = query
        self.role = role
        self.session = session
    }

    /// `query/role`, or `query/role/session`: the object of findings.
    public var identity: String { ([query, role.rawValue] + [session].compactMap(\.self)).joined(separator: "/") }

    /// For sentences: `query a as application in session large`.
    public var words: String {
        "query \(query) as \(role.rawValue)" + (session.map { " in session \($0)" } ?? "")
    }

    public static func < (left: AskedQuery, right: AskedQuery) -> Bool {
        (left.query, left.role.rawValue, left.session ?? "") < (right.query, right.role.rawValue, right.session ?? "")
    }
}
