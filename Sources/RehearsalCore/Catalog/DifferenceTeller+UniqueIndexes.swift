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
                && pair.old.value(of: "unique") == "true" && pair.new.value(of: "unique") == "true"
        }
        guard !places.isEmpty else { return }
        let gone = Belonging(pairing.removed)
        let come = Belonging(pairing.added)
        // A partition's constraint belongs to its parent's, which therefore comes first.
        var tellers: [ObjectKey: ObjectKey] = [:]
        for isPart in [false, true] {
            for place in places {
                let pair = pairing.pairs[place]
                let values = isLosing(pair) ? pair.old : pair.new
                guard let identity = values.value(of: "constraint"), (values.value(of: "parent") != nil) == isPart
                else { continue }
                let constraint = ObjectKey(kind: .constraint, identity: identity)
                if tellers[constraint] == nil {
                    tellUniqueIndex(pair, constraint, isLosing(pair) ? gone : come, tellers: &tellers)
                }
                if let teller = tellers[constraint] { consumeConstraint(at: place, into: teller) }
            }
        }
    }

    /// What an index has by its constraint alone.
    private static let fromConstraint: Set<String> = ["constraint", "immediate"]

    /// - Parameter tellers: the index that tells what became of a constraint, for it and its parts.
    private mutating func tellUniqueIndex(
        _ pair: ObjectPair, _ constraint: ObjectKey, _ belonging: Belonging, tellers: inout [ObjectKey: ObjectKey]
    ) {
        let isLost = pair.old.value(of: "constraint") != nil
        guard let facts = (isLost ? pairing.removed : pairing.added)[constraint] else { return }
        let parts = belonging.parts[constraint] ?? []
        for key in [constraint] + parts {
            if isLost { pairing.removed[key] = nil } else { pairing.added[key] = nil }
            tellers[key] = pair.newKey
            fold(.sameUniqueIndex, isLost ? .removed : .added, key, into: pair.newKey)
        }
        let implied = (pair.old + pair.new).filter { Self.fromConstraint.contains($0.attribute) }
        differences.append(
            CatalogDifference(
                change: .changed, kind: .index, identity: pair.newKey.identity, oldIdentity: pair.oldIdentity,
                attribute: "constraint",
                factClass: FactClass.worst(of: (facts + implied).map(\.factClass)) ?? .semantic,
                oldValue: isLost ? constraint.identity : nil, newValue: isLost ? nil : constraint.identity,
                facts: Array(facts), foldedObjectCount: parts.count,
                hints: [isLost ? .constraintBecameIndex : .indexBecameConstraint]))
    }

    /// Takes out of a pair what its constraint's fate explains.
    private mutating func consumeConstraint(at place: Int, into teller: ObjectKey) {
        let pair = pairing.pairs[place]
        let moved: [String?] = pair.oldIdentity == nil ? [] : [nil]
        for attribute in moved + Array(Self.fromConstraint) {
            foldings.append(
                CatalogComparison.Folding(
                    rule: .sameUniqueIndex, oldObject: pair.oldKey, newObject: pair.newKey, attribute: attribute,
                    teller: teller))
        }
        pairing.pairs[place].old = ArraySlice(pair.old.filter { !Self.fromConstraint.contains($0.attribute) })
        pairing.pairs[place].new = ArraySlice(pair.new.filter { !Self.fromConstraint.contains($0.attribute) })
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
