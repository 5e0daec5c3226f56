import RehearsalCore
import Reports

/// Two states of a small schema, and the run between them.
enum SampleStates {
    static let view = StateView(showsDigests: true, showsQueryPlans: true)

    static let before = ShownState(
        name: "baseline, accepted in snapshots/shop.sqlite",
        snapshot: snapshot(.baseline, SampleSchema.catalog, rowCount: 10, index: nil))

    static let after = ShownState(
        name: "after 001_note, accepted in snapshots/shop.sqlite",
        snapshot: snapshot(.after(step: "001_note"), changed, rowCount: 8, index: "orders_placed_at_idx"))

    static let comparison = compare(
        before, with: after, ComparisonRequest(comparesData: true, comparesQueryPlans: true),
        observations: [script])

    static let accepted = AcceptedStates(
        key: SnapshotKey(
            project: "shop", serverMajorVersion: 15, datasetIdentity: "d1", settingsIdentity: "s1"),
        states: [after, before].compactMap(\.snapshot).map { .init(snapshot: $0, reason: "reviewed by \"two\"\n") },
        findings: [AcceptedFinding(code: .rollbackDataDiffers, step: "007_purge", reason: "purged rows are gone")])

    private static func snapshot(_ state: StateName, _ catalog: Catalog, rowCount: Int64, index: String?) -> Snapshot {
        let node = QueryPlanNode(
            type: index == nil ? "Seq Scan" : "Index Scan", relation: "public.orders", indexName: index, shape: [],
            expressions: [], estimatedRows: 10, totalCost: 3, children: [])
        return Snapshot(
            state: state, catalog: catalog,
            queryPlans: [
                CapturedQueryPlan(query: "late_orders", role: .application, result: .plan(QueryPlan(root: node))),
                CapturedQueryPlan(
                    query: "secrets", role: .application,
                    result: .refused(
                        ServerComplaint(severity: "ERROR", sqlState: "42501", message: "permission denied"))),
            ],
            digests: [
                TableDigest(
                    table: "public.orders", rowCount: rowCount, rowSum: "4711",
                    columns: [
                        ColumnDigest(name: "id", nonNullCount: rowCount, sum: "11"),
                        ColumnDigest(name: "note", nonNullCount: 3, sum: "12"),
                    ])
            ],
            volatileColumns: [VolatileColumn(table: "public.orders", column: "note")])
    }

    /// A column's default, a function's body, an index that is gone, a table that is new.
    private static var changed: Catalog {
        var facts = SampleSchema.catalog.facts.filter { $0.identity != "public.orders_note_idx" }
        for index in facts.indices {
            if facts[index].identity == "public.orders.note", facts[index].attribute == "not_null" {
                facts[index].value = "true"
            }
            if facts[index].attribute == "body" {
                facts[index].value = facts[index].value.replacing("RETURN total", with: "RETURN total / 100")
            }
        }
        func fact(_ kind: FactKind, _ identity: String, _ attribute: String, _ value: String) -> CatalogFact {
            CatalogFact(kind: kind, identity: identity, attribute: attribute, value: value, factClass: .semantic)
        }
        facts += [
            fact(.table, "public.returns", "kind", "table"), fact(.column, "public.returns.id", "type", "integer"),
            fact(.column, "public.returns.id", "not_null", "true"),
        ]
        return Catalog(facts: facts)
    }

    private static let script = ScriptObservation(
        file: "migrations/001_note.sql", result: .applied, elapsedMilliseconds: 1, statementCount: 3,
        statements: [
            statement(1, "ALTER TABLE orders ALTER note SET NOT NULL", "public.orders", "table"),
            statement(2, "DELETE FROM orders WHERE id > ?", nil, "DELETE 2"),
            statement(3, "CREATE TABLE returns (id integer NOT NULL)", "public.returns", "table"),
        ])

    private static func statement(_ ordinal: Int, _ text: String, _ identity: String?, _ type: String)
        -> StatementObservation
    {
        StatementObservation(
            ordinal: ordinal, place: SourcePlace(file: "migrations/001_note.sql", line: ordinal, column: 1),
            excerpt: text, elapsedMilliseconds: 1, commandTag: identity == nil ? type : "ALTER TABLE", notices: [],
            complaint: nil, locks: .observed([]),
            changedObjects: identity.map { [ChangedObject(change: .defined, type: type, identity: $0)] } ?? [])
    }
}
