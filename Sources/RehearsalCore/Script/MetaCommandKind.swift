/// What a meta-command of psql is to a rehearsal.
enum MetaCommandKind: Hashable {
    enum Conditional: Hashable {
        /// `\if`.
        case opens
        /// `\elif`.
        case turns
        /// `\else`.
        case turnsLast
        /// `\endif`.
        case closes
    }

    case conditional(Conditional)
    case set
    case unset
    case include(isRelative: Bool)
    /// Shows something, or changes how psql shows it: nothing reaches the server.
    case shows
    case refused
    /// Refused, and in a skipped branch psql passes over the rest of its line, backslashes and all.
    case refusedWithItsLine
    /// psql has no such command, and says so even in a skipped branch.
    case unknown

    init(name: String) {
        switch name {
        case "if": self = .conditional(.opens)
        case "elif": self = .conditional(.turns)
        case "else": self = .conditional(.turnsLast)
        case "endif": self = .conditional(.closes)
        case "set": self = .set
        case "unset": self = .unset
        case "i", "include": self = .include(isRelative: false)
        case "ir", "include_relative": self = .include(isRelative: true)
        case "echo", "qecho", "warn", "timing", "pset", "x", "a", "t", "f", "C", "H", "html", "T", "restrict",
            "unrestrict":
            self = .shows
        case "!", "copy", "h", "help", "ef", "ev", "sf", "sf+", "sv", "sv+": self = .refusedWithItsLine
        case _ where Self.refusedNames.contains(name) || name.hasPrefix("d") || name.hasPrefix("lo_"): self = .refused
        default: self = .unknown
        }
    }

    private static let refusedNames: Set<String> = [
        ";", "?", "bind", "c", "connect", "cd", "conninfo", "copyright", "crosstabview", "e", "edit", "encoding",
        "errverbose", "g", "gx", "gdesc", "getenv", "gexec", "gset", "l", "l+", "list", "list+", "o", "out", "p",
        "print", "password", "prompt", "q", "quit", "r", "reset", "s", "setenv", "w", "watch", "write", "z",
    ]
}
