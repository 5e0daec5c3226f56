/// One token of SQL text, as PostgreSQL's own scanner would see it.
public struct SQLToken: Hashable, Sendable {
    /// What a token is. Whitespace is not handed out by ``tokens(of:)``.
    public enum Kind: Hashable, Sendable {
        /// A key word or an identifier without quotes.
        case word
        /// `"…"` and `U&"…"`.
        case quotedIdentifier
        /// `'…'` with whatever stands before it: `E`, `B`, `X`, `N`, `U&`.
        case string
        /// `$$…$$` and `$tag$…$tag$`.
        case dollarString
        case number
        /// `$1`.
        case parameter
        /// One or more of `~ ! @ # ^ & | ? + - * / % < > =` and the backquote.
        case operatorSymbol
        /// `..`, `::`, `:=`, or one character: `( ) [ ] , . : ;` or a character that no token begins with.
        case punctuation
        /// `-- …` without its line end, and `/* … */` with the comments nested in it.
        case comment
        /// `\`: psql's meta-command begins here; in SQL itself it has no meaning.
        case backslash
        case whitespace
    }

    public var kind: Kind
    /// The token as it is written, quotes and all.
    public var text: String
    /// Where it begins: 1-based, counted in Unicode scalars, as the server counts an error's position.
    public var position: Int
    /// False when the text ends before the closing quote, tag or `*/`.
    public var isTerminated: Bool

    public init(kind: Kind, text: String, position: Int, isTerminated: Bool = true) {
        self.kind = kind
        self.text = text
        self.position = position
        self.isTerminated = isTerminated
    }

    /// The word in lower-case ASCII letters; nil for every other kind. `"quoted"` names are never key words.
    public var keyword: String? {
        guard kind == .word else { return nil }
        return asciiLowercased(text)
    }
}

extension SQLToken {
    /// 1 for an opening parenthesis or bracket, -1 for a closing one, 0 for everything else.
    var depthChange: Int {
        switch text {
        case "(", "[": 1
        case ")", "]": -1
        default: 0
        }
    }

    /// The name that the token is or may be, as PostgreSQL keeps it: unquoted, or in lower case; nil for other kinds.
    var name: String? {
        switch kind {
        case .word: asciiLowercased(text)
        case .quotedIdentifier: IdentityText.unquoted(text)
        case .string, .dollarString, .number, .parameter, .operatorSymbol, .punctuation, .comment, .backslash,
            .whitespace:
            nil
        }
    }
}

/// A name with dots in an SQL text.
public struct QualifiedName: Hashable, Sendable {
    /// Its parts as PostgreSQL keeps them.
    public var names: [String] = []
    /// As it is written, without blanks.
    public var spelling = ""
    public var tokenCount = 0
}

/// The name that stands at the beginning, `public.orders` of `public.orders AS o`; without parts where there is none.
public func qualifiedName(at tokens: some Sequence<SQLToken>) -> QualifiedName {
    var found = QualifiedName()
    for token in tokens {
        let isDot = token.text == "."
        if isDot == found.tokenCount.isMultiple(of: 2) { break }
        if !isDot {
            guard let name = token.name else { break }
            found.names.append(name)
        }
        found.spelling += token.text
        found.tokenCount += 1
    }
    return found
}

/// All names that an SQL text mentions, key words among them.
func names(in sql: String) -> Set<String> { Set(tokens(of: sql).compactMap(\.name)) }

/// The tokens of an SQL text in order, comments among them, whitespace left out.
///
/// Never fails: what cannot be a token is punctuation, and an open quote reaches to the end of the text.
/// `place(ofPosition: token.position, in: statement)` tells where a token of a statement stands in its file.
public func tokens(of sql: String) -> [SQLToken] {
    var lexer = SQLLexer(bytes: Array(sql.utf8))
    var found: [SQLToken] = []
    var position = 1
    while let lexeme = lexer.next() {
        let bytes = lexer.bytes[lexeme.range]
        if lexeme.kind != .whitespace {
            found.append(
                SQLToken(
                    kind: lexeme.kind, text: String(decoding: bytes, as: UTF8.self), position: position,
                    isTerminated: lexeme.isTerminated))
        }
        position += scalarCount(of: bytes)
    }
    return found
}

/// The number of Unicode scalars in well-formed UTF-8: every byte that does not continue another.
func scalarCount(of bytes: some Sequence<UInt8>) -> Int {
    bytes.reduce(0) { $0 + ($1 & 0xC0 == 0x80 ? 0 : 1) }
}

/// A–Z to a–z and nothing else, as PostgreSQL compares key words.
func asciiLowercased(_ text: String) -> String {
    String(decoding: text.utf8.map { $0 >= 0x41 && $0 <= 0x5A ? $0 | 0x20 : $0 }, as: UTF8.self)
}
