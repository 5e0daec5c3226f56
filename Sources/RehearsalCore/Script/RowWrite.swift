/// A part of a statement that writes the rows which it finds.
struct RowWrite: Hashable {
    var verb: RowsMet.Verb
    /// As it is spelled; nil in a text that is run by EXECUTE.
    var table: String?
    /// As in ``RowsMet/condition``.
    var condition: String?
    /// False where the server's answer to the statement does not count the rows.
    var isCounted: Bool
}

/// The UPDATE, DELETE, MERGE and INSERT … SELECT of a statement: those of its WITH clause, then its own.
///
/// Of a DO block those that its code holds: whether they run, and how often, nobody can read off the text.
func rowWrites(in text: String) -> [RowWrite] {
    let words = tokens(of: text).filter { $0.kind != .comment && $0.text != ";" }
    if words.first?.keyword == "do" { return writesInCode(words) }
    var found: [RowWrite] = []
    var depth = 0
    for (place, token) in words.enumerated() {
        if let verb = token.keyword.flatMap(RowsMet.Verb.init(rawValue:)),
            beginsStatement(at: place, in: words, depth: depth),
            let write = RowWrite(verb, words[place...], isCounted: depth == 0)
        {
            found.append(write)
        }
        depth += token.depthChange
    }
    return found
}

/// At the statement's start, behind what WITH defines, or at the start of one of its definitions.
private func beginsStatement(at place: Int, in words: [SQLToken], depth: Int) -> Bool {
    if place == 0 { return true }
    guard words[0].keyword == "with" else { return false }
    let before = words[place - 1]
    return depth == 0 ? before.text == ")" : depth == 1 && before.text == "("
}

/// Those that stand in the code of a DO block, and texts in it that begin as such a statement does.
private func writesInCode(_ words: [SQLToken]) -> [RowWrite] {
    // Beside the code there may be the language's name.
    guard let code = words.compactMap(\.content).max(by: { $0.utf8.count < $1.utf8.count }) else { return [] }
    let inside = tokens(of: code).filter { $0.kind != .comment }
    return inside.enumerated().compactMap { place, token -> RowWrite? in
        if let text = token.content { return writeInText(text) }
        // FOR UPDATE, ON DELETE, BEFORE UPDATE and the like write nothing.
        let before = place == 0 ? ";" : asciiLowercased(inside[place - 1].text)
        guard let verb = token.keyword.flatMap(RowsMet.Verb.init(rawValue:)),
            [";", "(", ")", "then", "else", "begin", "loop"].contains(before)
        else { return nil }
        return RowWrite(verb, inside[place...].prefix { $0.text != ";" }, isCounted: false)
    }
}

/// A text that is run by EXECUTE: its table may be filled in.
private func writeInText(_ text: String) -> RowWrite? {
    let words = tokens(of: text)
    guard let verb = words.first?.keyword.flatMap(RowsMet.Verb.init(rawValue:)), words.count > 2,
        verb != .insert || words.contains(where: { $0.keyword == "select" })
    else { return nil }
    return RowWrite(verb: verb, table: nil, condition: nil, isCounted: false)
}

extension SQLToken {
    /// What stands between the quotes of a string; nil for every other kind.
    fileprivate var content: String? {
        switch kind {
        case .string: return text.unquoted("'") ?? text
        case .dollarString:
            let tag = text.dropFirst().prefix { $0 != "$" }.count + 2
            return String(text.dropFirst(tag).dropLast(tag))
        case .word, .quotedIdentifier, .number, .parameter, .operatorSymbol, .punctuation, .comment, .backslash,
            .whitespace:
            return nil
        }
    }
}

extension RowWrite {
    /// Nil for an INSERT of values, and for what only looks like a statement.
    ///
    /// - Parameter words: from the verb on; they may go on behind the statement.
    fileprivate init?(_ verb: RowsMet.Verb, _ words: ArraySlice<SQLToken>, isCounted: Bool) {
        var rest = words.dropFirst()
        if ["from", "into"].contains(rest.first?.keyword) { rest = rest.dropFirst() }
        if rest.first?.keyword == "only" { rest = rest.dropFirst() }
        let name = qualifiedName(at: rest)
        guard !name.names.isEmpty else { return nil }
        let body = Self.body(of: rest.dropFirst(name.tokenCount))
        if verb == .insert {
            let deciding = body.first { ["select", "with", "table", "values", "default"].contains($0.keyword) }
            guard let deciding, ["select", "with", "table"].contains(deciding.keyword) else { return nil }
        }
        self.init(
            verb: verb, table: name.spelling, condition: Self.condition(verb, body), isCounted: isCounted)
    }

    /// The words up to the parenthesis that closes around the statement.
    private static func body(of words: ArraySlice<SQLToken>) -> ArraySlice<SQLToken> {
        var depth = 0
        for (place, token) in zip(words.indices, words) {
            depth += token.depthChange
            if depth < 0 { return words[..<place] }
        }
        return words
    }

    /// From the word that begins the condition to RETURNING, the WHEN of a MERGE, or the end.
    private static func condition(_ verb: RowsMet.Verb, _ words: ArraySlice<SQLToken>) -> String? {
        let openings: Set<String>
        switch verb {
        case .update, .delete: openings = ["where"]
        case .merge: openings = ["on"]
        case .insert: openings = ["from"]
        }
        var depth = 0
        var start: Int?
        var end = words.endIndex
        for (place, token) in zip(words.indices, words) {
            if depth == 0, let keyword = token.keyword {
                if start == nil, openings.contains(keyword) { start = place }
                if start != nil, keyword == "returning" || (verb == .merge && keyword == "when") {
                    end = place
                    break
                }
            }
            depth += token.depthChange
        }
        return start.map { maskedExcerpt(of: words[$0..<end], limit: 120) }
    }
}
