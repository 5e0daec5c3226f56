//  How SQL text falls into tokens, by the rules of PostgreSQL's scanner as psql applies them.
//
//  psql has to find the semicolon that ends a statement without understanding the statement. It knows the forms
//  that may hide a semicolon (quotes, dollar quotes, comments) and nothing else, and so does this lexer. Three
//  rules are easy to get wrong:
//
//  - A letter before a quote changes the quote only where the letter is a token of its own: `E'\''` is one string,
//    `nameE'\'` is an identifier and a string that ends after the backslash.
//  - A dollar sign continues an identifier and opens a quote nowhere inside one: `a$$b$$` is one name.
//  - An operator runs as far as operator characters go, and ends where a comment begins: `+-- x`, `*/* x */`.
//
//  The server joins two strings with a line end between them into one, with the escapes of the first; psql, which
//  reads line by line, sees two. We follow psql, because what it sends is what we have to send.
//
//  Source of the facts: PostgreSQL 15, psqlscan.l and scan.l, and psql itself (LexerAgreesWithPsqlTests).

/// Cuts UTF-8 bytes into lexemes that cover them without a gap.
struct SQLLexer {
    /// One piece of the text.
    struct Lexeme: Hashable {
        var kind: SQLToken.Kind
        var range: Range<Int>
        var isTerminated = true
    }

    let bytes: [UInt8]
    /// Where the next lexeme begins; may be moved forward by whoever reads data that is not SQL.
    var offset: Int

    init(bytes: [UInt8], offset: Int = 0) {
        self.bytes = bytes
        self.offset = offset
    }

    /// The next piece; nil at the end of the text.
    mutating func next() -> Lexeme? {
        guard offset < bytes.count else { return nil }
        let start = offset
        let lexeme = lexeme(at: start)
        precondition(lexeme.range.lowerBound == start && lexeme.range.upperBound > start, "a lexeme is never empty")
        offset = lexeme.range.upperBound
        return lexeme
    }

    private func lexeme(at start: Int) -> Lexeme {
        let byte = bytes[start]
        switch byte {
        case Letters.quote: return quoted(.string, from: start, open: start, mark: Letters.quote, escapes: false)
        case Letters.doubleQuote:
            return quoted(.quotedIdentifier, from: start, open: start, mark: Letters.doubleQuote, escapes: false)
        case Letters.dollar: return dollar(at: start)
        case Letters.backslash: return Lexeme(kind: .backslash, range: start..<start + 1)
        case Letters.minus where self[start + 1] == Letters.minus: return lineComment(at: start)
        case Letters.slash where self[start + 1] == Letters.star: return blockComment(at: start)
        case Letters.dot where self[start + 1] == Letters.dot:
            return Lexeme(kind: .punctuation, range: start..<start + 2)
        case Letters.colon where self[start + 1] == Letters.colon || self[start + 1] == Letters.equals:
            return Lexeme(kind: .punctuation, range: start..<start + 2)
        case Letters.dot where isDigit(self[start + 1]): return number(at: start)
        default:
            if isSpace(byte) { return run(.whitespace, from: start, while: isSpace) }
            if isDigit(byte) { return number(at: start) }
            if isIdentifierStart(byte) {
                return prefixedQuote(at: start) ?? run(.word, from: start, while: isIdentifierPart)
            }
            if isOperator(byte) { return operatorSymbol(at: start) }
            return Lexeme(kind: .punctuation, range: start..<start + 1)
        }
    }

    private subscript(index: Int) -> UInt8? { index < bytes.count ? bytes[index] : nil }

    private func run(_ kind: SQLToken.Kind, from start: Int, while belongs: (UInt8) -> Bool) -> Lexeme {
        var end = start + 1
        while end < bytes.count, belongs(bytes[end]) { end += 1 }
        return Lexeme(kind: kind, range: start..<end)
    }

    /// `E'…'`, `B'…'`, `X'…'`, `N'…'`, `U&'…'` and `U&"…"`; nil where no quote follows the letter.
    private func prefixedQuote(at start: Int) -> Lexeme? {
        let letter = bytes[start] | 0x20
        if self[start + 1] == Letters.quote {
            switch letter {
            case Letters.e: return quoted(.string, from: start, open: start + 1, mark: Letters.quote, escapes: true)
            case Letters.b, Letters.x, Letters.n:
                return quoted(.string, from: start, open: start + 1, mark: Letters.quote, escapes: false)
            default: return nil
            }
        }
        guard letter == Letters.u, self[start + 1] == Letters.ampersand else { return nil }
        if self[start + 2] == Letters.quote {
            return quoted(.string, from: start, open: start + 2, mark: Letters.quote, escapes: false)
        }
        if self[start + 2] == Letters.doubleQuote {
            return quoted(.quotedIdentifier, from: start, open: start + 2, mark: Letters.doubleQuote, escapes: false)
        }
        return nil
    }

    /// From the opening quote at `open` to the closing one; a doubled quote stands for itself.
    private func quoted(_ kind: SQLToken.Kind, from start: Int, open: Int, mark: UInt8, escapes: Bool) -> Lexeme {
        var index = open + 1
        while index < bytes.count {
            let byte = bytes[index]
            if escapes && byte == Letters.backslash {
                index += 2
            } else if byte != mark {
                index += 1
            } else if self[index + 1] == mark {
                index += 2
            } else {
                return Lexeme(kind: kind, range: start..<index + 1)
            }
        }
        return Lexeme(kind: kind, range: start..<bytes.count, isTerminated: false)
    }

    /// `$1`, `$$…$$`, `$tag$…$tag$`, or a lone `$`.
    private func dollar(at start: Int) -> Lexeme {
        if isDigit(self[start + 1]) { return run(.parameter, from: start) { isDigit($0) } }
        var end = start + 1
        if let first = self[end], isIdentifierStart(first) {
            end += 1
            while let byte = self[end], isIdentifierPart(byte), byte != Letters.dollar { end += 1 }
        }
        guard self[end] == Letters.dollar else { return Lexeme(kind: .punctuation, range: start..<start + 1) }
        let tag = bytes[start...end]
        var index = end + 1
        while index + tag.count <= bytes.count {
            if bytes[index] == Letters.dollar && bytes[index..<index + tag.count].elementsEqual(tag) {
                return Lexeme(kind: .dollarString, range: start..<index + tag.count)
            }
            index += 1
        }
        return Lexeme(kind: .dollarString, range: start..<bytes.count, isTerminated: false)
    }

    private func lineComment(at start: Int) -> Lexeme {
        run(.comment, from: start) { $0 != Letters.lineFeed && $0 != Letters.carriageReturn }
    }

    private func blockComment(at start: Int) -> Lexeme {
        var depth = 1
        var index = start + 2
        while index < bytes.count {
            if bytes[index] == Letters.slash && self[index + 1] == Letters.star {
                depth += 1
                index += 2
            } else if bytes[index] == Letters.star && self[index + 1] == Letters.slash {
                depth -= 1
                index += 2
                if depth == 0 { return Lexeme(kind: .comment, range: start..<index) }
            } else {
                index += 1
            }
        }
        return Lexeme(kind: .comment, range: start..<bytes.count, isTerminated: false)
    }

    /// Digits, a fraction, an exponent, and the letters that a mistaken number drags along; never `..`.
    private func number(at start: Int) -> Lexeme {
        var index = start
        while let byte = self[index], isDigit(byte) || byte == Letters.underscore { index += 1 }
        if self[index] == Letters.dot && self[index + 1] != Letters.dot {
            index += 1
            while isDigit(self[index]) { index += 1 }
        }
        if let byte = self[index], byte | 0x20 == Letters.e, !isDigit(self[index + 1]) {
            let sign = self[index + 1]
            if (sign == Letters.plus || sign == Letters.minus) && isDigit(self[index + 2]) { index += 2 }
        }
        while let byte = self[index], isIdentifierPart(byte), byte != Letters.dollar { index += 1 }
        return Lexeme(kind: .number, range: start..<index)
    }

    private func operatorSymbol(at start: Int) -> Lexeme {
        var end = start + 1
        while let byte = self[end], isOperator(byte) {
            if byte == Letters.minus && self[end + 1] == Letters.minus { break }
            if byte == Letters.slash && self[end + 1] == Letters.star { break }
            end += 1
        }
        return Lexeme(kind: .operatorSymbol, range: start..<end)
    }
}

/// The ASCII characters that the lexer looks for.
enum Letters {
    static let lineFeed = UInt8(ascii: "\n"), carriageReturn = UInt8(ascii: "\r"), space = UInt8(ascii: " ")
    static let quote = UInt8(ascii: "'"), doubleQuote = UInt8(ascii: "\""), backslash = UInt8(ascii: "\\")
    static let dollar = UInt8(ascii: "$"), ampersand = UInt8(ascii: "&"), underscore = UInt8(ascii: "_")
    static let minus = UInt8(ascii: "-"), plus = UInt8(ascii: "+"), star = UInt8(ascii: "*")
    static let slash = UInt8(ascii: "/"), dot = UInt8(ascii: "."), semicolon = UInt8(ascii: ";")
    static let colon = UInt8(ascii: ":"), equals = UInt8(ascii: "="), question = UInt8(ascii: "?")
    static let openBrace = UInt8(ascii: "{"), closeBrace = UInt8(ascii: "}"), backquote = UInt8(ascii: "`")
    static let openBracket = UInt8(ascii: "["), closeBracket = UInt8(ascii: "]")
    static let openParenthesis = UInt8(ascii: "("), closeParenthesis = UInt8(ascii: ")")
    static let b = UInt8(ascii: "b"), e = UInt8(ascii: "e"), n = UInt8(ascii: "n"), u = UInt8(ascii: "u")
    static let x = UInt8(ascii: "x")
}

private func isDigit(_ byte: UInt8?) -> Bool {
    guard let byte else { return false }
    return byte >= 0x30 && byte <= 0x39
}

/// Space, tab, line feed, vertical tab, form feed, carriage return.
func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (byte >= 0x09 && byte <= 0x0D) }

/// A letter, an underscore, or any part of a character beyond ASCII.
private func isIdentifierStart(_ byte: UInt8) -> Bool {
    (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A) || byte == Letters.underscore || byte >= 0x80
}

private func isIdentifierPart(_ byte: UInt8) -> Bool {
    isIdentifierStart(byte) || isDigit(byte) || byte == Letters.dollar
}

private func isOperator(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "~"), UInt8(ascii: "!"), UInt8(ascii: "@"), UInt8(ascii: "#"), UInt8(ascii: "^"),
        UInt8(ascii: "&"), UInt8(ascii: "|"), UInt8(ascii: "`"), UInt8(ascii: "?"), UInt8(ascii: "+"),
        UInt8(ascii: "-"), UInt8(ascii: "*"), UInt8(ascii: "/"), UInt8(ascii: "%"), UInt8(ascii: "<"),
        UInt8(ascii: ">"), UInt8(ascii: "="):
        true
    default: false
    }
}
