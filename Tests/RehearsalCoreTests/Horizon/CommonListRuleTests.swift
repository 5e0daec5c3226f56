import RehearsalCore
import Testing

@Suite("Which common values ANALYZE keeps")
struct CommonListRuleTests {
    private func kept(_ rows: Double, _ frequencies: [Double], distinct: Double) -> Int {
        CommonListRule(rows: rows, statisticsTarget: 100)
            .keptCount(of: frequencies, distinct: distinct, nullShare: 0)
    }

    @Test("of a table that is read whole, all that came twice, up to the target")
    func whole() {
        let counts = [5.0, 4, 3, 2, 1, 1, 1]
        #expect(kept(20_000, counts.map { $0 / 20_000 }, distinct: 9000) == 4)
        #expect(kept(20_000, Array(repeating: 0.001, count: 1000), distinct: 1000) == 100)
    }

    @Test("of a sample, what is significantly more common than the rest; a short list of all values stays whole")
    func sampled() {
        let even = Array(repeating: 1.0 / 500, count: 500)
        #expect(kept(1_000_000, even, distinct: 500) == 0, "none is more common than the others")
        let few = Array(repeating: 1.0 / 50, count: 50)
        #expect(kept(1_000_000, few, distinct: 50) == 50)
        // 30,000 rows are read: 300 of the first ten, 60 of each of the others on the average.
        let skewed = Array(repeating: 0.01, count: 10) + Array(repeating: 0.9 / 450, count: 450)
        #expect(kept(1_000_000, skewed, distinct: 460) == 10)
        #expect(kept(1_000_000, [0.000_001], distinct: 900_000) == 0, "not met twice")
        #expect(kept(0, [0.5], distinct: 2) == 0)
    }
}
