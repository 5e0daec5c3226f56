/// One place where psql puts a variable's value into a text: `:name`, `:'name'`, `:"name"` or `:{?name}`.
struct VariableReference: Hashable {
    enum Form: Hashable {
        /// `:name`: the value as it is.
        case plain
        /// `:'name'`: the value as an SQL string.
        case literal
        /// `:"name"`: the value as a quoted SQL name.
        case identifier
        /// `:{?name}`: TRUE or FALSE, whether the variable is set.
        case isDefined
    }

    var form: Form
    var name: String
    /// From the colon to the last character.
    var range: Range<Int>

    /// The reference that begins with the colon at `start`; nil where psql sees none.
    ///
    /// - Parameter end: where the text ends that is looked at.
    init?(in bytes: [UInt8], at start: Int, end: Int) {
        guard start + 1 < end, bytes[start] == Letters.colon else { return nil }
        let opening: Int
        let closing: UInt8?
        switch bytes[start + 1] {
        case Letters.quote: (form, opening, closing) = (.literal, 2, Letters.quote)
        case Letters.doubleQuote: (form, opening, closing) = (.identifier, 2, Letters.doubleQuote)
        case Letters.openBrace where start + 2 < end && bytes[start + 2] == Letters.question:
            (form, opening, closing) = (.isDefined, 3, Letters.closeBrace)
        default: (form, opening, closing) = (.plain, 1, nil)
        }
        var nameEnd = start + opening
        while nameEnd < end, isVariablePart(bytes[nameEnd]) { nameEnd += 1 }
        guard nameEnd > start + opening else { return nil }
        name = String(decoding: bytes[start + opening..<nameEnd], as: UTF8.self)
        if let closing {
            guard nameEnd < end, bytes[nameEnd] == closing else { return nil }
            nameEnd += 1
        }
        range = start..<nameEnd
    }
}

/// A letter, a digit, an underscore, or any part of a character beyond ASCII.
func isVariablePart(_ byte: UInt8) -> Bool {
    (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A) || (byte >= 0x30 && byte <= 0x39) || byte == Letters.underscore
        || byte >= 0x80
}

/// A text as an SQL string, as libpq quotes it: `E'…'` behind a blank where there is a backslash.
func sqlLiteral(_ text: String) -> String {
    let quoted = text.quoted("'")
    guard quoted.utf8.contains(Letters.backslash) else { return quoted }
    return " E\(quoted.replacing(scalar: "\\", with: "\\\\"))"
}

/// A text as a quoted SQL name.
func sqlIdentifier(_ text: String) -> String { text.quoted("\"") }
