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
                    CREATE EXTENSION amcheck;
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

    @Test("costs a level more, is a sound tree that rows are found in and added to, and goes back to what it was")
    func raised() async throws {
        try await Self.withTree { cluster, parameters, tree in
            let flat = try await Self.cost(parameters)
            let before = try await cluster.restarted { FileManager.default.contents(atPath: tree.path) }
            #expect(try await cluster.restarted { try tree.raise(by: 2) } == 4)
            // 50 · cpu_operator_cost for each level.
            #expect((try await Self.cost(parameters) - flat - 0.25).magnitude < 0.011)
            try await withConnection(parameters) { connection in
                _ = try await connection.execute("SELECT bt_index_parent_check('items_pkey', true, true)")
            }
            #expect(try await cluster.restarted { try tree.raise(by: 1) } == 3)
            #expect((try await Self.cost(parameters) - flat - 0.125).magnitude < 0.011)
            #expect(try await cluster.restarted { try tree.raise(by: 0) } == 2)
            let after = try await cluster.restarted { FileManager.default.contents(atPath: tree.path) }
            #expect(before != nil && after == before, "to the byte")
            _ = try await cluster.restarted { try tree.raise(by: 3) }
            try await withConnection(parameters) { connection in
                let counted = try await connection.execute(
                    """
                    INSERT INTO items SELECT generate_series(51, 20000);
                    SELECT bt_index_parent_check('items_pkey', true, true);
                    SET enable_seqscan = off;
                    SELECT count(*) FILTER (WHERE id = 19999) AS found FROM items WHERE id > 19000
                    """
                ).result.rows
                #expect(try counted[0].text("found") == "1")
            }
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
