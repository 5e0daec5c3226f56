import Postgres
import RehearsalCore
import TestServer
import Testing

@testable import Staging

@Suite("The numbers of statistics")
struct TableStatisticsReaderTests {
    private static let objects = [
        """
        CREATE TABLE visit (id bigint, place text, gone text, "Of whom" uuid)
        """,
        """
        INSERT INTO visit SELECT g, CASE WHEN g % 10 < 7 THEN 'CANARY-home' WHEN g % 10 < 9 THEN 'CANARY-work'
                ELSE 'CANARY-' || g END,
            CASE WHEN g % 4 = 0 THEN 'CANARY-gone' END, gen_random_uuid()
        FROM generate_series(1, 10000) AS g
        """,
        "CREATE TABLE \"Never analyzed\" (a int)",
        "CREATE TABLE part (k int, v text) PARTITION BY RANGE (k)",
        "CREATE TABLE part_1 PARTITION OF part FOR VALUES FROM (0) TO (100)",
        "INSERT INTO part SELECT g % 100, 'CANARY' FROM generate_series(1, 1000) AS g",
        "VACUUM (ANALYZE) visit, part",
    ]

    private static func read(
        _ tables: Set<String>, on connection: PostgresConnection
    ) async throws -> [TableStatistics] {
        try await TableStatisticsReader(statementLimitMilliseconds: 60_000).read(of: tables, on: connection)
    }

    @Test("are those of pg_stats, table by table, without a value")
    func numbers() async throws {
        try await ReadingFixture.run { fixture in
            try await fixture.execute(Self.objects)
            let there = ["public.\"Never analyzed\"", "public.part", "public.part_1", "public.visit"]
            let found = try await Self.read(Set(there + ["public.none"]), on: fixture.connection)
            #expect(found.map(\.table) == there)
            #expect(found[0].rows < 0 && found[0].columns.isEmpty)
            let visit = try #require(found.last)
            #expect(visit.rows == 10_000 && visit.pages > 50 && (0...visit.pages).contains(visit.allVisiblePages))
            #expect(visit.columns.map(\.name) == ["id", "place", "gone", "Of whom"])
            let (id, place, gone) = (visit.columns[0], visit.columns[1], visit.columns[2])
            #expect(id.distinct == -1 && id.correlation == 1 && id.width == 8 && id.commonCount == 0)
            #expect(id.boundCount > 2 && id.boundCount == visit.columns[3].boundCount)
            #expect(place.commonCount == 2 && place.largestShares == [0.7, 0.2] && place.boundCount > 2)
            #expect(abs(place.commonShare - 0.9) < 0.0001 && place.nullShare == 0)
            #expect(gone.nullShare == 0.75 && gone.distinct == 1 && gone.commonCount == 1 && gone.boundCount == 0)
            // Of a partitioned table only what its partitions have together.
            #expect(found[1].columns.allSatisfy(\.isInherited) && found[1].columns.count == 2)
            #expect(found[2].columns.allSatisfy { !$0.isInherited } && found[2].columns.count == 2)
            #expect(!"\(found)".contains("CANARY"))
        }
    }

    @Test("are more than the largest shares where there are more common values")
    func manyCommonValues() async throws {
        try await ReadingFixture.run { fixture in
            try await fixture.execute([
                "CREATE TABLE many AS SELECT g % 20 AS v FROM generate_series(1, 2000) AS g", "ANALYZE many",
            ])
            let column = try #require(try await Self.read(["public.many"], on: fixture.connection).first?.columns.first)
            #expect(column.commonCount == 20 && column.largestShares == [Double](repeating: 0.05, count: 5))
            #expect(abs(column.commonShare - 1) < 0.0001 && column.boundCount == 0)
        }
    }
}
