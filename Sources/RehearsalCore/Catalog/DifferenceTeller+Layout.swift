// What lies elsewhere and is the same by every definition: the order of columns, their numbers, the files of rows.
extension DifferenceTeller {
    /// Takes note that a column has another number; its table tells it.
    mutating func noteRenumbered(_ pair: ObjectPair) {
        guard let holder = pair.newKey.holder else { return }
        renumbered.insert(ExactText(holder))
        foldings.append(
            CatalogComparison.Folding(
                rule: .columnOrder, oldObject: pair.oldKey, newObject: pair.newKey, attribute: "position",
                teller: relation(holder)))
    }

    /// One difference per relation: another order of the columns that both catalogs have, or other numbers alone.
    mutating func tellColumnOrders() {
        for holder in renumbered.sorted() {
            let relation = relation(holder.text)
            let old = oldRelation(relation)
            let news = pairing.actual.columns(of: holder.text).map(\.key)
            let olds = pairing.expected.columns(of: old.identity).map { pairing.renames.moved($0.key)?.key ?? $0.key }
            let known = Set(olds)
            let common = Set(news).intersection(known)
            let before = olds.filter(common.contains)
            let after = news.filter(common.contains)
            let isReordered = before != after
            let follows = starViews[relation]
            differences.append(
                CatalogDifference(
                    change: .changed, kind: relation.kind, identity: relation.identity,
                    oldIdentity: old == relation ? nil : old.identity,
                    attribute: isReordered ? CatalogDifference.columnOrder : CatalogDifference.columnPositions,
                    factClass: .physical,
                    oldValue: isReordered ? before.map(\.ownName).joined(separator: ", ") : nil,
                    newValue: isReordered ? after.map(\.ownName).joined(separator: ", ") : nil,
                    hints: follows == nil ? [] : [.followsTable], follows: follows))
        }
    }

    /// Relations that were rewritten between two readings of one database, each index with its table.
    mutating func tellRewrites() {
        let rewritten = OriginMatch.rewritten(from: pairing.expected, to: pairing.actual)
        let all = Set(rewritten)
        var indexCounts: [ObjectKey: Int] = [:]
        for key in rewritten where key.kind == .index {
            guard let table = table(ofIndex: key, in: all) else { continue }
            indexCounts[table, default: 0] += 1
            foldings.append(
                CatalogComparison.Folding(
                    rule: .rewrittenWithTable, oldObject: key, newObject: key, attribute: CatalogDifference.file,
                    teller: table))
        }
        for key in rewritten where key.kind != .index || table(ofIndex: key, in: all) == nil {
            let old = oldRelation(key)
            differences.append(
                CatalogDifference(
                    change: .changed, kind: key.kind, identity: key.identity,
                    oldIdentity: old == key ? nil : old.identity, attribute: CatalogDifference.file,
                    factClass: .physical, foldedObjectCount: indexCounts[key] ?? 0))
        }
    }

    private func table(ofIndex index: ObjectKey, in rewritten: Set<ObjectKey>) -> ObjectKey? {
        guard let table = pairing.actual.facts(of: index).value(of: "table") else { return nil }
        return [FactKind.table, .materializedView].map { ObjectKey(kind: $0, identity: table) }
            .first(where: rewritten.contains)
    }

    /// The relation of the second catalog that has the identity.
    private func relation(_ identity: String) -> ObjectKey {
        let keys = ObjectKey.holders.map { ObjectKey(kind: $0, identity: identity) }
        return keys.first(where: pairing.actual.holds) ?? ObjectKey(kind: .table, identity: identity)
    }

    /// The same relation under its identity in the first catalog.
    private func oldRelation(_ relation: ObjectKey) -> ObjectKey {
        oldKeys[relation] ?? relation
    }
}
