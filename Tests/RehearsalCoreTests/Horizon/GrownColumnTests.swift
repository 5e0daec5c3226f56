import RehearsalCore
import Testing

@Suite("Statistics of columns of a table that grows")
struct GrownColumnTests {
    private static func facts(
        rows: Double = 1000, _ columns: [(name: String, type: HorizonValueType, statistics: HorizonStatistics)]
    ) -> HorizonFacts {
        HorizonFacts(
            relations: [
                HorizonRelation(
                    oid: 1, name: "public.users", root: "public.users", kind: .table, pages: 10, rows: 100,
                    allVisiblePages: 10,
                    columns: [
                        HorizonColumn(number: 1, name: "id", type: .text, isUnique: true),
                        HorizonColumn(number: 2, name: "town", type: .text),
                    ]),
                HorizonRelation(
                    oid: 2, name: "public.notes", root: "public.notes", kind: .table, pages: 10, rows: rows,
                    allVisiblePages: 10,
                    columns: columns.enumerated().map { place, column in
                        HorizonColumn(
                            number: place + 1, name: column.name, type: column.type, statistics: [column.statistics])
                    }),
            ], extendedStatistics: [], statisticsTarget: 100)
    }

    private static func statistics(
        distinct: Double, nullShare: Double = 0, _ frequencies: [Double] = [], _ values: [String]? = nil,
        bounds: [String]? = nil
    ) -> HorizonStatistics {
        HorizonStatistics(
            place: .init(relation: 2, attribute: 1, isInherited: false), nullShare: nullShare, distinct: distinct,
            commonSlot: frequencies.isEmpty ? 0 : 1, histogramSlot: bounds == nil ? 0 : 2, freeSlot: 4,
            frequencies: frequencies, commonValues: values, bounds: bounds)
    }

    private static func grown(
        _ type: HorizonValueType, _ statistics: HorizonStatistics, at k: Double, shape: ShapeGrowth = ShapeGrowth(),
        name: String = "column"
    ) throws -> Stretching.Statistics {
        let facts = facts([(name, type, statistics)])
        let law = GrowthLaw(nil, shape: shape, facts: facts)
        return try #require(Stretching(facts, law, at: k, nowSeconds: 0).statistics.first)
    }

    @Test("a key that only some rows have is no closed list, however few it has")
    func rareKey() throws {
        let locks = Self.statistics(distinct: -0.009, nullShare: 0.991)
        #expect(try Self.grown(.text, locks, at: 4).distinct == -0.009)
        let states = Self.statistics(distinct: 3, nullShare: 0.2, [0.5, 0.2, 0.1], ["a", "b", "c"])
        #expect(try Self.grown(.text, states, at: 4).distinct == 3)
    }

    @Test("a value that came twice by chance comes twice in more rows, and as it did at a growth of 1")
    func pairs() throws {
        let names = Self.statistics(distinct: -0.998, [0.002, 0.002], ["a", "b"])
        let grown = try Self.grown(.text, names, at: 10).slots
        let shares = try #require(grown.first { $0.kind == .common }?.frequencies)
        #expect(shares.count == 2 && shares.allSatisfy { $0 > 0.0002 && $0 < 0.00022 })
        let same = try Self.grown(.text, names, at: 1).slots
        #expect(same == [.init(number: 1, kind: .common, frequencies: [0.002, 0.002], values: ["a", "b"])])
    }

    @Test("days that came once are listed when they come more often, and go back when they do not")
    func days() throws {
        let listed = (1...20).map { "2025-01-\($0 < 10 ? "0" : "")\($0) 00:00:00" }
        let once = (1...4).map { "2024-12-0\($0) 00:00:00" }
        let days = Self.statistics(distinct: 24, Array(repeating: 0.0498, count: 20), listed, bounds: once)
        let grown = try Self.grown(.timestamp, days, at: 10)
        let common = try #require(grown.slots.first { $0.kind == .common })
        #expect(common.values == listed + once && common.frequencies?.count == 24)
        #expect(grown.slots.first { $0.number == 2 }?.kind == .histogram)
        #expect((24...40).contains(grown.distinct), "four came once, none twice")
        let same = try Self.grown(.timestamp, days, at: 1).slots
        #expect(same.first { $0.kind == .common }?.values == listed)
        #expect(same.first { $0.kind == .histogram }?.values == once)
    }

    @Test("bounds between midnights are midnights")
    func midnights() throws {
        let days = Self.statistics(distinct: -1, bounds: ["2025-01-01 00:00:00", "2025-03-01 00:00:00"])
        let bounds = try #require(try Self.grown(.timestamp, days, at: 4).slots.first?.values)
        #expect(bounds.count > 50 && bounds.allSatisfy { $0.hasSuffix(" 00:00:00") })
    }

    @Test("what chance made of a correlation goes, and a true one stays")
    func correlation() throws {
        func grown(_ correlation: Double, at k: Double, shares: [Double] = []) throws -> Double? {
            var statistics = Self.statistics(
                distinct: shares.isEmpty ? -1 : Double(shares.count), shares, shares.indices.map { "v\($0)" })
            statistics.correlation = correlation
            statistics.correlationSlot = 3
            return try Self.grown(.text, statistics, at: k).slots.first { $0.kind == .correlation }?.frequencies?.first
        }
        // Chance is 1/√1000 = 0.032; different values in no order have one in a thousand.
        let chance = try #require(try grown(-0.03, at: 10))
        #expect(chance.magnitude < 0.0005)
        #expect(try #require(try grown(0.12, at: 2)) < 0.04, "just less than four times that")
        #expect(try grown(0.13, at: 2) == 0.13)
        #expect(try grown(0.9, at: 100) == 0.9)
        let same = try #require(try grown(0.05, at: 1))
        #expect(abs(same - 0.05) < 1e-12)
        // Equal values are ordered by their places: 0.5² + 0.3² + 0.2² in no order at all.
        let tied = try #require(try grown(0.35, at: 10, shares: [0.5, 0.3, 0.2]))
        #expect(abs(tied - 0.38) < 0.001)
        #expect(try grown(0.9, at: 10, shares: [0.5, 0.3, 0.2]) == 0.9)
    }

    @Test("a column that the dataset makes of another table's keys follows it, without a foreign key")
    func references() throws {
        let name = ColumnName("public.notes", "author")
        let authors = Self.statistics(
            distinct: 20, Array(repeating: 0.05, count: 20), (1...20).map { "u\($0)" })
        func grown(_ reference: [ShapeReference]) throws -> Stretching.Statistics {
            let shape = ShapeGrowth(growingTables: ["public.users"], references: [name: reference])
            return try Self.grown(.text, authors, at: 4, shape: shape, name: "author")
        }
        #expect(try grown([]).distinct == 20)
        let followed = try grown([ShapeReference(table: "public.users")])
        #expect(followed.distinct == 80 && followed.slots.first { $0.kind == .common }?.values?.count == 80)
        #expect(try grown([ShapeReference(table: "public.users", column: "id")]).distinct == 80)
        #expect(try grown([ShapeReference(table: "public.users", column: "town")]).distinct == 20, "copied, no key")
        #expect(try grown([ShapeReference(table: "public.nobody")]).distinct == 20)
    }

    @Test("keys of rows of which the first are favoured get rarer by the root of how many more there are")
    func favoured() throws {
        let name = ColumnName("public.notes", "author")
        let authors = Self.statistics(
            distinct: 20, (1...20).map { (Double($0).squareRoot() - Double($0 - 1).squareRoot()) / 20.0.squareRoot() },
            (1...20).map { "u\($0)" })
        let shape = ShapeGrowth(
            growingTables: ["public.users"], favouredColumns: [name],
            references: [name: [ShapeReference(table: "public.users")]])
        let grown = try Self.grown(.text, authors, at: 4, shape: shape, name: "author")
        let shares = try #require(grown.slots.first { $0.kind == .common }?.frequencies)
        #expect(shares.count == 80 && (shares[0] - 1 / 80.0.squareRoot()).magnitude < 0.005)
        #expect((shares.reduce(0, +) - 1).magnitude < 0.1)
    }

    @Test("rows that come say of a value what their parents say, and those that are there stay")
    func inherited() throws {
        var facts = Self.facts([
            ("town", .text, Self.statistics(distinct: 3, nullShare: 0.2, [0.6, 0.12, 0.08], ["a", "b", "c"]))
        ])
        facts.relations[1].columns[0].parent = ColumnName("public.towns", "name")
        facts.relations[0].columns[1].statistics = [Self.statistics(distinct: 2, [0.5, 0.5], ["b", "a"])]
        func shares(_ shape: ShapeGrowth, at k: Double = 4) throws -> [String: Double] {
            let law = GrowthLaw(nil, shape: shape, facts: facts)
            let grown = Stretching(facts, law, at: k, nowSeconds: 0).statistics.last
            let slot = try #require(grown?.slots.first { $0.kind == .common })
            return Dictionary(uniqueKeysWithValues: zip(try #require(slot.values), try #require(slot.frequencies)))
        }
        let inherited = [ColumnName("public.notes", "town"): ColumnName("public.users", "town")]
        let tables: Set = ["public.users", "public.notes"]
        let drawn = try shares(ShapeGrowth(growingTables: tables, inheritedColumns: inherited))
        // Of the rows that have a town 75, 15 and 10 %; among parents 50 and 50 %, and nobody of c.
        for (value, share) in ["a": 0.8 * 0.5625, "b": 0.8 * 0.4125, "c": 0.08] {
            #expect((try #require(drawn[value]) - share).magnitude < 1e-9, "\(value)")
        }
        let present = try shares(ShapeGrowth(growingTables: tables, inheritedColumns: inherited), at: 1)
        #expect(present == ["a": 0.6, "b": 0.12, "c": 0.08])
        let fixed = ShapeGrowth(
            fixedTables: ["public.users"], growingTables: ["public.notes"], inheritedColumns: inherited)
        #expect((try #require(try shares(fixed)["a"]) - 0.6).magnitude < 0.01, "the parents are the same ones")
        #expect((try #require(try shares(ShapeGrowth(growingTables: tables))["a"]) - 0.6).magnitude < 0.01)
    }

    @Test("of several tables that a column points at, the largest is followed")
    func largest() {
        let facts = Self.facts([
            ("id", .text, Self.statistics(distinct: -1)), ("entity", .text, Self.statistics(distinct: -0.5)),
        ])
        var keyed = facts
        keyed.relations[1].columns[0].isUnique = true
        let name = ColumnName("public.notes", "entity")
        let shape = ShapeGrowth(references: [
            name: [ShapeReference(table: "public.users"), ShapeReference(table: "public.notes")]
        ])
        #expect(
            GrowthLaw(nil, shape: shape, facts: keyed).parents[name] == ColumnName("public.notes", "id"))
        let declared = GrowthDeclaration(keys: [name: ColumnName("public.users", "id")])
        #expect(
            GrowthLaw(declared, shape: shape, facts: keyed).parents[name] == ColumnName("public.users", "id"))
    }
}
