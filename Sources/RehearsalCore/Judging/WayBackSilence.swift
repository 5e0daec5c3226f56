//  A way back that ends with success and did not do its work: it changed nothing, or its IF EXISTS hit nothing.

extension ScriptObservation {
    /// True where no statement can have changed anything, by what event triggers and command tags told.
    ///
    /// False where nobody can know: a query that calls a function may have written.
    var changedNothing: Bool {
        reachedItsEnd && !statements.isEmpty && statements.allSatisfy(\.changedNothing)
    }
}

extension StatementObservation {
    /// Words of command tags behind which nothing lasts.
    private static let harmless: Set<String> = [
        "SHOW", "EXPLAIN", "BEGIN", "START", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE", "LOCK", "LISTEN",
        "UNLISTEN", "NOTIFY", "DISCARD", "ANALYZE", "SET", "RESET", "PREPARE", "DEALLOCATE",
    ]

    fileprivate var changedNothing: Bool {
        guard changedObjects.isEmpty, let words = commandTag?.split(separator: " "), let verb = words.first else {
            return false
        }
        switch verb {
        case "INSERT", "UPDATE", "DELETE", "MERGE", "COPY": return words.last == "0"
        case "SELECT", "VALUES": return !tokens(of: excerpt).contains { $0.text == "(" }
        case "DROP", "ALTER", "CREATE", "REVOKE": return notices.contains { $0.hasSuffix(", skipping") }
        default: return Self.harmless.contains(String(verb))
        }
    }
}

/// A name that a way back's IF EXISTS did not find.
struct MissedName {
    /// The kind in the server's words: `index`, `column`, `relation`.
    var kind: String
    var name: String
    /// What exists and is spelled most like it; nil where nothing is near.
    var nearest: String?
    /// The server's own words.
    var notice: String
    var statement: StatementObservation
}

/// The names that IF EXISTS did not find, in the order of the statements.
///
/// The nearest name is looked for among what was left, then among all that is there.
func missedNames(in downward: ScriptObservation, residues: [Residue], down: Catalog) -> [MissedName] {
    let left = residues.filter { $0.change != .removed && $0.attribute == nil }
    let candidates = left.filter { $0.kind.naming.isOwnName }.map { WhoDidIt.bareName(of: $0.identity) }
    return downward.statements.flatMap { statement in
        statement.notices.compactMap { notice in
            guard let missed = missedName(in: notice) else { return nil }
            let nearest =
                NearestName.suggestion(for: missed.name, among: candidates)
                ?? NearestName.suggestion(for: missed.name, among: names(in: down))
            return MissedName(
                kind: missed.kind, name: missed.name, nearest: nearest, notice: notice, statement: statement)
        }
    }
}

private func names(in catalog: Catalog) -> Set<String> {
    Set(catalog.facts.filter { $0.kind.naming.isOwnName }.map { WhoDidIt.bareName(of: $0.identity) })
}

/// Reads `NOTICE:  index "a" does not exist, skipping`, and the form of functions, `function f(integer) does not …`.
private func missedName(in notice: String) -> (kind: String, name: String)? {
    let ending = " does not exist, skipping"
    guard notice.hasPrefix("NOTICE:"), notice.hasSuffix(ending) else { return nil }
    let text = notice.dropFirst("NOTICE:".count).dropLast(ending.count).drop { $0 == " " }
    if let open = text.firstIndex(of: "\"") {
        let rest = text[text.index(after: open)...]
        let close = rest.firstIndex(of: "\"") ?? rest.endIndex
        return (text[..<open].split(separator: " ").joined(separator: " "), String(rest[..<close]))
    }
    guard let space = text.firstIndex(of: " ") else { return nil }
    let name = text[text.index(after: space)...].prefix { $0 != "(" }
    return (String(text[..<space]), IdentityText.unquoted(IdentityText(String(name)).afterLast(".") ?? String(name)))
}

extension Naming {
    /// True where the identity ends with a name of the object's own.
    fileprivate var isOwnName: Bool {
        switch self {
        case .plain, .qualified, .routine, .column, .onHolder: true
        case .written, .grant, .defaultPrivilege: false
        }
    }
}
