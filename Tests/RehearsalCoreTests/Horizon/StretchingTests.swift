import Foundation
import RehearsalCore
import Testing

@Suite("A database as it would be when it has grown")
struct StretchingTests {
    private static let now: Int64 = 1_742_029_200

    private static func statistics(
        _ relation: UInt32, _ attribute: Int, distinct: Double, frequencies: [Double] = [], values: [String]? = nil,
        bounds: [String]? = nil
    ) -> HorizonStatistics {
        HorizonStatistics(
            place: .init(relation: relation, attribute: attribute, isInherited: false), nullShare: 0,
            distinct: distinct, commonSlot: frequencies.isEmpty ? 0 : 1, histogramSlot: bounds == nil ? 0 : 2,
            freeSlot: 4, frequencies: frequencies, commonValues: values, bounds: bounds)
    }

    /// Countries, customers of countries, orders of customers.
    private static let facts = HorizonFacts(
        relations: [
            HorizonRelation(
                oid: 1, name: "public.countries", root: "public.countries", kind: .table, pages: 1, rows: 20,
                allVisiblePages: 1,
                columns: [HorizonColumn(number: 1, name: "code", type: .text, isUnique: true, isInPrimaryKey: true)]),
            HorizonRelation(
                oid: 2, name: "public.customers", root: "public.customers", kind: .table, pages: 50, rows: 2000,
                allVisiblePages: 40,
                columns: [
                    HorizonColumn(
                        number: 1, name: "id", type: .whole(bytes: 4), isUnique: true, isInPrimaryKey: true,
                        statistics: [statistics(2, 1, distinct: -1, bounds: ["1", "1000", "2000"])]),
                    HorizonColumn(
                        number: 2, name: "country", type: .text, parent: ColumnName("public.countries", "code"),
                        statistics: [
                            statistics(
                                2, 2, distinct: 20, frequencies: Array(repeating: 0.05, count: 20),
                                values: (1...20).map { "c\($0)" })
                        ]),
                ],
                indexes: [
                    HorizonIndex(
                        oid: 21, name: "customers_pkey", method: "btree", pages: 8, rows: 2000, isUnique: true,
                        keyColumns: [1])
                ]),
            HorizonRelation(
                oid: 3, name: "public.orders", root: "public.orders", kind: .table, pages: 1000, rows: 100_000,
                allVisiblePages: 900,
                columns: [
                    HorizonColumn(
                        number: 1, name: "customer_id", type: .whole(bytes: 4),
                        parent: ColumnName("public.customers", "id"),
                        statistics: [
                            statistics(
                                3, 1, distinct: 1800, frequencies: [0.04, 0.02], values: ["7", "9"],
                                bounds: ["1", "2000"])
                        ]),
                    HorizonColumn(
                        number: 2, name: "placed_at", type: .timestamp,
                        statistics: [
                            statistics(
                                3, 2, distinct: -1, bounds: ["2025-03-14 09:00:00", "2025-03-15 09:00:00"])
                        ]),
                    HorizonColumn(
                        number: 3, name: "status", type: .text,
                        statistics: [statistics(3, 3, distinct: 4, frequencies: [0.9, 0.1], values: ["x", "y"])]),
                ],
                indexes: [
                    HorizonIndex(
                        oid: 31, name: "orders_customer", method: "btree", pages: 90, rows: 100_000, keyColumns: [1])
                ]),
        ], extendedStatistics: [.init(name: "public.some_statistics", kinds: [.dependencies, .common])],
        statisticsTarget: 100)

    private static func stretched(
        _ declared: GrowthDeclaration = GrowthDeclaration(), at k: Double
    ) -> Stretching {
        Stretching(
            facts, GrowthLaw(declared, shape: ShapeGrowth(), facts: facts), at: k, nowSeconds: now)
    }

    private static func statistics(of relation: UInt32, _ attribute: Int, in stretching: Stretching)
        -> Stretching.Statistics?
    {
        stretching.statistics.first { $0.place.relation == relation && $0.place.attribute == attribute }
    }

    @Test("a growth of 1 changes nothing that is written")
    func nothing() {
        let same = Self.stretched(at: 1)
        for relation in Self.facts.relations {
            let size = same.sizes.first { $0.oid == relation.oid }
            #expect(size?.pages == relation.pages && size?.rows == relation.rows)
            #expect(size?.allVisiblePages == relation.allVisiblePages)
            for column in relation.columns {
                for statistics in column.statistics {
                    let written = Self.statistics(of: relation.oid, column.number, in: same)
                    #expect(written?.distinct == statistics.distinct)
                    for slot in written?.slots ?? [] where slot.kind == .common {
                        #expect(slot.frequencies == statistics.frequencies)
                        #expect(slot.values == nil || slot.values == statistics.commonValues)
                    }
                    for slot in written?.slots ?? [] where slot.kind == .histogram {
                        #expect(slot.values == statistics.bounds)
                    }
                }
            }
        }
        #expect(same.bookends.isEmpty)
    }

    @Test("tables, indexes and visible pages grow by the law; a short list that others point at stays")
    func sizes() {
        let law = GrowthLaw(nil, shape: ShapeGrowth(), facts: Self.facts)
        #expect(law.tables.map(\.origin) == [.lookup, .usual, .usual])
        let grown = Self.stretched(at: 10)
        let orders = grown.sizes.first { $0.oid == 3 }
        #expect(orders?.pages == 10_000 && orders?.rows == 1_000_000 && orders?.allVisiblePages == 9000)
        #expect(grown.sizes.first { $0.oid == 1 }?.pages == 1)
        #expect(grown.sizes.first { $0.oid == 21 }?.pages == 57)
        // 7.3 bytes a row: places grow tenfold, keys as customers do.
        #expect(grown.sizes.first { $0.oid == 31 }?.pages == 891)
        let root = GrowthDeclaration(tables: ["public.customers": .exponent(0.5)])
        #expect(Self.stretched(root, at: 100).sizes.first { $0.oid == 2 }?.rows == 20_000)
        #expect(GrowthRate.factor(2).growth(at: 10) == 19 && GrowthRate.factor(2).growth(at: 1) == 1)
    }

    @Test("keys become larger and more, their common values rarer, and closed lists stay")
    func keys() throws {
        let grown = Self.stretched(at: 10)
        let key = try #require(Self.statistics(of: 2, 1, in: grown))
        #expect(key.distinct == -1)
        let keys = try #require(key.slots.first?.values?.compactMap { Int($0) })
        #expect(key.slots.map(\.kind) == [.histogram] && keys.count == 101)
        #expect(keys.first == 10 && keys[50] == 10_000 && keys.last == 20_000)
        let foreign = try #require(Self.statistics(of: 3, 1, in: grown))
        #expect(foreign.distinct == 18_000)
        let bounds = try #require(foreign.slots.first { $0.kind == .histogram }?.values?.compactMap { Int($0) })
        #expect(bounds.first == 10 && bounds.last == 20_000 && bounds.count == 101, "as many as the target allows")
        #expect(bounds == bounds.sorted() && Set(bounds).count == 101)
        let common = try #require(foreign.slots.first { $0.kind == .common })
        #expect(Set(bounds.map { String($0) }).isDisjoint(with: common.values ?? []))
        #expect(common.frequencies == Array(repeating: 0.004, count: 10) + Array(repeating: 0.002, count: 10))
        #expect(common.values?.prefix(3) == ["7", "2007", "4007"] && common.values?[10] == "9")
        let country = try #require(Self.statistics(of: 2, 2, in: grown))
        #expect(country.distinct == 20)
        #expect(country.slots.first?.values?.count == 20)
        #expect(Self.statistics(of: 3, 3, in: grown)?.slots == [])
        let more = GrowthDeclaration(tables: ["public.countries": .proportional])
        let countries = try #require(Self.statistics(of: 2, 2, in: Self.stretched(more, at: 10)))
        #expect(countries.distinct == 200)
        #expect(countries.slots.first?.values?.count == 100, "as many as the statistics target allows")
        let named = Set(countries.slots.first?.values ?? [])
        #expect(named.isSuperset(of: (1...10).map { "c\($0)" }) && named.count == 100)
        let rest = countries.slots.first { $0.kind == .histogram }
        #expect(rest?.values == (11...20).map { "c\($0)" }.sorted() && rest?.number == 4)
    }

    @Test("where not all keys have room in the list, the rest lies in a histogram, and no bound is a common value")
    func cutList() throws {
        var facts = Self.facts
        facts.relations[2].columns[0].statistics = [
            Self.statistics(
                3, 1, distinct: 50, frequencies: (1...50).reversed().map { Double($0) / 1275 },
                values: (1...50).map { "\($0)" })
        ]
        let law = GrowthLaw(nil, shape: ShapeGrowth(), facts: facts)
        let cut = try #require(
            Self.statistics(of: 3, 1, in: Stretching(facts, law, at: 10, nowSeconds: Self.now)))
        let common = try #require(cut.slots.first { $0.kind == .common }?.values)
        let bounds = try #require(cut.slots.first { $0.kind == .histogram }?.values)
        #expect(cut.distinct == 500 && common.count == 100 && Set(common).count == 100)
        #expect(Set(common.compactMap { Int($0) }.map { ($0 - 1) % 50 }) == Set(0..<10), "the rarest fall out")
        #expect(Set(common).isDisjoint(with: bounds))
        #expect(bounds.compactMap { Int($0) } == bounds.compactMap { Int($0) }.sorted() && bounds.count == 101)
        let whole = try #require(
            Self.statistics(of: 3, 1, in: Stretching(facts, law, at: 1, nowSeconds: Self.now)))
        #expect(whole.slots.map(\.kind) == [.common, .nothing])
    }

    @Test("a window that extends moves times away from now; one that is retained does not")
    func windows() throws {
        let retained = try #require(Self.statistics(of: 3, 2, in: Self.stretched(at: 10))?.slots.first?.values)
        #expect(retained.first == "2025-03-14 09:00:00" && retained.last == "2025-03-15 09:00:00")
        #expect(retained.count == 101 && retained[50] == "2025-03-14 21:00:00", "more bounds between the same ends")
        let extends = GrowthDeclaration(windows: [ColumnName("public.orders", "placed_at"): .extends])
        let times = try #require(Self.statistics(of: 3, 2, in: Self.stretched(extends, at: 10)))
        #expect(times.distinct == -1)
        #expect(times.slots.first?.values?.first == "2025-03-05 09:00:00")
        #expect(times.slots.first?.values?.last == "2025-03-15 09:00:00")
    }

    @Test("a column's own statistics target caps its list and its bounds; numbers that no double holds stay")
    func ownTarget() throws {
        var facts = Self.facts
        facts.relations[2].columns[0].statistics[0].target = 5
        facts.relations[1].columns[0].type = .decimal
        facts.relations[1].columns[0].statistics[0].bounds = ["1", "NaN", "99999999999999999999"]
        let law = GrowthLaw(nil, shape: ShapeGrowth(), facts: facts)
        let grown = Stretching(facts, law, at: 10, nowSeconds: Self.now)
        let foreign = try #require(Self.statistics(of: 3, 1, in: grown))
        #expect(foreign.slots.first { $0.kind == .common }?.values == ["7", "2007", "4007", "6007", "8007"])
        #expect(foreign.slots.first { $0.kind == .histogram }?.values?.count == 6)
        let key = try #require(Self.statistics(of: 2, 1, in: grown)?.slots.first?.values)
        #expect(key.first == "10" && key.last == "99999999999999999999")
    }

    @Test("shares of a closed list move to their mean as rows get more, and keys of uuids get others beside them")
    func closedList() throws {
        var facts = Self.facts
        let uuids = ["00000000-1111-4222-8333-444444444444", "f0000000-1111-4222-8333-444444444444"]
        facts.relations[2].columns[2].statistics = [
            Self.statistics(
                3, 3, distinct: 5, frequencies: [0.201, 0.2005, 0.2, 0.1995, 0.199], values: ["a", "b", "c", "d", "e"])
        ]
        facts.relations[2].rows = 1000
        facts.relations[2].columns[0].type = .uuid
        facts.relations[2].columns[0].statistics[0].commonValues = uuids
        let law = GrowthLaw(nil, shape: ShapeGrowth(), facts: facts)
        let grown = Stretching(facts, law, at: 4, nowSeconds: Self.now)
        // All that differs is less than chance in 1000 rows: half of it in 4000.
        let shares = try #require(Self.statistics(of: 3, 3, in: grown)?.slots.first?.frequencies)
        #expect((shares[0] - 0.2005).magnitude < 1e-9 && (shares.reduce(0, +) - 1).magnitude < 1e-9)
        let keys = try #require(Self.statistics(of: 3, 1, in: grown)?.slots.first { $0.kind == .common }?.values)
        #expect(keys.count == 8 && Set(keys).count == 8 && Set(keys).isSuperset(of: uuids))
        #expect(keys.allSatisfy { UUID(uuidString: $0) != nil })
    }

    @Test("a row with the largest keys is wanted where an index begins with them, and what cannot be done is told")
    func bookends() {
        let grown = Self.stretched(at: 10)
        #expect(
            grown.bookends == [
                .init(relation: 2, columns: ["id": 10]), .init(relation: 3, columns: ["customer_id": 10]),
            ])
        var unique = Self.facts
        unique.relations[2].indexes.append(
            HorizonIndex(
                oid: 32, name: "orders_placed", method: "btree", pages: 2, rows: 1, isUnique: true, keyColumns: [2]))
        let without = Stretching(
            unique, GrowthLaw(nil, shape: ShapeGrowth(), facts: unique), at: 10, nowSeconds: Self.now)
        #expect(without.bookends.map(\.relation) == [2])
        #expect(without.remarks.contains { $0.hasPrefix("public.orders: no row with the largest keys") })
        #expect(grown.remarks.contains { $0.hasPrefix("public.some_statistics:") })
    }

    @Test("what growth names and the database has not is kept, with the nearest name")
    func unknown() {
        let wrong = GrowthDeclaration(
            tables: ["public.order": .fixed], windows: [ColumnName("public.orders", "placed"): .extends])
        let law = GrowthLaw(wrong, shape: ShapeGrowth(), facts: Self.facts)
        #expect(law.unknown["public.order"] == .some("public.orders"))
        #expect(law.unknown.keys.sorted() == ["public.order", "public.orders.placed"])
    }

    @Test("what the shape says of a table wins over what it looks like, and rehearsal.yaml over the shape")
    func shape() {
        let shape = ShapeGrowth(fixedTables: ["public.orders"], growingTables: ["public.countries"])
        let declared = GrowthDeclaration(tables: ["public.orders": .exponent(0.5)])
        let law = GrowthLaw(declared, shape: shape, facts: Self.facts)
        #expect(law.tables.map(\.origin) == [.shape, .usual, .declared])
        #expect(law.growth(ofRoot: "public.countries", at: 10) == 10)
    }
}
