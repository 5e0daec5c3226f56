import RehearsalCore
import Testing

@Suite("Common values of columns that grow")
struct CommonValuesTests {
    private func zipf(_ count: Int, _ s: Double) -> [Double] {
        let weights = (1...count).map { weight($0, s) }
        let total = weights.reduce(0, +)
        return weights.map { $0 / total }
    }

    private func weight(_ rank: Int, _ s: Double) -> Double {
        let below = rank == 1 ? 0 : CommonValues.harmonic(Double(rank - 1), s)
        return CommonValues.harmonic(Double(rank), s) - below
    }

    @Test("the exponent of Zipf's law is found again", arguments: [0.4, 0.8, 1.0, 1.3])
    func exponent(_ s: Double) {
        #expect((CommonValues.exponent(of: zipf(90, s)) - s).magnitude < 0.001)
        #expect(CommonValues.exponent(of: [0.2, 0.2, 0.2, 0.2]) == 0)
        #expect(CommonValues.exponent(of: [0.5, 0.1]) == 0)
    }

    @Test("the harmonic number by its formula is that of adding up", arguments: [0.0, 0.5, 1.0, 1.7])
    func harmonic(_ s: Double) {
        let added = (1...5000).reversed().reduce(0.0) { $0 + weight($1, s) }
        #expect((CommonValues.harmonic(5000, s) / added - 1).magnitude < 1e-6)
        #expect(CommonValues.harmonic(3, 1) == 1 + 0.5 + 1.0 / 3)
    }

    @Test("frequencies thin out evenly or by the law, and never grow")
    func dilution() {
        let frequencies = zipf(100, 1)
        #expect(CommonValues.dilution(.even, frequencies: frequencies, distinct: 100, growth: 10) == 0.1)
        let diluted = CommonValues.dilution(.zipf, frequencies: frequencies, distinct: 100, growth: 10)
        let expected = CommonValues.harmonic(100, 1) / CommonValues.harmonic(1000, 1)
        #expect((diluted - expected).magnitude < 0.01)
        #expect(CommonValues.dilution(.zipf, frequencies: frequencies, distinct: 100, growth: 1) == 1)
    }

    @Test("a list of all values gets new members up to the target, keeps the present ones and its whole share")
    func lengthened() {
        for law in CommonGrowth.allCases {
            let whole = CommonValues.lengthened(law, frequencies: zipf(20, 1), growth: 10, target: 1000)
            #expect(whole.count == 200)
            #expect((whole.reduce(0) { $0 + $1.frequency } - 1).magnitude < 0.02)
            #expect(whole.compactMap(\.present) == Array(0..<20))
            let cut = CommonValues.lengthened(law, frequencies: zipf(20, 1), growth: 10, target: 50)
            #expect(cut.count == 50)
            #expect(cut.compactMap(\.present) == Array(0..<20))
            let same = CommonValues.lengthened(law, frequencies: zipf(20, 1), growth: 1, target: 1000)
            #expect(same.compactMap(\.present) == Array(0..<20) && same.count == 20)
        }
    }
}
