/// Why a text is not a script. Nothing of such a text is ever sent.
public struct ScriptError: ExplainedError, Hashable {
    public enum Fault: Hashable, Sendable {
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
        /// A meta-command before the statement's semicolon.
        case metaCommandInsideStatement(name: String)
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
