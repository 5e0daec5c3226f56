import Foundation
import Postgres
import RehearsalCore
import TestServer
import Testing

@testable import Staging

@Suite("The file of a b-tree that is made higher", .serialized)
struct TreeFileTests {
    private static func withTree(
        _ body: (EphemeralCluster, ConnectionParameters, TreeFile) async throws -> Void
    ) async throws {
        let cluster = try await EphemeralCluster.provisioned(TestServer.request, on: .current(), mode: .rehearsal)
        let parameters = cluster.parameters(role: EphemeralCluster.bootstrapRole, database: "postgres")
        do {
            let path = try await withConnection(parameters) { connection in
                _ = try await connection.execute(
                    """
                    CREATE TABLE items (id integer PRIMARY KEY);
                    INSERT INTO items SELECT generate_series(1, 50);
                    """)
                let query = "SELECT pg_relation_filepath('items_pkey') AS path"
                return try await connection.query(query).rows[0].text("path")
            }
            try await body(cluster, parameters, TreeFile(path: cluster.folder + "/data/" + path))
        } catch {
            await cluster.dismissed()
            throw error
        }
        await cluster.dismissed()
    }

    /// What the planner takes a row by the key to cost.
    private static func cost(_ parameters: ConnectionParameters) async throws -> Double {
        try await withConnection(parameters) { connection in
            let rows = try await connection.execute(
                "SET enable_seqscan = off; EXPLAIN (FORMAT JSON) SELECT * FROM items WHERE id = 7"
            ).result.rows
            let json = try #require(rows[0][0])
            let match = try #require(json.firstMatch(of: /"Total Cost": ([0-9.]+)/))
            return try #require(Double(match.output.1))
        }
    }

    /// What searches through the index find: the first key, the last, and how many there are.
    private static func found(_ parameters: ConnectionParameters) async throws -> [String?] {
        try await withConnection(parameters) { connection in
            let rows = try await connection.execute(
                """
                SET enable_seqscan = off; SET enable_bitmapscan = off;
                SELECT (SELECT id FROM items ORDER BY id LIMIT 1), (SELECT id FROM items ORDER BY id DESC LIMIT 1),
                    (SELECT count(*) FROM items WHERE id > 0)
                """
            ).result.rows
            return (0..<3).map { rows[0][$0] }
        }
    }

    /// A leaf alone, and a root over leaves; with the pages that being raised adds.
    @Test(
        "costs a level more, finds its rows, takes more and goes back to what it was",
        arguments: [(50, Int64(1)), (20_000, Int64(0))])
    func raised(rows: Int, added: Int64) async throws {
        try await Self.withTree { cluster, parameters, tree in
            if rows > 50 {
                try await withConnection(parameters) { connection in
                    _ = try await connection.execute("INSERT INTO items SELECT generate_series(51, \(rows))")
                }
            }
            let all: [String?] = ["1", "\(rows)", "\(rows)"]
            let flat = try await Self.cost(parameters)
            let before = try await cluster.restarted { FileManager.default.contents(atPath: tree.path) }
            let pages = Int64(try #require(before).count / 8192)
            for (more, cost) in [(2, 0.25), (1, 0.125)] {
                #expect(try await cluster.restarted { try tree.raise(by: more) } == pages + added)
                // 50 · cpu_operator_cost for each level.
                #expect((try await Self.cost(parameters) - flat - cost).magnitude < 0.011)
                #expect(try await Self.found(parameters) == all)
            }
            #expect(try await cluster.restarted { try tree.raise(by: 0) } == pages)
            let after = try await cluster.restarted { FileManager.default.contents(atPath: tree.path) }
            #expect(before != nil && after == before, "to the byte")
            _ = try await cluster.restarted { try tree.raise(by: 3) }
            try await withConnection(parameters) { connection in
                _ = try await connection.execute("INSERT INTO items SELECT generate_series(\(rows + 1), 60000)")
            }
            #expect(try await Self.found(parameters) == ["1", "60000", "60000"])
        }
    }

    @Test("a tree without rows stays, and what is no b-tree is refused")
    func others() async throws {
        try await Self.withTree { cluster, parameters, tree in
            try await withConnection(parameters) { _ = try await $0.execute("TRUNCATE items; CHECKPOINT") }
            let path = try await withConnection(parameters) { connection in
                try await connection.query(
                    "SELECT pg_relation_filepath('items_pkey') AS tree, pg_relation_filepath('pg_class') AS heap"
                ).rows[0]
            }
            let empty = TreeFile(path: cluster.folder + "/data/" + (try path.text("tree")))
            #expect(try await cluster.restarted { try empty.raise(by: 2) } == 1)
            let heap = TreeFile(path: cluster.folder + "/data/" + (try path.text("heap")))
            await #expect(throws: TreeFile.Failure.self) { try await cluster.restarted { try heap.raise(by: 1) } }
        }
    }
}
