/// Turns paired objects into differences: what is told, and what is told with it.
struct DifferenceTeller {
    var pairing: CatalogPairing
    var differences: [CatalogDifference] = []
    var foldings: [CatalogComparison.Folding] = []
    /// Views that follow a table's columns, with the table; under their identities in the second catalog.
    var starViews: [ObjectKey: String] = [:]
    /// Relations of the second catalog in which a column has another number.
    var renumbered: Set<ExactText> = []

    /// Objects that have another identity in the first catalog.
    let oldKeys: [ObjectKey: ObjectKey]

    init(_ pairing: CatalogPairing) {
        self.pairing = pairing
        let moved = pairing.pairs.filter { $0.oldKey != $0.newKey }
        oldKeys = Dictionary(moved.map { ($0.newKey, $0.oldKey) }) { first, _ in first }
    }

    mutating func tell(rewrites: Bool) {
        pairing.pairs.sort { $0.newKey < $1.newKey }
        findStarViews()
        tellUniqueIndexes()
        for pair in pairing.pairs { tell(pair) }
        tellWholes(.removed, pairing.removed, against: pairing.added)
        tellWholes(.added, pairing.added, against: pairing.removed)
        tellColumnOrders()
        if rewrites { tellRewrites() }
        tellRenames()
    }

    // MARK: Objects that came, went and were renamed

    /// Objects that came or went without an owner that did the same.
    private mutating func tellWholes(
        _ change: CatalogDifference.Change, _ objects: [ObjectKey: ArraySlice<CatalogFact>],
        against others: [ObjectKey: ArraySlice<CatalogFact>]
    ) {
        let belonging = Belonging(objects)
        let clockFree = ClockFreeContents(others)
        for (key, facts) in objects where belonging.whole[key] == key {
            if foldsIntoStarView(key, change) { continue }
            let parts = belonging.parts[key] ?? []
            for part in parts { fold(.belongsToWhole, change, part, into: key) }
            differences.append(
                CatalogDifference(
                    change: change, kind: key.kind, identity: key.identity,
                    factClass: FactClass.worst(of: facts.map(\.factClass)) ?? .semantic, facts: Array(facts),
                    foldedObjectCount: parts.count,
                    hints: clockFree.hold(key, facts) ? [.clockDependent] : []))
        }
    }

    private mutating func tellRenames() {
        var followers: [ObjectKey: Set<ObjectKey>] = [:]
        for folding in foldings where folding.rule == .followsRename {
            if let object = folding.newObject, object != folding.teller {
                followers[folding.teller, default: []].insert(object)
            }
        }
        for root in pairing.renames.roots {
            guard let new = pairing.renames.moved(root)?.key else { continue }
            let classes = (pairing.expected.facts(of: root) + pairing.actual.facts(of: new)).map(\.factClass)
            differences.append(
                CatalogDifference(
                    change: .renamed, kind: new.kind, identity: new.identity, oldIdentity: root.identity,
                    factClass: FactClass.worst(of: classes) ?? .semantic,
                    foldedObjectCount: followers[new]?.count ?? 0))
        }
    }

    mutating func fold(
        _ rule: CatalogComparison.FoldingRule, _ change: CatalogDifference.Change, _ key: ObjectKey,
        into teller: ObjectKey
    ) {
        foldings.append(
            CatalogComparison.Folding(
                rule: rule, oldObject: change == .removed ? key : nil, newObject: change == .added ? key : nil,
                attribute: nil, teller: teller))
    }

    // MARK: Objects in both catalogs

    private mutating func tell(_ pair: ObjectPair) {
        if pair.oldKey != pair.newKey, let place = pairing.renames.moved(pair.oldKey),
            let root = pairing.renames.moved(place.root)
        {
            foldings.append(
                CatalogComparison.Folding(
                    rule: .followsRename, oldObject: pair.oldKey, newObject: pair.newKey, attribute: nil,
                    teller: root.key))
        }
        let before = attributes(of: pair.old) { pairing.movedAttribute($0, of: pair.oldKey) }
        let after = attributes(of: pair.new) { $0 }
        for name in Set(before.keys).union(after.keys).sorted() {
            let was = before[name] ?? []
            let now = after[name] ?? []
            if was.elementsEqual(now, by: Self.haveOneValue) { continue }
            tell(pair, name.text, was, now)
        }
    }

    private static func haveOneValue(_ left: CatalogFact, _ right: CatalogFact) -> Bool {
        ExactText(left.value) == ExactText(right.value) && left.factClass == right.factClass
    }

    private func attributes(
        of facts: ArraySlice<CatalogFact>, named name: (String) -> String
    ) -> [ExactText: [CatalogFact]] {
        Dictionary(grouping: facts) { ExactText(name($0.attribute)) }
    }

    private mutating func tell(
        _ pair: ObjectPair, _ attribute: String, _ was: [CatalogFact], _ now: [CatalogFact]
    ) {
        let classes = (was + now).map(\.factClass)
        if attribute == "position", pair.newKey.kind == .column, classes.allSatisfy({ $0 == .physical }) {
            noteRenumbered(pair)
            return
        }
        let change = AttributeChange(
            pair: pair, attribute: attribute, old: Self.joined(was), new: Self.joined(now), in: pairing)
        if let root = change.followedRename, let teller = pairing.renames.moved(root)?.key {
            foldings.append(
                CatalogComparison.Folding(
                    rule: .followsRename, oldObject: pair.oldKey, newObject: pair.newKey, attribute: attribute,
                    teller: teller))
            return
        }
        var hints = change.hints
        var follows: String?
        if attribute == "definition", let table = starViews[pair.newKey] {
            hints.append(.followsTable)
            follows = table
        }
        differences.append(
            CatalogDifference(
                change: .changed, kind: pair.newKey.kind, identity: pair.newKey.identity,
                oldIdentity: pair.oldIdentity, attribute: attribute,
                factClass: FactClass.worst(of: classes) ?? .semantic, oldValue: change.old, newValue: change.new,
                hints: hints.sorted(), follows: follows))
    }

    /// An attribute has one value; should a reader ever give several, none is lost.
    private static func joined(_ facts: [CatalogFact]) -> String? {
        facts.isEmpty ? nil : facts.map(\.value).joined(separator: ", ")
    }
}

extension ObjectPair {
    /// The identity in the first catalog where it is another one.
    var oldIdentity: String? { oldKey == newKey ? nil : oldKey.identity }
}
