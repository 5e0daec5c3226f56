/// Which of the project's roles asks a workload query.
public enum WorkloadRole: String, Hashable, Sendable, Codable, CaseIterable { case owner, application }

/// One query of the workload, whose plan is captured after every step.
public struct WorkloadQuery: Hashable, Sendable, Codable {
    public var name: String
    public var role: WorkloadRole
    /// Session settings made before the query is explained, sorted by name.
    public var settings: [SessionSetting]
    /// Values for `$1`, `$2`, …; nil is NULL.
    public var parameters: [String?]
    public var callsPerDay: Int?
    public var statement: Statement

    public init(
        name: String, role: WorkloadRole, settings: [SessionSetting], parameters: [String?], callsPerDay: Int?,
        statement: Statement
    ) {
        self.name = name
        self.role = role
        self.settings = settings
        self.parameters = parameters
        self.callsPerDay = callsPerDay
        self.statement = statement
    }
}

/// One `SET name = value` of a session.
public struct SessionSetting: Hashable, Sendable, Codable {
    public var name: String
    public var value: String

    public init(name: String, value: String) {
        self.name = name
        self.value = value
    }
}
