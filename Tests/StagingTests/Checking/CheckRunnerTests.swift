import Postgres
import RehearsalCore
import TestServer
import Testing

@testable import Staging

@Suite("Running checks")
struct CheckRunnerTests {
    private static let objects = [
        "CREATE TABLE account (id integer PRIMARY KEY, tenant text NOT NULL)",
        "INSERT INTO account VALUES (1, 'a'), (2, 'a'), (3, 'b')", "ALTER TABLE account ENABLE ROW LEVEL SECURITY",
        "CREATE POLICY own ON account TO check_app USING (tenant = current_setting('app.tenant'))",
        "GRANT SELECT, INSERT, UPDATE ON account TO check_app", "CREATE SEQUENCE counter",
        "GRANT USAGE ON counter TO check_app", "CREATE TABLE secret (id integer)",
    ]

    /// A database with two login roles on a cluster of its own.
    private static func run(
        limit: Int = 60_000, _ body: @Sendable (RehearsalDatabase, CheckRunner) async throws -> Void
    ) async throws {
        let cluster = try await EphemeralCluster.provisioned(
            ClusterRequest(
                server: TestServer.request.server, clock: TestServer.request.clock, isDurable: false,
                loginRoles: ["check_owner", "check_app"]),
            on: .current())
        let roles = Roles(owner: RoleRequest(name: "check_owner"), application: RoleRequest(name: "check_app"))
        let database = RehearsalDatabase(cluster: cluster, name: "checked", roles: roles)
        try await database.create(extensions: [])
        try await withConnection(database.owner) { connection in
            for statement in objects { _ = try await connection.execute(statement) }
        }
        try await body(database, CheckRunner(database: database, limits: Limits(statementMilliseconds: limit)))
        await cluster.dismissed()
    }

    private static func answer(
        _ runner: CheckRunner, _ statements: [String], role: WorkloadRole = .application, tenant: String = "a",
        writes: Bool = false
    ) async throws -> String {
        let variant = CheckVariant(
            role: role, session: nil, settings: [SessionSetting(name: "app.tenant", value: tenant)])
        let check = Check(
            name: "c", file: "c.sql", variants: [variant], moments: [.after(step: "001")], expectation: .noRows,
            writes: writes,
            statements: statements.map { Statement(text: $0, place: SourcePlace(file: "c.sql", line: 1, column: 1)) })
        switch try await runner.answer(to: check, variant) {
        case .rows(let count): return "\(count) rows"
        case .refused(let complaint, let ordinal): return "\(complaint.sqlState) at \(ordinal)"
        case .timedOut(let ordinal): return "timeout at \(ordinal)"
        case .serverLost(let ordinal): return "lost at \(ordinal)"
        }
    }

    @Test("the role is logged in as itself, with its settings, and reads only unless the check says that it writes")
    func rolesAndReadOnly() async throws {
        try await Self.run { database, runner in
            let all = ["SELECT id FROM account"]
            let whoami = "SELECT WHERE session_user = 'check_app' AND current_user = 'check_app'"
            let insert = "INSERT INTO account VALUES (9, 'a')"
            let cases: [(String, String)] = [
                (try await Self.answer(runner, all), "2 rows"),
                (try await Self.answer(runner, all, tenant: "b"), "1 rows"),
                (try await Self.answer(runner, all, role: .owner), "3 rows"),
                (try await Self.answer(runner, [whoami]), "1 rows"),
                (try await Self.answer(runner, ["-- what\nVALUES (1), (2)"]), "2 rows"),
                (try await Self.answer(runner, ["WITH a AS (SELECT 1) SELECT * FROM a"]), "1 rows"),
                (try await Self.answer(runner, ["SELECT 1", "SELECT * FROM secret"]), "42501 at 2"),
                (try await Self.answer(runner, [insert]), "25006 at 1"),
                (try await Self.answer(runner, ["SELECT nextval('counter')"]), "25006 at 1"),
                (try await Self.answer(runner, ["SET TRANSACTION READ WRITE", insert]), "25001 at 1"),
                (try await Self.answer(runner, [insert, "SELECT id FROM account"], writes: true), "3 rows"),
                (try await Self.answer(runner, ["UPDATE account SET id = id + 10"], writes: true), "2 rows"),
                (try await Self.answer(runner, ["INSERT INTO account VALUES (9, 'b')"], writes: true), "42501 at 1"),
                (try await Self.answer(runner, [insert + " RETURNING id"], writes: true), "1 rows"),
                (try await Self.answer(runner, ["CREATE TABLE public.mine ()"], writes: true), "42501 at 1"),
                (try await Self.answer(runner, ["SELECT no_column FROM account"]), "42703 at 1"),
            ]
            for (index, found) in cases.enumerated() { #expect(found.0 == found.1, "case \(index)") }
            #expect(try await Self.answer(runner, all) == "2 rows", "everything was rolled back")
            try await withConnection(database.bootstrap) { connection in
                _ = try await connection.execute("REVOKE CONNECT ON DATABASE checked FROM PUBLIC")
            }
            #expect(try await Self.answer(runner, all) == "08004 at 0")
        }
    }

    @Test("a statement beyond the limit is ended, whatever statement_timeout says")
    func limits() async throws {
        try await Self.run(limit: 200) { _, runner in
            let kept = try await Self.answer(runner, ["SELECT pg_sleep(600)"])
            let lifted = try await Self.answer(runner, ["SET statement_timeout = 0", "SELECT pg_sleep(600)"])
            #expect(kept == "timeout at 1")
            #expect(lifted == "timeout at 2")
        }
    }

    @Test("what a check leaves behind a rollback stays in the clone")
    func clones() async throws {
        try await Self.run { database, runner in
            let catalog = try await database.readCatalog()
            try await database.setAside()
            #expect(try await Self.answer(runner, ["SELECT nextval('counter')"], writes: true) == "1 rows")
            let changed = differences(from: catalog, to: try await database.readCatalog())
            #expect(Set(changed.map(\.identity)) == ["public.counter"])
            try await database.putBack()
            #expect(differences(from: catalog, to: try await database.readCatalog()).isEmpty)
        }
    }
}
