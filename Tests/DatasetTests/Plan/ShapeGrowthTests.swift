import Dataset
import RehearsalCore
import Testing

@Suite("What a shape says of growth")
struct ShapeGrowthTests {
    private static func growth(_ name: String, _ generator: Generator) -> ShapeGrowth {
        let link = SampleShape.column("writer_id", .reference(Reference(table: TableName("people"))))
        return Shape(
            file: "shape.yaml", words: [:],
            tables: [
                SampleShape.table("firms", .fixed(3), [SampleShape.id]),
                SampleShape.table("people", .total(30), [SampleShape.id]),
                SampleShape.table("notes", .total(90), [SampleShape.id, link, SampleShape.column(name, generator)]),
            ]
        ).growth
    }

    private static func references(_ generator: Generator) -> [ShapeReference] {
        growth("made_by", generator).references[ColumnName("public.notes", "made_by")] ?? []
    }

    private static let people = Reference(table: TableName("people"), favoursFirst: true)

    @Test("tables with a fixed number of rows stay, and others grow")
    func tables() {
        let growth = Self.growth("made_by", .null)
        #expect(growth.fixedTables == ["public.firms"])
        #expect(growth.growingTables == ["public.people", "public.notes"])
    }

    @Test("columns that are made of another table's keys name that table, however they are mixed or copied")
    func references() {
        let people = ShapeReference(table: "public.people")
        #expect(Self.references(.null).isEmpty)
        #expect(Self.references(.reference(Self.people)) == [people])
        #expect(Self.references(.parent(TableName("people"))) == [people])
        let blank = SampleShape.field(.constant(.text("")))
        let written = SampleShape.field(.reference(Self.people))
        let mostly = Generator.mix([Weighted(blank, weight: 3), Weighted(written, weight: 997)])
        #expect(Self.references(mostly) == [people])
        #expect(Self.references(.mix([Weighted(blank, weight: 3), Weighted(written, weight: 2)])).isEmpty)
        #expect(Self.references(.choose(column: "kind", cases: [], otherwise: written)) == [people])
        let named = ShapeReference(table: "public.people", column: "email")
        #expect(Self.references(.copy(.ancestor(TableName("people")), column: "email")) == [named])
        #expect(Self.references(.copy(.through("writer_id"), column: "email")) == [named])
        #expect(Self.references(.copy(.through("nothing"), column: "email")).isEmpty)
        #expect(Self.references(.sameAs("writer_id")) == [people])
        let several = Polymorphic(
            column: "kind",
            tables: [
                PolymorphicTable(value: "f", table: TableName("firms")),
                PolymorphicTable(value: "p", table: TableName("people")),
            ])
        #expect(Self.references(.polymorphic(several)) == [ShapeReference(table: "public.firms"), people])
    }

    @Test("columns of keys of which the first are favoured are named")
    func favoured() {
        let name = ColumnName("public.notes", "made_by")
        #expect(Self.growth("made_by", .reference(Self.people)).favouredColumns == [name])
        let fair = Reference(table: TableName("people"))
        #expect(Self.growth("made_by", .reference(fair)).favouredColumns.isEmpty)
    }

    @Test("a column that names a row above the parent is the parent's, unless few parents have most of the rows")
    func inherited() {
        func inherited(_ spread: Spread) -> [ColumnName: ColumnName] {
            let person = SampleShape.column("writer_id", .parent(TableName("people")))
            let town = SampleShape.column("town", .copy(.ancestor(TableName("firms")), column: "town"))
            return Shape(
                file: "shape.yaml", words: [:],
                tables: [
                    SampleShape.table("firms", .fixed(3), [SampleShape.id]),
                    SampleShape.table("people", .total(30), of: "firms", [SampleShape.id, SampleShape.firm, town]),
                    SampleShape.table(
                        "notes", .mean(thousandths: 3000), of: "people", spread: spread,
                        [SampleShape.id, SampleShape.firm, person, town]),
                ]
            ).growth.inheritedColumns
        }
        #expect(
            inherited(.geometric) == [
                ColumnName("public.notes", "firm_id"): ColumnName("public.people", "firm_id"),
                ColumnName("public.notes", "town"): ColumnName("public.people", "town"),
            ])
        #expect(inherited(.zipf(thousandths: 800)).isEmpty)
    }
}
