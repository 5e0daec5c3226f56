//  Which statement of one message made a change.
//
//  Inside a message of several statements the server knows one text only, so the event triggers' notes name no
//  statement. What they do name is the command's tag and the objects, in the order in which they happened; the server
//  answers each statement with a tag, too. Walking both in order gives nearly every change its statement. What cannot
//  be given stays without: a judgement then goes by the statements' words alone.

/// One command's objects, as an event trigger noted them.
public struct NotedCommand: Hashable, Sendable {
    /// The event trigger's tag, for example `CREATE TABLE`.
    public var tag: String
    /// At least one.
    public var objects: [ChangedObject]

    public init(tag: String, objects: [ChangedObject]) {
        self.tag = tag
        self.objects = objects
    }
}

/// For each command the 0-based number of the statement that ran it; nil where nothing tells.
///
/// - Parameters:
///   - commands: in the order in which they happened.
///   - statements: those of the message.
///   - commandTags: the server's answers to the first statements; those behind them were not reached.
public func makers(
    of commands: [NotedCommand], among statements: [Statement], commandTags: [String]
) -> [Int?] {
    var reached = 0
    return commands.map { command in
        let names = Set(command.objects.map { WhoDidIt.bareName(of: $0.identity) })
        let sameTag = commandTags.indices[reached...].filter { commandTags[$0] == command.tag }
        // A DO block or a function runs commands that its own tag does not tell.
        let anyTag = commandTags.indices[reached...].filter { index in
            ["DO", "CALL", "SELECT"].contains(commandTags[index].split(separator: " ").first.map(String.init))
        }
        let maker =
            sameTag.first { mentions(statements[$0], names) } ?? sameTag.first
            ?? anyTag.first { mentions(statements[$0], names) }
        reached = maker ?? reached
        return maker
    }
}

/// True when one of the names stands in the statement as a whole, inside its strings as well.
private func mentions(_ statement: Statement, _ names: Set<String>) -> Bool {
    func mentions(_ tokens: [SQLToken]) -> Bool {
        tokens.contains { token in
            switch token.kind {
            case .word: names.contains(asciiLowercased(token.text))
            case .quotedIdentifier: names.contains(IdentityText.unquoted(token.text))
            case .string, .dollarString: mentions(QuotedSQL.body(of: token))
            case .number, .parameter, .operatorSymbol, .punctuation, .comment, .backslash, .whitespace: false
            }
        }
    }
    return mentions(tokens(of: statement.text))
}
