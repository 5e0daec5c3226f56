import Postgres
import RehearsalCore

/// What one query's answer tells.
struct ReadPart: Sendable {
    let kind: FactKind
    /// In the order of a catalog.
    let facts: [CatalogFact]
    let origins: [ObjectKey: ObjectOrigin]
    /// The objects, by the relation that they belong to; empty where the answer does not say.
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
        facts = Catalog.ordered(query.facts(of: answer, key: key))
        origins = query.origins(of: answer)
        members = query.members(in: answer)
        let rowsRead = query.rowsRead(in: answer)
        catalog = rowsRead?.catalog
        listedKeys = query.ofRelations == nil ? rowsRead?.keys : nil
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

    /// True where no row was read, and none is known to be kept from the role.
    var isEmpty: Bool { facts.isEmpty && keys.isEmpty && unread.isEmpty }

    /// The keys of the rows that were read, for the sentinel.
    var keys: [String] {
        listedKeys ?? origins.values.map { $0.part == 0 ? String($0.oid) : "\($0.oid).\($0.part)" }
    }

    /// All facts in one catalog. What a kind has from one part alone is that part's own list.
    static func catalog(of parts: [ReadPart], unread: [UnreadObjects]) -> Catalog {
        let byKind = Dictionary(grouping: parts, by: \.kind)
        let facts = byKind.mapValues { parts in
            let told = parts.map(\.facts).filter { !$0.isEmpty }
            return told.count == 1 ? told[0] : Catalog.ordered(told.flatMap(\.self))
        }
        let origins = byKind.mapValues { parts in
            let told = parts.map(\.origins).filter { !$0.isEmpty }
            return told.dropFirst().reduce(into: told.first ?? [:]) { $0.merge($1) { first, _ in first } }
        }
        return Catalog(
            factsByKind: facts.filter { !$0.value.isEmpty }, originsByKind: origins.filter { !$0.value.isEmpty },
            unread: unread)
    }
}
