import RehearsalCore
import Reports
import Testing

@Suite("Reports: one query")
struct QueryBundleTests {
    private static func captured(_ set: String, _ node: QueryPlanNode) -> CapturedQueryPlan {
        CapturedQueryPlan(
            query: "late_orders", role: .application, session: "large", parameterSet: set,
            result: .plan(QueryPlan(root: node)))
    }

    private static let statistics = [
        TableStatistics(
            table: "public.orders", pages: 6771, allVisiblePages: 6770, rows: 400_000,
            columns: [
                ColumnStatistics(
                    name: "id", nullShare: 0, width: 8, distinct: -1, correlation: 1, boundCount: 101),
                ColumnStatistics(
                    name: "note", isInherited: true, nullShare: 0.25, width: 33, distinct: 12_345, commonCount: 100,
                    commonShare: 0.512, largestShares: [0.2, 0.13, 0.049, 0.001, 0.001], boundCount: 101),
            ]),
        TableStatistics(table: "public.unread", pages: 1, allVisiblePages: 1, rows: 1),
    ]

    private static func state(
        _ name: StateName, _ node: QueryPlanNode, without identity: String?, _ statistics: [TableStatistics]
    ) -> ShownState {
        let facts = SampleSchema.catalog.facts.filter { $0.identity != identity }
        return ShownState(
            name: "\(name) of run r1",
            snapshot: Snapshot(
                state: name, catalog: Catalog(facts: facts),
                queryPlans: [captured("rare", node), captured("common", planNode("Result", did(0)))], digests: [],
                statistics: statistics))
    }

    private static let before = state(
        .baseline,
        planNode(
            "Index Scan", on: "orders", index: "orders_placed_at_idx",
            conditions: ["Index Cond": "(orders.note = 'a secret'::text)"], did(20, blocks: 38)),
        without: nil, statistics)

    private static let after = state(
        .after(step: "001_drop"),
        planNode(
            "Seq Scan", on: "orders", conditions: ["Filter": "(orders.note = 'a secret'::text)"],
            did(20, removed: 5000, blocks: 6771)), without: "public.orders_placed_at_idx",
        [TableStatistics(table: "public.orders", pages: 6771, allVisiblePages: 0, rows: -1)])

    private static let project = {
        let reference = StatisticsReference(.quantile(0.5), schema: "public", table: "orders", column: "Note")
        let place = SourcePlace(file: "workload/late.sql", line: 1, column: 1)
        let query = WorkloadQuery(
            name: "late_orders",
            variants: [
                QueryVariant(
                    role: .application, session: "large", parameterSet: "rare",
                    settings: [SessionSetting(name: "app.tenant", value: "7")],
                    parameters: [.reference(reference), .value(nil), .value("it's")])
            ], callsPerDay: nil,
            statement: Statement(text: "SELECT * FROM orders WHERE note = $1", place: place))
        return Project(
            name: "shop", folder: "/shop",
            server: ServerRequest(
                majorVersion: 15, parameters: [], extensions: [], locale: ServerLocale(provider: .icu, name: "en-US")),
            roles: Roles(owner: RoleRequest(name: "o"), application: RoleRequest(name: "a")),
            clock: RehearsalClock(epochSeconds: 0),
            dataset: DatasetRequest(shapeFile: "shape.yaml", seed: 42, scaleThousandths: 250), baseline: [], phases: [],
            steps: [], workload: [query], limits: Limits(), store: "s.sqlite")
    }()

    @Test("is bundled with its tables, its plans and what it is asked with, and without a value of a row")
    func bundle() throws {
        let comparison = compare(
            Self.before, with: Self.after, ComparisonRequest(comparesQueryPlans: true, query: "late_orders"))
        let key = SnapshotKey(project: "shop", serverMajorVersion: 15, datasetIdentity: "d1", settingsIdentity: "s1")
        let files = queryBundle(comparison, query: "late_orders", project: Self.project, keys: (key, nil))
        let text = files.map { "======== \($0.name)\n\($0.text)" }.joined(separator: "\n")
        try Golden.expect(text, equalsFile: "Tests/ReportsTests/Golden/bundle.txt")
        #expect(!text.contains("secret"))
    }

    @Test("says where no statistics were recorded, as in states accepted by earlier versions")
    func withoutStatistics() throws {
        let states = [Self.before, Self.after].map { state in
            var bare = state
            bare.snapshot?.statistics = []
            return bare
        }
        let comparison = compare(
            states[0], with: states[1], ComparisonRequest(comparesQueryPlans: true, query: "late_orders"))
        let files = queryBundle(comparison, query: "late_orders", project: Self.project, keys: (nil, nil))
        #expect(!files.contains { $0.name == "statistics-before.txt" })
        #expect(
            files.first { $0.name == "statistics.txt" }?.text == "no statistics were recorded for this state\n")
    }

    @Test("is listed run by run")
    func history() throws {
        let snapshots = [Self.before, Self.after].compactMap(\.snapshot)
        let history = QueryHistory(of: "late_orders", runs: [("r1", snapshots), ("r0", [snapshots[1]])])
        try Golden.expect(
            queryHistoryReport(history, of: "shop"), equalsFile: "Tests/ReportsTests/Golden/query-history.txt")
        let none = QueryHistory(of: "x", runs: [])
        #expect(queryHistoryReport(none, of: "shop") == "no recorded run of shop asked query x\n")
    }

    @Test("has references in the words of the query file")
    func references() {
        func words(_ place: StatisticsReference.Place, _ column: String = "a") -> String {
            StatisticsReference(place, schema: "public", table: "t", column: column).words
        }
        #expect(words(.common(3)) == "{mcv(public.t.a, 3)}" && words(.rare) == "{rare(public.t.a)}")
        #expect(words(.absent, "A\"b") == "{absent(public.t.\"A\"\"b\")}")
    }
}
