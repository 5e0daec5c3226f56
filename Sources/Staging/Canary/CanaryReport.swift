public import RehearsalCore

/// What one round of canaries wrote: told as records, and known for the rounds that follow.
///
/// The rows' values stay in memory: records hold digests of keys alone.
public struct CanaryReport: Sendable {
    public var round: CanaryRound
    /// Sorted by table and verb.
    public var records: [CanaryRecord]
    /// Of the round behind the way back: what became of the rows of the rounds before it, looked for before anything
    /// was written, and its own rows that were not stored as they were sent.
    public var presences: [CanaryPresence] = []
    /// What each table accepted, by identity.
    var known: [String: CanaryKnown] = [:]
    /// Every committed row, deleted ones too, in the order in which they were written.
    var rows: [CanaryRow] = []
    /// Columns, by table, that were found rewritten in rows of an earlier round before this one wrote.
    var rewritten: [String: Set<String>] = [:]
    /// Columns of rows of the round before, by ``CanaryRow/identity``, that changed while this one wrote: the
    /// application's own triggers see to that, and it is no loss.
    var touched: [String: Set<String>] = [:]
    /// Identities of all tables that there were.
    var tables: Set<String> = []
}

/// How a table was written to.
struct CanaryKnown: Sendable {
    var form: CanaryForm
    /// The same row without care for keys that the migration adds: behind the way back they are to be gone. Nil where
    /// it is the same.
    var plainForm: CanaryForm?
    /// Which of the form's drawings was accepted.
    var salt = 0
    /// The session in which the row was inserted.
    var context: CanaryContext
    /// True where the role cannot insert, and the row was made for it.
    var isPlanted = false
    /// The session in which each verb was done.
    var ways: [CanaryVerb: CanaryContext] = [:]
    var update: CanaryUpdate?
    /// Columns that are stored otherwise than they are sent: triggers see to that.
    var storedOtherwise: Set<String> = []
}

/// What an UPDATE sets.
struct CanaryUpdate: Sendable {
    enum Value: Sendable {
        case other(String)
        /// The one that the row has already.
        case own
    }
    var column: String
    var value: Value
}

/// A committed row, as it is looked for again.
struct CanaryRow: Sendable {
    /// A column as it was when the row was written.
    struct Column: Sendable {
        var name: String
        var number: Int
        var type: String
        /// A SHA-256 of the value's text; nil is NULL.
        var digest: String?
    }

    var round: CanaryRound
    var table: String
    var oid: UInt32
    var key: [String]
    var keyValues: [String]
    var columns: [Column] = []
    var isDeleted = false

    var identity: String { "\(table) \(keyDigest)" }
    var keyDigest: String { SHA256Digest(of: keyValues.joined(separator: "\u{1}")).hexadecimal }
}
