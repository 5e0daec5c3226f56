/// What has to be known of a statement's tokens so far to see its end.
struct StatementShape {
    /// False before the first token.
    private(set) var hasBegun = false
    /// Where in the file the open parentheses stand, outermost first.
    private(set) var openParentheses: [Int] = []
    /// How many square brackets are open.
    private(set) var openBracketCount = 0
    /// Where in the file the open `BEGIN` and `CASE` stand, outermost first.
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
    ///
    /// - Parameters:
    ///   - text: the token's bytes.
    ///   - offset: where the token stands in the file, or the variable that it comes from.
    mutating func take(_ kind: SQLToken.Kind, _ text: ArraySlice<UInt8>, at offset: Int) {
        let isFirst = !hasBegun
        hasBegun = true
        if kind == .word {
            wordCount += 1
            guard wordCount <= opening.count || isCopy || definesRoutine else { return }
            takeWord(asciiLowercased(String(decoding: text, as: UTF8.self)), at: offset, isFirst: isFirst)
            return
        }
        previousWord = ""
        guard kind == .punctuation else { return }
        switch text.first {
        case Letters.openParenthesis: openParentheses.append(offset)
        case Letters.closeParenthesis: _ = openParentheses.popLast()
        case Letters.openBracket: openBracketCount += 1
        case Letters.closeBracket: openBracketCount = max(0, openBracketCount - 1)
        default: break
        }
    }

    private mutating func takeWord(_ word: String, at offset: Int, isFirst: Bool) {
        if isFirst && word == "copy" { isCopy = true }
        if wordCount <= opening.count { opening[wordCount - 1] = word }
        if openParentheses.isEmpty {
            if isCopy && previousWord == "from" && word == "stdin" { readsStandardInput = true }
            if definesRoutine { takeBodyWord(word, at: offset) }
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
