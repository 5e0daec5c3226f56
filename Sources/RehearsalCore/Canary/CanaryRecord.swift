/// When canary rows are written: around a step and its way back.
public enum CanaryRound: String, Hashable, Sendable, Codable, CaseIterable {
    /// Before the step's migration.
    case before
    /// Behind the migration, before the way back.
    case between
    /// Behind the way back.
    case after
}

/// What is done to a canary row.
public enum CanaryVerb: String, Hashable, Comparable, Sendable, Codable, CaseIterable {
    case insert, update, delete

    public static func < (left: CanaryVerb, right: CanaryVerb) -> Bool { left.place < right.place }

    private var place: Int {
        switch self {
        case .insert: 0
        case .update: 1
        case .delete: 2
        }
    }

    /// As SQL spells it.
    public var keyword: String { rawValue.uppercased() }
}

/// What became of one write of a canary row: by the application role, in a transaction of its own.
public struct CanaryRecord: Hashable, Sendable, Codable {
    public var round: CanaryRound
    /// `schema.table`, quoted where needed.
    public var table: String
    public var verb: CanaryVerb
    /// The name of the role that was logged in.
    public var role: String
    /// The ``CanaryContext``'s name; nil where no settings were made.
    public var session: String?
    public var answer: CanaryAnswer

    public init(
        round: CanaryRound, table: String, verb: CanaryVerb, role: String, session: String?, answer: CanaryAnswer
    ) {
        self.round = round
        self.table = table
        self.verb = verb
        self.role = role
        self.session = session
        self.answer = answer
    }
}

/// What a server answered to one write.
public enum CanaryAnswer: Hashable, Sendable, Codable {
    /// Committed. `key` is a SHA-256 of the row's key, and no value.
    case done(key: String)
    /// Without row values.
    case refused(ServerComplaint)
    /// Accepted and committed, and no row was written: a policy hid it, or a trigger or rule swallowed it.
    case withoutEffect
    /// It took longer than the project's limit.
    case timedOut
    /// Nothing was sent, or nothing that could be sent was accepted where nothing is known of what should be.
    case notMade(CanaryObstacle)
}

/// Why no canary could be written.
public enum CanaryObstacle: Hashable, Sendable, Codable {
    /// Its rows lie on another server.
    case foreignTable
    /// No row, of all that were tried, was accepted; the first answer.
    case noFittingRow(ServerComplaint?)
    /// There is no row of ours to change, because none could be inserted.
    case noRow
    /// Nothing tells a row from others.
    case noKey
    /// The role may not read the key, so it cannot say which row it means.
    case keyNotReadable
    /// The role may change keys and generated columns only.
    case noColumn
    /// The write was accepted and met no row, in every session that is known.
    case hidden
}

extension CanaryObstacle: CustomStringConvertible {
    /// For sentences, redacted.
    public var description: String {
        switch self {
        case .foreignTable: "its rows lie on another server"
        case .noFittingRow(nil): "no row could be made"
        case .noFittingRow(let complaint?): "no row that was tried is accepted (\(complaint.sqlState))"
        case .noRow: "there is no row of ours"
        case .noKey: "no column tells one row from the others"
        case .keyNotReadable: "the role may not read the key by which it would name the row"
        case .noColumn: "there is no column besides the key that it could set"
        case .hidden: "the row is not met in any session that the project names"
        }
    }

    /// What the server said, where it said something.
    var complaint: ServerComplaint? {
        if case .noFittingRow(let complaint) = self { return complaint }
        return nil
    }
}
