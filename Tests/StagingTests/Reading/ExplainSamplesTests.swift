import Postgres
import RehearsalCore
import TestGround
import TestServer
import Testing

@Suite("The recorded samples of EXPLAIN")
struct ExplainSamplesTests {
    @Test("are what the server prints: the same keys, plans and measures")
    func areOfTheServer() async throws {
        try await withTestDatabase { parameters in
            let connection = try await PostgresConnection.connect(to: parameters)
            for part in try ExplainCase.schema().split(separator: "\nVACUUM") {
                let isVacuum = part.hasPrefix(" (ANALYZE)")
                _ = try await connection.execute(isVacuum ? "VACUUM\(part)" : String(part))
            }
            for sample in try ExplainCase.all() {
                let recorded = try decodeQueryPlan(json: sample.json(ExplainCase.recordedMajor))
                let now = try decodeQueryPlan(json: try await Self.explained(sample, on: connection))
                #expect(now.fingerprints == recorded.fingerprints, "\(sample)")
                #expect(now.unknownKeys == [], "\(sample)")
                #expect(now.root.all.map(\.shape) == recorded.root.all.map(\.shape), "\(sample)")
                #expect(
                    now.root.all.map(\.measured?.rows) == recorded.root.all.map(\.measured?.rows), "\(sample)")
                #expect(now.execution?.triggerCalls == recorded.execution?.triggerCalls, "\(sample)")
                // Rows of a write that was rolled back would still be found in indexes.
                _ = try await connection.execute("VACUUM alarm")
            }
            await connection.close()
        }
    }

    private static func explained(_ sample: ExplainCase, on connection: PostgresConnection) async throws -> String {
        _ = try await connection.execute(
            """
            RESET ALL; SET jit = off; SET track_io_timing = on; SET max_parallel_workers_per_gather = 0;
            \(try sample.settings() ?? "SELECT 1")
            """)
        let query = try sample.query()
        let isPrepared = query.contains("$1")
        if isPrepared { _ = try await connection.execute("PREPARE sample AS \(query)") }
        _ = try await connection.execute("BEGIN")
        let result = try await connection.execute(
            isPrepared
                ? "EXPLAIN (FORMAT JSON, VERBOSE) EXECUTE sample(1, '2024-02-02')"
                : "EXPLAIN (ANALYZE, BUFFERS, WAL, TIMING OFF, FORMAT JSON, VERBOSE) \(query)")
        _ = try await connection.execute("ROLLBACK")
        return try #require(result.result.rows.first?[0])
    }
}
