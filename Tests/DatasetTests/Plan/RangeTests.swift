import RehearsalCore
import Testing

@testable import Dataset

@Suite("Ranges and composite types")
struct RangeTests {
    private static func plan(_ generator: Generator, _ layout: ColumnLayout, rows: Int = 2000) throws -> DatasetPlan {
        try SampleShape.plan(generator, layout, rows: rows)
    }

    private static func number(_ text: String) -> FixedDecimal { FixedDecimal(text)! }

    private static func rule(_ from: Generator, _ low: String, _ high: String) -> RangeRule {
        RangeRule(from: SampleShape.field(from), span: .numbers(low: number(low), high: number(high)))
    }

    private static let ten = Generator.constant(.number(FixedDecimal("10")!))

    /// The second field of the first row, from its length on.
    private func field(_ generator: Generator, _ layout: ColumnLayout) throws -> String {
        let bytes = try Self.plan(generator, layout, rows: 1).bytes("public.things").dropFirst(19 + 2 + 4 + 25)
        return bytes.dropLast(2).map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
    }

    @Test("are written as flags and bounds, empty ones and open sides as flags alone")
    func bytes() throws {
        var rule = Self.rule(Self.ten, "2", "2")
        let type = SampleShape.other("value", "int4range")
        #expect(try field(.range(rule), type) == "00000011" + "02" + "000000040000000a" + "000000040000000c")
        let many = SampleShape.other("value", "int4multirange")
        #expect(
            try field(.range(rule), many)
                == "00000019" + "00000001" + "00000011" + "02" + "000000040000000a" + "000000040000000c")
        rule.openAbove = .whole
        #expect(try field(.range(rule), type) == "00000009" + "12" + "000000040000000a")
        rule.openBelow = .whole
        #expect(try field(.range(rule), type) == "00000001" + "18")
        rule.empty = .whole
        #expect(try field(.range(rule), type) == "00000001" + "01")
    }

    @Test("have as many decimals as the finer of beginning and length, print as PostgreSQL does, and have their shares")
    func texts() throws {
        let from = Generator.number(low: Self.number("5"), high: Self.number("9"))
        var rule = Self.rule(from, "0.25", "0.75")
        rule.empty = Share(millionths: 250_000)
        rule.openAbove = Share(millionths: 500_000)
        let texts = try Self.plan(.range(rule), SampleShape.other("value", "numrange")).texts("public.things", "value")
        let empty = texts.filter { $0 == "empty" }.count
        let open = texts.filter { $0!.hasSuffix(",)") }.count
        #expect((440...560).contains(empty) && (690...810).contains(open))
        for text in texts.compactMap(\.self) where text != "empty" {
            let parts = try #require(text.wholeMatch(of: /\[([5-9])\.00,(?:([5-9]\.\d\d))?\)/), "\(text)")
            guard let upper = parts.2 else { continue }
            #expect((0.25...0.75).contains(Double(upper)! - Double(parts.1)!))
        }
        let day = RangeRule(
            from: SampleShape.field(.offset(OffsetRule(from: .clock, lowSeconds: 0, highSeconds: 0))),
            span: .seconds(low: 60, high: 60))
        #expect(
            try Self.plan(.range(day), SampleShape.other("value", "tsrange"), rows: 1).texts("public.things", "value")
                == ["[\"2025-03-15 09:00:00\",\"2025-03-15 09:01:00\")"])
    }

    @Test("are refused where they may have no beginning, no length, or bounds of another kind")
    func refusals() throws {
        let type = SampleShape.other("value", "int4range")
        for (rule, column) in [
            (Self.rule(.null, "1", "2"), type), (Self.rule(Self.ten, "0", "2"), type),
            (Self.rule(Self.ten, "3", "2"), type), (Self.rule(Self.ten, "0.5", "2"), type),
            (Self.rule(.boolean(.whole), "1", "2"), type),
            (Self.rule(Self.ten, "1", "2"), SampleShape.other("value", "tsrange")),
            (Self.rule(Self.ten, "1", "2"), SampleShape.other("value", "integer")),
        ] {
            #expect(throws: DatasetError.self, "\(rule)") { try Self.plan(.range(rule), column) }
        }
    }

    @Test("begin, last and stay open as captured ones did")
    func captured() throws {
        var known = CapturedRanges()
        known.empty = 0.1
        known.openAbove = 0.2
        known.starts = (0...100).map { Double($0) / 125 }
        known.lengths = (0...100).map { $0 < 90 ? 0.001 : 0.2 }
        known.correlation = 1
        var statistics = CapturedStatistics(type: "daterange", nulls: 0, width: 14, distinct: -1)
        statistics.ranges = known
        let plan = try Self.plan(.captured(statistics), SampleShape.other("value", "daterange"), rows: 5000)
        let texts = plan.texts("public.things", "value").compactMap(\.self)
        let days = texts.compactMap { text -> (Int, Int)? in
            guard let found = text.wholeMatch(of: /\["(\d{4}-\d\d-\d\d) .*","(\d{4}-\d\d-\d\d) .*"\)/),
                let first = CivilDate(String(found.1)), let last = CivilDate(String(found.2))
            else { return nil }
            return (first.daysSince1970, last.daysSince1970)
        }
        let lengths = days.map { $0.1 - $0.0 }.sorted()
        let whole = Double(days.map(\.0).max()! - days.map(\.0).min()!) / 0.8
        #expect((450...550).contains(texts.filter { $0 == "empty" }.count))
        #expect(abs(Double(days.count) / 4500 - 0.8) < 0.02)
        #expect(abs(Double(lengths[lengths.count / 2]) / whole - 0.001) < 0.001)
        #expect(abs(Double(lengths[lengths.count * 97 / 100]) / whole - 0.2) < 0.01)
        #expect(days.map(\.0) == days.map(\.0).sorted(), "rows lie in the order of the beginnings")
    }

    private static let place: ColumnLayout = {
        var column = SampleShape.other("value", "place")
        column.members = [
            ColumnLayout(name: "street", typeName: "text", typeOID: 25),
            ColumnLayout(name: "code", typeName: "character varying", characterLimit: 3, typeOID: 70_001),
            ColumnLayout(name: "floor", typeName: "integer", typeOID: 23),
        ]
        return column
    }()

    @Test("of a composite type are written member by member, with NULL for what is left out")
    func composite() throws {
        let made = Generator.composite([
            ObjectMember(key: "floor", field: SampleShape.field(Self.ten)),
            ObjectMember(key: "street", field: SampleShape.field(.constant(.text("x")))),
        ])
        #expect(
            try field(made, Self.place)
                == "00000021" + "00000003" + "00000019" + "0000000178" + "00011171" + "ffffffff" + "00000017"
                + "000000040000000a")
        let unknown = Generator.composite([ObjectMember(key: "flor", field: SampleShape.field(Self.ten))])
        #expect(throws: DatasetError.self) { try Self.plan(unknown, Self.place) }
        let long = Generator.composite([ObjectMember(key: "code", field: SampleShape.field(.constant(.text("four"))))])
        #expect(throws: DatasetError.self) { try Self.plan(long, Self.place) }
        #expect(throws: DatasetError.self) { try Self.plan(made, SampleShape.other("value", "text")) }
    }
}
