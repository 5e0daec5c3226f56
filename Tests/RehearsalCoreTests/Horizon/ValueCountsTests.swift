import TestGround
import Testing

@testable import RehearsalCore

@Suite("Values of columns, counted in rows that were all looked at")
struct ValueCountsTests {
    /// How often each value came in so many rows, descending, of values that are the more seldom the larger they are.
    private static func counts(of rows: Int, domain: Double, _ random: inout SeededRandom) -> [Double] {
        var counts: [Int: Double] = [:]
        for _ in 0..<rows {
            let place = Double.random(in: 0..<1, using: &random)
            counts[Int(domain * place * place * place), default: 0] += 1
        }
        return counts.values.sorted(by: >)
    }

    private static func statistics(_ counts: [Double], rows: Double, nullShare: Double = 0, most: Int = 1000)
        -> HorizonStatistics
    {
        HorizonStatistics(
            place: .init(relation: 1, attribute: 1, isInherited: false), nullShare: nullShare,
            distinct: DomainGrowth.stored(distinct: Double(counts.count), rows: rows), commonSlot: 1, histogramSlot: 2,
            frequencies: counts.prefix(most).prefix { $0 > 1 }.map { $0 / rows })
    }

    @Test("what came once and twice tells how many come in more rows, where values are not alike")
    func distinct() throws {
        var random = SeededRandom(seed: 8)
        for domain in [500.0, 5000, 50_000] {
            let small = Self.counts(of: 5000, domain: domain, &random)
            let large = Self.counts(of: 20_000, domain: domain, &random)
            // A list that ends at its longest, with values of two rows behind it, tells the same.
            for most in [1000, 200_000] {
                let counts = try #require(
                    ValueCounts(
                        Self.statistics(small, rows: 5000, most: most), rows: 5000, statisticsTarget: 1000))
                guard let foretold = counts.distinct(growth: 4) else {
                    #expect(most == 1000 && small[999] > 2, "nothing is known of what came thrice")
                    continue
                }
                #expect((foretold / Double(large.count) - 1).magnitude < 0.1, "\(foretold) for \(large.count)")
            }
        }
    }

    @Test("what came twice by chance comes no more often, and what is common comes as rows do")
    func later() throws {
        let byChance = Self.statistics([2, 2] + Array(repeating: 1, count: 1996), rows: 2000)
        let chance = try #require(ValueCounts(byChance, rows: 2000, statisticsTarget: 1000))
        #expect(chance.later(2, growth: 10) < 2.1)
        let common = Self.statistics([900, 500, 300, 200, 60, 20] + Array(repeating: 1, count: 20), rows: 2000)
        let counts = try #require(ValueCounts(common, rows: 2000, statisticsTarget: 1000))
        #expect((counts.later(900, growth: 10) / 9000 - 1).magnitude < 0.02)
        #expect(counts.later(900, growth: 1) == 900)
    }

    @Test("nothing is told of a table of which ANALYZE read a part, or of a column that nobody counted")
    func unknown() {
        let some = Self.statistics([5, 1, 1], rows: 7)
        #expect(ValueCounts(some, rows: 7, statisticsTarget: 1)?.distinct == 3)
        #expect(ValueCounts(some, rows: 301, statisticsTarget: 1) == nil)
        var nothing = some
        nothing.distinct = 0
        #expect(ValueCounts(nothing, rows: 7, statisticsTarget: 1) == nil)
    }
}
