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
        guard !expected.originsByKind.isEmpty, !actual.originsByKind.isEmpty else { return }
        var left: [Place: ObjectKey] = [:]
        var agreeing = 0
        var contradicting = 0
        // The number of a replication origin is given again to the next one.
        for (kind, places) in expected.originsByKind where kind != .replicationOrigin {
            let now = actual.originsByKind[kind] ?? [:]
            if places == now {
                agreeing += places.values.count { $0.oid >= Self.firstOwnOID }
                continue
            }
            for (key, origin) in places {
                guard let now = now[key] else {
                    left[Place(origin)] = key
                    continue
                }
                if Place(now) != Place(origin) { left[Place(origin)] = key }
                guard origin.oid >= Self.firstOwnOID else { continue }
                if Place(now) == Place(origin) { agreeing += 1 } else { contradicting += 1 }
            }
        }
        areComparable = lineage == .oneDatabase || (agreeing > 0 && agreeing > contradicting)
        guard areComparable, !left.isEmpty else { return }
        for kind in Set(left.values.map(\.kind)) {
            for (key, origin) in actual.originsByKind[kind] ?? [:] {
                guard let was = left[Place(origin)], was.kind == key.kind, was != key else { continue }
                if lineage == .unknown {
                    // What both sides have under one name is the same there, wherever it lies.
                    if actual.origin(of: was) != nil || expected.origin(of: key) != nil { continue }
                    if !Self.areAlike(was, in: expected, key, in: actual) { continue }
                }
                renamed.append((was, key))
            }
        }
        renamed.sort { $0.old < $1.old }
    }

    /// What tells one object from another of its kind; most other facts are the same in all of them.
    private static let telling: Set<String> = [
        "definition", "using", "body", "labels", "attributes", "base_type", "type",
    ]

    /// At least half of the facts are the same in both, one of the telling ones among them; of a table, half of the
    /// columns' names.
    ///
    /// Two databases that one script made in two clusters have the same OIDs up to where they part.
    private static func areAlike(
        _ old: ObjectKey, in expected: Catalog, _ new: ObjectKey, in actual: Catalog
    ) -> Bool {
        let before = expected.facts(of: old)
        let after = actual.facts(of: new)
        let oldText = NameFreeText(old, holder: old.holder)
        let newText = NameFreeText(new, holder: new.holder)
        let same = before.filter { fact in
            ExactText.same(after.value(of: fact.attribute).map(newText.text), oldText.text(fact.value))
        }
        guard same.count * 2 >= max(before.count, after.count) else { return false }
        if old.kind == .table {
            let olds = expected.columns(of: old.identity).map { ExactText($0.key.ownName) }
            let news = actual.columns(of: new.identity).map { ExactText($0.key.ownName) }
            return Set(olds).intersection(news).count * 2 >= max(olds.count, news.count)
        }
        return !before.contains { telling.contains($0.attribute) } || same.contains { telling.contains($0.attribute) }
    }

    /// Tables, materialized views and indexes whose rows lie in another file than before, under their new identity.
    ///
    /// Only for two readings of one database: elsewhere files mean nothing.
    static func rewritten(from expected: Catalog, to actual: Catalog) -> [ObjectKey] {
        let kinds: [FactKind] = [.table, .materializedView, .index]
        let changed = kinds.filter { expected.originsByKind[$0] != actual.originsByKind[$0] }
        var files: [Place: UInt32] = [:]
        for kind in changed {
            for origin in expected.originsByKind[kind, default: [:]].values where origin.fileNode != 0 {
                files[Place(origin)] = origin.fileNode
            }
        }
        return changed.flatMap { actual.originsByKind[$0] ?? [:] }.compactMap { key, origin in
            guard origin.fileNode != 0, let file = files[Place(origin)], file != origin.fileNode else { return nil }
            return key
        }.sorted()
    }
}
