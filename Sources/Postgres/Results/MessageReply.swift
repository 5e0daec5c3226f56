/// What the server answered to a message of any number of statements.
public struct MessageReply: Hashable, Sendable {
    /// One per statement that the server accepted, in order, for example `CREATE TABLE`; a text without any statement
    /// gives one that is empty.
    public let commandTags: [String]
    /// Why the statement behind them was refused; nil where all were accepted. Nothing behind it was looked at.
    public let refusal: ServerErrorFields?
    /// Those of the whole message in the order in which they came; at most ``StatementResult/noticeLimit``.
    public let notices: [ServerErrorFields]

    public init(commandTags: [String], refusal: ServerErrorFields?, notices: [ServerErrorFields]) {
        self.commandTags = commandTags
        self.refusal = refusal
        self.notices = notices
    }
}
