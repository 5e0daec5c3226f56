import RehearsalCore

/// What can be wrong with a line that declares a loss.
public enum DeclarationFault: Hashable, Sendable {
    /// A word before the colon that is almost `pgrehearse`.
    case misspelledMark(String)
    case noColon
    case unknownVerb(String, suggestion: String?)
    /// No name, or one of more than three parts.
    case noName
    case noReason
    /// Where the reason is expected.
    case unknownWord(String, suggestion: String?)
    case textBehindReason(String)
    case duplicate(String)
    /// In a file that is walked up.
    case noWayBack
}

/// Reads the lines of a script that declare what it loses: `-- pgrehearse: loses documents.year reason="…"`.
///
/// A comment of its own line anywhere in the file. A line that is meant so and is spelled otherwise is an error: it
/// would be a remark, and the loss one in silence.
struct LossDeclarations {
    private static let mark = "pgrehearse"
    private static let verb = "loses"

    let file: String
    let problems: ProblemList

    /// - Parameter statements: those of the file, to tell comments from lines of strings and of COPY data.
    func declarations(in text: String, among statements: some Sequence<Statement>) -> [LossDeclaration] {
        var found: [LossDeclaration] = []
        for (index, line) in text.split(separator: /\r?\n/, omittingEmptySubsequences: false).enumerated() {
            let remark = line.drop { $0 == " " || $0 == "\t" }
            guard remark.hasPrefix("--"), let content = content(of: remark.dropFirst(2)) else { continue }
            let number = index + 1
            guard isComment(remark, line: number, among: statements) else { continue }
            let place = SourcePlace(
                file: file, line: number, column: line.unicodeScalars.count - remark.unicodeScalars.count + 1)
            let column = line.unicodeScalars.count - content.words.unicodeScalars.count
            guard let read = declaration(content, at: place, column: column) else { continue }
            if found.contains(where: { $0.name == read.name }) {
                report(.duplicate(read.spelling), at: place)
            } else {
                found.append(read)
            }
        }
        return found
    }

    private struct Content {
        var fault: DeclarationFault?
        /// What stands behind the colon.
        var words: Substring
    }

    /// What a comment declares; nil for a remark.
    private func content(of comment: Substring) -> Content? {
        let trimmed = comment.drop(while: \.isWhitespace)
        let first = trimmed.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
        let behind = trimmed.dropFirst(first.count).drop(while: \.isWhitespace)
        let isOurs = first.lowercased() == Self.mark
        if behind.first == ":" {
            let words = behind.dropFirst()
            if isOurs { return Content(words: words) }
            let next = words.drop(while: \.isWhitespace).prefix { !$0.isWhitespace }
            let isMeant = NearestName.suggestion(for: String(first), among: [Self.mark]) != nil
            return isMeant && next.lowercased() == Self.verb
                ? Content(fault: .misspelledMark(String(first)), words: words) : nil
        }
        let next = behind.prefix { !$0.isWhitespace }
        return isOurs && next.lowercased() == Self.verb ? Content(fault: .noColon, words: behind) : nil
    }

    /// False for a line of a string or of COPY data.
    private func isComment(_ line: Substring, line number: Int, among statements: some Sequence<Statement>) -> Bool {
        for statement in statements where statement.place.file == file && statement.place.line < number {
            let lineCount = statement.text.utf8.count { $0 == UInt8(ascii: "\n") }
            let dataCount = statement.copyData?.count { $0 == UInt8(ascii: "\n") } ?? 0
            guard number <= statement.place.line + lineCount + dataCount else { continue }
            return tokens(of: statement.text).contains { token in
                token.kind == .comment && trimmedEnd(token.text[...]) == trimmedEnd(line)
            }
        }
        return true
    }

    private func declaration(_ content: Content, at place: SourcePlace, column: Int) -> LossDeclaration? {
        if let fault = content.fault {
            report(fault, at: place)
            return nil
        }
        var rest = tokens(of: String(content.words))[...]
        func refuse(_ fault: DeclarationFault) -> LossDeclaration? {
            // Where the words go wrong, or the end of the line.
            let position = rest.first?.position ?? content.words.unicodeScalars.count + 1
            report(fault, at: SourcePlace(file: file, line: place.line, column: column + position))
            return nil
        }
        guard let verb = rest.first, verb.keyword == Self.verb else {
            let found = rest.first?.text ?? ""
            return refuse(.unknownVerb(found, suggestion: NearestName.suggestion(for: found, among: [Self.verb])))
        }
        rest = rest.dropFirst()
        let name = qualifiedName(at: rest)
        guard (1...3).contains(name.names.count), rest.dropFirst(name.tokenCount).first?.text != "=" else {
            return refuse(.noName)
        }
        rest = rest.dropFirst(name.tokenCount)
        guard let word = rest.first else { return refuse(.noReason) }
        guard word.keyword == "reason" else {
            let near = NearestName.suggestion(for: word.text, among: ["reason"])
            return refuse(.unknownWord(word.text, suggestion: near))
        }
        rest = rest.dropFirst()
        guard rest.first?.text == "=" else { return refuse(.noReason) }
        rest = rest.dropFirst()
        guard let quoted = rest.first, quoted.kind == .quotedIdentifier, quoted.isTerminated,
            let reason = quoted.text.unquoted("\""), !reason.allSatisfy(\.isWhitespace)
        else { return refuse(.noReason) }
        rest = rest.dropFirst()
        if let more = rest.first { return refuse(.textBehindReason(more.text)) }
        return LossDeclaration(
            name: name.names, spelling: name.spelling, reason: reason, place: place)
    }

    private func report(_ fault: DeclarationFault, at place: SourcePlace) {
        problems.report(.declaration(fault), at: place)
    }
}

extension DeclarationFault {
    var words: (what: String, next: String) {
        let form = "write `-- pgrehearse: loses TABLE reason=\"…\"` or `-- pgrehearse: loses TABLE.COLUMN reason=\"…\"`"
        switch self {
        case .misspelledMark(let word):
            return ("`\(shown(word))` before the colon declares nothing", didYouMean("pgrehearse") ?? form)
        case .noColon: return ("a colon is missing behind `pgrehearse`, so that this declares nothing", form)
        case .unknownVerb(let word, let suggestion):
            return ("behind `pgrehearse:` stands `\(shown(word))`, and not `loses`", didYouMean(suggestion) ?? form)
        case .noName: return ("the loss names no table and no column", form)
        case .noReason: return ("the loss has no reason", "write behind the name reason=\"…\", with why it may be lost")
        case .unknownWord(let word, let suggestion):
            return (
                "behind the name stands `\(shown(word))`, and not the reason",
                didYouMean(suggestion) ?? "write reason=\"…\" there, with why it may be lost"
            )
        case .textBehindReason(let word):
            return ("behind the reason stands `\(shown(word))`", "remove it; a quote in the reason is written twice")
        case .duplicate(let name):
            return ("the loss of `\(shown(name))` is declared twice in this script", "keep one of the lines")
        case .noWayBack:
            return (
                "a loss is declared in a script that is no way back",
                "move the line into the way back's file: what a migration deletes is its purpose"
            )
        }
    }
}
