/// Whether a step or its way back has to do with objects that all databases of a cluster share.
///
/// A clone of the database does not shelter those: a role that has rights in the original cannot be dropped from within
/// the clone. Where this is true, the whole cluster has to be copied. It is asked of what the step did, and of the
/// scripts' words, those in strings and comments among them: a false alarm costs only time.
public func touchesSharedObjects(_ step: Step, from before: Catalog, to after: Catalog) -> Bool {
    let shared: [FactKind] = [.role, .tablespace, .subscription, .replicationOrigin, .replicationSlot]
    return saysSharedObjects(step) || shared.contains { before.section(of: $0) != after.section(of: $0) }
}

/// The part of ``touchesSharedObjects(_:from:to:)`` that is known before the step is run.
public func saysSharedObjects(_ step: Step) -> Bool {
    let statements = step.upward.statements + (step.scriptBack?.statements ?? [])
    return statements.contains { statement in
        let words = statement.text.lowercased().split { !$0.isLetter && $0 != "_" }
        return zip(words, words.dropFirst()).contains {
            sharedVerbs.contains(String($0)) && sharedNouns.contains(String($1))
        }
    }
}

private let sharedVerbs: Set<String> = ["create", "drop", "alter", "reassign"]
private let sharedNouns: Set<String> = ["role", "user", "group", "owned", "tablespace", "subscription", "system"]
