/// PostgreSQL's table-level lock modes, weakest first.
public enum LockMode: String, Hashable, Comparable, Sendable, Codable, CaseIterable {
    case accessShare = "AccessShareLock"
    case rowShare = "RowShareLock"
    case rowExclusive = "RowExclusiveLock"
    case shareUpdateExclusive = "ShareUpdateExclusiveLock"
    case share = "ShareLock"
    case shareRowExclusive = "ShareRowExclusiveLock"
    case exclusive = "ExclusiveLock"
    case accessExclusive = "AccessExclusiveLock"

    /// The name that PostgreSQL's manual uses, for example `ACCESS EXCLUSIVE`.
    public var manualName: String {
        switch self {
        case .accessShare: "ACCESS SHARE"
        case .rowShare: "ROW SHARE"
        case .rowExclusive: "ROW EXCLUSIVE"
        case .shareUpdateExclusive: "SHARE UPDATE EXCLUSIVE"
        case .share: "SHARE"
        case .shareRowExclusive: "SHARE ROW EXCLUSIVE"
        case .exclusive: "EXCLUSIVE"
        case .accessExclusive: "ACCESS EXCLUSIVE"
        }
    }

    public static func < (left: LockMode, right: LockMode) -> Bool {
        LockMode.allCases.firstIndex(of: left)! < LockMode.allCases.firstIndex(of: right)!
    }
}

/// A lock that a statement held on a relation that existed before it.
public struct RelationLock: Hashable, Sendable, Codable {
    /// `schema.relation`, quoted where needed.
    public var relation: String
    public var mode: LockMode

    public init(relation: String, mode: LockMode) {
        self.relation = relation
        self.mode = mode
    }
}

/// What is known of a statement's locks.
public enum LockObservation: Hashable, Sendable, Codable {
    /// Sorted by relation and mode.
    case observed([RelationLock])
    /// Nobody could look before the statement committed: it cannot run inside a transaction block, or it was part of a
    /// message of several statements.
    case notObserved
}

/// An object that a statement created, altered or dropped, told by event triggers.
public struct ChangedObject: Hashable, Sendable, Codable {
    public enum Change: String, Hashable, Sendable, Codable, CaseIterable { case defined, dropped }
    public var change: Change
    /// PostgreSQL's object type, for example `index`.
    public var type: String
    /// PostgreSQL's object_identity.
    public var identity: String

    public init(change: Change, type: String, identity: String) {
        self.change = change
        self.type = type
        self.identity = identity
    }
}

/// What one statement did to the server.
public struct StatementObservation: Hashable, Sendable, Codable {
    /// 1-based number in its script.
    public var ordinal: Int
    public var place: SourcePlace
    /// The statement's first 200 characters on one line, strings and numbers masked: they may hold rows or passwords.
    public var excerpt: String
    /// Nil where the statement was one of several in a message: the server tells only when all of them are done.
    public var elapsedMilliseconds: Double?
    /// The server's command tag, for example `CREATE INDEX`; nil when it was refused.
    public var commandTag: String?
    /// Notices and warnings, `SEVERITY: text`, at most 20. Those of a message of several statements stand with the last
    /// one that was reached: whose they are cannot be told.
    public var notices: [String]
    public var complaint: ServerComplaint?
    public var locks: LockObservation
    public var changedObjects: [ChangedObject]

    public init(
        ordinal: Int, place: SourcePlace, excerpt: String, elapsedMilliseconds: Double?, commandTag: String?,
        notices: [String], complaint: ServerComplaint?, locks: LockObservation, changedObjects: [ChangedObject]
    ) {
        self.ordinal = ordinal
        self.place = place
        self.excerpt = excerpt
        self.elapsedMilliseconds = elapsedMilliseconds
        self.commandTag = commandTag
        self.notices = notices
        self.complaint = complaint
        self.locks = locks
        self.changedObjects = changedObjects
    }
}

/// How a script ended.
public enum ScriptResult: String, Hashable, Sendable, Codable, CaseIterable {
    /// Every statement was accepted.
    case applied
    /// The server refused a statement and the script stopped there.
    case refused
    /// The server refused statements and the script went on, as its runner says.
    case refusedAndContinued = "refused_and_continued"
    /// The client's watchdog ended a statement.
    case timedOut = "timed_out"
    /// The connection was lost.
    case serverLost = "server_lost"
    /// Not run, because something before it failed.
    case notRun = "not_run"
}

/// What one script did, statement by statement.
public struct ScriptObservation: Hashable, Sendable, Codable {
    public var file: String
    public var result: ScriptResult
    public var elapsedMilliseconds: Double
    /// The number of statements in the script; `statements` holds those that were sent.
    public var statementCount: Int
    public var statements: [StatementObservation]
    /// True when the script ended inside a transaction that it had opened itself: it was rolled back, as psql does.
    public var leftTransactionOpen: Bool
    /// Why the COMMIT was refused that a single transaction ends with; every statement before it was accepted.
    public var commitComplaint: ServerComplaint?

    public init(
        file: String, result: ScriptResult, elapsedMilliseconds: Double, statementCount: Int,
        statements: [StatementObservation], leftTransactionOpen: Bool = false,
        commitComplaint: ServerComplaint? = nil
    ) {
        self.file = file
        self.result = result
        self.elapsedMilliseconds = elapsedMilliseconds
        self.statementCount = statementCount
        self.statements = statements
        self.leftTransactionOpen = leftTransactionOpen
        self.commitComplaint = commitComplaint
    }

    /// True when every statement was accepted and what they did was committed.
    public var reachedItsEnd: Bool { result == .applied && !leftTransactionOpen }

    /// SQLSTATE of a refused session: stands with the first statement when its role could not log in to send it.
    public static let lockedOutState = "08004"

    /// The strongest lock held on any relation that existed before; nil when none was seen.
    public var strongestLock: RelationLock? {
        var strongest: RelationLock?
        for statement in statements {
            guard case .observed(let locks) = statement.locks else { continue }
            for lock in locks where strongest.map({ lock.mode > $0.mode }) ?? true { strongest = lock }
        }
        return strongest
    }

    /// How many statements ran where their locks could not be seen.
    public var unobservedCount: Int {
        statements.count { $0.locks == .notObserved && $0.complaint == nil }
    }
}
