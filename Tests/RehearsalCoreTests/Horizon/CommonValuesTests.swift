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

    @Test("a list of all values gets new members as common as the present ones, and keeps its whole share")
    func grown() {
        func grown(_ law: CommonGrowth, _ growth: Double, most: Int) -> [CommonValues.Member] {
            CommonValues.grown(law, frequencies: zipf(20, 1), distinct: 20, growth: growth, most: most)
        }
        for law in CommonGrowth.allCases {
            let whole = grown(law, 10, most: 1000)
            #expect(whole.count == 200)
            #expect((whole.reduce(0) { $0 + $1.frequency } - 1).magnitude < 0.02)
            #expect(whole.filter { $0.copy == 0 }.map(\.place) == Array(0..<20))
            #expect(Set(whole.map { [$0.place, $0.copy] }).count == 200)
            #expect(zip(whole, whole.dropFirst()).allSatisfy { $0.frequency >= $1.frequency - 1e-12 })
            let same = grown(law, 1, most: 1000)
            #expect(same.map(\.frequency) == zipf(20, 1) && same.map(\.place) == Array(0..<20))
        }
    }

    @Test("of a list that is cut the rarest fall out, also those that are there now")
    func cut() {
        let even = CommonValues.grown(.even, frequencies: zipf(20, 1), distinct: 20, growth: 10, most: 50)
        #expect(even.count == 50 && Set(even.map(\.place)) == [0, 1, 2, 3, 4])
        let share = zipf(20, 1).prefix(5).reduce(0, +)
        #expect((even.reduce(0) { $0 + $1.frequency } - share).magnitude < 1e-9)
        let law = CommonValues.grown(.zipf, frequencies: zipf(20, 1), distinct: 20, growth: 10, most: 50)
        #expect(law.count == 50 && law.filter { $0.copy == 0 }.count == 20)
        let few = CommonValues.grown(.even, frequencies: zipf(20, 1), distinct: 20, growth: 1.5, most: 50)
        #expect(few.count == 30 && few.filter { $0.copy == 0 }.count == 20)
    }

    @Test("more rows show less chance: shares move to their mean by as much as chance had moved them")
    func settled() {
        // Variance 0.0001, of which 0.00009 is chance.
        let shares = [0.11, 0.1, 0.1, 0.1, 0.09].map { $0 * 2 }
        let variance = 2 * 0.02 * 0.02 / 4
        let settled = CommonValues.settled(shares, chance: variance * 0.9, laterChance: variance * 0.15)
        #expect((settled[0] - (0.2 + 0.02 * 0.5)).magnitude < 1e-12)
        #expect((settled.reduce(0, +) - 1).magnitude < 1e-12)
        #expect(CommonValues.settled([0.9, 0.09, 0.01], chance: 1e-6, laterChance: 1e-7)[0] > 0.8999)
        #expect(CommonValues.settled(shares, chance: 0.1, laterChance: 0.1) == shares)
        #expect(CommonValues.settled([0.6, 0.4], chance: 0.1, laterChance: 0) == [0.6, 0.4])
    }
}
