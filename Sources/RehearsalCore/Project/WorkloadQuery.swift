/// Which of the project's roles asks a workload query or runs a check.
public enum WorkloadRole: String, Hashable, Sendable, Codable, CaseIterable { case owner, application }

/// One query of the workload, whose plans are captured after every step.
public struct WorkloadQuery: Hashable, Sendable, Codable {
    public var name: String
    /// As whom the query is asked: at least one, sorted by role and session, no two alike in both.
    public var variants: [QueryVariant]
    public var callsPerDay: Int?
    /// The step that makes what the query reads: it is asked only in states behind it. Nil for every state.
    public var fromStep: String?
    public var statement: Statement

    public init(
        name: String, variants: [QueryVariant], callsPerDay: Int?, fromStep: String? = nil, statement: Statement
    ) {
        self.name = name
        self.variants = variants
        self.callsPerDay = callsPerDay
        self.fromStep = fromStep
        self.statement = statement
    }
}

/// A workload query as one role asks it in one session.
public struct QueryVariant: Hashable, Sendable, Codable {
    public var role: WorkloadRole
    /// The ``SessionContext``'s name; nil where the query names none.
    public var session: String?
    /// Session settings made before the query is explained: the session's with the query's own on top, sorted by name.
    public var settings: [SessionSetting]
    /// For `$1`, `$2`, ….
    public var parameters: [QueryParameter]

    public init(role: WorkloadRole, session: String?, settings: [SessionSetting], parameters: [QueryParameter]) {
        self.role = role
        self.session = session
        self.settings = settings
        self.parameters = parameters
    }
}
