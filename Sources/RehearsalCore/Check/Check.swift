/// An assertion of the project about its database at some moments: a file of `checks/`.
public struct Check: Hashable, Sendable, Codable {
    public var name: String
    /// The file, relative to the project folder.
    public var file: String
    /// As whom the check runs: at least one, sorted by role and session, no two alike in both.
    public var variants: [CheckVariant]
    /// ``CheckMoment/before(step:)`` and ``CheckMoment/after(step:)``, in the order of the steps.
    public var moments: [CheckMoment]
    public var expectation: CheckExpectation
    /// Whether it may write; what it writes is thrown away. Otherwise its transaction is READ ONLY.
    public var writes: Bool
    /// At least one; all run in one transaction, and the last one's answer is judged.
    public var statements: [Statement]

    public init(
        name: String, file: String, variants: [CheckVariant], moments: [CheckMoment], expectation: CheckExpectation,
        writes: Bool, statements: [Statement]
    ) {
        self.name = name
        self.file = file
        self.variants = variants
        self.moments = moments
        self.expectation = expectation
        self.writes = writes
        self.statements = statements
    }

    /// Whether the check runs at a moment. What held before a step has to hold again after its way back.
    public func applies(at moment: CheckMoment) -> Bool {
        switch moment {
        case .before, .after: moments.contains(moment)
        case .wayBack(let step): moments.contains(.before(step: step))
        }
    }
}

/// A check as one role runs it in one session.
public struct CheckVariant: Hashable, Sendable, Codable {
    public var role: WorkloadRole
    /// The ``SessionContext``'s name; nil where the check names none.
    public var session: String?
    /// Made at the beginning of the transaction: the session's with the check's own on top, sorted by name.
    public var settings: [SessionSetting]

    public init(role: WorkloadRole, session: String?, settings: [SessionSetting]) {
        self.role = role
        self.session = session
        self.settings = settings
    }
}

/// What the answer to a check's last statement has to be.
public enum CheckExpectation: Hashable, Sendable, Codable {
    /// Every row is a violation.
    case noRows
    case rows
    /// The server has to refuse it, for the reason of the SQLSTATE where there is one.
    case refused(sqlState: String?)
}

extension CheckExpectation: CustomStringConvertible {
    /// As a header says it.
    public var description: String {
        switch self {
        case .noRows: "no rows"
        case .rows: "rows"
        case .refused(nil): "refused"
        case .refused(let state?): "refused \(state)"
        }
    }
}

/// When checks run.
public enum CheckMoment: Hashable, Sendable, Codable {
    /// Before the step's migration, when every step before it was applied.
    case before(step: String)
    /// After the step's migration was applied.
    case after(step: String)
    /// After the step's way back, on the drill's clone.
    case wayBack(step: String)

    public var step: String {
        switch self {
        case .before(let step), .after(let step), .wayBack(let step): step
        }
    }
}

extension CheckMoment: CustomStringConvertible {
    public var description: String {
        switch self {
        case .before(let step): "before \(step)"
        case .after(let step): "after \(step)"
        case .wayBack(let step): "after the way back of \(step)"
        }
    }
}
