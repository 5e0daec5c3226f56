/// What is left of a committed canary row when it is looked for again, behind the way back.
public struct CanaryPresence: Hashable, Sendable, Codable {
    /// When the row was written.
    public var round: CanaryRound
    /// The table as it was called when the row was written: `schema.table`.
    public var table: String
    /// A SHA-256 of the row's key, and no value.
    public var key: String
    /// True where the table came with the step.
    public var isTableOfStep: Bool
    public var state: CanaryState

    public init(round: CanaryRound, table: String, key: String, isTableOfStep: Bool, state: CanaryState) {
        self.round = round
        self.table = table
        self.key = key
        self.isTableOfStep = isTableOfStep
        self.state = state
    }
}

/// How a canary row was found again.
public enum CanaryState: Hashable, Sendable, Codable {
    case present
    /// Its table is there and the row is not.
    case gone
    /// There is no such table, under this name or as this object.
    case tableGone
    /// Sorted by name.
    case altered([CanaryAlteration])
    /// It was deleted, and is there.
    case cameBack
}

/// What happened to one column of a canary row.
public struct CanaryAlteration: Hashable, Sendable, Codable {
    public enum Change: String, Hashable, Sendable, Codable, CaseIterable {
        /// There is another value.
        case value
        /// There is no such column any more, and it had a value.
        case columnGone = "column_gone"
        /// The value was stored otherwise than it was sent, where the same table stored it as sent before the step.
        case storedOtherwise = "stored_otherwise"
    }
    public var column: String
    public var change: Change
    /// True where the column came with the step.
    public var isColumnOfStep: Bool
    /// True where the migration itself changed the column's value in a row that was there before.
    public var isRewrittenByStep: Bool

    public init(
        column: String, change: Change, isColumnOfStep: Bool = false, isRewrittenByStep: Bool = false
    ) {
        self.column = column
        self.change = change
        self.isColumnOfStep = isColumnOfStep
        self.isRewrittenByStep = isRewrittenByStep
    }
}
