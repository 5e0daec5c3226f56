/// Why a text is not a script. Nothing of such a text is ever sent.
public struct ScriptError: ExplainedError, Hashable {
    public enum Fault: Error, Hashable, Sendable {
        case unterminatedString
        case unterminatedQuotedIdentifier
        /// `tag` with its dollar signs, for example `$body$`.
        case unterminatedDollarString(tag: String)
        case unterminatedComment
        case unterminatedParenthesis
        /// A `BEGIN ATOMIC`, or a `CASE` in it, without its `END`.
        case unterminatedBody
        /// `COPY … FROM stdin` without a line `\.` after its data.
        case unterminatedCopyData
        /// Text between the semicolon of `COPY … FROM stdin` and its data.
        case textAfterCopy
        /// psql drops the rest of a line after a NUL byte without a word.
        case nulByte
        /// A meta-command before the statement's semicolon that cannot stand there.
        case metaCommandInsideStatement(name: String)
        /// A meta-command that would leave the rehearsal, or whose effect nobody knows before the script runs.
        case metaCommandRefused(name: String)
        case metaCommandUnknown(name: String)
        /// Meta-commands are psql's; a driver would send them to the server.
        case metaCommandInMessage(name: String)
        case copyInMessage
        case missingArgument(command: String)
        /// A quote in a meta-command's line that the line does not close.
        case unterminatedArgument
        case backquotes
        /// A backslash sequence makes a byte that is no text.
        case unreadableArgument
        case badVariableName(String)
        case notOnOrOff(name: String)
        /// A value of one of psql's own variables that changes what psql sends.
        case variableRefused(name: String)
        case variableUndefined(name: String, suggestion: String?)
        /// A variable that psql sets while it runs, or by the machine it runs on.
        case variableOfTheRun(name: String)
        case variableInItself(name: String)
        case variableLeavesOpen(name: String)
        case metaCommandInVariable(name: String)
        case copyInVariable(name: String)
        /// `written` is the condition as it stands in the file.
        case notBoolean(command: String, written: String)
        case unmatchedConditional(command: String)
        case conditionalAfterElse(command: String)
        case unterminatedIf

        /// True where the place is within a meta-command's arguments.
        var isAboutArgument: Bool { [.unterminatedArgument, .backquotes, .unreadableArgument].contains(self) }
    }

    public var fault: Fault
    /// Where the open thing begins, never the end of the file.
    public var place: SourcePlace

    public init(_ fault: Fault, at place: SourcePlace) {
        self.fault = fault
        self.place = place
    }

    public var ending: Ending { .usage }
}
