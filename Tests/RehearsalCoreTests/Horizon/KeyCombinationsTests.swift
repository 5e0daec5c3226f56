import TestGround
import Testing

@testable import RehearsalCore

@Suite("Keys of indexes over several columns")
struct KeyCombinationsTests {
    private static let rows = 10_000.0

    private static func statistics(
        distinct: Double, _ frequencies: [Double] = [], nullShare: Double = 0, number: Int = 1, bounds: [String]? = nil
    ) -> HorizonStatistics {
        HorizonStatistics(
            place: .init(relation: 1, attribute: number, isInherited: false), nullShare: nullShare, distinct: distinct,
            commonSlot: frequencies.isEmpty ? 0 : 1, histogramSlot: bounds == nil ? 0 : 2, frequencies: frequencies,
            bounds: bounds, width: 8)
    }

    @Test("are as many as rows of independent columns truly show, now and when there are more", arguments: [1, 4])
    func truly(_ growth: Int) throws {
        var random = SeededRandom(seed: 8)
        let firms = [0.4, 0.2, 0.15, 0.1, 0.08, 0.07]
        let days = 900
        var keys: Set<[Int]> = []
        for _ in 0..<(Int(Self.rows) * growth) {
            var place = Double.random(in: 0..<1, using: &random)
            let firm = firms.firstIndex { share in
                place -= share
                return place < 0
            }
            keys.insert([firm ?? 5, Int.random(in: 0..<days, using: &random)])
        }
        let combinations = try #require(
            KeyCombinations(of: [
                Self.statistics(distinct: 6, firms).levels(rows: Self.rows, factor: 1),
                Self.statistics(distinct: Double(days)).levels(rows: Self.rows, factor: 1),
            ]))
        let told = combinations.shown(in: Self.rows * Double(growth))
        #expect((told / Double(keys.count) - 1).magnitude < 0.02, "\(told) for \(keys.count)")
    }

    @Test("are the rows where a column's values come once each, and nothing where nobody looked")
    func unique() throws {
        let status = Self.statistics(distinct: 2, [0.9, 0.1]).levels(rows: Self.rows, factor: 1)
        let own = try #require(
            KeyCombinations(of: [status, Self.statistics(distinct: -1).levels(rows: Self.rows, factor: 1)]))
        #expect((own.shown(in: 4 * Self.rows) / (4 * Self.rows) - 1).magnitude < 1e-6)
        #expect(KeyCombinations(of: [status, Self.statistics(distinct: 0).levels(rows: Self.rows, factor: 1)]) == nil)
        #expect(KeyCombinations(of: [status, nil]) == nil)
    }

    @Test("a few values that came once, beside a list of all others, are no keys of all rows")
    func once() throws {
        let days = Self.statistics(distinct: 110, Array(repeating: 0.00999, count: 100))
        let combinations = try #require(KeyCombinations(of: [days.levels(rows: Self.rows, factor: 1)]))
        #expect((combinations.shown(in: Self.rows) - 110).magnitude < 0.5)
        #expect((combinations.shown(in: 4 * Self.rows) - 140).magnitude < 0.5)
    }

    @Test("NULLs are one value, and more values to draw from make more keys")
    func parts() throws {
        let half = Self.statistics(distinct: 2, [0.25, 0.25], nullShare: 0.5)
        let few = try #require(KeyCombinations(of: [half.levels(rows: Self.rows, factor: 1)]))
        #expect((few.shown(in: Self.rows) - 3).magnitude < 1e-9)
        let more = try #require(KeyCombinations(of: [half.levels(rows: Self.rows, factor: 10)]))
        #expect((more.shown(in: Self.rows) - 21).magnitude < 1e-6)
        #expect((more.multiplied(by: 2).shown(in: 1e9) - 42).magnitude < 1e-6)
    }

    @Test("where an index has fewer, its columns hang together, and there are fewer combinations by the same part")
    func dependent() throws {
        let days = Self.statistics(distinct: 100).levels(rows: Self.rows, factor: 1)
        let combinations = try #require(KeyCombinations(of: [days, days]))
        #expect(combinations.factor(showing: 9000, in: Self.rows) == 1)
        let part = combinations.factor(showing: 100, in: Self.rows)
        #expect((part - 0.01).magnitude < 1e-4)
        #expect((combinations.multiplied(by: part).shown(in: Self.rows) - 100).magnitude < 0.01)
    }

    private static func pages(_ index: HorizonIndex, at k: Double) throws -> Int64 {
        let facts = HorizonFacts(
            relations: [
                HorizonRelation(
                    oid: 1, name: "public.bills", root: "public.bills", kind: .table, pages: 500, rows: rows,
                    allVisiblePages: 0,
                    columns: [
                        HorizonColumn(
                            number: 1, name: "status", type: .text,
                            statistics: [statistics(distinct: 5, [0.5, 0.3, 0.1, 0.05, 0.05])]),
                        HorizonColumn(
                            number: 2, name: "due", type: .date, statistics: [statistics(distinct: 900, number: 2)]),
                        HorizonColumn(
                            number: 3, name: "made", type: .timestamp,
                            statistics: [statistics(distinct: -1, number: 3)]),
                        HorizonColumn(
                            number: 4, name: "amount", type: .decimal,
                            statistics: [statistics(distinct: 900, number: 4)]),
                    ], indexes: [index])
            ], extendedStatistics: [], statisticsTarget: 1000)
        let law = GrowthLaw(nil, shape: ShapeGrowth(), facts: facts)
        return try #require(
            Stretching(facts, law, at: k, nowSeconds: 1_742_029_200).sizes.first { $0.oid == 2 }?.pages)
    }

    @Test("let an index grow less than its table: rows more share the keys that there are")
    func index() throws {
        func index(_ columns: [Int], isUnique: Bool = false, pages: Int64 = 22) -> HorizonIndex {
            HorizonIndex(
                oid: 2, name: "i", method: "btree", pages: pages, rows: Self.rows, isUnique: isUnique,
                keyColumns: columns)
        }
        #expect(try Self.pages(index([1, 2]), at: 1) == 22)
        // 3,135 of 4,500 keys become 4,294 of them.
        #expect(try Self.pages(index([1, 2]), at: 4) == 52)
        #expect(try Self.pages(index([1, 2], isUnique: true), at: 4) == 85)
        #expect(try Self.pages(index([1, 3]), at: 4) == 85, "each row has a key of its own")
        #expect(try Self.pages(index([1, 4]), at: 4) == 85, "numbers with decimals never share a tuple")
        #expect(try Self.pages(index([1, 2], pages: 31), at: 4) == 121, "so many keys have no room in the statistics")
    }

    /// A view of the groups by firm and day of a table, most of whose rows are of one firm and of working days.
    private struct GroupedBills {
        static let firms = [0.8, 0.1, 0.06, 0.04]
        var firmRows: [Int: Int] = [:]
        var dayRows: [Int: Int] = [:]
        var groups = 0

        init(rows: Int) {
            var random = SeededRandom(seed: 3)
            var seen: Set<[Int]> = []
            for _ in 0..<rows {
                var place = Double.random(in: 0..<1, using: &random)
                let firm = Self.firms.firstIndex { share in
                    place -= share
                    return place < 0
                }
                // Two of seven days have a twentieth of the rows.
                let week = Int.random(in: 0..<100, using: &random) * 7
                let isFree = Int.random(in: 0..<20, using: &random) == 0
                let day =
                    week + (isFree ? 5 + Int.random(in: 0..<2, using: &random) : Int.random(in: 0..<5, using: &random))
                if seen.insert([firm ?? 0, day]).inserted {
                    firmRows[firm ?? 0, default: 0] += 1
                    dayRows[day, default: 0] += 1
                }
            }
            groups = seen.count
        }

        func facts() -> HorizonFacts {
            func shares(_ counts: [Int: Int]) -> [Double] {
                counts.values.sorted(by: >).map { Double($0) / Double(groups) }
            }
            let (byFirm, byDay) = (shares(firmRows), shares(dayRows))
            var view = HorizonRelation(
                oid: 3, name: "public.daily", root: "public.daily", kind: .materializedView, pages: 100,
                rows: Double(groups), allVisiblePages: 0,
                columns: [
                    HorizonColumn(
                        number: 1, name: "firm", type: .text,
                        statistics: [KeyCombinationsTests.statistics(distinct: 4, byFirm)]),
                    HorizonColumn(
                        number: 2, name: "day", type: .date,
                        statistics: [KeyCombinationsTests.statistics(distinct: Double(byDay.count), byDay, number: 2)]),
                ],
                indexes: [
                    HorizonIndex(
                        oid: 4, name: "daily_key", method: "btree", pages: 30, rows: Double(groups), isUnique: true,
                        keyColumns: [1, 2])
                ])
            view.sources = ["public.bills"]
            let table = HorizonRelation(
                oid: 1, name: "public.bills", root: "public.bills", kind: .table, pages: 500, rows: 2000,
                allVisiblePages: 0,
                columns: [
                    HorizonColumn(
                        number: 1, name: "firm", type: .text,
                        statistics: [KeyCombinationsTests.statistics(distinct: 4, Self.firms)])
                ])
            return HorizonFacts(relations: [table, view], extendedStatistics: [], statisticsTarget: 1000)
        }
    }

    @Test("let a view of groups grow as groups come, most of them those of which there were few", arguments: [4.0, 10])
    func groups(growth: Double) throws {
        let facts = GroupedBills(rows: 2000).facts()
        let truly = GroupedBills(rows: Int(2000 * growth))
        let law = GrowthLaw(nil, shape: ShapeGrowth(), facts: facts)
        let stretched = Stretching(facts, law, at: growth, nowSeconds: 1_742_029_200)
        let rows = try #require(stretched.sizes.first { $0.oid == 3 }?.rows)
        #expect((rows / Double(truly.groups) - 1).magnitude < 0.03, "\(rows) for \(truly.groups)")
        let firm = facts.relations[1].columns[0]
        let found = try #require(
            ColumnGrowth(facts, law, at: growth).groupFrequencies(firm.statistics[0], of: firm, in: facts.relations[1]))
        let shares = (0..<4).map { Double(truly.firmRows[$0] ?? 0) / Double(truly.groups) }
        for (told, share) in zip(found, shares) { #expect((told - share).magnitude < 0.02, "\(found) for \(shares)") }
    }
}
