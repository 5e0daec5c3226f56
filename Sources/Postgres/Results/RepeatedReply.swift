/// A statement that a connection is asked more than once, and what its parameters stand for this time.
public struct RepeatedStatement: Hashable, Sendable {
    public let sql: String
    /// For `$1`, `$2`, …; nil is NULL.
    public let parameters: [String?]

    public init(_ sql: String, _ parameters: [String?] = []) {
        self.sql = sql
        self.parameters = parameters
    }
}

/// What the server answered to statements that were sent together.
public struct RepeatedReply: Hashable, Sendable {
    /// One per statement; where one was refused, of those before it, or none.
    public let results: [QueryResult]
    /// Nil where all were accepted. What stands behind a refused one was not run.
    public let refusal: Refusal?

    public struct Refusal: Hashable, Sendable {
        /// Among the statements, from 0.
        public let place: Int
        public let fields: ServerErrorFields
    }
}
