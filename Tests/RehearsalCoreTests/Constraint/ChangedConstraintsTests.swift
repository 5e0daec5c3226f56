import RehearsalCore
import Testing

@Suite("Tables whose constraints may be others")
struct ChangedConstraintsTests {
    private static func catalog(_ facts: [(kind: FactKind, identity: String, attribute: String, value: String)])
        -> Catalog
    {
        Catalog(
            facts: facts.map {
                CatalogFact(
                    kind: $0.kind, identity: $0.identity, attribute: $0.attribute, value: $0.value, factClass: .semantic
                )
            })
    }

    private static let before = catalog([
        (.column, "app.\"a.b\".id", "type", "integer"), (.column, "app.orders.id", "type", "integer"),
        (.constraint, "\"k ON x\" ON app.lines", "definition", "CHECK (a > 0)"),
        (.index, "app.orders_total", "table", "app.orders"),
        (.index, "app.orders_total", "definition", "btree (total)"),
        (.table, "app.gone", "kind", "table"), (.view, "app.shown", "definition", "SELECT 1"),
    ])

    @Test("are those that a changed column, constraint, index or table belongs to, before or behind the change")
    func tables() {
        let after = Self.catalog([
            (.column, "app.\"a.b\".id", "type", "bigint"), (.column, "app.orders.id", "type", "integer"),
            (.constraint, "\"k ON x\" ON app.lines", "definition", "CHECK (a > 1)"),
            (.index, "app.orders_total", "table", "app.old_orders"),
            (.index, "app.orders_total", "definition", "btree (total)"), (.view, "app.shown", "definition", "SELECT 2"),
        ])
        #expect(
            AddedConstraint.tables(changedFrom: Self.before, to: after)
                == ["app.\"a.b\"", "app.lines", "app.orders", "app.old_orders", "app.gone"])
    }

    @Test("are none where nothing but other objects changed")
    func none() {
        let after = Catalog(facts: Self.before.facts.filter { $0.kind != .view })
        #expect(AddedConstraint.tables(changedFrom: Self.before, to: after).isEmpty)
        #expect(AddedConstraint.tables(changedFrom: Self.before, to: Self.before).isEmpty)
    }
}
