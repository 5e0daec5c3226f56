import Postgres
import RehearsalCore
import Testing

@testable import Staging

/// Plans on statistics other than those that a state was judged by, on a table that ANALYZE does not read whole.
@Suite("Plans on other statistics")
struct PlanViewsTests {
    /// 150 kinds have 300 to 449 rows each: a target of 100 leaves the last of them, and thinks them as rare as the
    /// 3000 kinds that have two or three. ANALYZE reads 30,000 rows there, and all 65,000 with a target of 1000.
    private static let objects = [
        "CREATE TABLE purchase (id integer PRIMARY KEY, kind integer, filler text) WITH (autovacuum_enabled = off)",
        """
        INSERT INTO purchase SELECT row_number() OVER (ORDER BY md5(k.kind || '.' || g)), k.kind, repeat('x', 120)
        FROM (SELECT kind, CASE WHEN kind <= 150 THEN 450 - kind ELSE 3 END AS count
            FROM generate_series(1, 3150) AS kind) AS k, generate_series(1, k.count) AS g
        """,
        "CREATE INDEX purchase_kind ON purchase (kind)",
    ]

    private static let rare = query(
        "first_of_kind", "SELECT * FROM purchase WHERE kind = $1 ORDER BY id LIMIT 1", "150")
    private static let common = query("kind_length", "SELECT sum(length(filler)) FROM purchase WHERE kind = $1", "1")

    private static func query(_ name: String, _ sql: String, _ kind: String) -> WorkloadQuery {
        WorkloadQuery(
            name: name,
            variants: [QueryVariant(role: .owner, session: nil, settings: [], parameters: [.value(kind)])],
            callsPerDay: nil,
            statement: Statement(text: sql, place: SourcePlace(file: "workload/\(name).sql", line: 1, column: 1)))
    }

    @Test("of production's target are kept where they are others, and the statistics stay as they were")
    func atProduction() async throws {
        try await TracedDatabase.run { traced in
            try await traced.execute(Self.objects)
            var request = PlanRequest(statisticsTarget: 1000)
            request.productionTarget = 100
            let workload = [Self.rare, Self.common]
            let reading = try await traced.database.readSnapshot(.baseline, workload: workload, plans: request)
            let captured = reading.snapshot.queryPlans
            #expect(captured.map(\.query) == ["first_of_kind", "kind_length"])
            let first = try #require(captured.first)
            let judged = try #require(first.plan), atProduction = try #require(first.views.atProduction)
            #expect(treeText(judged).contains("purchase_pkey"), "\(treeText(judged))")
            #expect(treeText(atProduction).contains("purchase_kind"), "\(treeText(atProduction))")
            // The most common kind is well known to either: nothing is kept that says nothing.
            #expect(captured[1].views.atProduction == nil)
            // 150 common kinds are in the statistics of the judged target; production's list would end at 100.
            let length = try await withConnection(traced.database.bootstrap) { connection in
                try await connection.query(
                    """
                    SELECT cardinality(most_common_freqs) AS length FROM pg_stats
                    WHERE tablename = 'purchase' AND attname = 'kind'
                    """
                ).rows[0].int64("length")
            }
            #expect(length >= 150)
            // Statistics and rows are what they were: the next state asks nothing again.
            #expect(try await traced.freshTables(reading.known).contains("public.purchase"))

            request.productionTarget = 1000
            let same = try await traced.database.readSnapshot(.baseline, workload: workload, plans: request)
            #expect(same.snapshot.queryPlans.allSatisfy { $0.views.atProduction == nil })
        }
    }

    @Test("a plan that got worse by a sample alone is measured once more and well again; one by a step stays")
    func confirmed() async throws {
        try await TracedDatabase.run { traced in
            try await traced.execute(Self.objects)
            let database = traced.database
            var request = PlanRequest(depth: .runs, statisticsTarget: 100)
            let workload = [Self.common]
            let before = try await database.readSnapshot(.baseline, workload: workload, plans: request).snapshot
            #expect(treeText(try #require(before.queryPlans[0].plan)).contains("purchase_kind"))

            // A sample as none ever was: every row is of one kind.
            try await withConnection(database.bootstrap) { connection in
                _ = try await connection.execute(
                    """
                    UPDATE pg_statistic SET stadistinct = 1, stakind1 = 0, stakind2 = 0, stakind3 = 0
                    WHERE starelid = 'public.purchase'::regclass AND staattnum = 2
                    """)
            }
            let unlucky = try await database.plans(of: workload, request, .runs, ReferencedValues(), last: before)
            #expect(treeText(try #require(unlucky[0].plan)).contains("Seq Scan"))
            var captured = unlucky
            let unasked = try await database.confirm(
                workload, since: before, request, ReferencedValues(), &captured)
            #expect(!unasked && captured == unlucky)
            request.confirming = PlanThresholds()
            let gathered = try await database.confirm(workload, since: before, request, ReferencedValues(), &captured)
            #expect(gathered)
            #expect(captured[0].plan?.shapeFingerprint == before.queryPlans[0].plan?.shapeFingerprint)
            #expect(captured[0].run == before.queryPlans[0].run)

            // The same way of a whole reading, behind a step that takes the index away.
            try await traced.execute(["DROP INDEX purchase_kind"])
            let after = try await database.readSnapshot(
                .after(step: "drop"), workload: workload, plans: request, last: before
            ).snapshot
            let comparison = PlanComparison(
                from: before.queryPlans[0], to: after.queryPlans[0], PlanThresholds(), isSameData: true,
                lostIndexes: [])
            #expect(comparison?.verdict == .regressed)
        }
    }
}
