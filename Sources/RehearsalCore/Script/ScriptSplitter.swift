//  Where one statement ends and the next begins, as psql decides it.
//
//  A semicolon ends a statement unless it stands inside a quote or comment (the lexer's business), inside
//  parentheses (CREATE RULE has lists of statements there), or inside the BEGIN ATOMIC … END of a function. For the
//  last, psql counts: in a statement whose first words are CREATE [OR REPLACE] FUNCTION or PROCEDURE, each BEGIN
//  outside of parentheses opens a level, each CASE inside a level opens another, each END closes one.
//
//  COPY … FROM stdin is followed by data that is not SQL at all. psql learns that from the server; without a server
//  the words FROM STDIN outside of parentheses in a statement that begins with COPY tell the same.

/// The statements and meta-commands of a script, in order.
///
/// A statement's text begins with its first token and ends with its last, without the semicolon; comments before, after
/// and between statements, and semicolons with nothing before them, are left out. Lines end at line feeds, columns are
/// 1-based and count Unicode scalars. A last statement without a semicolon counts.
/// - Parameter file: what the places name, relative to the project folder.
public func scriptItems(of text: String, file: String) throws(ScriptError) -> [ScriptItem] {
    var splitter = ScriptSplitter(text: text, file: file)
    return try splitter.items()
}

/// The state of ``scriptItems(of:file:)`` while it walks through a text.
struct ScriptSplitter {
    private var lexer: SQLLexer
    private let file: String
    private var found: [ScriptItem] = []
    private var places: PlaceCursor
    private var current = StatementShape()

    init(text: String, file: String) {
        lexer = SQLLexer(bytes: Array(text.utf8))
        places = PlaceCursor(file: file)
        self.file = file
    }

    mutating func items() throws(ScriptError) -> [ScriptItem] {
        if let nul = lexer.bytes.firstIndex(of: 0) { throw error(.nulByte, at: nul) }
        while let lexeme = lexer.next() {
            try check(lexeme)
            switch lexeme.kind {
            case .whitespace, .comment: continue
            case .backslash: try takeMetaCommand(at: lexeme.range.lowerBound)
            case .punctuation where lexer.bytes[lexeme.range.lowerBound] == Letters.semicolon && current.isOutside:
                try finishStatement(isLast: false)
            case .word, .quotedIdentifier, .string, .dollarString, .number, .parameter, .operatorSymbol, .punctuation:
                current.take(lexeme, of: lexer.bytes)
            }
        }
        try finishStatement(isLast: true)
        return found
    }

    private func check(_ lexeme: SQLLexer.Lexeme) throws(ScriptError) {
        guard !lexeme.isTerminated else { return }
        let start = lexeme.range.lowerBound
        switch lexeme.kind {
        case .string: throw error(.unterminatedString, at: start)
        case .quotedIdentifier: throw error(.unterminatedQuotedIdentifier, at: start)
        case .comment: throw error(.unterminatedComment, at: start)
        case .dollarString:
            let afterTag = lexer.bytes[(start + 1)...].firstIndex(of: Letters.dollar) ?? start
            let tag = String(decoding: lexer.bytes[start...afterTag], as: UTF8.self)
            throw error(.unterminatedDollarString(tag: tag), at: start)
        case .word, .number, .parameter, .operatorSymbol, .punctuation, .backslash, .whitespace:
            preconditionFailure("only quotes and comments can stay open")
        }
    }

    private mutating func finishStatement(isLast: Bool) throws(ScriptError) {
        guard let range = current.range else { return }
        if isLast, let open = current.openParentheses.first { throw error(.unterminatedParenthesis, at: open) }
        if isLast, let open = current.openBodies.first { throw error(.unterminatedBody, at: open) }
        var statement = Statement(
            text: String(decoding: lexer.bytes[range], as: UTF8.self),
            place: places.place(of: range.lowerBound, in: lexer.bytes))
        if current.readsStandardInput {
            guard !isLast else { throw error(.unterminatedCopyData, at: range.lowerBound) }
            statement.copyData = try copyData(statementStart: range.lowerBound)
        }
        found.append(.statement(statement))
        current = StatementShape()
    }

    /// The lines after the statement's own up to the line `\.`, which is passed over.
    private mutating func copyData(statementStart: Int) throws(ScriptError) -> [UInt8] {
        while let lexeme = lexer.next() {
            switch lexeme.kind {
            case .whitespace:
                guard let lineEnd = lexer.bytes[lexeme.range].firstIndex(of: Letters.lineFeed) else { continue }
                lexer.offset = lineEnd + 1
                return try dataLines(statementStart: statementStart)
            case .comment where lexer.bytes[lexeme.range.lowerBound] == Letters.minus: continue
            case .comment, .word, .quotedIdentifier, .string, .dollarString, .number, .parameter, .operatorSymbol,
                .punctuation, .backslash:
                throw error(.textAfterCopy, at: lexeme.range.lowerBound)
            }
        }
        throw error(.unterminatedCopyData, at: statementStart)
    }

    private mutating func dataLines(statementStart: Int) throws(ScriptError) -> [UInt8] {
        let bytes = lexer.bytes
        let dataStart = lexer.offset
        var lineStart = dataStart
        while lineStart < bytes.count {
            let lineEnd = bytes[lineStart...].firstIndex(of: Letters.lineFeed) ?? bytes.count
            var line = bytes[lineStart..<lineEnd]
            if line.last == Letters.carriageReturn { line.removeLast() }
            if line.elementsEqual([Letters.backslash, Letters.dot]) {
                lexer.offset = min(lineEnd + 1, bytes.count)
                return Array(bytes[dataStart..<lineStart])
            }
            lineStart = lineEnd + 1
        }
        throw error(.unterminatedCopyData, at: statementStart)
    }

    private mutating func takeMetaCommand(at start: Int) throws(ScriptError) {
        let bytes = lexer.bytes
        let lineEnd = bytes[start...].firstIndex(of: Letters.lineFeed) ?? bytes.count
        var nameEnd = start + 1
        while nameEnd < lineEnd, !isSpace(bytes[nameEnd]), bytes[nameEnd] != Letters.backslash { nameEnd += 1 }
        if bytes[(start + 1)...].first == Letters.semicolon { nameEnd = start + 2 }
        let name = String(decoding: bytes[start + 1..<nameEnd], as: UTF8.self)
        guard current.range == nil else { throw error(.metaCommandInsideStatement(name: name), at: start) }
        var arguments = bytes[nameEnd..<lineEnd]
        while let first = arguments.first, isSpace(first) { arguments.removeFirst() }
        while let last = arguments.last, isSpace(last) { arguments.removeLast() }
        found.append(
            .metaCommand(
                MetaCommand(
                    name: name, arguments: String(decoding: arguments, as: UTF8.self),
                    place: places.place(of: start, in: bytes))))
        lexer.offset = lineEnd
    }

    private func error(_ fault: ScriptError.Fault, at offset: Int) -> ScriptError {
        var fromStart = PlaceCursor(file: file)
        return ScriptError(fault, at: fromStart.place(of: offset, in: lexer.bytes))
    }
}
