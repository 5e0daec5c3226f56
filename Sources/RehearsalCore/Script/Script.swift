/// One SQL statement as it is sent, and where it stands.
public struct Statement: Hashable, Sendable, Codable {
    /// The statement's text without its semicolon, comments inside it kept.
    public var text: String
    /// The place of the statement's first token.
    public var place: SourcePlace
    /// The lines between `COPY … FROM stdin;` and `\.`, when the statement is such a COPY.
    public var copyData: [UInt8]?
    /// Where the text's pieces come from, in order. Empty where the text stands in its file as it is sent: no psql
    /// variable was put in, and no meta-command stands between its lines.
    public var origins: [TextOrigin]
    /// What `\set ON_ERROR_STOP` said last before the statement; nil where the script left it to its runner.
    public var onErrorStop: Bool?

    public init(
        text: String, place: SourcePlace, copyData: [UInt8]? = nil, origins: [TextOrigin] = [],
        onErrorStop: Bool? = nil
    ) {
        self.text = text
        self.place = place
        self.copyData = copyData
        self.origins = origins
        self.onErrorStop = onErrorStop
    }
}

/// Where one piece of a statement's text comes from.
public struct TextOrigin: Hashable, Sendable, Codable {
    /// Where the piece begins in the text: 1-based, in Unicode scalars. It ends where the next one begins.
    public var position: Int
    /// The piece's first character, or the variable that the piece was put in for.
    public var place: SourcePlace
    /// True where the piece stands in the file as it is; false where it is a variable's value.
    public var isVerbatim: Bool

    public init(position: Int, place: SourcePlace, isVerbatim: Bool) {
        self.position = position
        self.place = place
        self.isVerbatim = isVerbatim
    }
}

/// How a script's statements reach the server.
public enum Runner: Hashable, Sendable, Codable {
    /// Autocommit, one statement after the other, as `psql -f` does.
    /// With `onErrorStop` false a refused statement is reported and the next one is sent.
    case psql(onErrorStop: Bool)
    /// The whole script inside one BEGIN and COMMIT, as `psql -1` does.
    case singleTransaction
    /// The whole script as one message of the simple query protocol, as many drivers send a text without parameters.
    /// To the server that is one transaction, but for what the script's own BEGIN and COMMIT make of it.
    case oneMessage
}

/// A file of statements with its includes resolved: every statement knows the file it came from.
public struct Script: Hashable, Sendable, Codable {
    /// The file that was named, relative to the project folder.
    public var file: String
    /// The statements in the order in which they run.
    public var statements: [Statement]
    public var runner: Runner
    /// What comments of its files declare that it loses; empty for everything but ways back.
    public var declaredLosses: [LossDeclaration]

    public init(file: String, statements: [Statement], runner: Runner, declaredLosses: [LossDeclaration] = []) {
        self.file = file
        self.statements = statements
        self.runner = runner
        self.declaredLosses = declaredLosses
    }
}
