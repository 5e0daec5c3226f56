import Postgres
import RehearsalCore
import TestServer
import Testing

@testable import Staging

@Suite("Running a script")
struct ScriptRunnerTests {
    private func script(_ text: String, _ runner: Runner = .psql(onErrorStop: true)) throws -> Script {
        let statements = try scriptItems(of: text, file: "s.sql").map { item -> Statement in
            switch item {
            case .statement(let statement): statement
            case .metaCommand: throw PostgresError.unsupportedText(reason: "the test has no meta-commands")
            }
        }
        return Script(file: "s.sql", statements: statements, runner: runner)
    }

    /// Runs `text`, or `statements` where they are given, behind `setup` in a fresh database with our bookkeeping.
    private func observed(
        _ text: String, setup: String = "SELECT 1", runner: Runner = .psql(onErrorStop: true),
        limits: Limits = Limits(), statements: [Statement]? = nil,
        then check: @Sendable (PostgresConnection) async throws -> Void = { _ in }
    ) async throws -> ScriptObservation {
        let script = Script(
            file: "s.sql", statements: try statements ?? self.script(text, runner).statements, runner: runner)
        nonisolated(unsafe) var observation: ScriptObservation?
        try await withTestDatabase { parameters in
            try await withConnection(parameters) { connection in
                for statement in Bookkeeping.statements { _ = try await connection.execute(statement) }
                for statement in try self.script(setup).statements { _ = try await connection.execute(statement.text) }
                _ = try await connection.execute("DELETE FROM pgrehearse.changed_object")
            }
            let kept = KeptConnection()
            let runner = ScriptRunner(session: parameters, observer: parameters, kept: kept, limits: limits)
            observation = try await runner.run(script)
            await kept.close()
            try await withConnection(parameters) { try await check($0) }
        }
        return try #require(observation)
    }

    private func table(_ name: String, exists: Bool) -> @Sendable (PostgresConnection) async throws -> Void {
        { connection in
            let row = try await connection.query("SELECT to_regclass($1) IS NOT NULL AS is_there", [name]).rows[0]
            #expect(try row.bool("is_there") == exists)
        }
    }

    @Test("tells the locks on relations that existed before, and no others")
    func tellsLocks() async throws {
        let observation = try await observed(
            "ALTER TABLE t ADD COLUMN b integer; CREATE TABLE fresh (a integer); UPDATE t SET b = 1;",
            setup: "CREATE TABLE t (a integer)")
        #expect(observation.result == .applied)
        #expect(
            observation.statements.map(\.locks) == [
                .observed([RelationLock(relation: "public.t", mode: .accessExclusive)]), .observed([]),
                .observed([RelationLock(relation: "public.t", mode: .rowExclusive)]),
            ])
        #expect(observation.strongestLock == RelationLock(relation: "public.t", mode: .accessExclusive))
    }

    @Test("tells which statement defined and dropped what")
    func tellsChanges() async throws {
        let observation = try await observed(
            "CREATE TABLE fresh (a integer); DROP INDEX i;",
            setup: "CREATE TABLE t (a integer); CREATE INDEX i ON t (a);")
        #expect(observation.statements[0].changedObjects.map(\.identity) == ["public.fresh"])
        #expect(
            observation.statements[1].changedObjects == [
                ChangedObject(change: .dropped, type: "index", identity: "public.i")
            ])
    }

    @Test("attributes changes inside the script's own transaction once it commits")
    func attributesInsideTransactions() async throws {
        let observation = try await observed("BEGIN; CREATE TABLE a (x integer); CREATE TABLE b (x integer); COMMIT;")
        #expect(
            observation.statements.map { $0.changedObjects.map(\.identity) } == [[], ["public.a"], ["public.b"], []])
    }

    @Test("runs what may not stand in a transaction block bare, and says that nobody saw its locks")
    func runsBare() async throws {
        let observation = try await observed(
            "CREATE INDEX CONCURRENTLY i ON t (a); VACUUM t;", setup: "CREATE TABLE t (a integer)")
        #expect(observation.result == .applied)
        #expect(observation.statements.map(\.locks) == [.notObserved, .notObserved])
        #expect(observation.unobservedCount == 2)
        #expect(observation.statements[0].changedObjects.map(\.identity) == ["public.i"])
    }

    @Test("a DO block that commits runs as it does under psql")
    func committingBlocks() async throws {
        let observation = try await observed(
            "DO $$ BEGIN CREATE TABLE t (a integer); COMMIT; END $$;", then: table("t", exists: true))
        #expect(observation.result == .applied)
        #expect(observation.statements[0].locks == .notObserved)
    }

    @Test("LOCK TABLE outside a transaction is refused, as it is in production")
    func lockOutsideTransaction() async throws {
        let observation = try await observed("LOCK TABLE t;", setup: "CREATE TABLE t (a integer)")
        #expect(observation.result == .refused)
        #expect(observation.statements[0].complaint?.sqlState == "25P01")
    }

    @Test("stops at the first refusal, keeps what was committed before it, and carries every error field")
    func stopsAtRefusals() async throws {
        let observation = try await observed(
            "CREATE TABLE kept (a integer);\nSELEC 1;\nCREATE TABLE never (a integer);",
            then: table("kept", exists: true))
        #expect(observation.result == .refused)
        #expect(observation.statements.count == 2)
        #expect(observation.statementCount == 3)
        #expect(observation.statements[1].complaint?.sqlState == "42601")
        #expect(observation.statements[1].complaint?.position == 1)
        #expect(observation.statements[1].place == SourcePlace(file: "s.sql", line: 2, column: 1))
    }

    @Test("goes on behind a refusal where the runner says so")
    func goesOn() async throws {
        let observation = try await observed(
            "SELEC 1; CREATE TABLE t (a integer);", runner: .psql(onErrorStop: false), then: table("t", exists: true))
        #expect(observation.result == .refusedAndContinued)
        #expect(observation.statements.count == 2)
    }

    @Test("a single transaction leaves nothing behind a refusal")
    func singleTransaction() async throws {
        let observation = try await observed(
            "CREATE TABLE t (a integer); SELEC 1;", runner: .singleTransaction, then: table("t", exists: false))
        #expect(observation.result == .refused)
    }

    private static let deferred =
        "CREATE TABLE p (a int PRIMARY KEY); CREATE TABLE c (a int REFERENCES p DEFERRABLE INITIALLY DEFERRED)"

    @Test("a deferred constraint speaks at the commit, and its statement is refused")
    func deferredConstraints() async throws {
        let observation = try await observed("INSERT INTO c VALUES (1);", setup: Self.deferred)
        #expect(observation.result == .refused)
        #expect(observation.statements[0].complaint?.sqlState == "23503")
        #expect(observation.statements[0].commandTag == nil)
        #expect(observation.commitComplaint == nil)
    }

    @Test("in a single transaction it is the COMMIT that is refused, and no statement")
    func deferredConstraintsInOneTransaction() async throws {
        let observation = try await observed(
            "INSERT INTO c VALUES (1); SELECT 1;", setup: Self.deferred, runner: .singleTransaction)
        #expect(observation.result == .refused)
        #expect(observation.commitComplaint?.sqlState == "23503")
        #expect(observation.statements.map(\.complaint) == [nil, nil])
        #expect(observation.statements.map(\.commandTag) == ["INSERT 0 1", "SELECT 1"])
    }

    @Test("goes on or stops behind a refusal as the script's own ON_ERROR_STOP says")
    func onErrorStop() async throws {
        var script = try script("SELEC 1; SELEC 2; CREATE TABLE never (a integer);")
        script.statements[0].onErrorStop = false
        let statements = script.statements
        let observation = try await observed(
            "", runner: .psql(onErrorStop: true), statements: statements, then: table("never", exists: false))
        #expect(observation.result == .refused)
        #expect(observation.statements.count == 2)
        script.statements[2].onErrorStop = true
        let other = try await observed(
            "", runner: .psql(onErrorStop: false), statements: script.statements, then: table("never", exists: true))
        #expect(other.result == .refusedAndContinued)
    }

    @Test("COPY … TO STDOUT runs, and its rows are thrown away")
    func copiesOut() async throws {
        let observation = try await observed(
            "COPY (SELECT generate_series(1, 5000)) TO STDOUT; CREATE TABLE t (a integer);",
            then: table("t", exists: true))
        #expect(observation.result == .applied)
        #expect(observation.statements[0].commandTag == "COPY 5000")
    }

    @Test("tells a transaction that the script leaves open, and psql's fate for it: nothing is kept")
    func leavesTransactionOpen() async throws {
        let observation = try await observed("BEGIN; CREATE TABLE t (a integer);", then: table("t", exists: false))
        #expect(observation.leftTransactionOpen)
    }

    @Test("feeds COPY data that stands in the script")
    func copiesData() async throws {
        let observation = try await observed(
            "COPY t FROM stdin;\n1\n2\n\\.\nSELECT 1;", setup: "CREATE TABLE t (a integer)",
            then: { connection in
                let row = try await connection.query("SELECT sum(a) AS total FROM t").rows[0]
                #expect(try row.int("total") == 3)
            })
        #expect(observation.result == .applied)
        #expect(observation.statements[0].commandTag == "COPY 2")
    }

    @Test("the watchdog ends a statement whatever statement_timeout says")
    func watchdog() async throws {
        let observation = try await observed(
            "SET statement_timeout = 0; SELECT pg_sleep(600); SELECT 1;", limits: Limits(statementMilliseconds: 300))
        #expect(observation.result == .timedOut)
        #expect(observation.statements.count == 2)
    }

    @Test("a lost connection is no refusal")
    func lostConnection() async throws {
        let observation = try await observed("SELECT pg_terminate_backend(pg_backend_pid());")
        #expect(observation.result == .serverLost)
        #expect(observation.statements[0].complaint == nil)
    }

    @Test("notices stay with their own statement")
    func notices() async throws {
        let observation = try await observed(
            "DO $$ BEGIN RAISE NOTICE 'one'; END $$; DO $$ BEGIN RAISE WARNING 'two'; END $$;")
        #expect(observation.statements.map(\.notices) == [["NOTICE: one"], ["WARNING: two"]])
    }
}
