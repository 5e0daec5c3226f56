import RehearsalCore
import Testing

@Suite("Names that Swift takes for one and PostgreSQL for two")
struct ExactNamesTests {
    private static let composed = "public.\"\u{E9}\""
    private static let decomposed = "public.\"e\u{301}\""

    private static func fact(_ identity: String, attribute: String = "kind", value: String = "table") -> CatalogFact {
        CatalogFact(kind: .table, identity: identity, attribute: attribute, value: value, factClass: .semantic)
    }

    @Test("are two objects with facts of their own")
    func facts() {
        #expect(Self.composed == Self.decomposed)
        let both = [Self.fact(Self.composed), Self.fact(Self.decomposed)]
        #expect(both[0] != both[1])
        #expect(both[0].object != both[1].object)
        #expect(Set(both).count == 2)
        #expect(Set(both.map(\.object)).count == 2)
        #expect((both[1] < both[0]) && !(both[0] < both[1]))
        #expect(Catalog(facts: both).facts.count == 2)
        #expect(Catalog(facts: both) == Catalog(facts: both.reversed() + both))
    }

    @Test("differ when one becomes the other, as an object, an attribute and a value")
    func catalogs() {
        let composed = Catalog(facts: [Self.fact(Self.composed)])
        let decomposed = Catalog(facts: [Self.fact(Self.decomposed)])
        #expect(composed != decomposed)
        let renamed = differences(from: composed, to: decomposed)
        #expect(renamed.map(\.change) == [.renamed])
        #expect(renamed.map { Array(($0.oldIdentity ?? "").utf8) } == [Array(Self.composed.utf8)])
        #expect(renamed.map { Array($0.identity.utf8) } == [Array(Self.decomposed.utf8)])
        #expect(differences(from: composed, to: Catalog(facts: composed.facts + decomposed.facts)).count == 1)
        let values = [Self.composed, Self.decomposed].map { Catalog(facts: [Self.fact("t", value: $0)]) }
        #expect(differences(from: values[0], to: values[1]).map(\.attribute) == ["kind"])
        let attributes = [Self.composed, Self.decomposed].map { Catalog(facts: [Self.fact("t", attribute: $0)]) }
        #expect(differences(from: attributes[0], to: attributes[1]).count == 2)
    }

    @Test("are two tables and two columns of a digest")
    func digests() {
        func digest(_ table: String, column: String = "c") -> TableDigest {
            TableDigest(
                table: table, rowCount: 1, rowSum: "1", columns: [ColumnDigest(name: column, nonNullCount: 1, sum: "1")]
            )
        }
        let tables = differences(from: [digest(Self.composed)], to: [digest(Self.decomposed)])
        #expect(Set(tables.map(\.change)) == [.tableMissing, .tableAdded])
        let columns = differences(
            from: [digest("t", column: "\u{E9}")], to: [digest("t", column: "e\u{301}")])
        #expect(Set(columns.map(\.change)) == [.columnMissing, .columnAdded])
        #expect(
            VolatileColumn(table: "t", column: Self.composed) != VolatileColumn(table: "t", column: Self.decomposed))
    }
}
