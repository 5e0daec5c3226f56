/// One SQL statement as it is sent, and where it stands.
public struct Statement: Hashable, Sendable, Codable {
    /// The statement's text without its semicolon, comments inside it kept.
    public var text: String
    /// The place of the statement's first token.
    public var place: SourcePlace
    /// The lines between `COPY … FROM stdin;` and `\.`, when the statement is such a COPY.
    public var copyData: [UInt8]?

    public init(text: String, place: SourcePlace, copyData: [UInt8]? = nil) {
        self.text = text
        self.place = place
        self.copyData = copyData
    }
}

/// How a script's statements reach the server.
public enum Runner: Hashable, Sendable, Codable {
    /// Autocommit, one statement after the other, as `psql -f` does.
    /// With `onErrorStop` false a refused statement is reported and the next one is sent.
    case psql(onErrorStop: Bool)
    /// The whole script inside one BEGIN and COMMIT, as `psql -1` does.
    case singleTransaction
}

/// A file of statements with its includes resolved: every statement knows the file it came from.
public struct Script: Hashable, Sendable, Codable {
    /// The file that was named, relative to the project folder.
    public var file: String
    /// The statements in the order in which they run.
    public var statements: [Statement]
    public var runner: Runner

    public init(file: String, statements: [Statement], runner: Runner) {
        self.file = file
        self.statements = statements
        self.runner = runner
    }
}
