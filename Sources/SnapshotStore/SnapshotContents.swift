internal import Foundation
internal import RehearsalCore

/// A snapshot taken apart into contents, without its state's name: equal snapshots of ten states are stored once.
struct SnapshotContents {
    /// The list of the others.
    let root: StoredContent
    /// In the snapshot's order; a content may appear twice.
    let parts: [StoredContent]

    /// - Throws: `EncodingError` when a cost or an estimate is no finite number.
    init(of snapshot: Snapshot) throws {
        var objects: [StoredContent] = []
        var lists: [StoredContent] = []
        for group in Self.objectsByKind(of: snapshot.catalog) {
            let contents = try group.map { try StoredContent(kind: .object, encoding: $0) }
            objects += contents
            lists.append(try StoredContent(kind: .objectList, encoding: contents.map(\.hash.hexadecimal)))
        }
        let plans = try snapshot.queryPlans.map { try StoredContent(kind: .queryPlan, encoding: $0) }
        let digests = try snapshot.digests.map { try StoredContent(kind: .tableDigest, encoding: $0) }
        let statistics = try snapshot.statistics.map { try StoredContent(kind: .tableStatistics, encoding: $0) }
        let list = SnapshotList(
            objectLists: lists.map(\.hash.hexadecimal), queryPlans: plans.map(\.hash.hexadecimal),
            tableDigests: digests.map(\.hash.hexadecimal), volatileColumns: snapshot.volatileColumns,
            tableStatistics: statistics.isEmpty ? nil : statistics.map(\.hash.hexadecimal))
        root = try StoredContent(kind: .snapshot, encoding: list)
        parts = lists + objects + plans + digests + statistics
    }

    /// Gives the content of a hash, verified, or throws.
    typealias Finder = (ContentHash, ContentKind) throws -> StoredContent

    /// The hashes of all contents beneath a stored list.
    static func parts(of root: StoredContent, find: Finder) throws -> [ContentHash] {
        let list = try root.decoded(SnapshotList.self)
        var parts = try (list.queryPlans + list.tableDigests + (list.tableStatistics ?? [])).map(hash)
        for objects in try list.objectLists.map(hash) {
            parts.append(objects)
            parts += try find(objects, .objectList).decoded([String].self).map(hash)
        }
        return parts
    }

    /// Puts a snapshot together again.
    static func snapshot(_ root: StoredContent, state: StateName, find: Finder) throws -> Snapshot {
        let list = try root.decoded(SnapshotList.self)
        let objects = try list.objectLists
            .flatMap { try find(hash($0), .objectList).decoded([String].self) }
            .map { try find(hash($0), .object).decoded(StoredObject.self) }
        var snapshot = Snapshot(
            state: state, catalog: Catalog(facts: try objects.flatMap { try $0.facts() }), queryPlans: [], digests: [])
        snapshot.queryPlans = try list.queryPlans.map {
            try find(hash($0), .queryPlan).decoded(CapturedQueryPlan.self)
        }
        snapshot.digests = try list.tableDigests.map { try find(hash($0), .tableDigest).decoded(TableDigest.self) }
        snapshot.volatileColumns = list.volatileColumns
        snapshot.statistics = try (list.tableStatistics ?? []).map {
            try find(hash($0), .tableStatistics).decoded(TableStatistics.self)
        }
        return snapshot
    }

    private static func hash(_ text: String) throws -> ContentHash {
        guard let hash = ContentHash(hexadecimal: text) else {
            throw DecodingError.dataCorrupted(.init(codingPath: [], debugDescription: "\(text) is no hash"))
        }
        return hash
    }

    /// Neighbouring facts of one kind and identity, compared by bytes, make one object; neighbouring objects of one
    /// kind make a group.
    private static func objectsByKind(of catalog: Catalog) -> [[StoredObject]] {
        var groups: [[StoredObject]] = []
        var previous: ObjectKey?
        for fact in catalog.facts {
            defer { previous = fact.object }
            let attribute = StoredObject.Attribute(fact.attribute, fact.value, fact.factClass)
            let object = StoredObject(kind: fact.kind.rawValue, identity: fact.identity, attributes: [attribute])
            guard let last = groups.last?.last, last.kind == object.kind else {
                groups.append([object])
                continue
            }
            let group = groups.count - 1
            if previous == fact.object {
                groups[group][groups[group].count - 1].attributes.append(attribute)
            } else {
                groups[group].append(object)
            }
        }
        return groups
    }
}

/// What a snapshot is made of: hashes as hexadecimal text.
private struct SnapshotList: Codable {
    var objectLists: [String]
    var queryPlans: [String]
    var tableDigests: [String]
    var volatileColumns: [VolatileColumn]
    /// Nil where none were recorded, as before format 4.
    var tableStatistics: [String]?

    enum CodingKeys: String, CodingKey {
        case objectLists = "object_lists"
        case queryPlans = "query_plans"
        case tableDigests = "table_digests"
        case volatileColumns = "volatile_columns"
        case tableStatistics = "table_statistics"
    }
}

/// All facts of one object.
private struct StoredObject: Codable {
    struct Attribute: Codable {
        var name: String
        var value: String
        var factClass: String

        init(_ name: String, _ value: String, _ factClass: FactClass) {
            self.name = name
            self.value = value
            self.factClass = factClass.rawValue
        }

        enum CodingKeys: String, CodingKey {
            case name, value
            case factClass = "class"
        }
    }

    var kind: String
    var identity: String
    var attributes: [Attribute]

    func facts() throws -> [CatalogFact] {
        guard let kind = FactKind(rawValue: kind) else { throw unknown("kind of object", kind) }
        return try attributes.map { attribute in
            guard let factClass = FactClass(rawValue: attribute.factClass) else {
                throw unknown("class of fact", attribute.factClass)
            }
            return CatalogFact(
                kind: kind, identity: identity, attribute: attribute.name, value: attribute.value,
                factClass: factClass)
        }
    }

    private func unknown(_ what: String, _ name: String) -> DecodingError {
        .dataCorrupted(.init(codingPath: [], debugDescription: "\(name) is no \(what) that this version knows"))
    }
}
