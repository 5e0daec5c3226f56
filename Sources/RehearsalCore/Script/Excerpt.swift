/// One line that shows what a statement is: comments left out, blanks and line ends made one space.
///
/// - Parameter limit: the most characters that come back; a longer text ends in `…`.
public func excerpt(of text: String, limit: Int) -> String {
    oneLine(tokens(of: text), limit: limit) { $0.text }
}

/// ``excerpt(of:limit:)`` with every string and number as `?`: what a report may show of statements that hold data.
public func maskedExcerpt(of text: String, limit: Int) -> String { maskedExcerpt(of: tokens(of: text), limit: limit) }

/// The same of a part of a text.
func maskedExcerpt(of tokens: some Sequence<SQLToken>, limit: Int) -> String {
    oneLine(tokens, limit: limit) { token in
        switch token.kind {
        case .string, .dollarString, .number: "?"
        case .word, .quotedIdentifier, .parameter, .operatorSymbol, .punctuation, .comment, .backslash, .whitespace:
            token.text
        }
    }
}

private func oneLine(
    _ tokens: some Sequence<SQLToken>, limit: Int, showing shown: (SQLToken) -> String
) -> String {
    precondition(limit > 0, "an excerpt has room for at least its ellipsis")
    var line = ""
    var length = 0
    var endOfPrevious: Int?
    for token in tokens where token.kind != .comment {
        var piece = shown(token).split(whereSeparator: \.isWhitespace).joined(separator: " ")
        if let endOfPrevious, endOfPrevious != token.position { piece = " " + piece }
        endOfPrevious = token.position + token.text.unicodeScalars.count
        line += piece
        length += piece.count
        if length > limit { return String(line.prefix(limit - 1)) + "…" }
    }
    return line
}
