import RehearsalCore
import Testing

@testable import Dataset

@Suite("References to one of several tables")
struct PolymorphicTests {
    private static let kinds = [
        PolymorphicTable(value: "client", table: TableName("clients")),
        PolymorphicTable(value: "person", table: TableName("people")),
    ]

    private static func plan(
        kind: Generator, labels: [String]? = nil, tables: [PolymorphicTable] = kinds, favoursFirst: Bool = false,
        isNotNull: Bool = true
    ) throws -> DatasetPlan {
        func small(_ name: String, _ count: Int) -> TableShape {
            SampleShape.table(name, .total(count), [SampleShape.column("id", .serial(start: Int64(count) * 1000))])
        }
        let id = ColumnLayout(name: "id", typeName: "integer", typeOID: 23, isNotNull: true)
        let link = Polymorphic(column: "kind", tables: tables, favoursFirst: favoursFirst)
        let shape = Shape(
            file: "shape.yaml", words: [:],
            tables: [
                small("clients", 40), small("people", 30),
                SampleShape.table(
                    "notes", .total(2000),
                    [
                        SampleShape.column("id", .serial(start: 1)), SampleShape.column("kind", kind),
                        SampleShape.column("owner_id", .polymorphic(link)),
                    ]),
            ])
        let notes = [
            id, ColumnLayout(name: "kind", typeName: "text", typeOID: 25, labels: labels, isNotNull: true),
            ColumnLayout(name: "owner_id", typeName: "integer", typeOID: 23, isNotNull: isNotNull),
        ]
        return try DatasetPlan(
            shape: shape,
            tables: [
                SampleShape.layout("clients", [id]), SampleShape.layout("people", [id]),
                SampleShape.layout("notes", notes),
            ], seed: 3, scaleThousandths: 1000, clock: SampleShape.clock)
    }

    private static func judge(_ plan: DatasetPlan, clients: ClosedRange<Int>) {
        let kinds = plan.texts("public.notes", "kind").map { $0! }
        let owners = plan.texts("public.notes", "owner_id").map { Int($0!)! }
        #expect(clients.contains(kinds.filter { $0 == "client" }.count))
        for (kind, owner) in zip(kinds, owners) {
            #expect(kind == "client" ? (40_000..<40_040).contains(owner) : (30_000..<30_030).contains(owner))
        }
        #expect(Set(owners).count == 70)
    }

    private static let shares = Generator.oneOf([
        Weighted(.text("client"), weight: 3), Weighted(.text("person"), weight: 1),
    ])

    @Test("point at rows of the table that another column names, also where they must not be NULL")
    func written() throws { Self.judge(try Self.plan(kind: Self.shares), clients: 1400...1600) }

    @Test("follow a captured column whose values the schema lists")
    func captured() throws {
        let kind = CapturedStatistics(
            type: "public.kind", nulls: 0, width: 4, distinct: 2, correlation: 0.1, common: [0.9, 0.1], ranks: [2, 1])
        Self.judge(try Self.plan(kind: .captured(kind), labels: ["client", "person"]), clients: 150...250)
    }

    @Test("favour first rows where asked")
    func skewed() throws {
        /// How often the ten clients that are drawn most are drawn; keys are in the order of the heap, not of the rows.
        func most(_ favours: Bool) throws -> Int {
            let owners = try Self.plan(kind: Self.shares, favoursFirst: favours).texts("public.notes", "owner_id")
            let counts = Dictionary(grouping: owners.filter { $0! >= "40000" }, by: \.self).values.map(\.count)
            return counts.sorted(by: >).prefix(10).reduce(0, +)
        }
        // A quarter of the clients: half of the 1500 references in place of little more than a quarter.
        let (favoured, even) = (try most(true), try most(false))
        #expect((700...830).contains(favoured) && (375...500).contains(even), "\(favoured) \(even)")
    }

    @Test("are refused as NOT NULL where a value leads nowhere, or the values are not known")
    func refusals() throws {
        let one = Array(Self.kinds.prefix(1))
        #expect(throws: DatasetError.self) { try Self.plan(kind: Self.shares, tables: one) }
        let owners = try Self.plan(kind: Self.shares, tables: one, isNotNull: false).texts("public.notes", "owner_id")
        #expect((400...600).contains(owners.filter { $0 == nil }.count))
        let unknown = CapturedStatistics(type: "text", nulls: 0, width: 7, distinct: 2)
        #expect(throws: DatasetError.self) { try Self.plan(kind: .captured(unknown)) }
    }
}
