/// What one statement gave.
public struct StatementResult: Hashable, Sendable {
    /// For example `CREATE INDEX` or `UPDATE 12`; empty for an empty statement.
    public let commandTag: String
    public let result: QueryResult
    /// In the order in which they came; at most ``noticeLimit`` are kept.
    public let notices: [ServerErrorFields]
    /// How many notices came after the limit and were not kept.
    public let noticesLeftOut: Int

    /// How many notices of one statement are kept.
    public static let noticeLimit = 10_000

    public init(
        commandTag: String, result: QueryResult, notices: [ServerErrorFields], noticesLeftOut: Int = 0
    ) {
        self.commandTag = commandTag
        self.result = result
        self.notices = notices
        self.noticesLeftOut = noticesLeftOut
    }
}
