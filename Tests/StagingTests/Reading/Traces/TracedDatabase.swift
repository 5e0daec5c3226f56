import Foundation
import Postgres
import RehearsalCore
import TestServer
import Testing

@testable import Staging

/// A cluster of its own with a database full of tables: no other test's superuser or session is a doubt in it.
struct TracedDatabase: Sendable {
    let database: RehearsalDatabase

    static func run(_ body: @Sendable (TracedDatabase) async throws -> Void) async throws {
        let server = ServerRequest(
            majorVersion: 15,
            parameters: [ServerParameter(name: "max_prepared_transactions", value: "5", place: place)],
            extensions: [], locale: ServerLocale())
        let cluster = try await EphemeralCluster.provisioned(
            ClusterRequest(
                server: server, clock: TestServer.request.clock, isDurable: false, loginRoles: ["traced"]),
            on: .current(), mode: .rehearsal)
        do {
            let roles = Roles(owner: RoleRequest(name: "traced"), application: nil)
            let database = RehearsalDatabase(cluster: cluster, name: "traced", roles: roles)
            try await database.create(extensions: [])
            let traced = TracedDatabase(database: database)
            try await traced.execute(WriteCase.objects)
            try await body(traced)
        } catch {
            await cluster.dismissed()
            throw error
        }
        await cluster.dismissed()
    }

    private static let place = SourcePlace(file: "server.conf", line: 1, column: 1)

    /// Runs the statements in one session of the owner, as a step would.
    func execute(_ statements: [String]) async throws {
        try await withConnection(database.owner) { connection in
            for statement in statements {
                if statement.hasPrefix("COPY") {
                    _ = try await connection.copyText(statement, data: Array("1000\n".utf8))
                } else {
                    _ = try await connection.execute(statement)
                }
            }
        }
    }

    /// Reads a snapshot with what is known, and compares its digests with those of a whole reading.
    func read(knowing known: KnownData?) async throws -> (reread: Set<String>, known: KnownData) {
        let now = try await database.readTrace()
        let reused = Set(known?.digests(at: now).map(\.table) ?? [])
        let reading = try await database.readSnapshot(.baseline, workload: [], known: known)
        let whole = try await withConnection(database.bootstrap) { try await readDigests(on: $0) }
        #expect(reading.snapshot.digests == whole)
        return (Set(whole.map(\.table)).subtracting(reused), reading.known)
    }

    func freshTables(_ known: KnownData) async throws -> Set<String> {
        let now = try await database.readTrace()
        let fresh = known.tablesWithFreshStatistics(at: now)
        return Set(now.tables.filter { fresh.contains($0.objectIdentifier) }.map(\.table))
    }
}
