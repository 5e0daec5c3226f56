/// Finds the statement behind a difference: by what event triggers told, then by the words of the statements.
///
/// Names are compared whole and unquoted, so that `idx_a` is not found in `idx_ab`.
public struct WhoDidIt: Sendable {
    /// Searched in this order, each from its last statement.
    public var observations: [ScriptObservation]

    public init(observations: [ScriptObservation]) { self.observations = observations }

    /// The statement that touched the object last; nil when none did.
    public func statement(touching identity: String, kind: FactKind) -> StatementObservation? {
        switch kind {
        case .defaultPrivilege: return last { $0.begins(with: ["alter default privileges"]) }
        case .grant:
            // GRANT and REVOKE are told without an identity; an object made anew loses its grants, too.
            let object = Self.grantedObject(identity)
            return last {
                $0.begins(with: ["grant", "revoke"]) && $0.mentions(object.name)
            }
                ?? touched(Self.names(of: object.identity, kind: .table))
        case .setting:
            guard let role = identity.suffix(behind: "role ") else {
                return last { $0.begins(with: ["alter database", "alter role all"]) }
            }
            return last { $0.begins(with: ["alter role", "alter user"]) && $0.mentions(Self.bareName(of: role)) }
        case .comment:
            let object = identity.firstIndex(of: " ").map { String(identity[identity.index(after: $0)...]) } ?? identity
            return last { $0.begins(with: ["comment"]) && $0.mentions(Self.bareName(of: object)) }
                ?? touched(Self.names(of: object, kind: .comment))
        case .database: return last { $0.begins(with: ["alter database"]) }
        case .schema, .extension, .role, .type, .sequence, .table, .column, .constraint, .index, .view,
            .materializedView, .function, .trigger, .policy, .rule, .statistics, .eventTrigger, .tablespace,
            .securityLabel, .collation, .conversion, .cast, .transform, .language, .operator, .operatorClass,
            .operatorFamily, .accessMethod, .textSearchConfiguration, .textSearchDictionary, .textSearchParser,
            .textSearchTemplate, .foreignDataWrapper, .foreignServer, .userMapping, .publication, .subscription,
            .largeObject, .replicationSlot, .replicationOrigin, .preparedTransaction:
            return touched(Self.names(of: identity, kind: kind))
                ?? last { $0.mentions(Self.bareName(of: identity)) }
        }
    }

    /// The last statement that wrote rows of the table and says so by its own words; nil when none did.
    public func statement(writing table: String) -> StatementObservation? {
        last { $0.writesRows && $0.mentions(Self.bareName(of: table)) }
    }

    /// The first statement whose words name the object; nil when none does.
    func statement(naming name: String) -> StatementObservation? {
        observations.lazy.flatMap(\.statements).first { $0.mentions(name) }
    }

    private func touched(_ names: [String]) -> StatementObservation? {
        for name in names {
            if let found = last(where: { $0.changedObjects.contains { $0.identity == name } }) { return found }
        }
        return nil
    }

    private func last(where condition: (StatementObservation) -> Bool) -> StatementObservation? {
        for observation in observations {
            if let found = observation.statements.last(where: condition) { return found }
        }
        return nil
    }

    /// PostgreSQL's object_identity for the object itself, then for what it belongs to, nearest first.
    static func names(of identity: String, kind: FactKind) -> [String] {
        let text = IdentityText(identity)
        if let object = text.beforeLast(" ON "), let owner = text.after(" ON ") {
            return ["\(object) on \(owner)", owner]
        }
        if kind == .column, let table = text.beforeLastDot { return [identity, table] }
        return [identity]
    }

    /// The last part of an identity, without quotes and arguments: `idx_a` of `public.idx_a`.
    static func bareName(of identity: String) -> String {
        let object = IdentityText(identity).beforeLast(" ON ") ?? identity
        let path = IdentityText(object).before("(") ?? object
        return unquoted(IdentityText(path).afterLast(".") ?? path)
    }

    /// `public.orders` and `orders` of `SELECT ON table public.orders TO app`; the whole text in any other form.
    private static func grantedObject(_ identity: String) -> (identity: String, name: String) {
        guard let target = IdentityText(identity).after(" ON "), let space = target.firstIndex(of: " ") else {
            return (identity, bareName(of: identity))
        }
        let named = String(target[target.index(after: space)...])
        let object = IdentityText(named).beforeLast(" TO ") ?? named
        return (object, bareName(of: object))
    }

    static func unquoted(_ name: String) -> String {
        guard name.count > 1, name.hasPrefix("\""), name.hasSuffix("\"") else { return name }
        return String(name.dropFirst().dropLast()).replacing("\"\"", with: "\"")
    }
}

extension StatementObservation {
    /// True when a name stands in the statement's words as a whole.
    fileprivate func mentions(_ name: String) -> Bool {
        tokens(of: excerpt).contains { token in
            switch token.kind {
            case .word: asciiLowercased(token.text) == name
            case .quotedIdentifier: WhoDidIt.unquoted(token.text) == name
            case .string, .dollarString, .number, .parameter, .operatorSymbol, .punctuation, .comment, .backslash,
                .whitespace:
                false
            }
        }
    }

    /// True when the statement opens with one of the phrases, in lower case.
    fileprivate func begins(with phrases: [String]) -> Bool {
        let words = tokens(of: excerpt).prefix(3).map { $0.keyword ?? "" }
        return phrases.contains { words.starts(with: $0.split(separator: " ").map(String.init)) }
    }

    fileprivate var writesRows: Bool {
        guard let verb = commandTag?.split(separator: " ").first else { return false }
        return ["INSERT", "UPDATE", "DELETE", "MERGE", "COPY", "TRUNCATE"].contains(verb)
    }
}

extension String {
    /// What follows a beginning; nil where the text begins otherwise.
    fileprivate func suffix(behind beginning: String) -> String? {
        hasPrefix(beginning) ? String(dropFirst(beginning.count)) : nil
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
