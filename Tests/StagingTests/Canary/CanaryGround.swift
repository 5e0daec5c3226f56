import Postgres
import RehearsalCore
import TestServer
import Testing

@testable import Staging

/// Databases with an owner and an application role each, for canaries.
///
/// Cases keep a session open and wait for each other by dozens, so that a cluster with its hundred sessions has only so
/// many of them.
actor CanaryGround {
    static let shared = CanaryGround()

    private static let casesPerCluster = 20

    private var clusters: [Task<EphemeralCluster, any Error>] = []
    private var count = 0

    private func provisionedCluster() -> Task<EphemeralCluster, any Error> {
        Task {
            try await EphemeralCluster.provisioned(
                ClusterRequest(
                    server: TestServer.request.server, clock: TestServer.request.clock, isDurable: false,
                    loginRoles: (0..<Self.casesPerCluster).flatMap { ["canary_owner_\($0)", "canary_app_\($0)"] }),
                on: .current())
        }
    }

    /// A database of its own, with roles of its own.
    func database() async throws -> RehearsalDatabase {
        let (number, place) = count.quotientAndRemainder(dividingBy: Self.casesPerCluster)
        count += 1
        if number == clusters.count { clusters.append(provisionedCluster()) }
        let roles = Roles(
            owner: RoleRequest(name: "canary_owner_\(place)"),
            application: RoleRequest(name: "canary_app_\(place)"))
        let database = RehearsalDatabase(
            cluster: try await clusters[number].value, name: "canary_\(place)", roles: roles)
        try await database.create(extensions: [])
        return database
    }
}

/// One step with its way back, on a schema of its own.
struct CanaryCase: Sendable {
    var setup: String
    var up: String
    var down: String
    /// Sessions besides the one without settings.
    var contexts: [CanaryContext] = []
    var limits = Limits()
    /// The keys that the step adds are told to the first round.
    var tellsAdded = false

    private static let step = "001_step"

    /// What came of it.
    struct Result {
        var reports: [CanaryReport]
        var presences: [CanaryPresence]
        var findings: [Finding]

        var codes: [String] { findings.map { "\($0.code.rawValue) \($0.object ?? "")" } }

        /// `table verb: answer` of a round.
        func answers(_ round: CanaryRound) -> [String] {
            reports.filter { $0.round == round }.flatMap(\.records).map { record in
                let session = record.session.map { " in \($0)" } ?? ""
                return "\(record.table) \(record.verb.rawValue)\(session): \(Self.words(record.answer))"
            }
        }

        private static func words(_ answer: CanaryAnswer) -> String {
            switch answer {
            case .done: "done"
            case .refused(let complaint): complaint.sqlState
            case .withoutEffect: "no row"
            case .timedOut: "timeout"
            case .notMade(.noFittingRow(let complaint?)): "no fitting row (\(complaint.redacted))"
            case .notMade(let obstacle): obstacle.description
            }
        }
    }

    static func script(_ text: String, _ file: String, _ database: RehearsalDatabase) throws -> Script {
        let application = database.roles.application?.name ?? database.roles.owner.name
        let filled = text.replacing("APP", with: application).replacing("DATABASENAME", with: database.name)
        let items = try scriptItems(of: filled, file: file)
        let statements = try items.map { item -> Statement in
            switch item {
            case .statement(let statement): statement
            case .metaCommand: throw PostgresError.unsupportedText(reason: "the test has no meta-commands")
            }
        }
        return Script(file: file, statements: statements, runner: .psql(onErrorStop: true))
    }

    /// Before, up, between, down, after, and a look.
    func run() async throws -> Result {
        let database = try await CanaryGround.shared.database()
        let runner = database.runner(Limits())
        let made = try await runner.run(try Self.script(setup, "setup.sql", database))
        try #require(made.result == .applied, "\(made.statements.last?.complaint?.redacted ?? "")")
        let all = [CanaryContext()] + contexts
        let added = tellsAdded ? try await Self.added(by: up, database) : []
        let before = try await database.writeCanaries(
            .before, of: Self.step, adding: added, contexts: all, limits: limits)
        let upward = try await runner.run(try Self.script(up, "up.sql", database))
        try #require(upward.result == .applied, "\(upward.statements.last?.complaint?.redacted ?? "")")
        let between = try await database.writeCanaries(
            .between, of: Self.step, after: [before], contexts: all, limits: limits)
        let downward = try await runner.run(try Self.script(down, "down.sql", database))
        try #require(downward.result == .applied, "\(downward.statements.last?.complaint?.redacted ?? "")")
        let looked = try await database.lookForCanaries([before, between], limits: limits)
        let after = try await database.writeCanaries(
            .after, of: Self.step, after: [before, between], contexts: all, limits: limits)
        #expect(Array(after.presences.prefix(looked.count)) == looked)
        let reports = [before, between, after]
        let presences = after.presences
        let findings = judgeCanaries(
            of: Self.step, records: reports.flatMap(\.records), presences: presences, upward: upward,
            downward: downward, folder: "project")
        let open = try await Self.openTransactions(database)
        #expect(open == 0, "a transaction was left open")
        await database.reader.close()
        return Result(reports: reports, presences: presences, findings: findings)
    }

    private static func added(by up: String, _ database: RehearsalDatabase) async throws -> [AddedConstraint] {
        let probe = RehearsalDatabase(
            cluster: database.cluster, name: database.name + "_probe", roles: database.roles)
        let maintenance = database.cluster.parameters(role: EphemeralCluster.bootstrapRole, database: "postgres")
        await database.reader.close()
        try await withConnection(maintenance) { connection in
            try await database.awaitNobody(in: database.name, asking: connection)
            _ = try await connection.execute(
                "CREATE DATABASE \(probe.name) OWNER \(database.roles.owner.name) TEMPLATE \(database.name)")
        }
        let upward = try await probe.runner(Limits()).run(try script(up, "up.sql", probe))
        try #require(upward.result == .applied)
        let (before, after) = (try await database.readConstraints(), try await probe.readConstraints())
        await probe.reader.close()
        return AddedConstraint.added(from: before, to: after)
    }

    private static func openTransactions(_ database: RehearsalDatabase) async throws -> Int {
        try await withConnection(database.bootstrap) { connection in
            let answer = try await connection.query(
                """
                SELECT count(*) AS number FROM pg_stat_activity
                WHERE datname = current_database() AND pid <> pg_backend_pid() AND state LIKE 'idle in transaction%'
                """)
            return try answer.rows[0].int("number")
        }
    }
}

extension CanaryRecord {
    var isDone: Bool {
        if case .done = answer { true } else { false }
    }
}
