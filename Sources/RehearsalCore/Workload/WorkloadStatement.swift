/// A statement of pg_stat_statements without any value in it, ready to be prepared.
///
/// The extension writes `$n` for constants, but not for all: texts that were stored before it knew them, and files that
/// others made, may hold literals, and comments hold whatever an application writes into them. Here comments are taken
/// out, and every string and number that is left becomes a `$n` as well.
public struct WorkloadStatement: Hashable, Sendable {
    public enum Verb: String, Hashable, Sendable {
        case select, insert, update, delete, merge
    }

    /// Why a text is no statement of a workload.
    public struct Refusal: Error, Hashable, Sendable {
        public var reason: LeftOutReason
    }

    /// One statement without a semicolon, comments and literals.
    public let text: String
    public let verb: Verb
    /// True for a statement that writes rows or locks them.
    public let writes: Bool
    /// How many literals were masked here.
    public let maskedCount: Int

    /// Reads a text as pg_stat_statements holds it.
    public init(masking source: String) throws(Refusal) {
        if source == "<insufficient privilege>" { throw Refusal(reason: .hidden) }
        var found = tokens(of: source)
        guard found.allSatisfy(\.isTerminated) else { throw Refusal(reason: .truncated) }
        while found.last.map({ $0.kind == .comment || $0.text == ";" }) == true { found.removeLast() }
        let words = found.filter { $0.kind != .comment }
        guard !words.contains(where: { $0.text == ";" || $0.kind == .backslash }) else {
            throw Refusal(reason: .several)
        }
        guard let verb = Self.verb(of: words) else { throw Refusal(reason: .notQuery) }
        guard Self.isBalanced(words) else { throw Refusal(reason: .truncated) }
        if words.contains(where: { Self.isOurs($0) }) { throw Refusal(reason: .own) }
        self.verb = verb
        writes = Self.writes(words)
        let masked = LiteralMask(tokens: found, source: source)
        text = masked.text
        maskedCount = masked.maskedCount
    }

    /// The first eight digits of the text's hash: the same wherever the text is the same.
    public var shortHash: String { String(SHA256Digest(of: Array(text.utf8)).hexadecimal.prefix(8)) }

    /// The verb behind what WITH defines and behind opening parentheses.
    private static func verb(of words: [SQLToken]) -> Verb? {
        let body = words.drop { $0.text == "(" }
        guard let first = body.first?.keyword else { return nil }
        var depth = 0
        for token in body {
            depth += token.depthChange
            guard depth == 0, let verb = token.keyword.flatMap(Verb.init(rawValue:)) else {
                if first == "with" { continue }
                return nil
            }
            return verb == .select && makesTable(body) ? nil : verb
        }
        return nil
    }

    /// SELECT … INTO makes a table.
    private static func makesTable(_ words: ArraySlice<SQLToken>) -> Bool {
        var depth = 0
        for (token, next) in zip(words, words.dropFirst()) {
            depth += token.depthChange
            if depth == 0 && token.keyword == "into" && next.kind != .punctuation { return true }
        }
        return false
    }

    private static func isBalanced(_ words: [SQLToken]) -> Bool {
        var depth = 0
        for token in words {
            depth += token.depthChange
            if depth < 0 { return false }
        }
        return depth == 0
    }

    /// Writing verbs begin a statement or stand behind a parenthesis; FOR UPDATE and its like lock rows.
    private static func writes(_ words: [SQLToken]) -> Bool {
        let writing: Set<String> = ["insert", "update", "delete", "merge"]
        let locking: Set<String> = ["update", "share", "no", "key"]
        var before: SQLToken?
        var depth = 0
        let isWith = words.first?.keyword == "with"
        for token in words {
            let keyword = token.keyword ?? ""
            if writing.contains(keyword),
                before == nil || before?.text == "(" || (isWith && depth == 0 && before?.text == ")")
            {
                return true
            }
            if before?.keyword == "for", locking.contains(keyword) { return true }
            depth += token.depthChange
            before = token
        }
        return false
    }

    /// What this tool asks itself, and what reads the counters.
    private static func isOurs(_ token: SQLToken) -> Bool {
        let name = token.kind == .quotedIdentifier ? token.text.unquoted("\"") ?? "" : token.keyword ?? ""
        return name.hasPrefix("pgrehearse") || name.hasPrefix("pg_stat_statements")
    }
}
