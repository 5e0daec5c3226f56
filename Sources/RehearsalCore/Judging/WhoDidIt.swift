/// Finds the statement behind a difference: by what event triggers told, then by the words of the statements.
struct WhoDidIt {
    var observations: [ScriptObservation]

    /// The place and number of the statement that touched the object last; nil when none did.
    func statement(touching identity: String, kind: FactKind) -> StatementObservation? {
        for name in Self.names(of: identity, kind: kind) {
            for observation in observations {
                let touching = observation.statements.last { statement in
                    statement.changedObjects.contains { $0.identity == name }
                }
                if let touching { return touching }
            }
        }
        return statement(mentioning: Self.bareName(of: identity))
    }

    /// Grants and comments are told without an identity, and a refused statement told nothing.
    private func statement(mentioning word: String) -> StatementObservation? {
        guard word.count > 2 else { return nil }
        for observation in observations {
            if let found = observation.statements.last(where: { $0.excerpt.contains(word) }) { return found }
        }
        return nil
    }

    /// PostgreSQL's object_identity for the object itself, then for what it belongs to, nearest first.
    static func names(of identity: String, kind: FactKind) -> [String] {
        var names = [identity.replacing(" ON ", with: " on ")]
        if let marker = identity.firstRange(of: " ON ") { names.append(String(identity[marker.upperBound...])) }
        if kind == .column, let dot = identity.lastIndex(of: ".") { names.append(String(identity[..<dot])) }
        return names
    }

    /// The last part of an identity, without quotes and arguments: `idx_a` of `public.idx_a`.
    static func bareName(of identity: String) -> String {
        let object = identity.firstRange(of: " ON ").map { identity[..<$0.lowerBound] } ?? identity[...]
        let path = object.prefix { $0 != "(" }
        return path.split(separator: ".").last.map { String($0.replacing("\"", with: "")) } ?? String(path)
    }
}

extension FactKind {
    /// True for what all databases of a cluster share: a cloned database would share it with the original.
    public var isShared: Bool {
        switch self {
        case .database, .role, .setting: true
        case .schema, .extension, .type, .sequence, .table, .column, .constraint, .index, .view, .materializedView,
            .function, .trigger, .policy, .rule, .defaultPrivilege, .statistics, .comment, .eventTrigger, .grant:
            false
        }
    }
}

extension FactClass {
    /// Whether a difference in facts of the class fails a gate by itself.
    var isGated: Bool {
        switch self {
        case .semantic, .security, .performance: true
        case .data, .physical, .environment: false
        }
    }
}
