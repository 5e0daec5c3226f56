import Testing

@testable import Dataset

@Suite("The codes of a captured column")
struct CapturedCodesTests {
    private static let numbers = CapturedCodesBuilder.Scale(low: 1, step: 1, largestSpan: 1 << 50, keepsGaps: true)

    private func counts(_ statistics: CapturedStatistics, _ rowCount: Int, isUnique: Bool = false) -> [Int64: Int] {
        let memory = FrozenMemory()
        let builder = CapturedCodesBuilder(statistics: statistics, rowCount: rowCount, isUnique: isUnique)
        let codes = builder.codes(Self.numbers, key: 3, in: memory)
        return (0..<rowCount).reduce(into: [:]) { $0[codes.code(at: $1), default: 0] += 1 }
    }

    @Test("have the shares of the common values, in their order")
    func common() {
        let statistics = CapturedStatistics(
            type: "text", nulls: 0, width: 6, distinct: 4, common: [0.82, 0.13, 0.049, 0.001], ranks: [2, 3, 1, 4])
        let counts = counts(statistics, 100_000)
        #expect(counts.keys.sorted().map { counts[$0] } == [4900, 82_000, 13_000, 100])
    }

    @Test("are as many as there were different values, with the common ones where they lay among the bounds")
    func tail() throws {
        let statistics = CapturedStatistics(
            type: "bigint", nulls: 0, width: 8, distinct: 1000, common: [0.2, 0.1], ranks: [2, 1], above: [76, 26],
            bounds: 101, gaps: (0...100).map { Double($0) / 100 })
        let counts = counts(statistics, 50_000)
        #expect(counts.count == 1000)
        let commonest = counts.sorted { $0.value > $1.value }.prefix(2)
        #expect(commonest.map(\.value) == [10_000, 5000])
        // Three quarters and a quarter of the tail lie below them.
        let below = commonest.map { common in counts.filter { $0.key < common.key && $0.value < 5000 }.count }
        #expect(abs(below[0] - 754) <= 6 && abs(below[1] - 254) <= 6, "\(below)")
        let rest = counts.values.filter { $0 < 5000 }
        #expect((rest.max() ?? 0) - (rest.min() ?? 0) <= 2, "the others are alike")
    }

    @Test(
        "of a unique column are different in every row, whatever was common in a sample",
        arguments: [1, 2, 999, 40_000])
    func unique(rowCount: Int) {
        let statistics = CapturedStatistics(
            type: "bigint", nulls: 0, width: 8, distinct: -0.97, common: [0.001], ranks: [1], bounds: 101)
        #expect(counts(statistics, rowCount, isUnique: true).count == rowCount)
    }

    @Test("count distinct values among the rows that have one: a share of all rows is one of those")
    func nulls() {
        let statistics = CapturedStatistics(type: "bigint", nulls: 0.4, width: 8, distinct: -0.599)
        let builder = CapturedCodesBuilder(statistics: statistics, rowCount: 10_000, isUnique: false)
        #expect(builder.distinctCount == 9983)
    }

    @Test("keep the gaps of the bounds: half of the rows may lie in a tenth of the way")
    func gaps() {
        let gaps = (0...100).map { (step: Int) -> Double in
            step <= 50 ? Double(step) / 500 : 0.1 + Double(step - 50) * 0.018
        }
        let statistics = CapturedStatistics(
            type: "bigint", nulls: 0, width: 8, distinct: -1, bounds: 101, gaps: gaps)
        let values = counts(statistics, 10_000, isUnique: true).keys.sorted()
        let whole = Double(values[9999] - values[0])
        #expect(abs(Double(values[5000] - values[0]) / whole - 0.1) < 0.005)
        #expect(abs(Double(values[7500] - values[0]) / whole - 0.55) < 0.005)
    }

    @Test("begin at the first bound and end at the last one, and lie on all where there are no others")
    func ends() {
        let gaps = [0, 0.1, 0.3, 0.35, 1]
        let statistics = CapturedStatistics(type: "integer", nulls: 0, width: 4, distinct: -1, bounds: 5, gaps: gaps)
        let values = counts(statistics, 5, isUnique: true).keys.sorted().map { Double($0) }
        let places = values.map { ($0 - values[0]) / (values[4] - values[0]) }
        #expect(zip(places, gaps).allSatisfy { abs($0 - $1) < 0.03 }, "\(places)")
    }

    @Test("of rows that ANALYZE saw all are not as common before the last of the common ones as those")
    func seen() {
        // Of equally common values ANALYZE takes the first: here the first half of 300 have five rows, or four.
        let statistics = CapturedStatistics(
            type: "integer", nulls: 0, width: 4, distinct: 300, common: [Double](repeating: 0.0037, count: 100),
            ranks: Array(1...100), above: (0..<100).map { $0 / 2 }, bounds: 101,
            gaps: (0...100).map { Double($0) / 100 })
        let counts = counts(statistics, 1350)
        let values = counts.keys.sorted()
        let common = values.filter { counts[$0] == 5 }
        #expect(counts.values.allSatisfy { $0 == 4 || $0 == 5 } && values.count == 300)
        #expect(common.count == 150, "\(common.count)")
        // The hundredth lies where it lay, half the way.
        #expect(abs((values.firstIndex(of: common[99]) ?? 0) - 200) <= 4, "\(values.firstIndex(of: common[99]) ?? 0)")
    }

    @Test("are found by rank, however narrow the stretches between two marks are", arguments: [1, 20, 700])
    func ranks(width: Int) {
        let memory = FrozenMemory()
        let stretches = (0..<5000).map { number in
            CapturedCodes.Stretch(
                rank: number * width, rankCount: width, codeCount: 1, value: Int64(number * number), span: 1)
        }
        let count = 5000 * width
        let codes = CapturedCodes(
            stretches, order: RankOrder(count: count, ordered: 1, key: 1, in: memory), isOneToOne: false, in: memory)
        let ranks = Array(stride(from: 0, to: count, by: max(1, count / 20_000)))
        #expect(ranks.allSatisfy { codes.code(ofRank: $0) == Int64(($0 / width) * ($0 / width)) })
    }
}
