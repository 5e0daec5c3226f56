/// What a terminal can show. Colour repeats what words say and is never their only carrier.
public struct TerminalStyle: Hashable, Sendable {
    public var usesColour: Bool
    /// Columns to which sentences are wrapped; table rows are cut, never wrapped.
    public var width: Int

    public init(usesColour: Bool, width: Int = 110) {
        self.usesColour = usesColour
        self.width = max(width, 60)
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
