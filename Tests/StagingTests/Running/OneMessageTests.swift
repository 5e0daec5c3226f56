import Postgres
import RehearsalCore
import TestServer
import Testing

@testable import Staging

@Suite("Running a script as one message")
struct OneMessageTests {
    /// Runs `text` behind `setup` in a fresh database with our bookkeeping.
    private func observed(
        _ text: String, setup: String = "", limits: Limits = Limits(),
        then check: @Sendable (PostgresConnection) async throws -> Void = { _ in }
    ) async throws -> ScriptObservation {
        let statements = try scriptItems(of: text, file: "s.sql").compactMap { item -> Statement? in
            guard case .statement(let statement) = item else { return nil }
            return statement
        }
        let script = Script(file: "s.sql", statements: statements, runner: .oneMessage)
        nonisolated(unsafe) var observation: ScriptObservation?
        try await withTestDatabase { parameters in
            try await withConnection(parameters) { connection in
                for statement in Bookkeeping.statements { _ = try await connection.execute(statement) }
                _ = try await connection.execute(setup)
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

    @Test("tells every statement's tag, the message's notices, and neither times nor locks")
    func applied() async throws {
        let observation = try await observed(
            "CREATE TABLE t (a integer);\nDO $$ BEGIN RAISE NOTICE 'one'; END $$;\nINSERT INTO t VALUES (1), (2);\n"
                + "COPY t TO STDOUT;\nSELECT * FROM t;", then: table("t", exists: true))
        #expect(observation.result == .applied)
        #expect(
            observation.statements.map(\.commandTag) == ["CREATE TABLE", "DO", "INSERT 0 2", "COPY 2", "SELECT 2"])
        #expect(observation.statements.allSatisfy { $0.locks == .notObserved && $0.elapsedMilliseconds == nil })
        #expect(observation.statements.map(\.notices) == [[], [], [], [], ["NOTICE: one"]])
        #expect(observation.unobservedCount == 5)
    }

    @Test("gives changed objects to the statements that name them")
    func attributes() async throws {
        let observation = try await observed(
            """
            CREATE TABLE a (id serial PRIMARY KEY);
            CREATE TABLE b (id serial PRIMARY KEY);
            CREATE INDEX b_i ON b (id);
            CREATE INDEX a_i ON a (id);
            DO $$ BEGIN CREATE TABLE hidden (a integer); END $$;
            DROP TABLE b;
            """)
        let identities = observation.statements.map { Set($0.changedObjects.map(\.identity)) }
        #expect(identities[0].isSuperset(of: ["public.a", "public.a_id_seq", "public.a_pkey"]))
        #expect(identities[1].isSuperset(of: ["public.b", "public.b_id_seq", "public.b_pkey"]))
        #expect(identities[2] == ["public.b_i"])
        #expect(identities[3] == ["public.a_i"])
        #expect(identities[4] == ["public.hidden"])
        #expect(identities[5].contains("public.b"))
        #expect(observation.statements[5].changedObjects.allSatisfy { $0.change == .dropped })
    }

    @Test("is one transaction: a refusal takes back what ran before it, and what follows is not told")
    func refused() async throws {
        let observation = try await observed(
            "CREATE TABLE t (a integer);\nINSERT INTO t VALUES (1);\nINSERT INTO t\n  SELECT nosuch;\nSELECT 1;",
            then: table("t", exists: false))
        #expect(observation.result == .refused)
        #expect(observation.statements.map(\.ordinal) == [1, 2, 3])
        #expect(observation.statements.map(\.commandTag) == ["CREATE TABLE", "INSERT 0 1", nil])
        #expect(observation.statements.allSatisfy { $0.changedObjects.isEmpty })
        let refused = observation.statements[2]
        #expect(refused.complaint?.sqlState == "42703")
        let position = try #require(refused.complaint?.position)
        let statement = try #require(
            try scriptItems(of: "INSERT INTO t\n  SELECT nosuch", file: "s.sql").first.flatMap { item -> Statement? in
                guard case .statement(let statement) = item else { return nil }
                return statement
            })
        #expect(place(ofPosition: position, in: statement) == SourcePlace(file: "s.sql", line: 2, column: 10))
    }

    @Test("a refusal without a position belongs to the first statement that was not answered")
    func refusedWithoutPosition() async throws {
        let observation = try await observed(
            "SELECT 1; INSERT INTO t VALUES (1); SELECT 2;", setup: "CREATE TABLE t (a integer CHECK (a > 1))")
        #expect(observation.statements.last?.ordinal == 2)
        #expect(observation.statements.last?.complaint?.sqlState == "23514")
        #expect(observation.statements.last?.complaint?.position == nil)
    }

    @Test("a syntax error is found before anything runs, in the statement that has it")
    func syntaxError() async throws {
        let observation = try await observed(
            "CREATE TABLE t (ä integer);\nSELECT 'é';\n  SELEC 2;", then: table("t", exists: false))
        #expect(observation.result == .refused)
        #expect(observation.statements.map(\.ordinal) == [3])
        #expect(observation.statements[0].complaint?.sqlState == "42601")
        #expect(observation.statements[0].complaint?.position == 1)
    }

    @Test("CREATE INDEX CONCURRENTLY is refused with 25001 beside other statements, and runs alone")
    func concurrently() async throws {
        let setup = "CREATE TABLE t (a integer)"
        let beside = try await observed("SELECT 1; CREATE INDEX CONCURRENTLY i ON t (a);", setup: setup)
        #expect(beside.result == .refused)
        #expect(beside.statements.last?.complaint?.sqlState == "25001")
        let alone = try await observed("CREATE INDEX CONCURRENTLY i ON t (a);", setup: setup)
        #expect(alone.result == .applied)
        #expect(alone.statements[0].changedObjects.map(\.identity) == ["public.i"])
    }

    @Test("its own BEGIN and COMMIT do what they do to the server")
    func ownTransactions() async throws {
        let observation = try await observed(
            "CREATE TABLE kept (a integer); COMMIT; CREATE TABLE lost (a integer); SELECT 1 / 0;",
            then: { connection in
                try await self.table("kept", exists: true)(connection)
                try await self.table("lost", exists: false)(connection)
            })
        #expect(observation.result == .refused)
        #expect(observation.statements[0].changedObjects.map(\.identity) == ["public.kept"])
        #expect(observation.statements[2].changedObjects.isEmpty)
        let open = try await observed("BEGIN; CREATE TABLE t (a integer);", then: table("t", exists: false))
        #expect(open.leftTransactionOpen)
        let closed = try await observed("BEGIN; CREATE TABLE t (a integer); COMMIT;", then: table("t", exists: true))
        #expect(!closed.leftTransactionOpen)
    }

    @Test("the watchdog ends the message, a lost connection is no refusal, and nothing at all is fine")
    func endings() async throws {
        let late = try await observed(
            "SET statement_timeout = 0; SELECT pg_sleep(600);", limits: Limits(statementMilliseconds: 300))
        #expect(late.result == .timedOut)
        #expect(try await observed("SELECT pg_terminate_backend(pg_backend_pid());").result == .serverLost)
        #expect(try await observed("-- nothing\n").result == .applied)
    }
}
