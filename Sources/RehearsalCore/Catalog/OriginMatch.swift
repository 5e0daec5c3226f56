/// Renamed and rewritten objects, as far as places in the databases' own catalogs tell.
///
/// An OID says nothing between unrelated databases, and may be the same by chance: both start counting at 16384.
struct OriginMatch {
    /// Where an object lies, whatever file its rows are in.
    private struct Place: Hashable {
        var catalog: String
        var oid: UInt32
        var part: Int32

        init(_ origin: ObjectOrigin) {
            catalog = origin.catalog
            oid = origin.oid
            part = origin.part
        }
    }

    /// True where one place means one object in both catalogs.
    private(set) var areComparable = false
    /// Objects of one place and kind and two identities; sorted by the old one.
    private(set) var renamed: [(old: ObjectKey, new: ObjectKey)] = []

    /// OIDs below are given by initdb, and the same in all databases.
    private static let firstOwnOID: UInt32 = 16_384

    init(from expected: Catalog, to actual: Catalog, lineage: CatalogLineage) {
        guard !expected.origins.isEmpty, !actual.origins.isEmpty else { return }
        var left: [Place: ObjectKey] = [:]
        var agreeing = 0
        var contradicting = 0
        for (key, origin) in expected.origins {
            guard let now = actual.origins[key] else {
                left[Place(origin)] = key
                continue
            }
            if Place(now) != Place(origin) { left[Place(origin)] = key }
            guard origin.oid >= Self.firstOwnOID else { continue }
            if Place(now) == Place(origin) { agreeing += 1 } else { contradicting += 1 }
        }
        areComparable = lineage == .oneDatabase || (agreeing > 0 && agreeing > contradicting)
        guard areComparable, !left.isEmpty else { return }
        for (key, origin) in actual.origins {
            guard let was = left[Place(origin)], was.kind == key.kind, was != key else { continue }
            if lineage == .unknown, !Self.areAlike(expected.facts(of: was), actual.facts(of: key)) { continue }
            renamed.append((was, key))
        }
        renamed.sort { $0.old < $1.old }
    }

    /// At least half of the facts are the same in both.
    private static func areAlike(_ old: ArraySlice<CatalogFact>, _ new: ArraySlice<CatalogFact>) -> Bool {
        let before = Set(old.map { [ExactText($0.attribute), ExactText($0.value)] })
        let same = new.count { before.contains([ExactText($0.attribute), ExactText($0.value)]) }
        return same * 2 >= max(old.count, new.count)
    }

    /// Tables, materialized views and indexes whose rows lie in another file than before, under their new identity.
    ///
    /// Only for two readings of one database: elsewhere files mean nothing.
    static func rewritten(from expected: Catalog, to actual: Catalog) -> [ObjectKey] {
        var files: [Place: UInt32] = [:]
        for origin in expected.origins.values where origin.fileNode != 0 { files[Place(origin)] = origin.fileNode }
        return actual.origins.compactMap { key, origin in
            guard key.kind == .table || key.kind == .materializedView || key.kind == .index, origin.fileNode != 0,
                let file = files[Place(origin)], file != origin.fileNode
            else { return nil }
            return key
        }.sorted()
    }
}
