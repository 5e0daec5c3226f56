/// By which rules a value's white space can be told from its content.
enum TextLanguage: Hashable {
    /// SQL or PL/pgSQL: the lexer knows what a string is.
    case sql
    /// Another language or free text: only line ends, and space before and behind them, are known to be no content.
    case other

    init(kind: FactKind, attribute: String, _ facts: ArraySlice<CatalogFact>...) {
        if kind == .comment || kind == .securityLabel {
            self = .other
        } else if kind == .function && attribute == "body" {
            let known = facts.allSatisfy { ["sql", "plpgsql"].contains($0.value(of: "language") ?? "") }
            self = known ? .sql : .other
        } else {
            self = .sql
        }
    }

    /// Whether two texts differ by line ends or white space alone; nil where they differ in more.
    func spacingHint(from old: String, to new: String) -> CatalogDifference.Hint? {
        switch self {
        case .sql:
            if lexemes(of: old, .lineEnds) == lexemes(of: new, .lineEnds) { return .lineEndingsOnly }
            return lexemes(of: old, .all) == lexemes(of: new, .all) ? .whitespaceOnly : nil
        case .other:
            let lines = Self.lines(old)
            let others = Self.lines(new)
            if lines == others { return .lineEndingsOnly }
            return Self.trimmed(lines) == Self.trimmed(others) ? .whitespaceOnly : nil
        }
    }

    private static func lines(_ text: String) -> [ExactText] {
        text.replacing("\r\n", with: "\n").split(separator: "\n", omittingEmptySubsequences: false)
            .map { ExactText(String($0)) }
    }

    /// Without space at line ends, without empty lines at the beginning and the end. Indentation may mean something.
    private static func trimmed(_ lines: [ExactText]) -> [ExactText] {
        let ends = lines.map { line in
            ExactText(String(decoding: Array(line.text.utf8.reversed().drop(while: isSpace).reversed()), as: UTF8.self))
        }
        let empty = ExactText("")
        return Array(ends.drop { $0 == empty }.reversed().drop { $0 == empty }.reversed())
    }
}

/// What of an SQL text's white space does not count.
private enum Spacing {
    /// Only the form of line ends.
    case lineEnds
    case all
}

/// The text's lexemes without the white space that does not count.
///
/// Strings are kept byte by byte. Comments are content; only their line ends are not.
private func lexemes(of text: String, _ spacing: Spacing) -> [ArraySlice<UInt8>] {
    var lexer = SQLLexer(bytes: Array(text.utf8))
    var found: [ArraySlice<UInt8>] = []
    while let lexeme = lexer.next() {
        let bytes = lexer.bytes[lexeme.range]
        if lexeme.kind == .whitespace {
            if spacing == .lineEnds { found.append(withPlainLineEnds(bytes)) }
        } else {
            found.append(lexeme.kind == .comment ? withPlainLineEnds(bytes) : bytes)
        }
    }
    return found
}

/// CRLF as LF.
private func withPlainLineEnds(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    guard bytes.contains(Letters.carriageReturn) else { return bytes }
    var plain: [UInt8] = []
    for index in bytes.indices {
        let isBeforeLineFeed = index + 1 < bytes.endIndex && bytes[index + 1] == Letters.lineFeed
        if bytes[index] == Letters.carriageReturn, isBeforeLineFeed { continue }
        plain.append(bytes[index])
    }
    return plain[...]
}
