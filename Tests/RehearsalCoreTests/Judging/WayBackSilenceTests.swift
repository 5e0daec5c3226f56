import RehearsalCore
import Testing

@Suite("A way back that ends with success and did not do its work")
struct WayBackSilenceTests {
    private let up = Small.observation(
        "migrations/001_a.sql",
        [
            Small.statement(
                1, "CREATE INDEX clients_by_status ON clients (status)", in: "migrations/001_a.sql",
                changed: ["public.clients_by_status"])
        ])

    private func judge(
        _ statements: [(text: String, tag: String, notice: String?)], left: Bool = true, after: Snapshot? = nil
    ) -> WayBackJudgement {
        let file = "rollbacks/001_a.sql"
        let told = statements.enumerated().map { place, statement in
            var observation = Small.statement(place + 1, statement.text, in: file, tag: statement.tag)
            observation.notices = [statement.notice].compactMap(\.self)
            return observation
        }
        return judgeWayBack(
            of: Small.step(), before: Small.snapshot(.baseline),
            down: Small.snapshot(.down(step: "001_a"), left ? Small.index("public.clients_by_status") : []),
            upward: up, downward: Small.observation(file, told), folder: ".", after: after)
    }

    private func codes(_ judgement: WayBackJudgement) -> [FindingCode] { judgement.findings.map(\.code) }

    private static let notice = "NOTICE: index \"client_by_status\" does not exist, skipping"

    @Test("an IF EXISTS that hit nothing is told with the nearest name, beside what stays")
    func missed() throws {
        let judgement = judge([("DROP INDEX IF EXISTS client_by_status", "DROP INDEX", Self.notice)])
        #expect(codes(judgement) == [.rollbackChangedNothing, .rollbackMissed, .rollbackSchemaDiffers])
        let missed = judgement.findings[1]
        #expect(missed.severity == .warn)
        #expect(missed.object == "client_by_status")
        #expect(missed.message.what.hasSuffix("did you mean clients_by_status?"))
        #expect(missed.place == Small.place("rollbacks/001_a.sql", 1))
    }

    @Test("an IF EXISTS that hit nothing is fine where nothing stays")
    func nothingStays() {
        #expect(codes(judge([("DROP INDEX IF EXISTS x", "DROP INDEX", Self.notice)], left: false)) == [])
    }

    @Test(
        "changed nothing",
        arguments: [
            ("SELECT 1", "SELECT 1"), ("UPDATE t SET a = 1 WHERE false", "UPDATE 0"), ("SET work_mem = '1MB'", "SET"),
            ("INSERT INTO t SELECT 1 WHERE false", "INSERT 0 0"), ("SHOW work_mem", "SHOW"),
        ])
    func silent(_ text: String, _ tag: String) {
        #expect(codes(judge([(text, tag, nil)])).first == .rollbackChangedNothing)
    }

    @Test(
        "may have changed something",
        arguments: [
            ("SELECT drop_all()", "SELECT 1"), ("UPDATE t SET a = 1", "UPDATE 3"), ("DROP ROLE r", "DROP ROLE"),
            ("DO $$ BEGIN END $$", "DO"), ("GRANT a TO b", "GRANT ROLE"),
        ])
    func doubtful(_ text: String, _ tag: String) {
        #expect(codes(judge([(text, tag, nil)])) == [.rollbackSchemaDiffers])
    }

    @Test("the state after the step decides where it is known")
    func known() {
        let same = Small.snapshot(.after(step: "001_a"), Small.index("public.clients_by_status"))
        let other = Small.snapshot(.after(step: "001_a"), Small.index("public.another"))
        #expect(codes(judge([("SELECT drop_all()", "SELECT 1", nil)], after: same)).first == .rollbackChangedNothing)
        #expect(codes(judge([("SELECT 1", "SELECT 1", nil)], after: other)) == [.rollbackSchemaDiffers])
    }

    @Test("a residue is told with its cause, the step's statement and what the way back lacks")
    func words() throws {
        let judgement = judge([("DROP INDEX other", "DROP INDEX", nil)])
        let finding = try #require(judgement.findings.first)
        #expect(
            finding.message.what
                == "after the way back, index public.clients_by_status is new: an index was left")
        #expect(finding.message.place?.hasPrefix("migrations/001_a.sql:1:1, statement 1 of 1") == true)
        #expect(
            finding.message.next
                == "add to rollbacks/001_a.sql: `DROP INDEX public.clients_by_status;`, then: pgrehearse run .")
        #expect(judgement.residues.map(\.cause) == [.indexLeft])
        #expect(judgement.residues.first?.madeBy?.ordinal == 1)
    }
}
