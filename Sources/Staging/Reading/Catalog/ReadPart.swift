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
    /// What the role may not see of these objects.
    let unread: [UnreadObjects]

    init(kind: FactKind, facts: [CatalogFact], unread: [UnreadObjects]) {
        self.kind = kind
        self.facts = facts
        self.unread = unread
        origins = [:]
        rowsRead = nil
    }

    init(of answer: QueryResult, to query: FactQuery, key: SecretsKey?) {
        kind = query.kind
        facts = query.facts(of: answer, key: key)
        origins = query.origins(of: answer)
        rowsRead = query.rowsRead(in: answer)
        unread = []
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
        var origins: [ObjectKey: ObjectOrigin] = [:]
        origins.reserveCapacity(parts.reduce(0) { $0 + $1.origins.count })
        for part in parts { origins.merge(part.origins) { first, _ in first } }
        return Catalog(facts: facts, origins: origins, unread: unread)
    }
}
