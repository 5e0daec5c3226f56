import Foundation
import RehearsalCore
import Testing

@Suite("What a way back lacks")
struct ResidueMendingTests {
    private static func fact(_ kind: FactKind, _ identity: String, _ attribute: String, _ value: String) -> CatalogFact
    {
        CatalogFact(kind: kind, identity: identity, attribute: attribute, value: value, factClass: .semantic)
    }

    private static let table = [
        fact(.table, "public.t", "kind", "table"), fact(.column, "public.t.a", "type", "integer"),
        fact(.column, "public.t.a", "not_null", "false"),
    ]
    private static let view = [
        fact(.view, "public.v", "definition", " SELECT t.b\n   FROM public.t;"),
        fact(.column, "public.v.b", "type", "text"),
    ]
    private static let column = [
        fact(.column, "public.t.b", "type", "text"), fact(.column, "public.t.b", "not_null", "true"),
    ]

    private func residues(_ before: [CatalogFact], _ down: [CatalogFact], occupied: Set<String> = []) -> [Residue] {
        let catalogs = (Catalog(facts: before), Catalog(facts: down))
        return RehearsalCore.residues(
            of: comparison(from: catalogs.0, to: catalogs.1), before: catalogs.0, down: catalogs.1,
            upward: Small.observation("up.sql"), occupied: occupied)
    }

    @Test("of equal catalogs is nothing")
    func nothing() {
        #expect(residues(Self.table + Self.view, Self.table + Self.view) == [])
    }

    @Test("drops a view before the column that it shows, and makes the column before the view")
    func order() {
        let whole = Self.table + Self.column + Self.view
        #expect(
            residues(Self.table, whole).mendingStatements == [
                "DROP VIEW public.v;", "ALTER TABLE public.t DROP COLUMN b;",
            ])
        #expect(
            residues(whole, Self.table).mendingStatements == [
                "ALTER TABLE public.t ADD COLUMN b text NOT NULL;",
                "CREATE VIEW public.v AS\n SELECT t.b\n   FROM public.t;",
            ])
    }

    @Test("leaves NOT NULL out where rows have nothing to put into a column, and says so")
    func occupied() throws {
        let found = residues(Self.table + Self.column, Self.table, occupied: ["public.t"])
        #expect(found.mendingStatements == ["ALTER TABLE public.t ADD COLUMN b text;"])
        #expect(try #require(found.first?.reason).contains("NOT NULL"))
    }

    @Test("is the same whatever the facts' order, and each statement is there once")
    func determinism() {
        let options = ["stable", "immutable"].map { volatility in
            [
                Self.fact(.function, "public.f()", "kind", "function"),
                Self.fact(.function, "public.f()", "language", "sql"),
                Self.fact(.function, "public.f()", "arguments", ""),
                Self.fact(.function, "public.f()", "returns", "integer"),
                Self.fact(.function, "public.f()", "strict", volatility == "stable" ? "true" : "false"),
                Self.fact(.function, "public.f()", "volatility", volatility),
                Self.fact(.function, "public.f()", "body", "SELECT 1"),
            ]
        }
        let first = residues(options[0], options[1])
        #expect(first.count == 2)
        #expect(first.mendingStatements.count == 1)
        #expect(first.mendingStatements[0].hasPrefix("CREATE OR REPLACE FUNCTION public.f()\n"))
        #expect(residues(options[0].reversed(), options[1].reversed()) == first)
    }

    @Test("gives no statement that a fact could break out of")
    func hostileFacts() {
        let hostile = [Self.fact(.column, "public.t.a", "default", "1; DROP TABLE public.t")]
        let found = residues(Self.table + hostile, Self.table)
        #expect(found.mendingStatements == ["ALTER TABLE public.t ALTER COLUMN a DROP DEFAULT;"])
        let name = [Self.fact(.table, "public.t; DROP TABLE x", "kind", "table")]
        let left = residues([], name)
        #expect(left.map(\.mending) == [[]])
        #expect(left.allSatisfy { $0.reason != nil })
    }

    @Test("survives the run history's JSON, and a record from before has none")
    func coding() throws {
        let found = residues(Self.table, Self.table + Self.column)
        let record = DrillRecord(wayBackRuns: .yes, schemaRestored: .no, residues: found)
        let text = try JSONEncoder().encode(record)
        #expect(try JSONDecoder().decode(DrillRecord.self, from: text) == record)
        var old = try #require(try JSONSerialization.jsonObject(with: text) as? [String: Any])
        old["residues"] = nil
        let decoded = try JSONDecoder().decode(DrillRecord.self, from: JSONSerialization.data(withJSONObject: old))
        #expect(decoded.residues.isEmpty)
    }
}
