/// Which of the project's roles asks a workload query or runs a check.
public enum WorkloadRole: String, Hashable, Sendable, Codable, CaseIterable { case owner, application }

/// One query of the workload, whose plans are captured after every step.
public struct WorkloadQuery: Hashable, Sendable, Codable {
    public var name: String
    /// How the query is asked: at least one, sorted by role, session and place of the parameters, no two alike.
    public var variants: [QueryVariant]
    public var callsPerDay: Int?
    /// The step that makes what the query reads: it is asked only in states behind it. Nil for every state.
    public var fromStep: String?
    /// Declared to write by something that its own words do not show, such as a function.
    public var writes: Bool
    public var statement: Statement

    public init(
        name: String, variants: [QueryVariant], callsPerDay: Int?, fromStep: String? = nil, writes: Bool = false,
        statement: Statement
    ) {
        self.name = name
        self.variants = variants
        self.callsPerDay = callsPerDay
        self.fromStep = fromStep
        self.writes = writes
        self.statement = statement
    }
}

/// A workload query as one role asks it in one session with one set of parameters.
public struct QueryVariant: Hashable, Sendable, Codable {
    public var role: WorkloadRole
    /// The ``SessionContext``'s name; nil where the query names none.
    public var session: String?
    /// The name of the set of parameters; nil where the query has one set at the most.
    public var parameterSet: String?
    /// Session settings made before the query is explained: the session's with the query's own on top, sorted by name.
    public var settings: [SessionSetting]
    /// For `$1`, `$2`, ….
    public var parameters: [QueryParameter]

    public init(
        role: WorkloadRole, session: String?, parameterSet: String? = nil, settings: [SessionSetting],
        parameters: [QueryParameter]
    ) {
        self.role = role
        self.session = session
        self.parameterSet = parameterSet
        self.settings = settings
        self.parameters = parameters
    }
}

extension [WorkloadQuery] {
    /// Every place in statistics that a query's parameters name.
    public var references: Set<StatisticsReference> { reduce(into: []) { $0.formUnion($1.references) } }

    /// The queries as far as they are asked in one of these ways.
    public func keeping(_ asked: Set<AskedQuery>) -> [WorkloadQuery] {
        compactMap { query in
            var smaller = query
            smaller.variants = query.variants.filter { asked.contains(AskedQuery(query, $0)) }
            return smaller.variants.isEmpty ? nil : smaller
        }
    }
}
