import RehearsalCore
import TestGround
import Testing

@Suite("Different values of columns that grow")
struct DomainGrowthTests {
    @Test("the domain is found again from what rows have shown of it, for any domain and number of rows")
    func domain() {
        var random = SeededRandom(seed: 15)
        for _ in 0..<200 {
            let domain = Double(Int.random(in: 10...1_000_000, using: &random))
            let rows = domain * Double.random(in: 0.05...4, using: &random)
            let shown = DomainGrowth.shown(of: domain, in: rows)
            guard rows - shown >= 0.5 else { continue }
            let found = DomainGrowth.domain(distinct: shown, rows: rows)
            #expect((found / domain - 1).magnitude < 0.01, "\(domain) from \(rows) rows gives \(found)")
        }
        #expect(DomainGrowth.domain(distinct: 1000, rows: 1000) == .infinity)
    }

    @Test("a closed list stays, keys follow their parent, a domain fills up, and nothing comes twice where nothing did")
    func distinct() {
        #expect(DomainGrowth.isEnumerated(distinct: 5, rows: 10_000))
        #expect(!DomainGrowth.isEnumerated(distinct: 5, rows: 20))
        #expect(!DomainGrowth.isEnumerated(distinct: 1000, rows: 1_000_000))
        #expect(DomainGrowth.distinct(now: 800, rows: 9000, growth: 10, domainFactor: 10) == 8000)
        #expect(DomainGrowth.distinct(now: 1000, rows: 1000, growth: 10, domainFactor: 1) == 10_000)
        let filling = DomainGrowth.distinct(now: 5000, rows: 7000, growth: 100, domainFactor: 1)
        #expect(filling > 8000 && filling < 10_500)
        #expect(DomainGrowth.distinct(now: 12, rows: 10_000, growth: 10, domainFactor: 1).rounded() == 12)
    }

    @Test("stadistinct is a share of the rows from a tenth of them on, and read back as it was written")
    func stored() {
        #expect(DomainGrowth.stored(distinct: 100, rows: 10_000) == 100)
        #expect(DomainGrowth.stored(distinct: 5000, rows: 10_000) == -0.5)
        #expect(DomainGrowth.stored(distinct: 20_000, rows: 10_000) == -1)
        #expect(DomainGrowth.count(stored: -0.5, rows: 10_000) == 5000)
        #expect(DomainGrowth.count(stored: 7, rows: 10_000) == 7)
        #expect(DomainGrowth.count(stored: 0, rows: 10_000) == nil)
    }
}
