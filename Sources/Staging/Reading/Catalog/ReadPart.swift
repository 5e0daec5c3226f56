import Postgres
import RehearsalCore

/// What one query's answer tells.
struct ReadPart: Sendable {
    let kind: FactKind
    /// In the order of a catalog.
    let facts: [CatalogFact]
    let origins: [ObjectKey: ObjectOrigin]
    /// For the sentinel.
    let rowsRead: (catalog: String, keys: [String])?

    init(kind: FactKind, facts: [CatalogFact]) {
        self.kind = kind
        self.facts = facts
        origins = [:]
        rowsRead = nil
    }

    init(of answer: QueryResult, to query: FactQuery, key: SecretsKey?) {
        kind = query.kind
        facts = query.facts(of: answer, key: key)
        origins = query.origins(of: answer)
        rowsRead = query.rowsRead(in: answer)
    }

    /// All facts in one catalog; kinds are put behind one another, so that what is sorted is sorted once.
    static func catalog(of parts: [ReadPart], unread: [UnreadObjects]) -> Catalog {
        let byKind = Dictionary(grouping: parts, by: \.kind)
        var facts: [CatalogFact] = []
        facts.reserveCapacity(parts.reduce(0) { $0 + $1.facts.count })
        for kind in byKind.keys.sorted() {
            let members = byKind[kind] ?? []
            facts += members.count == 1 ? members[0].facts : members.flatMap(\.facts).sorted()
        }
        let origins = parts.reduce(into: [ObjectKey: ObjectOrigin]()) { $0.merge($1.origins) { first, _ in first } }
        return Catalog(facts: facts, origins: origins, unread: unread)
    }
}
