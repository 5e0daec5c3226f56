import Postgres
import RehearsalCore
import Staging
import Testing

@Suite("The query-plan capture")
struct QueryPlanCaptureTests {
    private static let objects = [
        "CREATE TABLE customer (id integer PRIMARY KEY, name text)",
        "CREATE TABLE purchase (id integer PRIMARY KEY, customer_id integer, status text, made date)",
        "CREATE INDEX purchase_status ON purchase (status)", "CREATE INDEX purchase_customer ON purchase (customer_id)",
        "INSERT INTO customer SELECT g, 'n' || g FROM generate_series(1, 500) AS g",
        """
        INSERT INTO purchase SELECT g, 1 + g % 500, CASE WHEN g % 200 = 0 THEN 'rare' ELSE 'hot' END,
            date '2024-01-01' + g % 700 FROM generate_series(1, 20000) AS g
        """,
        "CREATE TABLE event (id integer, at date) PARTITION BY RANGE (at)",
        "CREATE TABLE event_1 PARTITION OF event FOR VALUES FROM ('2024-01-01') TO ('2024-02-01')",
        "CREATE TABLE event_2 PARTITION OF event FOR VALUES FROM ('2024-02-01') TO ('2024-03-01')",
        "CREATE INDEX event_at ON event (at)",
        "INSERT INTO event SELECT g, date '2024-01-01' + g % 58 FROM generate_series(1, 6000) AS g",
        "GRANT SELECT ON ALL TABLES IN SCHEMA public TO @app", "ANALYZE",
    ]

    private static func query(
        _ name: String, _ sql: String, role: WorkloadRole = .owner, parameters: [String?] = [],
        settings: [SessionSetting] = []
    ) -> WorkloadQuery {
        WorkloadQuery(
            name: name,
            variants: [
                QueryVariant(
                    role: role, session: nil, settings: settings, parameters: parameters.map(QueryParameter.value))
            ],
            callsPerDay: nil,
            statement: Statement(text: sql, place: SourcePlace(file: "workload/\(name).sql", line: 1, column: 1)))
    }

    private static let workload = [
        query("by_status", "SELECT * FROM purchase WHERE status = $1", parameters: ["rare"]),
        query(
            "join", "SELECT c.name FROM purchase p JOIN customer c ON c.id = p.customer_id WHERE p.status = $1",
            role: .application, parameters: ["rare"]),
        query("events", "SELECT count(*) FROM event WHERE at > $1", parameters: ["2024-01-15"]),
        query("one_leaf", "SELECT * FROM event WHERE at = '2024-02-10'"),
        query("write", "UPDATE purchase SET status = 'hot' WHERE id = $1", parameters: ["7"]),
    ]

    private static func capture(
        _ workload: [WorkloadQuery], _ fixture: ReadingFixture
    ) async throws -> [CapturedQueryPlan] {
        try await captureQueryPlans(of: workload) { role in
            try await fixture.connect(asApplication: role == .application)
        }
    }

    @Test("plans are the same after ANALYZE, after an index was renamed and after a partition was added")
    func stable() async throws {
        try await ReadingFixture.run { fixture in
            try await fixture.execute(Self.objects)
            let before = try await Self.capture(Self.workload, fixture)
            #expect(before.count == Self.workload.count)
            for plan in before {
                guard case .plan(let tree) = plan.result else {
                    Issue.record("\(plan.query) was refused")
                    continue
                }
                #expect(tree.unknownKeys == [], "\(plan.query)")
            }
            for statements in [
                ["ANALYZE"], ["ALTER INDEX purchase_status RENAME TO renamed"],
                ["ALTER INDEX event_at RENAME TO event_renamed", "ALTER INDEX event_2_at_idx RENAME TO leaf_renamed"],
                [
                    "CREATE TABLE event_3 PARTITION OF event FOR VALUES FROM ('2024-03-01') TO ('2024-04-01')",
                    "INSERT INTO event SELECT g, date '2024-03-01' + g % 30 FROM generate_series(1, 3000) AS g",
                    "ANALYZE",
                ],
            ] {
                try await fixture.execute(statements)
                let after = try await Self.capture(Self.workload, fixture)
                #expect(differences(from: before, to: after) == [], "\(statements)")
            }
            let rows = try await fixture.connection.query("SELECT status FROM purchase WHERE id = 7")
            #expect(try rows.rows[0].text("status") == "hot")
        }
    }

    @Test("a dropped index changes the plans that used it and no other")
    func droppedIndex() async throws {
        try await ReadingFixture.run { fixture in
            try await fixture.execute(Self.objects)
            let before = try await Self.capture(Self.workload, fixture)
            try await fixture.execute(["DROP INDEX purchase_status"])
            let changes = differences(from: before, to: try await Self.capture(Self.workload, fixture))
            #expect(changes.map(\.asked.query) == ["by_status", "join"])
            #expect(changes.allSatisfy { $0.change == .changed })
            #expect(changes[0].before?.contains("purchase_status") == true)
            #expect(changes[0].after?.contains("Seq Scan on public.purchase") == true)
        }
    }

    @Test("a query that the server refuses is captured as refused, with the position in its own text")
    func refused() async throws {
        try await ReadingFixture.run { fixture in
            try await fixture.execute(Self.objects)
            let workload = [
                Self.query("wrong", "SELECT nothing FROM purchase"),
                Self.query("forbidden", "DELETE FROM purchase", role: .application),
                Self.query("setting", "SELECT 1", settings: [SessionSetting(name: "no_such_setting", value: "1")]),
                Self.query("fine", "SELECT 1"),
            ]
            let captured = try await Self.capture(workload, fixture)
            let states = captured.map { plan in
                switch plan.result {
                case .plan: "\(plan.query) fine"
                case .refused(let complaint): "\(plan.query) \(complaint.sqlState) \(complaint.position ?? 0)"
                }
            }
            #expect(states == ["fine fine", "forbidden 42501 0", "setting 42704 0", "wrong 42703 8"])
            #expect(differences(from: captured, to: captured) == [])
        }
    }

    @Test("a query that the client stops is captured as refused, and the run goes on with the next")
    func stopped() async throws {
        try await ReadingFixture.run { fixture in
            try await fixture.execute(Self.objects)
            let holder = try await fixture.connect()
            _ = try await holder.execute("BEGIN; LOCK TABLE customer")
            let workload = [Self.query("next", "SELECT 1"), Self.query("blocked", "SELECT * FROM customer")]
            let captured = try await QueryPlanCapture(statementLimitMilliseconds: 2_000)
                .captureQueryPlans(of: workload) { _ in try await fixture.connect() }
            await holder.close()
            let states = captured.map { plan in
                switch plan.result {
                case .plan: "\(plan.query) fine"
                case .refused(let complaint): "\(plan.query) \(complaint.sqlState)"
                }
            }
            #expect(states == ["blocked 57014", "next fine"])
        }
    }

    @Test("each variant of a query is captured with its own role, settings and parameters")
    func variants() async throws {
        try await ReadingFixture.run { fixture in
            try await fixture.execute(Self.objects)
            var query = Self.query("q", "SELECT * FROM purchase WHERE status = $1 OR status = current_setting('app.s')")
            func variant(_ role: WorkloadRole, _ session: String, scans: String, _ parameter: String) -> QueryVariant {
                QueryVariant(
                    role: role, session: session,
                    settings: [
                        SessionSetting(name: "app.s", value: "none"),
                        SessionSetting(name: "enable_bitmapscan", value: scans),
                        SessionSetting(name: "enable_indexscan", value: scans),
                    ], parameters: [.value(parameter)])
            }
            query.variants = [
                variant(.application, "large", scans: "on", "rare"),
                variant(.application, "small", scans: "off", "rare"),
                variant(.owner, "large", scans: "on", "rare"), variant(.owner, "small", scans: "on", "hot"),
            ]
            let captured = try await Self.capture([query], fixture)
            #expect(
                captured.map(\.asked.identity) == [
                    "q/application/large", "q/application/small", "q/owner/large", "q/owner/small",
                ])
            let trees = captured.map { capture in
                switch capture.result {
                case .plan(let plan): treeText(plan)
                case .refused(let complaint): complaint.message
                }
            }
            #expect(trees.map { $0.contains("purchase_status") } == [true, false, true, false], "\(trees)")
            // What one variant sets is gone for the next one, and a variant that is missing is told by its session.
            query.variants.removeLast()
            let changes = differences(from: captured, to: try await Self.capture([query], fixture))
            #expect(changes.map(\.summary) == ["query q as owner in session small is missing"])
        }
    }

    @Test("settings of a query count, and parameters are values of their own type")
    func settingsAndParameters() async throws {
        try await ReadingFixture.run { fixture in
            try await fixture.execute(Self.objects)
            let sql = "SELECT * FROM purchase WHERE status = $1 AND made IS DISTINCT FROM $2"
            let values: [String?] = ["it's \\rare", nil]
            let plain = try await Self.capture([Self.query("q", sql, parameters: values)], fixture)
            let noIndex = try await Self.capture(
                [
                    Self.query(
                        "q", sql, parameters: values,
                        settings: [
                            SessionSetting(name: "enable_bitmapscan", value: "off"),
                            SessionSetting(name: "enable_indexscan", value: "off"),
                        ])
                ], fixture)
            #expect(differences(from: plain, to: noIndex).map(\.change) == [.changed])
        }
    }
}
