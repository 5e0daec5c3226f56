import Postgres
import RehearsalCore
import TestServer
import Testing

@testable import Staging

@Suite("What canaries cannot do")
struct CanaryLimitTests {
    private static func database(_ setup: String) async throws -> RehearsalDatabase {
        let database = try await CanaryGround.shared.database()
        let made = try await database.runner(Limits()).run(try CanaryCase.script(setup, "setup.sql", database))
        try #require(made.result == .applied, "\(made.statements.last?.complaint?.redacted ?? "")")
        return database
    }

    private static func words(_ report: CanaryReport) -> [String] {
        CanaryCase.Result(reports: [report], presences: [], findings: []).answers(report.round)
    }

    @Test("is told once for each table, with the reason")
    func obstacles() async throws {
        let database = try await Self.database(
            """
            CREATE TABLE guarded (id integer PRIMARY KEY, tenant text NOT NULL);
            INSERT INTO guarded VALUES (1, 'a');
            ALTER TABLE guarded ENABLE ROW LEVEL SECURITY;
            CREATE POLICY own ON guarded TO APP USING (tenant = current_setting('app.tenant', true));
            CREATE TABLE blind (id integer PRIMARY KEY, a text);
            GRANT UPDATE (a) ON blind TO APP;
            CREATE TABLE alike (a boolean);
            CREATE TABLE swallowing (id integer PRIMARY KEY);
            CREATE RULE swallow AS ON INSERT TO swallowing DO INSTEAD NOTHING;
            CREATE TABLE half (id integer PRIMARY KEY, needed text NOT NULL);
            GRANT INSERT (id) ON half TO APP;
            CREATE TABLE unreachable (id integer);
            GRANT SELECT, INSERT, UPDATE, DELETE ON guarded, alike, swallowing TO APP;
            """)
        let report = try await database.writeCanaries(.before, of: "001", contexts: [], limits: Limits())
        let app = database.roles.application?.name ?? ""
        let findings = judgeUnmadeCanaries(report.records)
        #expect(findings.map(\.object) == ["alike", "blind", "guarded", "half", "swallowing"].map { "public.\($0)" })
        #expect(findings.allSatisfy { $0.code == .canaryNotMade && $0.severity == .warn && $0.step == nil })
        let what = findings.map(\.message.what)
        #expect(what[0].contains("UPDATE: no column tells one row from the others"), "\(what[0])")
        #expect(what[1].contains("\(app) may write to public.blind"), "\(what[1])")
        #expect(what[1].contains("the role may not read the key"), "\(what[1])")
        #expect(what[2].contains("INSERT: no row that was tried is accepted (42501)"), "\(what[2])")
        #expect(findings[2].message.serverSaid?.contains("row-level security") == true)
        #expect(what[3].contains("INSERT: no row that was tried is accepted (23502)"), "\(what[3])")
        #expect(what[4].contains("INSERT: no row that was tried is accepted (0A000)"), "\(what[4])")
        #expect(judgeUnmadeCanaries(report.records + report.records) == findings)
    }

    @Test("ends at the limit for statements, and leaves no transaction open")
    func limits() async throws {
        let database = try await Self.database(
            """
            CREATE TABLE slow (id integer PRIMARY KEY);
            CREATE FUNCTION wait() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN PERFORM pg_sleep(600); RETURN NEW; END $$;
            CREATE TRIGGER wait BEFORE INSERT ON slow FOR EACH ROW EXECUTE FUNCTION wait();
            CREATE TABLE quick (id integer PRIMARY KEY);
            GRANT SELECT, INSERT ON slow, quick TO APP;
            """)
        let report = try await database.writeCanaries(
            .before, of: "001", contexts: [], limits: Limits(statementMilliseconds: 4000))
        #expect(Self.words(report) == ["public.quick insert: done", "public.slow insert: timeout"])
        #expect(judgeUnmadeCanaries(report.records).map(\.object) == ["public.slow"])
    }

    @Test("is done by the owner where there is no application role; the same rows every time")
    func ownerAndDeterminism() async throws {
        let setup = """
            CREATE TABLE t (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), name text UNIQUE, n integer);
            INSERT INTO t VALUES ('00000000-0000-4000-a000-000000000001', 'someone@example.invalid', 3);
            CREATE TABLE child (t uuid PRIMARY KEY REFERENCES t, at timestamptz NOT NULL);
            """
        var keys: [[String]] = []
        for _ in 0..<2 {
            let made = try await Self.database(setup)
            let database = RehearsalDatabase(
                cluster: made.cluster, name: made.name,
                roles: Roles(owner: made.roles.owner, application: nil))
            let report = try await database.writeCanaries(.before, of: "001", contexts: [], limits: Limits())
            #expect(report.records.map(\.role).allSatisfy { $0 == made.roles.owner.name })
            #expect(report.records.count == 6 && report.records.allSatisfy { $0.isDone })
            keys.append(
                report.records.map { record in
                    if case .done(let key) = record.answer { key } else { "" }
                })
            let names = try await withConnection(database.bootstrap) { connection in
                try await connection.query("SELECT name FROM t ORDER BY name = 'someone@example.invalid', name").rows
                    .map { try $0.text("name") }
            }
            #expect(names.count == 2)
            #expect(names[0].wholeMatch(of: /[a-z]+@[a-z]+\.[a-z]+/) != nil, "an address stays an address: \(names[0])")
        }
        #expect(keys[0] == keys[1])
    }
}
