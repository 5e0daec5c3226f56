/// What a script consists of, in the order in which psql would meet it.
public enum ScriptItem: Hashable, Sendable {
    case statement(Statement)
    case metaCommand(MetaCommand)
}

/// One `\name arguments` of psql, which stands between statements and ends with its line.
public struct MetaCommand: Hashable, Sendable {
    /// The name without its backslash, for example `ir`.
    public var name: String
    /// What follows on the line, without the blanks around it; not taken apart.
    public var arguments: String
    /// The place of the backslash.
    public var place: SourcePlace

    public init(name: String, arguments: String, place: SourcePlace) {
        self.name = name
        self.arguments = arguments
        self.place = place
    }
}
