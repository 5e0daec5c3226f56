/// What a terminal can show. Colour repeats what words say and is never their only carrier.
public struct TerminalStyle: Hashable, Sendable {
    public var usesColour: Bool
    /// Columns to which sentences are wrapped; table rows are cut, never wrapped.
    public var width: Int

    public init(usesColour: Bool, width: Int = 110) {
        self.usesColour = usesColour
        self.width = max(width, 60)
    }

    /// The style for a stream, by the conventions of its environment: NO_COLOR wins over CLICOLOR_FORCE, and that over
    /// what the stream is; on a terminal TERM=dumb and CLICOLOR=0 turn colour off.
    public init(environment: [String: String], isTerminal: Bool, width: Int = 110) {
        func isSet(_ name: String) -> Bool { environment[name].map { !$0.isEmpty && $0 != "0" } ?? false }
        let isRefused = environment["NO_COLOR"].map { !$0.isEmpty } ?? false
        let isWelcome = isTerminal && environment["TERM"] != "dumb" && environment["CLICOLOR"] != "0"
        self.init(usesColour: !isRefused && (isSet("CLICOLOR_FORCE") || isWelcome), width: width)
    }

    func painted(_ text: String, _ ink: Ink) -> String {
        guard usesColour, ink != .plain else { return text }
        return "\u{1B}[\(ink.rawValue)m\(text)\u{1B}[0m"
    }
}

/// The colours of a report, as the parameters of ANSI's SGR sequence.
enum Ink: String {
    case plain = "0"
    case bold = "1"
    case dim = "2"
    case bad = "1;31"
    case good = "32"
    case doubtful = "33"
}
