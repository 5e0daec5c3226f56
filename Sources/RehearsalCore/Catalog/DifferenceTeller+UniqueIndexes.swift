//  A unique constraint and a bare unique index keep the same rows out and are two things all the same: only the one can
//  be the target of a foreign key's or an ON CONFLICT's name, only the other can be partial. A way back that drops a
//  constraint and makes the index again leaves such a pair, and neither "lost" nor "new" says what happened.

extension DifferenceTeller {
    /// Tells each constraint that became a bare unique index, and the reverse, once and about the index.
    mutating func tellUniqueIndexes() {
        pairRenamedUniqueIndexes()
        let isLosing: (ObjectPair) -> Bool = { $0.old.value(of: "constraint") != nil }
        let places = pairing.pairs.indices.filter { place in
            let pair = pairing.pairs[place]
            return pair.newKey.kind == .index && isLosing(pair) != (pair.new.value(of: "constraint") != nil)
        }
        guard !places.isEmpty else { return }
        let gone = Belonging(pairing.removed)
        let come = Belonging(pairing.added)
        for place in places { tellUniqueIndex(at: place, isLosing(pairing.pairs[place]) ? gone : come) }
    }

    private mutating func tellUniqueIndex(at index: Int, _ belonging: Belonging) {
        let pair = pairing.pairs[index]
        let was = pair.old.value(of: "constraint")
        let now = pair.new.value(of: "constraint")
        guard let identity = was ?? now else { return }
        let constraint = ObjectKey(kind: .constraint, identity: identity)
        let isLost = was != nil
        let objects = isLost ? pairing.removed : pairing.added
        guard let facts = objects[constraint] else { return }
        let parts = belonging.parts[constraint] ?? []
        for key in [constraint] + parts {
            pairing.removed[key] = isLost ? nil : pairing.removed[key]
            pairing.added[key] = isLost ? pairing.added[key] : nil
            fold(.sameUniqueIndex, isLost ? .removed : .added, key, into: pair.newKey)
        }
        let consumed: Set<String> = ["constraint", "immediate"]
        let classes = (facts + (pair.old + pair.new).filter { consumed.contains($0.attribute) }).map(\.factClass)
        differences.append(
            CatalogDifference(
                change: .changed, kind: .index, identity: pair.newKey.identity, oldIdentity: pair.oldIdentity,
                attribute: "constraint", factClass: FactClass.worst(of: classes) ?? .semantic, oldValue: was,
                newValue: now, facts: Array(facts), foldedObjectCount: parts.count,
                hints: [isLost ? .constraintBecameIndex : .indexBecameConstraint]))
        foldings.append(
            CatalogComparison.Folding(
                rule: .sameUniqueIndex, oldObject: pair.oldKey, newObject: pair.newKey, attribute: "immediate",
                teller: pair.newKey))
        pairing.pairs[index].old = ArraySlice(pair.old.filter { !consumed.contains($0.attribute) })
        pairing.pairs[index].new = ArraySlice(pair.new.filter { !consumed.contains($0.attribute) })
    }

    /// Pairs a unique index that went with one that came, where one of them had a constraint and they index the same.
    private mutating func pairRenamedUniqueIndexes() {
        let gone = uniqueIndexes(pairing.removed) { pairing.renames.moved(ObjectKey(kind: .table, identity: $0)) }
        let come = uniqueIndexes(pairing.added) { _ in nil }
        for (content, olds) in gone {
            guard olds.count == 1, let news = come[content], news.count == 1,
                let old = pairing.removed[olds[0]], let new = pairing.added[news[0]],
                (old.value(of: "constraint") == nil) != (new.value(of: "constraint") == nil)
            else { continue }
            pairing.removed[olds[0]] = nil
            pairing.added[news[0]] = nil
            pairing.pairs.append(ObjectPair(oldKey: olds[0], newKey: news[0], old: old, new: new))
        }
        pairing.pairs.sort { $0.newKey < $1.newKey }
    }

    /// Unique indexes by table and definition, but for those whose table came or went as well.
    private func uniqueIndexes(
        _ objects: [ObjectKey: ArraySlice<CatalogFact>], moved: (String) -> Renames.Place?
    ) -> [[ExactText]: [ObjectKey]] {
        var found: [[ExactText]: [ObjectKey]] = [:]
        for (key, facts) in objects where key.kind == .index && facts.value(of: "unique") == "true" {
            guard let table = facts.value(of: "table"), let definition = facts.value(of: "definition"),
                objects[ObjectKey(kind: .table, identity: table)] == nil
            else { continue }
            let here = moved(table)?.key.identity ?? table
            found[[ExactText(here), ExactText(definition)], default: []].append(key)
        }
        return found
    }
}
