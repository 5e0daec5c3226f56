import Postgres
import RehearsalCore

/// What one query's answer tells.
struct ReadPart: Sendable {
    let kind: FactKind
    /// In the order of a catalog.
    let facts: [CatalogFact]
    let origins: [ObjectKey: ObjectOrigin]
    /// The objects, by the relation that they belong to; empty where the answer cannot be asked for by relation.
    let members: [UInt32: [ObjectKey]]
    /// Whose rows were read; nil where the answer does not say.
    let catalog: String?
    /// The keys of those rows, where the places of the objects are not all of them.
    private let listedKeys: [String]?
    /// Of what was read about some relations alone, the last time; nil where all were read.
    let latestKeys: [String]?
    /// What the role may not see of these objects.
    let unread: [UnreadObjects]

    init(kind: FactKind, facts: [CatalogFact], unread: [UnreadObjects]) {
        self.kind = kind
        self.facts = facts
        self.unread = unread
        origins = [:]
        members = [:]
        catalog = nil
        listedKeys = nil
        latestKeys = nil
    }

    init(of answer: QueryResult, to query: FactQuery, key: SecretsKey?) {
        kind = query.kind
        facts = query.facts(of: answer, key: key)
        origins = query.origins(of: answer)
        members = query.members(in: answer)
        let rowsRead = query.rowsRead(in: answer)
        catalog = rowsRead?.catalog
        listedKeys = query.relation == nil ? rowsRead?.keys : nil
        latestKeys = nil
        unread = []
    }

    /// What this answer and a later one about some relations alone tell together; see ``replacing(_:by:)``.
    init(
        facts: [CatalogFact], origins: [ObjectKey: ObjectOrigin], members: [UInt32: [ObjectKey]], latest: ReadPart
    ) {
        kind = latest.kind
        self.facts = facts
        self.origins = origins
        self.members = members
        catalog = latest.catalog
        listedKeys = nil
        latestKeys = latest.keys
        unread = []
    }

    /// The keys of the rows that were read, for the sentinel.
    var keys: [String] {
        listedKeys ?? origins.values.map { $0.part == 0 ? String($0.oid) : "\($0.oid).\($0.part)" }
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
