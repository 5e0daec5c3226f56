import Postgres
import RehearsalCore
import TestServer
import Testing

@testable import Staging

@Suite("Values by their place in statistics")
struct StatisticsReferenceTests {
    private static let objects = [
        "CREATE TYPE mood AS ENUM ('CANARY-sad', 'CANARY-glad')",
        """
        CREATE TABLE visit (id bigint, place text, made timestamptz, "Of whom" uuid, mood mood, rank smallint)
        """,
        """
        INSERT INTO visit SELECT g, CASE WHEN g % 10 < 7 THEN 'CANARY-home' WHEN g % 10 < 9 THEN 'CANARY-work'
                ELSE 'CANARY-' || g END,
            timestamptz '2024-01-01 00:00:00Z' + g * interval '1 minute', gen_random_uuid(),
            CASE WHEN g % 3 = 0 THEN 'CANARY-glad' ELSE 'CANARY-sad' END::mood, g % 4
        FROM generate_series(0, 10000) AS g
        """,
        "CREATE INDEX visit_place ON visit (place)", "ANALYZE",
    ]

    private static func reference(
        _ place: StatisticsReference.Place, _ column: String, table: String = "visit"
    ) -> StatisticsReference { StatisticsReference(place, schema: "public", table: table, column: column) }

    @Test("are the ones that pg_stats has, and what is not there is told without a value")
    func values() async throws {
        try await ReadingFixture.run { fixture in
            try await fixture.execute(Self.objects)
            let expected: [(StatisticsReference, String)] = [
                (Self.reference(.common(1), "place"), "CANARY-home"),
                (Self.reference(.common(2), "place"), "CANARY-work"),
                (Self.reference(.absent, "place"), "absent"), (Self.reference(.absent, "id"), "-1"),
                (Self.reference(.quantile(0.5), "id"), "5000"), (Self.reference(.quantile(0), "id"), "0"),
                (Self.reference(.quantile(1), "id"), "10000"), (Self.reference(.quantile(0.9), "rank"), "3"),
                (Self.reference(.rare, "rank"), "3"), (Self.reference(.common(1), "mood"), "CANARY-sad"),
                (Self.reference(.absent, "Of whom"), "00000000-0000-0000-0000-000000000000"),
            ]
            let refused: [(StatisticsReference, String)] = [
                (
                    Self.reference(.common(3), "mood"),
                    "the statistics of public.visit.mood have no common value number 3"
                ),
                (
                    Self.reference(.absent, "mood"),
                    "the statistics of public.visit.mood have no value that is not there"
                ),
                (Self.reference(.rare, "plaice"), "there is no column public.visit.plaice"),
                (Self.reference(.rare, "id", table: "visits"), "there is no column public.visits.id"),
            ]
            let rare = Self.reference(.rare, "place")
            let found = try await ReferencedValues().completed(
                with: Set((expected + refused).map(\.0) + [rare]), on: fixture.connection, limitMilliseconds: 60_000)
            for (reference, value) in expected { #expect(found.values[reference] == value, "\(reference)") }
            for (reference, words) in refused { #expect(found.complaints[reference]?.message == words) }
            let shown = try #require(found.values[rare])
            #expect(shown.hasPrefix("CANARY-") && !["CANARY-home", "CANARY-work"].contains(shown))
            // What was found once stays, whatever becomes of the rows.
            try await fixture.execute(["DELETE FROM visit", "ANALYZE"])
            let later = try await found.completed(
                with: Set(expected.map(\.0)), on: fixture.connection, limitMilliseconds: 60_000)
            #expect(later.values == found.values && later.complaints.isEmpty)
        }
    }

    @Test("shape the same plans where the server finds them itself, of which no value comes back")
    func plans() async throws {
        let statements = [
            "SELECT * FROM visit WHERE place = $1 AND made < '2024-01-03 CANARY'::text::timestamptz",
            "SELECT place, count(*) FROM visit WHERE place > $1 OR mood = 'CANARY-sad' GROUP BY place ORDER BY 2",
            "SELECT v.id FROM visit AS v JOIN visit AS w USING (id) WHERE v.place = $1 ORDER BY w.made, v.id LIMIT 3",
            "DELETE FROM visit WHERE place = $1",
        ]
        for place in [StatisticsReference.Place.common(1), .rare, .absent] {
            let workload = statements.enumerated().map { number, text in
                WorkloadQuery(
                    name: "q\(number)",
                    variants: [
                        QueryVariant(
                            role: .owner, session: nil, settings: [],
                            parameters: [.reference(Self.reference(place, "place"))])
                    ], callsPerDay: nil,
                    statement: Statement(
                        text: text.replacing(" CANARY'", with: "'"),
                        place: SourcePlace(file: "q.sql", line: 1, column: 1)))
            }
            try await ReadingFixture.run { fixture in
                try await fixture.execute(Self.objects)
                let values = try await ReferencedValues().completed(
                    with: workload[0].references, on: fixture.connection, limitMilliseconds: 60_000)
                let own = try await QueryPlanCapture().captureQueryPlans(of: workload, values: values) { _ in
                    try await fixture.connect()
                }
                let names = try await ReadSession.run(
                    on: fixture.connection, reading: "names", statementLimitMilliseconds: 60_000
                ) { try await PlanNamesReader.read(in: $0) }
                for (query, captured) in zip(workload, own) {
                    let json = try await PlanQuestion(query: query, variant: query.variants[0], settings: [])
                        .answer(on: fixture.connection, limitMilliseconds: 60_000)
                    #expect(!json.contains("CANARY") && !json.contains("2024"), "\(json)")
                    let plan = try decodeQueryPlan(json: json, names: names)
                    guard case .plan(let other) = captured.result else {
                        Issue.record("\(captured.result)")
                        continue
                    }
                    #expect(plan.shapeFingerprint == other.shapeFingerprint, "\(treeText(plan))")
                    #expect(plan.root.estimatedRows == other.root.estimatedRows)
                }
            }
        }
    }
}
