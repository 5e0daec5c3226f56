/// What a statement does to the transaction that it stands in.
public enum TransactionControl: Hashable, Sendable {
    /// BEGIN, START TRANSACTION.
    case begins
    /// COMMIT, END, ROLLBACK, ABORT, PREPARE TRANSACTION.
    case ends
    /// COMMIT AND CHAIN and the like: one transaction ends and the next begins.
    case endsAndBegins
    /// SAVEPOINT, RELEASE, ROLLBACK TO.
    case savepoint
    /// Everything else, COMMIT PREPARED and ROLLBACK PREPARED among it.
    case unrelated
}

/// What a statement does to the transaction that it stands in, by its own words.
public func transactionControl(of statement: Statement) -> TransactionControl {
    let words = tokens(of: statement.text).filter { $0.kind != .comment }.map { $0.keyword ?? "" }
    let second = words.dropFirst().first ?? ""
    switch words.first {
    case "begin": return .begins
    case "start": return second == "transaction" ? .begins : .unrelated
    case "savepoint", "release": return .savepoint
    case "prepare": return second == "transaction" ? .ends : .unrelated
    case "commit", "end", "rollback", "abort":
        if second == "prepared" { return .unrelated }
        if words.contains("to") { return .savepoint }
        guard let chain = words.firstIndex(of: "chain") else { return .ends }
        return words[chain - 1] == "no" ? .ends : .endsAndBegins
    default: return .unrelated
    }
}
