import Testing

@testable import RehearsalCore

@Suite("Common values of partitions")
struct PartitionSharesTests {
    @Test("what differs by chance is drawn to the whole table in the rows that come, and rows that are there stay")
    func chance() throws {
        let drawn = PartitionShares.drawn(
            ["a": 0.52, "b": 0.48], to: ["a": 0.5, "b": 0.5], rows: 100, growth: 4)
        #expect((try #require(drawn["a"]) - 0.505).magnitude < 1e-9)
        #expect((try #require(drawn["b"]) - 0.495).magnitude < 1e-9)
    }

    @Test("what differs because the partition is for it stays")
    func lasting() throws {
        let pending = PartitionShares.drawn(
            ["pending": 1], to: ["pending": 0.1, "done": 0.9], rows: 10_000, growth: 10)
        #expect(try #require(pending["pending"]) > 0.999)
        let none = PartitionShares.drawn(["x": 1], to: ["y": 1], rows: 100, growth: 10)
        #expect(none == ["x": 1], "nothing is known of a value that the whole table has not")
        let present = ["a": 0.6, "b": 0.4]
        #expect(PartitionShares.drawn(present, to: ["a": 0.5, "b": 0.5], rows: 10, growth: 1) == present)
    }

    private static func statistics(_ frequencies: [Double], _ values: [String], isInherited: Bool) -> HorizonStatistics
    {
        HorizonStatistics(
            place: .init(relation: isInherited ? 1 : 2, attribute: 1, isInherited: isInherited), nullShare: 0,
            distinct: Double(values.count), commonSlot: 1, freeSlot: 4, frequencies: frequencies, commonValues: values)
    }

    @Test("a partition's list is written in its new order, and that of a growth of 1 as ANALYZE wrote it")
    func list() throws {
        func relation(_ name: String, _ kind: HorizonRelation.Kind, _ statistics: HorizonStatistics, rows: Double)
            -> HorizonRelation
        {
            HorizonRelation(
                oid: statistics.place.relation, name: name, root: "public.log", kind: kind, pages: 10, rows: rows,
                allVisiblePages: 10,
                columns: [HorizonColumn(number: 1, name: "firm", type: .text, statistics: [statistics])])
        }
        let facts = HorizonFacts(
            relations: [
                relation(
                    "public.log", .partitioned, Self.statistics([0.6, 0.4], ["b", "a"], isInherited: true),
                    rows: 100_000),
                relation(
                    "public.log_1", .table, Self.statistics([0.52, 0.48], ["a", "b"], isInherited: false), rows: 10),
            ], extendedStatistics: [], statisticsTarget: 100)
        func list(at k: Double) throws -> Stretching.Statistics.Slot {
            let law = GrowthLaw(nil, shape: ShapeGrowth(), facts: facts)
            let written = Stretching(facts, law, at: k, nowSeconds: 0).statistics
            let own = try #require(written.first { $0.place.relation == 2 })
            return try #require(own.slots.first { $0.kind == .common })
        }
        let grown = try list(at: 10)
        #expect(grown.values == ["b", "a"])
        #expect(try #require(grown.frequencies?.first) > 0.57)
        let present = try list(at: 1)
        #expect(present.values == ["a", "b"] && present.frequencies == [0.52, 0.48])
    }
}
