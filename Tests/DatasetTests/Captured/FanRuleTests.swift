import Testing

@testable import Dataset

@Suite("Children of captured foreign keys")
struct FanRuleTests {
    private static func key(childless: Double, fanOut: [Int64], span: [Double]? = nil) -> CapturedKey {
        CapturedKey(
            name: "k", columns: ["a"], references: ["public", "p"], to: ["id"], childless: childless,
            fanOut: CapturedKey.marks(fanOut), span: span)
    }

    private func weights(_ rule: FanRule) throws -> (counts: [Int], common: [Int: Int]) {
        var common: [Int: Int] = [:]
        let weights = try #require(rule.weights(key: 5, &common))
        return (weights.map { Int($0) }, common)
    }

    @Test("are as many as there are rows, and as many parents have none as had none")
    func adds() throws {
        let statistics = CapturedStatistics(type: "bigint", nulls: 0, width: 8, distinct: 750)
        let rule = FanRule(
            known: Self.key(childless: 0.25, fanOut: [1, 1, 2, 5, 20, 90, 200, 400]), statistics: statistics,
            isUnique: false, childrenCount: 9000, positions: KeyPositions(ofPlaces: 1000))
        let (counts, _) = try weights(rule)
        #expect(counts.reduce(0, +) == 9000 && counts.count == 1000)
        #expect(counts.filter { $0 == 0 }.count == 250)
        #expect(counts.sorted()[500] <= 4 && counts.max() ?? 0 > 100)
    }

    @Test("lie along the order of keys as the bounds did, and the common ones in their slots")
    func lie() throws {
        // Half of the children belong to the first tenth of the parents; nobody to the last fifth.
        let gaps = [0, 0.02, 0.04, 0.06, 0.08, 0.1, 0.28, 0.46, 0.64, 0.82, 1]
        let statistics = CapturedStatistics(
            type: "bigint", nulls: 0, width: 8, distinct: 700, common: [0.1, 0.05], ranks: [1, 2], above: [0, 9],
            bounds: 11, gaps: gaps)
        let rule = FanRule(
            known: Self.key(childless: 0.3, fanOut: [1, 2, 4, 8, 20, 60, 90, 100], span: [0, 0.8, 0.01, 0.8]),
            statistics: statistics, isUnique: false, childrenCount: 20_000, positions: KeyPositions(ofPlaces: 1000),
            isSampled: false)
        let (counts, common) = try weights(rule)
        #expect(counts.reduce(0, +) == 20_000)
        #expect(counts[802...].allSatisfy { $0 == 0 }, "nobody points beyond the span")
        let first = common[0] ?? 999
        let second = common[1] ?? 0
        #expect(first < 12 && counts[first] == 2000, "below the first bound")
        #expect((500...800).contains(second) && counts[second] == 1000, "between the ninth and the tenth bound")
        let early = counts[..<90].reduce(0, +) - counts[first]
        #expect(abs(Double(early) / 17_000 - 0.5) < 0.05, "\(early)")
    }

    @Test("are as common as they were where ANALYZE saw them all: no bound is common, nobody else as common as those")
    func seen() throws {
        // Every fifth parent was a bound, those between them common ones with 20 children.
        let bounds = stride(from: 0, through: 100, by: 5).map { Double($0) / 100 }
        let common = [Double](repeating: 20.0 / 1400, count: 40)
        let statistics = CapturedStatistics(
            type: "integer", nulls: 0, width: 4, distinct: 101, common: common, ranks: Array(1...40),
            above: (0..<40).map { 1 + $0 / 2 }, bounds: 21, gaps: bounds)
        let rule = FanRule(
            known: Self.key(childless: 0, fanOut: [2, 5, 9, 20, 20, 20, 20, 20], span: [0, 1, 0, 1]),
            statistics: statistics, isUnique: false, childrenCount: 1400, positions: KeyPositions(ofPlaces: 101),
            isSampled: false)
        let (counts, parents) = try weights(rule)
        #expect(counts.reduce(0, +) == 1400 && parents.count == 40)
        #expect(parents.values.allSatisfy { $0 % 5 != 0 && counts[$0] == 20 }, "\(parents.values.sorted())")
        let others = counts.indices.filter { !parents.values.contains($0) }.map { counts[$0] }
        #expect(
            others.allSatisfy { (1..<20).contains($0) } && (others.max() ?? 0) - (others.min() ?? 0) > 8, "\(others)")
    }

    @Test("of a key that is unique are one at most, and too many are refused")
    func unique() throws {
        let statistics = CapturedStatistics(type: "bigint", nulls: 0, width: 8, distinct: -1)
        func rule(_ count: Int) -> FanRule {
            FanRule(
                known: nil, statistics: statistics, isUnique: true, childrenCount: count,
                positions: KeyPositions(ofPlaces: 100))
        }
        let (counts, _) = try weights(rule(60))
        #expect(counts.reduce(0, +) == 60 && counts.allSatisfy { $0 <= 1 })
        var common: [Int: Int] = [:]
        #expect(rule(101).weights(key: 1, &common) == nil)
    }

    @Test("of two parents are paired without the same two twice, and each parent has as many as it should")
    func paired() throws {
        let memory = FrozenMemory()
        let fan = FanOut(rowCount: 3000, weights: (0..<500).map { UInt64(3 + $0 % 7) }, in: memory)
        let pairing = try #require(GroupPairing(fan, largestGroup: 12))
        var seen: Set<[Int]> = []
        var counts = [Int](repeating: 0, count: 500)
        for rank in 0..<3000 {
            let parent = pairing.parent(ofRank: rank)
            counts[parent] += 1
            #expect(seen.insert([rank / 12, parent]).inserted)
        }
        for parent in 0..<500 { #expect(counts[parent] == fan.firstRow(of: parent + 1) - fan.firstRow(of: parent)) }
        #expect(GroupPairing(fan, largestGroup: 2000) == nil, "more in a group than there are parents")
    }
}

extension CapturedKey {
    /// Numbers of children at all shares, by those at 10, 25, 50, 75, 90, 99, 99.9 and 100 % of the parents.
    static func marks(_ fanOut: [Int64]) -> [Int64] {
        let told = zip([0.1, 0.25, 0.5, 0.75, 0.9, 0.99, 0.999, 1], fanOut)
        return fanOutShares.map { share in told.first { $0.0 >= share }?.1 ?? 0 }
    }
}
