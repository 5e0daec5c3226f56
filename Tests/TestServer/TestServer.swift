import Foundation
public import Postgres
import RehearsalCore
public import Staging

/// One throw-away cluster for all tests of a process, with a database of its own for each that asks.
///
/// The cluster's janitor takes it away when the test process ends, however that ends.
public actor TestServer {
    public static let shared = TestServer()

    private var starting: Task<EphemeralCluster, any Error>?
    private var databaseCount = 0

    /// A cluster request like a project's with no parameters of its own.
    public static let request = ClusterRequest(
        server: ServerRequest(
            majorVersion: 15,
            parameters: [
                parameter("max_prepared_transactions", "9"),
                // Else the statements of other tests push out those that a test counts on.
                parameter("pg_stat_statements.max", "100000"),
            ], extensions: ["pg_stat_statements"], locale: ServerLocale()),
        clock: RehearsalClock(epochSeconds: 1_742_029_200), isDurable: false,
        loginRoles: (1...databaseLimit).map { "reading_test_\($0)_app" })

    private static func parameter(_ name: String, _ value: String) -> ServerParameter {
        ServerParameter(name: name, value: value, place: SourcePlace(file: "server.conf", line: 1, column: 1))
    }

    /// Peer authentication lets in named roles alone, so those that tests make have their names from here.
    private static let databaseLimit = 999

    /// The shared cluster, provisioned by the first caller.
    public func cluster() async throws -> EphemeralCluster {
        if starting == nil {
            starting = Task {
                try await EphemeralCluster.provisioned(Self.request, on: .current(), mode: .rehearsal)
            }
        }
        guard let starting else { preconditionFailure("the task was made above") }
        return try await starting.value
    }

    /// How a role that must tell a password reaches the cluster's maintenance database.
    ///
    /// The tool's own clusters know no passwords; this one learns to ask one role for it.
    public func passwordRole() async throws -> ConnectionParameters {
        let password = "right-\(databaseCount)"
        let bootstrap = try await bootstrap()
        if !asksForPassword {
            asksForPassword = true
            try await makeRole("test_password", thatMustTell: password)
        }
        return bootstrap.replacing("user", with: "test_password").replacing("password", with: password)
    }

    /// Makes a role that must tell a password, whichever database it asks for.
    public func makeRole(_ name: String, thatMustTell password: String) async throws {
        let rules = URL(fileURLWithPath: try await cluster().folder + "/hba.conf")
        let text = try String(contentsOf: rules, encoding: .utf8)
        try Data(("local all \(name) scram-sha-256\n" + text).utf8).write(to: rules)
        let connection = try await PostgresConnection.connect(to: try await bootstrap())
        let literal = PostgresConnection.quotedLiteral(password)
        _ = try await connection.execute("CREATE ROLE \(name) LOGIN PASSWORD \(literal)")
        _ = try await connection.execute("SELECT pg_reload_conf()")
        await connection.close()
    }

    private func bootstrap() async throws -> ConnectionParameters {
        try await cluster().parameters(role: EphemeralCluster.bootstrapRole, database: "postgres")
    }

    private var asksForPassword = false

    /// So many tests have a database at once: more would not be faster, and would use up the connections.
    private static let databasesAtOnce = 6
    private var databasesInUse = 0
    private var waiting: [CheckedContinuation<Void, Never>] = []

    fileprivate func databaseReturned() {
        if waiting.isEmpty { databasesInUse -= 1 } else { waiting.removeFirst().resume() }
    }

    fileprivate func freshDatabase() async throws -> (EphemeralCluster, String) {
        if databasesInUse < Self.databasesAtOnce {
            databasesInUse += 1
        } else {
            await withCheckedContinuation { waiting.append($0) }
        }
        let cluster = try await cluster()
        databaseCount += 1
        return (cluster, "test_\(databaseCount)")
    }
}

/// Hands `body` an empty database of its own on the shared cluster, as the bootstrap superuser; drops it afterwards.
public func withTestDatabase(_ body: @Sendable (ConnectionParameters) async throws -> Void) async throws {
    let (cluster, name) = try await TestServer.shared.freshDatabase()
    let outcome: Result<Void, any Error>
    do {
        let maintenance = cluster.parameters(role: EphemeralCluster.bootstrapRole, database: "postgres")
        let connection = try await PostgresConnection.connect(to: maintenance)
        _ = try await connection.execute("CREATE DATABASE \(name) TEMPLATE template0")
        do {
            try await body(cluster.parameters(role: EphemeralCluster.bootstrapRole, database: name))
            outcome = .success(())
        } catch {
            outcome = .failure(error)
        }
        _ = try await connection.execute("DROP DATABASE \(name) WITH (FORCE)")
        await connection.close()
    } catch {
        await TestServer.shared.databaseReturned()
        throw error
    }
    await TestServer.shared.databaseReturned()
    try outcome.get()
}
