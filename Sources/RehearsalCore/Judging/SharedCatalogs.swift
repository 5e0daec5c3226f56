extension FactKind {
    /// True for what a clone of a database shares with the original, or does not get from it.
    public var isShared: Bool {
        switch self {
        case .database, .role, .setting, .tablespace, .subscription, .replicationSlot, .replicationOrigin,
            .preparedTransaction:
            true
        case .schema, .extension, .type, .sequence, .table, .column, .constraint, .index, .view, .materializedView,
            .function, .trigger, .policy, .rule, .defaultPrivilege, .statistics, .comment, .securityLabel,
            .eventTrigger, .grant, .collation, .conversion, .cast, .transform, .language, .operator, .operatorClass,
            .operatorFamily, .accessMethod, .textSearchConfiguration, .textSearchDictionary, .textSearchParser,
            .textSearchTemplate, .foreignDataWrapper, .foreignServer, .userMapping, .publication, .largeObject:
            false
        }
    }
}

/// True when a script's words may change what all databases of a cluster share: roles and their memberships,
/// databases, tablespaces, subscriptions, the server's parameters.
///
/// Looks into strings as well, because DO and EXECUTE hide statements there. Errs on the side of yes: that costs a
/// copy of the cluster, where a wrong no would let a drill change the rehearsal that it is to leave alone.
public func mayChangeSharedCatalogs(_ script: Script) -> Bool {
    script.statements.contains { mayChangeSharedCatalogs(text: $0.text) }
}

private let sharedNouns: Set<String> = [
    "role", "user", "group", "database", "tablespace", "system", "owned", "subscription", "parameter",
]

private func mayChangeSharedCatalogs(text: String) -> Bool {
    let words = asciiLowercased(text).split { !($0.isLetter || $0.isNumber || $0 == "_") }.map(String.init)
    return words.indices.contains { index in
        switch words[index] {
        case "create", "alter", "drop", "on", "reassign":
            index + 1 < words.count && sharedNouns.contains(words[index + 1])
        case "grant", "revoke": grantsMembership(words[(index + 1)...])
        default: false
        }
    }
}

/// `GRANT role TO role` and `REVOKE role FROM role`: no ON stands before the TO or FROM.
private func grantsMembership(_ words: ArraySlice<String>) -> Bool {
    guard words.first != "option" else { return false }
    for word in words {
        if word == "on" { return false }
        if word == "to" || word == "from" { return true }
    }
    return false
}
