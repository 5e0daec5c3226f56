import Postgres
import RehearsalCore
import TestServer
import Testing

@testable import Staging

@Suite("A database set aside for a drill")
struct RehearsalDatabaseTests {
    @Test("is cloned under its own name with settings, grants and comment, and comes back untouched")
    func isSetAsideAndPutBack() async throws {
        let cluster = try await EphemeralCluster.provisioned(
            ClusterRequest(
                server: TestServer.request.server, clock: TestServer.request.clock, isDurable: false,
                loginRoles: ["an owner", "reader"]),
            on: .current())
        let roles = Roles(owner: RoleRequest(name: "an owner"), application: RoleRequest(name: "reader"))
        let database = RehearsalDatabase(cluster: cluster, name: "a \"name\"", roles: roles)
        try await database.create(extensions: [])
        try await withConnection(database.bootstrap) { connection in
            for statement in [
                "ALTER DATABASE \"a \"\"name\"\"\" SET work_mem = '5MB'",
                "ALTER ROLE reader IN DATABASE \"a \"\"name\"\"\" SET statement_timeout = '7s'",
                "GRANT CREATE ON DATABASE \"a \"\"name\"\"\" TO reader",
                "ALTER DATABASE \"a \"\"name\"\"\" CONNECTION LIMIT 33",
                "COMMENT ON DATABASE \"a \"\"name\"\"\" IS 'kept'", "CREATE TABLE t (a integer)",
                "INSERT INTO t VALUES (1)",
            ] { _ = try await connection.execute(statement) }
        }
        let before = try await database.readCatalog()
        try await database.setAside()
        #expect(differences(from: before, to: try await database.readCatalog()).isEmpty)
        try await withConnection(database.bootstrap) { _ = try await $0.execute("DROP TABLE t") }
        #expect(!differences(from: before, to: try await database.readCatalog()).isEmpty)
        try await database.putBack()
        #expect(differences(from: before, to: try await database.readCatalog()).isEmpty)
        await cluster.dismissed()
    }
}
