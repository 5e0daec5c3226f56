import RehearsalCore
import TestGround
import Testing

@Suite("Properties of differences, on random schemas")
struct DifferencePropertyTests {
    private static let seeds = (1...16).map { UInt64($0) }

    private func schema(_ random: inout SeededRandom) -> ModelSchema {
        ModelSchema.random(tableCount: Int.random(in: 1...6, using: &random), &random)
    }

    @Test("a catalog does not differ from itself, in any order, with and without places", arguments: seeds)
    func same(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        let schema = schema(&random)
        let shuffled = Catalog(facts: schema.facts.shuffled(using: &random) + schema.facts)
        #expect(differences(from: schema.catalog, to: shuffled) == [])
        #expect(differences(from: schema.placed, to: schema.placed, lineage: .oneDatabase) == [])
    }

    @Test("one rename is one difference, by places and by content", arguments: seeds)
    func oneRename(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        let before = schema(&random)
        for _ in 0..<12 {
            var after = before
            guard let rename = after.renameAny(&random) else { continue }
            let readings: [(Catalog, Catalog, CatalogLineage)] = [
                (before.catalog, after.catalog, .unknown), (before.placed, after.placed, .oneDatabase),
                (before.placed, after.placed, .unknown), (before.placed, after.catalog, .unknown),
            ]
            for (old, new, lineage) in readings {
                let comparison = comparison(from: old, to: new, lineage: lineage)
                let seen = comparison.differences
                #expect(seen.map(\.change) == [.renamed], "\(rename) \(seen.map(\.summary))")
                #expect(seen.map(\.kind) == [rename.kind])
                #expect(seen.map(\.oldIdentity) == [rename.old])
                #expect(seen.map(\.identity) == [rename.new])
                #expect(unaccounted(for: comparison, from: old, to: new) == [])
            }
        }
    }

    @Test("several renames in one database are each told, and nothing else", arguments: seeds)
    func severalRenames(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        let before = schema(&random)
        var after = before
        var renamed: Set<String> = []
        for _ in 0..<4 {
            if let rename = after.renameAny(&random) { renamed.insert("\(rename.kind)") }
        }
        let comparison = comparison(from: before.placed, to: after.placed, lineage: .oneDatabase)
        #expect(Set(comparison.differences.map { "\($0.kind)" }) == renamed)
        #expect(comparison.differences.allSatisfy { $0.change == .renamed })
        #expect(unaccounted(for: comparison, from: before.placed, to: after.placed) == [])
    }

    @Test("whatever changes, every fact that differs is told or folded by a rule", arguments: seeds)
    func nothingIsLost(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        let before = schema(&random)
        for round in 0..<6 {
            var after = before
            for _ in 0..<Int.random(in: 0...2, using: &random) { _ = after.renameAny(&random) }
            var facts = after.facts
            for _ in 0..<Int.random(in: 0...4, using: &random) { Self.disturb(&facts, &random) }
            let hasPlaces = round.isMultiple(of: 2)
            let old = hasPlaces ? before.placed : before.catalog
            let new = Catalog(facts: facts, origins: hasPlaces ? after.placed.origins : [:])
            let comparison = comparison(from: old, to: new, lineage: hasPlaces ? .oneDatabase : .unknown)
            #expect(unaccounted(for: comparison, from: old, to: new) == [])
            #expect(Set(comparison.differences).count == comparison.differences.count, "nothing is told twice")
        }
    }

    @Test("what is asked the other way round is answered the other way round", arguments: seeds)
    func swapped(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        let before = schema(&random)
        var after = before
        for _ in 0..<Int.random(in: 0...2, using: &random) { _ = after.renameAny(&random) }
        var facts = after.facts
        for _ in 0..<3 { Self.disturb(&facts, &random) }
        let new = Catalog(facts: facts)
        let there = differences(from: before.catalog, to: new).map(Self.reversed)
        let back = differences(from: new, to: before.catalog).map(Self.described)
        #expect(there.sorted() == back.sorted())
    }

    /// Drops an object's facts, or gives one fact another value.
    private static func disturb(_ facts: inout [CatalogFact], _ random: inout SeededRandom) {
        guard let index = facts.indices.randomElement(using: &random) else { return }
        let object = facts[index].object
        if Bool.random(using: &random) {
            facts.removeAll { $0.object == object }
        } else {
            facts[index].value = "changed \(UInt16.random(in: 0...UInt16.max, using: &random))"
        }
    }

    private static func described(_ difference: CatalogDifference) -> String {
        """
        \(difference.change.rawValue) \(difference.kind.rawValue) \(difference.oldObject.identity) > \
        \(difference.identity) \(difference.attribute ?? "-") \(difference.oldValue ?? "-") > \
        \(difference.newValue ?? "-") \(difference.foldedObjectCount) \(difference.hints)
        """
    }

    private static func reversed(_ difference: CatalogDifference) -> String {
        var other = difference
        switch difference.change {
        case .added: other.change = .removed
        case .removed: other.change = .added
        case .changed, .renamed: break
        }
        other.identity = difference.oldObject.identity
        other.oldIdentity = difference.identity
        other.oldValue = difference.newValue
        other.newValue = difference.oldValue
        return described(other)
    }
}
