/// What one variant of a check said at one moment.
public struct CheckRecord: Hashable, Sendable, Codable {
    public var check: String
    public var file: String
    public var moment: CheckMoment
    public var role: WorkloadRole
    public var session: String?
    public var expectation: CheckExpectation
    public var answer: CheckAnswer
    /// Whether the answer is what was expected.
    public var held: Bool
    public var elapsedMilliseconds: Double

    /// Judges an answer.
    public init(
        of check: Check, _ variant: CheckVariant, at moment: CheckMoment, answer: CheckAnswer,
        elapsedMilliseconds: Double
    ) {
        self.check = check.name
        file = check.file
        self.moment = moment
        role = variant.role
        session = variant.session
        expectation = check.expectation
        self.answer = answer
        held = answer.meets(check.expectation, statementCount: check.statements.count)
        self.elapsedMilliseconds = elapsedMilliseconds
    }

    /// `check/role`, or `check/role/session`: the object of findings.
    public var identity: String { ([check, role.rawValue] + [session].compactMap(\.self)).joined(separator: "/") }
}

/// What a server answered to a check.
public enum CheckAnswer: Hashable, Sendable, Codable {
    /// Rows that the last statement returned, or wrote where it returns none.
    case rows(Int64)
    /// - ordinal: 1-based number of the refused statement; 0 where the session itself was refused.
    case refused(ServerComplaint, ordinal: Int)
    /// The statement took longer than the project's limit.
    case timedOut(ordinal: Int)
    case serverLost(ordinal: Int)
}

extension CheckAnswer {
    func meets(_ expectation: CheckExpectation, statementCount: Int) -> Bool {
        switch (self, expectation) {
        case (.rows(let count), .noRows): count == 0
        case (.rows(let count), .rows): count > 0
        case (.rows, .refused): false
        case (.refused(let complaint, let ordinal), .refused(let sqlState)):
            ordinal == statementCount
                && (sqlState.map { $0 == complaint.sqlState } ?? complaint.isRefusalOfMeaning)
        case (.refused, .noRows), (.refused, .rows), (.timedOut, _), (.serverLost, _): false
        }
    }
}

extension ServerComplaint {
    /// True where a server understood the statement and would not do it: no privilege, a policy, a constraint, a value,
    /// a trigger's own error. A misspelt name, a READ ONLY transaction or a server in trouble refuses anything.
    var isRefusalOfMeaning: Bool {
        if sqlState == "42501" { return true }
        // Data, integrity, triggers, views' check options, raised by functions, objects in use.
        return ["22", "23", "27", "44", "P0", "55"].contains(String(sqlState.prefix(2)))
    }
}
