/// Finds the statement behind a difference: by what event triggers told, then by the words of the statements.
///
/// Names are compared whole and unquoted, so that `idx_a` is not found in `idx_ab`.
public struct WhoDidIt: Sendable {
    /// Searched in this order, each from its last statement.
    public var observations: [ScriptObservation]

    public init(observations: [ScriptObservation]) { self.observations = observations }

    /// The statement behind a difference: the last that touched the object under either of its names.
    public func statement(behind difference: CatalogDifference) -> StatementObservation? {
        let now = difference.object
        if difference.change == .renamed, let found = renaming(difference.oldObject, now) { return found }
        return statement(touching: now.identity, kind: now.kind)
            ?? difference.oldIdentity.flatMap { statement(touching: $0, kind: now.kind) }
            ?? difference.replacedConstraint.flatMap { statement(touching: $0, kind: .constraint) }
    }

    /// `ALTER … RENAME`, which an event trigger tells under the new name and whose words hold both.
    private func renaming(_ was: ObjectKey, _ now: ObjectKey) -> StatementObservation? {
        last {
            $0.begins(with: ["alter"]) && $0.mentions(Self.bareName(of: was.identity))
                && $0.mentions(Self.bareName(of: now.identity))
        }
    }

    /// The statement that touched the object last; nil when none did.
    public func statement(touching identity: String, kind: FactKind) -> StatementObservation? {
        let key = ObjectKey(kind: kind, identity: identity)
        switch kind.naming {
        case .defaultPrivilege:
            return last { $0.begins(with: ["alter default privileges"]) } ?? touched(eventIdentities(of: key))
        case .grant:
            // GRANT and REVOKE are told without an identity; an object made anew loses its grants, too.
            let object = Self.grantedObject(identity)
            return last {
                $0.begins(with: ["grant", "revoke"]) && $0.mentions(Self.bareName(of: object.identity))
            }
                ?? touched(eventIdentities(of: object))
        case .written:
            let object = ObjectKey(written: identity) ?? key
            return kind == .setting
                ? setting(of: object) : labelling(object, by: kind == .comment ? "comment" : "security")
        case .plain, .qualified, .routine, .column, .onHolder:
            if kind == .database { return last { $0.begins(with: ["alter database"]) } }
            return touched(eventIdentities(of: key)) ?? last { $0.mentions(Self.bareName(of: identity)) }
        }
    }

    private func setting(of object: ObjectKey) -> StatementObservation? {
        guard object.kind == .role else { return last { $0.begins(with: ["alter database", "alter role all"]) } }
        return last {
            $0.begins(with: ["alter role", "alter user"]) && $0.mentions(Self.bareName(of: object.identity))
        }
    }

    private func labelling(_ object: ObjectKey, by verb: String) -> StatementObservation? {
        last { $0.begins(with: [verb]) && $0.mentions(Self.bareName(of: object.identity)) }
            ?? touched(eventIdentities(of: object))
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
        for name in names.map(comparableIdentity) {
            if let found = last(where: { $0.changedObjects.contains { comparableIdentity($0.identity) == name } }) {
                return found
            }
        }
        return nil
    }

    private func last(where condition: (StatementObservation) -> Bool) -> StatementObservation? {
        for observation in observations {
            if let found = observation.statements.last(where: condition) { return found }
        }
        return nil
    }

    /// The last part of an identity, without quotes and arguments: `idx_a` of `public.idx_a`.
    static func bareName(of identity: String) -> String {
        let object = IdentityText(identity).beforeLast(" ON ") ?? identity
        let path = IdentityText(object).before("(") ?? object
        return IdentityText.unquoted(IdentityText(path).afterLast(".") ?? path)
    }

    /// `public.orders` of `SELECT ON table public.orders TO app`; the whole text in any other form.
    private static func grantedObject(_ identity: String) -> ObjectKey {
        let target = IdentityText(identity).after(" ON ").map { IdentityText($0).beforeLast(" TO ") ?? $0 }
        return target.flatMap { ObjectKey(written: $0) } ?? ObjectKey(kind: .table, identity: identity)
    }
}

extension StatementObservation {
    /// True when a name stands in the statement's words as a whole.
    fileprivate func mentions(_ name: String) -> Bool { tokens(of: excerpt).contains { $0.name == name } }

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

extension FactClass {
    /// Whether a difference in facts of the class fails a gate by itself.
    var isGated: Bool {
        switch self {
        case .semantic, .security, .performance: true
        case .data, .physical, .environment: false
        }
    }
}
