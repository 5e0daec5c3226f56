/// How a statement of an autocommit script is sent.
public enum ExecutionMode: Hashable, Sendable {
    /// Between a BEGIN and a COMMIT of ours, so that its locks can be read before they are released.
    case wrapped
    /// Alone, because the server refuses it inside a transaction block, or because it means something else there.
    case bare
}

/// Whether a statement may run between a BEGIN and a COMMIT of ours without changing what it does.
///
/// Decided by the statement's own words. What the words do not show is wrapped: REINDEX and CLUSTER of a partitioned
/// table, and a function that commits, are then refused by the server with SQLSTATE 25001 or 2D000.
public func executionMode(of statement: Statement) -> ExecutionMode {
    let tokens = tokens(of: statement.text).filter { $0.kind != .comment }
    let words = tokens.map { $0.keyword ?? "" }
    return needsNoTransaction(words) || commitsInDo(tokens) ? .bare : .wrapped
}

/// - Parameter words: one entry per token, in lower case; empty text for a token that is no word.
private func needsNoTransaction(_ words: [String]) -> Bool {
    guard let first = words.first else { return false }
    let second = words.dropFirst().first ?? ""
    switch first {
    case "begin", "start", "commit", "end", "rollback", "abort", "savepoint", "release": return true
    case "lock", "declare", "vacuum", "call": return true
    case "set": return ["local", "transaction", "constraints"].contains(second)
    case "prepare": return second == "transaction"
    case "discard": return second == "all"
    case "cluster": return !namesTable(words)
    case "reindex": return reindexNeedsNoTransaction(words)
    case "create", "drop":
        if ["database", "tablespace", "subscription"].contains(second) { return true }
        return words.prefix(3).contains("index") && words.prefix(4).contains("concurrently")
    case "alter": return alterNeedsNoTransaction(words)
    default: return false
    }
}

/// `CLUSTER`, `CLUSTER VERBOSE` and `CLUSTER (VERBOSE)` name no table and go through all of them.
private func namesTable(_ words: [String]) -> Bool {
    if words.dropFirst().first == "verbose" { return words.count > 2 }
    guard let option = words.dropFirst().firstIndex(of: "verbose") else { return words.count > 1 }
    return words.count > option + 2
}

/// `REINDEX [(options)] {INDEX | TABLE | SCHEMA | DATABASE | SYSTEM} [CONCURRENTLY] name`.
private func reindexNeedsNoTransaction(_ words: [String]) -> Bool {
    let kinds = ["index", "table", "schema", "database", "system"]
    guard let kind = words.firstIndex(where: kinds.contains) else { return false }
    if words[..<kind].contains("concurrently") { return true }
    if ["schema", "database", "system"].contains(words[kind]) { return true }
    return words.dropFirst(kind + 1).first == "concurrently"
}

private func alterNeedsNoTransaction(_ words: [String]) -> Bool {
    switch words.dropFirst().first {
    case "system", "subscription": return true
    case "database": return words.contains("tablespace")
    case "table":
        guard let detach = words.firstIndex(of: "detach") else { return false }
        return words[detach...].contains("concurrently")
    default: return false
    }
}

/// A DO block with COMMIT or ROLLBACK in it may not run inside a transaction block.
private func commitsInDo(_ tokens: [SQLToken]) -> Bool {
    guard tokens.first?.keyword == "do" else { return false }
    return tokens.contains { token in
        guard token.kind == .dollarString || token.kind == .string else { return false }
        return QuotedSQL.body(of: token).contains { $0.keyword == "commit" || $0.keyword == "rollback" }
    }
}

/// What stands inside quoted SQL.
enum QuotedSQL {
    /// The tokens between a dollar string's tags or a string's quotes; doubled quotes are left doubled.
    static func body(of token: SQLToken) -> [SQLToken] {
        switch token.kind {
        case .dollarString:
            let afterTag = token.text.dropFirst().firstIndex(of: "$") ?? token.text.startIndex
            let tagLength = token.text[...afterTag].count
            return RehearsalCore.tokens(of: String(token.text.dropFirst(tagLength).dropLast(tagLength)))
        case .string:
            let open = token.text.firstIndex(of: "'") ?? token.text.startIndex
            return RehearsalCore.tokens(of: String(token.text[open...].dropFirst().dropLast()))
        case .word, .quotedIdentifier, .number, .parameter, .operatorSymbol, .punctuation, .comment, .backslash,
            .whitespace:
            return []
        }
    }
}
