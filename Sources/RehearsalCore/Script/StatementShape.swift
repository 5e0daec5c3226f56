/// What has to be known of a statement's tokens so far to see its end.
struct StatementShape {
    /// From the first token's first byte to the last token's end; nil before the first token.
    private(set) var range: Range<Int>?
    /// Offsets of the parentheses that are open, outermost first.
    private(set) var openParentheses: [Int] = []
    /// Offsets of the `BEGIN` and `CASE` that are open, outermost first.
    private(set) var openBodies: [Int] = []
    /// True once the statement reads as `COPY … FROM STDIN`.
    private(set) var readsStandardInput = false

    private var isCopy = false
    private var previousWord = ""
    private var wordCount = 0
    /// The first four words: as many as it takes to see a function's definition.
    private var opening = ["", "", "", ""]

    /// True where a semicolon would end the statement.
    var isOutside: Bool { openParentheses.isEmpty && openBodies.isEmpty }

    /// Takes note of one more token; never whitespace or a comment.
    mutating func take(_ lexeme: SQLLexer.Lexeme, of bytes: [UInt8]) {
        let isFirst = range == nil
        range = (range?.lowerBound ?? lexeme.range.lowerBound)..<lexeme.range.upperBound
        if lexeme.kind == .word {
            wordCount += 1
            guard wordCount <= opening.count || isCopy || definesRoutine else { return }
            takeWord(
                asciiLowercased(String(decoding: bytes[lexeme.range], as: UTF8.self)), at: lexeme, isFirst: isFirst)
            return
        }
        previousWord = ""
        guard lexeme.kind == .punctuation else { return }
        if bytes[lexeme.range.lowerBound] == Letters.openParenthesis {
            openParentheses.append(lexeme.range.lowerBound)
        } else if bytes[lexeme.range.lowerBound] == Letters.closeParenthesis, !openParentheses.isEmpty {
            openParentheses.removeLast()
        }
    }

    private mutating func takeWord(_ word: String, at lexeme: SQLLexer.Lexeme, isFirst: Bool) {
        if isFirst && word == "copy" { isCopy = true }
        if wordCount <= opening.count { opening[wordCount - 1] = word }
        if openParentheses.isEmpty {
            if isCopy && previousWord == "from" && word == "stdin" { readsStandardInput = true }
            if definesRoutine { takeBodyWord(word, at: lexeme.range.lowerBound) }
        }
        previousWord = word
    }

    private var definesRoutine: Bool {
        guard opening[0] == "create" else { return false }
        let kind = opening[1] == "or" && opening[2] == "replace" ? opening[3] : opening[1]
        return kind == "function" || kind == "procedure"
    }

    private mutating func takeBodyWord(_ word: String, at offset: Int) {
        switch word {
        case "begin": openBodies.append(offset)
        case "case" where !openBodies.isEmpty: openBodies.append(offset)
        case "end" where !openBodies.isEmpty: openBodies.removeLast()
        default: break
        }
    }
}
