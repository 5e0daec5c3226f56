import RehearsalCore
import Testing

@Suite("Judging canaries")
struct JudgeCanariesTests {
    private static func statement(_ text: String, _ tag: String, _ file: String, _ line: Int) -> StatementObservation {
        StatementObservation(
            ordinal: line, place: SourcePlace(file: file, line: line, column: 1), excerpt: text,
            elapsedMilliseconds: 1, commandTag: tag, notices: [], complaint: nil, locks: .observed([]),
            changedObjects: [])
    }

    private static let upward = ScriptObservation(
        file: "up.sql", result: .applied, elapsedMilliseconds: 1, statementCount: 2,
        statements: [
            statement("ALTER TABLE a ADD CONSTRAINT a_small CHECK (x < $1)", "ALTER TABLE", "up.sql", 1),
            statement("UPDATE b SET x = $1", "UPDATE 2", "up.sql", 2),
        ])
    private static let downward = ScriptObservation(
        file: "down.sql", result: .applied, elapsedMilliseconds: 1, statementCount: 1,
        statements: [statement("REVOKE ALL ON b FROM app", "REVOKE", "down.sql", 1)])

    private static func record(
        _ round: CanaryRound, _ table: String, _ verb: CanaryVerb, _ answer: CanaryAnswer
    ) -> CanaryRecord {
        CanaryRecord(round: round, table: table, verb: verb, role: "app", session: "large", answer: answer)
    }

    private static func said(_ state: String, _ message: String = "no", constraint: String? = nil) -> CanaryAnswer {
        .refused(ServerComplaint(severity: "ERROR", sqlState: state, message: message, constraint: constraint))
    }

    private static func judged(_ records: [CanaryRecord], _ presences: [CanaryPresence] = []) -> [Finding] {
        judgeCanaries(
            of: "001_a", records: records, presences: presences, upward: upward, downward: downward, folder: "p")
    }

    private static func presence(
        _ round: CanaryRound, _ table: String, _ state: CanaryState, isTableOfStep: Bool = false
    ) -> CanaryPresence {
        CanaryPresence(round: round, table: table, key: "k", isTableOfStep: isTableOfStep, state: state)
    }

    @Test("tells what was done before and is not any more, with the statement behind it")
    func refusals() throws {
        let done = CanaryAnswer.done(key: "k")
        let findings = Self.judged([
            Self.record(.before, "public.a", .insert, done), Self.record(.before, "public.b", .update, done),
            Self.record(.before, "public.b", .delete, done), Self.record(.before, "public.c", .insert, .withoutEffect),
            Self.record(.between, "public.a", .insert, Self.said("23514", constraint: "a_small")),
            Self.record(.between, "public.b", .update, done), Self.record(.between, "public.c", .insert, .timedOut),
            Self.record(.after, "public.a", .insert, .timedOut),
            Self.record(.after, "public.b", .update, .withoutEffect),
            Self.record(.after, "public.b", .delete, .notMade(.noRow)),
        ])
        #expect(findings.map(\.code) == [.canaryRefused, .canaryRefused, .canaryRefused])
        #expect(
            findings.map(\.object) == [
                "public.a/insert/after", "public.a/insert/between", "public.b/update/after",
            ])
        #expect(
            findings.map { $0.place?.description } == ["up.sql:1:1", "up.sql:1:1", "down.sql:1:1"])
        #expect(findings[0].message.what.contains("takes longer than limits.statement"))
        #expect(
            findings[1].message.what
                == "after 001_a, INSERT on public.a as app in session large is refused; before 001_a it was done")
        #expect(findings[1].message.serverSaid == "23514: no")
        #expect(findings[2].message.what.contains("after the way back of 001_a, UPDATE on public.b"))
        #expect(findings[2].message.what.contains("meets no row"))
        #expect(findings.allSatisfy { $0.ending == .failed && $0.step == "001_a" && $0.message.next.contains("run p") })
    }

    @Test("tells rows by table and values by column, and counts them")
    func losses() {
        let other = CanaryAlteration(column: "x", change: .value)
        let findings = Self.judged(
            [],
            [
                Self.presence(.before, "public.a", .present), Self.presence(.before, "public.a", .gone),
                Self.presence(.between, "public.a", .gone), Self.presence(.between, "public.a", .cameBack),
                Self.presence(.before, "public.b", .altered([other])),
                Self.presence(.between, "public.b", .altered([other])),
                Self.presence(
                    .between, "public.c",
                    .altered([CanaryAlteration(column: "New", change: .columnGone, isColumnOfStep: true)])),
                Self.presence(.between, "public.d", .tableGone, isTableOfStep: true),
                Self.presence(.after, "public.e", .altered([CanaryAlteration(column: "y", change: .storedOtherwise)])),
            ])
        #expect(
            findings.map(\.object) == ["public.a", "public.b.x", "public.c.\"New\"", "public.d", "public.e.y"])
        #expect(findings.allSatisfy { $0.code == .canaryLost && $0.failsRun })
        let words = findings.map(\.message.what)
        #expect(words[0].contains("2 rows written before 001_a and between 001_a and its way back are gone"))
        #expect(words[0].contains("a row that was deleted between 001_a and its way back is there again"))
        #expect(words[1].contains("2 values of x written before 001_a and between"), "\(words[1])")
        #expect(words[2].contains("1 value of New written between 001_a and its way back is gone with the column"))
        #expect(words[3].contains("gone with the table"))
        #expect(words[4].contains("not stored as sent"))
        #expect(findings[1].place?.description == "down.sql:1:1")
    }

    @Test("takes no loss from what the migration rewrites itself")
    func rewritten() {
        let rewritten = CanaryAlteration(column: "x", change: .value, isRewrittenByStep: true)
        #expect(Self.judged([], [Self.presence(.between, "public.b", .altered([rewritten]))]).isEmpty)
        #expect(Self.judged([], [Self.presence(.before, "public.b", .altered([rewritten]))]).count == 1)
    }

    @Test("tells a table once that nobody could write, and none that somebody could")
    func unmade() {
        let complaint = ServerComplaint(severity: "ERROR", sqlState: "42501", message: "policy")
        let findings = judgeUnmadeCanaries([
            Self.record(.before, "public.b", .insert, .notMade(.noFittingRow(complaint))),
            Self.record(.before, "public.b", .update, .notMade(.noRow)),
            Self.record(.before, "public.b", .insert, .notMade(.noFittingRow(complaint))),
            Self.record(.before, "public.a", .insert, .notMade(.foreignTable)),
            Self.record(.before, "public.c", .insert, .done(key: "k")),
            Self.record(.between, "public.c", .insert, Self.said("42501")),
            Self.record(.between, "public.new", .insert, .notMade(.noFittingRow(nil))),
        ])
        #expect(findings.map(\.object) == ["public.a", "public.b", "public.new"])
        #expect(findings.map(\.severity) == [.warn, .warn, .warn])
        #expect(
            findings[1].message.what
                == "app may write to public.b, and no canary was written: INSERT: no row that was tried is accepted "
                + "(42501); UPDATE: there is no row of ours")
        #expect(findings[1].message.serverSaid == "42501: policy")
    }
}
