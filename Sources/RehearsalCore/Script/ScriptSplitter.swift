//  Where one statement ends and the next begins, as psql decides it.
//
//  A semicolon ends a statement unless it stands inside a quote or comment (the lexer's business), inside
//  parentheses (CREATE RULE has lists of statements there), or inside the BEGIN ATOMIC … END of a function. For the
//  last, psql counts: in a statement whose first words are CREATE [OR REPLACE] FUNCTION or PROCEDURE, each BEGIN
//  outside of parentheses opens a level, each CASE inside a level opens another, each END closes one.
//
//  COPY … FROM stdin is followed by data that is not SQL at all. psql learns that from the server; without a server
//  the words FROM STDIN outside of parentheses in a statement that begins with COPY tell the same.
//
//  A variable's value is SQL like the rest: it may end a statement, and hold further variables. Only what would carry
//  an open quote or comment out of the value into the file is refused.

/// The statements and meta-commands of a script, in order; variables are left alone.
///
/// A statement's text begins with its first token and ends with its last, without the semicolon; comments before, after
/// and between statements, and semicolons with nothing before them, are left out. Lines end at line feeds, columns are
/// 1-based and count Unicode scalars. A last statement without a semicolon counts.
/// - Parameter file: what the places name, relative to the project folder.
public func scriptItems(of text: String, file: String) throws(ScriptError) -> [ScriptItem] {
    var splitter = ScriptSplitter(text: text, file: file)
    var items: [ScriptItem] = []
    while let item = try splitter.next(nil) {
        switch item {
        case .statement(let statement): items.append(.statement(statement))
        case .metaCommand(var command):
            guard !splitter.isInsideStatement else {
                throw ScriptError(.metaCommandInsideStatement(name: command.name), at: command.place)
            }
            command.arguments = splitter.takeRestOfLine()
            items.append(.metaCommand(command))
        }
    }
    return items
}

/// The walk through one text, statement by statement.
struct ScriptSplitter {
    var lexer: SQLLexer
    private let file: String
    var places: PlaceCursor
    var current = OpenStatement()
    /// Statements that ended and were not handed out yet: one variable may hold several.
    private var finished: [Statement] = []
    private var isAtEnd = false

    init(text: String, file: String) {
        lexer = SQLLexer(bytes: Array(text.utf8))
        places = PlaceCursor(file: file)
        self.file = file
    }

    var isInsideStatement: Bool { current.hasBegun }

    /// The next statement or meta-command; nil behind the last.
    ///
    /// A meta-command comes without its arguments: the lexer's offset is behind its name.
    /// - Parameter variables: what to put in for `:name` and its like; nil leaves all of them alone.
    mutating func next(_ variables: PsqlVariables?) throws(ScriptError) -> ScriptItem? {
        if lexer.offset == 0, let nul = lexer.bytes.firstIndex(of: 0) { throw error(.nulByte, at: nul) }
        while finished.isEmpty, let lexeme = lexer.next() {
            let start = lexeme.range.lowerBound
            try check(lexeme)
            switch lexeme.kind {
            case .whitespace, .comment: continue
            case .backslash:
                if variables == nil || !takeEscapedColon(at: start) { return .metaCommand(metaCommand(at: start)) }
            case .punctuation where lexer.bytes[start] == Letters.semicolon && current.shape.isOutside:
                try finishStatement(at: start)
            case .punctuation where lexer.bytes[start] == Letters.colon && lexeme.range.count == 1:
                if try !insertVariable(at: start, variables) { take(lexeme) }
            case .word, .quotedIdentifier, .string, .dollarString, .number, .parameter, .operatorSymbol, .punctuation:
                take(lexeme)
            }
        }
        if finished.isEmpty && !isAtEnd {
            isAtEnd = true
            try finishFile()
        }
        return finished.isEmpty ? nil : .statement(finished.removeFirst())
    }

    /// The next meta-command, whatever stands before it: what psql does in a skipped branch.
    mutating func nextWhileSkipping() throws(ScriptError) -> MetaCommand? {
        while let lexeme = lexer.next() {
            try check(lexeme)
            let start = lexeme.range.lowerBound
            guard lexeme.kind == .backslash else { continue }
            if let byte = lexer.bytes[(start + 1)...].first, byte == Letters.semicolon || byte == Letters.colon {
                continue
            }
            return metaCommand(at: start)
        }
        return nil
    }

    /// What follows on a meta-command's line, without the blanks around it.
    mutating func takeRestOfLine() -> String {
        let bytes = lexer.bytes
        let lineEnd = bytes[lexer.offset...].firstIndex(of: Letters.lineFeed) ?? bytes.count
        var arguments = bytes[lexer.offset..<lineEnd]
        while let first = arguments.first, isSpace(first) { arguments.removeFirst() }
        while let last = arguments.last, isSpace(last) { arguments.removeLast() }
        lexer.offset = lineEnd
        return String(decoding: arguments, as: UTF8.self)
    }

    /// The statement as far as it goes before a meta-command in the midst of it.
    ///
    /// psql takes away the line feed before a line that holds nothing else than the command.
    mutating func breakOff(at backslash: Int) -> OpenStatement {
        let isAlone = backslash > 0 && lexer.bytes[backslash - 1] == Letters.lineFeed
        current.breakOff(at: isAlone ? backslash - 1 : backslash, of: lexer.bytes)
        return current
    }

    /// Goes on at `offset` with the statement that was open, behind a meta-command.
    mutating func resume(_ statement: OpenStatement, at offset: Int) {
        lexer.offset = offset
        current = statement
        if current.hasBegun { current.resume(at: offset, place: places.place(of: offset, in: lexer.bytes)) }
    }

    func error(_ fault: ScriptError.Fault, at offset: Int) -> ScriptError {
        var fromStart = PlaceCursor(file: file)
        return ScriptError(fault, at: fromStart.place(of: offset, in: lexer.bytes))
    }

    private mutating func take(_ lexeme: SQLLexer.Lexeme) {
        let place = current.beginsPiece ? places.place(of: lexeme.range.lowerBound, in: lexer.bytes) : nil
        current.take(lexeme, of: lexer.bytes, at: place)
    }

    /// `\:` is a colon that begins no variable.
    private mutating func takeEscapedColon(at start: Int) -> Bool {
        guard start + 1 < lexer.bytes.count, lexer.bytes[start + 1] == Letters.colon else { return false }
        current.breakOff(at: start, of: lexer.bytes)
        take(SQLLexer.Lexeme(kind: .punctuation, range: start + 1..<start + 2))
        lexer.offset = start + 2
        return true
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

    /// The statement that ends before the semicolon at `offset`, with the data that follows it.
    mutating func finishStatement(at offset: Int) throws(ScriptError) {
        guard var statement = current.finished(of: lexer.bytes) else { return }
        if current.shape.readsStandardInput { statement.copyData = try copyData(semicolon: offset) }
        finished.append(statement)
        current = OpenStatement()
    }

    private mutating func finishFile() throws(ScriptError) {
        guard let statement = current.finished(of: lexer.bytes) else { return }
        if let open = current.shape.openParentheses.first { throw error(.unterminatedParenthesis, at: open) }
        if let open = current.shape.openBodies.first { throw error(.unterminatedBody, at: open) }
        guard !current.shape.readsStandardInput else { throw ScriptError(.unterminatedCopyData, at: statement.place) }
        finished.append(statement)
        current = OpenStatement()
    }

    private mutating func metaCommand(at start: Int) -> MetaCommand {
        let bytes = lexer.bytes
        var nameEnd = start + 1
        while nameEnd < bytes.count, !isSpace(bytes[nameEnd]), bytes[nameEnd] != Letters.backslash { nameEnd += 1 }
        if bytes[(start + 1)...].first == Letters.semicolon { nameEnd = start + 2 }
        lexer.offset = nameEnd
        return MetaCommand(
            name: String(decoding: bytes[start + 1..<nameEnd], as: UTF8.self), arguments: "",
            place: places.place(of: start, in: bytes))
    }
}

//  COPY data.

extension ScriptSplitter {
    /// The lines after the statement's own up to the line `\.`, which is passed over.
    private mutating func copyData(semicolon: Int) throws(ScriptError) -> [UInt8] {
        let statement = current.place
        func unterminated() -> ScriptError {
            statement.map { ScriptError(.unterminatedCopyData, at: $0) } ?? error(.unterminatedCopyData, at: semicolon)
        }
        while let lexeme = lexer.next() {
            switch lexeme.kind {
            case .whitespace:
                guard let lineEnd = lexer.bytes[lexeme.range].firstIndex(of: Letters.lineFeed) else { continue }
                lexer.offset = lineEnd + 1
                guard let data = dataLines() else { throw unterminated() }
                return data
            case .comment where lexer.bytes[lexeme.range.lowerBound] == Letters.minus: continue
            case .comment, .word, .quotedIdentifier, .string, .dollarString, .number, .parameter, .operatorSymbol,
                .punctuation, .backslash:
                throw error(.textAfterCopy, at: lexeme.range.lowerBound)
            }
        }
        throw unterminated()
    }

    /// Nil where no line `\.` ends the data.
    private mutating func dataLines() -> [UInt8]? {
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
        return nil
    }
}
