import Postgres
import RehearsalCore
import TestServer
import Testing

@testable import Staging

/// The proof that ``DeparsedText`` does what PostgreSQL does, on conditions that nobody chose.
@Suite("Canonical text of conditions")
struct CatalogCopyExpressionsTests {
    private static let wantedCount = 400

    @Test("is the text that the server comes to by reading its own text again, and tells conditions apart as it does")
    func generated() async throws {
        try await withTestDatabase { parameters in
            let server = try await DeparsingServer(parameters)
            var expressions = CatalogCopyExpressions(seed: 4)
            var fixedPoints: [String: String] = [:]
            var texts: [String: String] = [:]
            var movedCount = 0
            while texts.count < Self.wantedCount {
                guard let stored = try await server.deparsed(expressions.next()) else { continue }
                let canonical = DeparsedText.canonical(stored)
                let fixed = try await server.fixedPoint(of: stored)
                #expect(canonical == fixed, "\(stored)")
                #expect(try await server.fixedPoint(of: canonical) == fixed, "\(stored)")
                movedCount += stored == canonical ? 0 : 1
                let fixedBefore = fixedPoints.updateValue(fixed, forKey: canonical)
                #expect(fixedBefore == nil || fixedBefore == fixed, "\(stored)")
                let textBefore = texts.updateValue(canonical, forKey: fixed)
                #expect(textBefore == nil || textBefore == canonical, "\(stored)")
            }
            #expect(movedCount > Self.wantedCount / 5)
            await server.close()
        }
    }

    @Test(
        "differs where the conditions differ by little",
        arguments: [
            ["v IN ('a', 'b')", "v NOT IN ('a', 'b')", "v IN ('b', 'a')", "v IN ('a', 'b', 'b')", "v = ANY ('{a,b}')"],
            [
                "(i > 1 AND s > 2) AND bo", "(i > 1 AND s > 2) OR bo", "(i > 1 OR s > 2) AND bo",
                "i > 1 OR s > 2 AND bo",
            ],
            ["num = ANY (ARRAY[1, 2])", "num = ANY (ARRAY[1, 2]::integer[])", "f = ANY (ARRAY[1, 2])", "num = 1"],
            ["ta = ARRAY['a'::varchar, 'b']::text[]", "va = ARRAY['a'::varchar, 'b']", "ta = ARRAY['a', 'b']"],
            ["ta = ARRAY[va, va]::text[]", "ta = ARRAY[va::text, va::text]", "ta = ARRAY[va[1], va[2]]::text[]"],
            ["NOT (bo AND i > 1) AND s > 1", "NOT (bo AND i > 1 AND s > 1)", "(NOT bo AND i > 1) AND s > 1"],
        ])
    func neighbours(_ conditions: [String]) async throws {
        try await withTestDatabase { parameters in
            let server = try await DeparsingServer(parameters)
            var canonical: [String: String] = [:]
            for condition in conditions {
                let stored = try #require(try await server.deparsed(condition))
                let fixed = try await server.fixedPoint(of: stored)
                let known = canonical.updateValue(fixed, forKey: DeparsedText.canonical(stored))
                #expect(known == nil || known == fixed, "\(condition)")
            }
            #expect(canonical.count >= conditions.count - 1)
            await server.close()
        }
    }
}

/// Keeps a condition as a table's constraint and writes it as text again.
private struct DeparsingServer {
    let connection: PostgresConnection

    init(_ parameters: ConnectionParameters) async throws {
        connection = try await PostgresConnection.connect(to: parameters)
        _ = try await connection.execute(CatalogCopyExpressions.table)
        _ = try await connection.execute("SET TimeZone = 'UTC'")
    }

    func close() async { await connection.close() }

    /// Nil where the server finds no meaning in the condition.
    func deparsed(_ condition: String) async throws -> String? {
        do {
            _ = try await connection.execute("ALTER TABLE t ADD CONSTRAINT k CHECK (\(condition)) NOT VALID")
        } catch PostgresError.server {
            return nil
        }
        let answer = try await connection.query(
            "SELECT pg_catalog.pg_get_expr(k.conbin, k.conrelid) AS text FROM pg_catalog.pg_constraint AS k "
                + "WHERE k.conname = 'k'")
        _ = try await connection.execute("ALTER TABLE t DROP CONSTRAINT k")
        return try answer.rows[0].text("text")
    }

    /// Reads and writes until the text stays.
    func fixedPoint(of text: String) async throws -> String {
        var last = text
        for _ in 0..<5 {
            guard let next = try await deparsed(last), next != last else { return last }
            last = next
        }
        Issue.record("no fixed point of \(text)")
        return last
    }
}
