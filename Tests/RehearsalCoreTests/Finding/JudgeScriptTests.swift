import RehearsalCore
import Testing

@Suite("Judging one script's observation")
struct JudgeScriptTests {
    private static let file = "migrations/001_a.sql"

    private static func script(_ text: String, runner: Runner = .psql(onErrorStop: true)) throws -> Script {
        let statements = try scriptItems(of: text, file: file).compactMap { item in
            if case .statement(let statement) = item { statement } else { nil }
        }
        return Script(file: file, statements: statements, runner: runner)
    }

    private static func step(_ script: Script, wayBack: WayBack = .missing(expectedFile: "rollbacks/001_a.sql")) -> Step
    {
        Step(name: "001_a", phase: "p", upward: script, wayBack: wayBack)
    }

    private static let project = Project(
        name: "shop", folder: "my shop",
        server: ServerRequest(majorVersion: 15, parameters: [], extensions: [], locale: ServerLocale()),
        roles: Roles(owner: RoleRequest(name: "o"), application: nil), clock: RehearsalClock(epochSeconds: 0),
        dataset: DatasetRequest(shapeFile: "shape.yaml", seed: 1, scaleThousandths: 1000), baseline: [], phases: [],
        steps: [], workload: [], limits: Limits(statementMilliseconds: 90_000), store: "s.sqlite")

    /// Statements up to the one that was refused, in the way a runner observes them.
    private static func observation(
        of script: Script, result: ScriptResult, refusedAt ordinal: Int? = nil, complaint: ServerComplaint? = nil,
        sent: Int? = nil, locks: LockObservation = .observed([]), leftOpen: Bool = false
    ) -> ScriptObservation {
        let statements = script.statements.enumerated().prefix(sent ?? ordinal ?? script.statements.count).map {
            index, statement in
            let isRefused = index + 1 == ordinal
            return StatementObservation(
                ordinal: index + 1, place: statement.place, excerpt: excerpt(of: statement.text, limit: 200),
                elapsedMilliseconds: 1, commandTag: isRefused ? nil : "OK", notices: [],
                complaint: isRefused ? complaint : nil, locks: locks, changedObjects: [])
        }
        return ScriptObservation(
            file: script.file, result: result, elapsedMilliseconds: 1, statementCount: script.statements.count,
            statements: statements, leftTransactionOpen: leftOpen)
    }

    private static let syntax = ServerComplaint(
        severity: "ERROR", sqlState: "42601", message: "syntax error at or near \"TABEL\"", position: 8)

    @Test("A refused statement is told with the error's own place, its number, what was kept and the next command")
    func refusal() throws {
        let script = try Self.script("SELECT 1;\nCREATE\n TABEL t (s text DEFAULT 's3cret');\nSELECT 2;")
        let seen = Self.observation(of: script, result: .refused, refusedAt: 2, complaint: Self.syntax)
        let finding = try #require(judgeScript(seen, of: .upward(Self.step(script)), project: Self.project).first)
        #expect(finding.code == .migrationRefused && finding.severity == .fail && finding.ending == .refused)
        #expect(finding.place == SourcePlace(file: Self.file, line: 3, column: 1))
        #expect(finding.message.place == "\(Self.file):3:1, in statement 2 of 3, which begins at 2:1")
        #expect(finding.message.what == "the server refused statement 2 of 001_a: CREATE TABEL t (s text DEFAULT ?)")
        #expect(finding.message.stateNow == "what ran before it is committed (1 of 3); no later step was run")
        #expect(finding.message.next == "correct \(Self.file), then: pgrehearse run 'my shop'")
    }

    @Test("A second run that is refused sends the reader to the way back, which left something behind")
    func refusedAgain() throws {
        let script = try Self.script("CREATE TABEL t;")
        let seen = Self.observation(of: script, result: .refused, refusedAt: 1, complaint: Self.syntax)
        let back = Script(file: "rollbacks/001_a.sql", statements: script.statements, runner: script.runner)
        let step = Self.step(script, wayBack: .script(back))
        let finding = try #require(judgeScript(seen, of: .again(step), project: Self.project).first)
        #expect(finding.message.next.hasPrefix("correct rollbacks/001_a.sql, which left behind"))
    }

    @Test("What was kept follows from the script's own transactions and its runner")
    func kept() throws {
        func stateNow(_ text: String, at ordinal: Int, runner: Runner = .psql(onErrorStop: true)) throws -> String {
            let script = try Self.script(text, runner: runner)
            let seen = Self.observation(of: script, result: .refused, refusedAt: ordinal, complaint: Self.syntax)
            return judgeScript(seen, of: .upward(Self.step(script)), project: Self.project)[0].message.stateNow
        }
        #expect(try stateNow("x;", at: 1).hasPrefix("nothing was committed before it;"))
        #expect(try stateNow("a; x;", at: 2, runner: .singleTransaction).hasPrefix("nothing of the script was kept"))
        #expect(
            try stateNow("a; x;", at: 2, runner: .oneMessage).hasPrefix("nothing of the script was kept: its message"))
        #expect(
            try stateNow("a; COMMIT; b; ROLLBACK; x;", at: 5, runner: .oneMessage)
                .hasPrefix("what ran up to the commit of statement 2 is committed, the rest was rolled back;"))
        #expect(
            try stateNow("a; BEGIN; b; x;", at: 4)
                .hasPrefix(
                    "the transaction that statement 2 opened was rolled back; what ran before that is committed;"))
        #expect(try stateNow("BEGIN; a; COMMIT; x;", at: 4).hasPrefix("what ran before it is committed (3 of 4);"))
    }

    @Test("A COMMIT that is refused is named, and not the statement before it")
    func refusedCommit() throws {
        let script = try Self.script("SELECT 1;\nSELECT 2;", runner: .singleTransaction)
        var seen = Self.observation(of: script, result: .refused)
        seen.commitComplaint = ServerComplaint(severity: "ERROR", sqlState: "23503", message: "violates")
        let findings = judgeScript(seen, of: .upward(Self.step(script)), project: Self.project)
        #expect(findings.map(\.code) == [.migrationRefused])
        #expect(findings[0].message.what == "the server refused the COMMIT that ends 001_a")
        #expect(findings[0].message.place == "behind \(Self.file):2:1, statement 2 of 2, the last one")
        #expect(findings[0].message.stateNow.hasPrefix("nothing of the script was kept"))
    }

    @Test("In one message the last statement may have been refused by the commit, and CONCURRENTLY needs a step alone")
    func oneMessage() throws {
        let script = try Self.script("SELECT 1;\nSELECT 2;", runner: .oneMessage)
        let deferred = ServerComplaint(severity: "ERROR", sqlState: "23503", message: "violates")
        let last = Self.observation(of: script, result: .refused, refusedAt: 2, complaint: deferred)
        let finding = judgeScript(last, of: .upward(Self.step(script)), project: Self.project)[0]
        #expect(finding.message.what == "the server refused statement 2, or the commit behind it, of 001_a: SELECT ?")
        let block = ServerComplaint(severity: "ERROR", sqlState: "25001", message: "cannot run inside")
        let first = Self.observation(of: script, result: .refused, refusedAt: 1, complaint: block)
        let advice = judgeScript(first, of: .upward(Self.step(script)), project: Self.project)[0].message
        #expect(advice.next.contains("put the statement alone into a step of its own"))
        #expect(!advice.what.contains("the commit behind it"))
    }

    @Test("A refused way back has its own code, and one behind it that was refused for that alone is not told")
    func wayBack() throws {
        let script = try Self.script("BEGIN; x; y; COMMIT;", runner: .psql(onErrorStop: false))
        var seen = Self.observation(
            of: script, result: .refusedAndContinued, refusedAt: 2, complaint: Self.syntax, sent: 4)
        seen.statements[2].complaint = ServerComplaint(severity: "ERROR", sqlState: "25P02", message: "aborted")
        let step = Self.step(script, wayBack: .script(script))
        let findings = judgeScript(seen, of: .wayBack(step, script), project: Self.project)
        #expect(findings.map(\.code) == [.rollbackRefused])
        #expect(findings[0].message.stateNow.contains("the script went on behind it"))
    }

    @Test("Hundreds of refusals are told as 20, and the last says how many more there are")
    func cap() throws {
        let script = try Self.script(String(repeating: "x;", count: 50), runner: .psql(onErrorStop: false))
        var seen = Self.observation(of: script, result: .refusedAndContinued)
        for index in seen.statements.indices { seen.statements[index].complaint = Self.syntax }
        let findings = judgeScript(seen, of: .upward(Self.step(script)), project: Self.project)
        #expect(findings.count == 20)
        #expect(findings[19].message.what.hasSuffix("; 30 more in this file"))
    }

    @Test("A statement that outlived the watchdog and a lost server end with 3 and name the statement that ran")
    func infrastructure() throws {
        let script = try Self.script("a;\nb;")
        for (result, code) in [(ScriptResult.timedOut, FindingCode.statementTimeout), (.serverLost, .serverLost)] {
            let seen = Self.observation(of: script, result: result)
            let finding = try #require(judgeScript(seen, of: .upward(Self.step(script)), project: Self.project).first)
            #expect(finding.code == code && finding.ending == .infrastructure)
            #expect(finding.place == SourcePlace(file: Self.file, line: 2, column: 1))
            #expect(finding.message.what.contains("statement 2"))
        }
    }

    @Test("A full disk is a finding of its own, refused or lost, that says what is full; it ends with 3")
    func diskFull() throws {
        let script = try Self.script("a;\nb;")
        let disk = DiskSpace(folder: "/tmp", freeBytes: 0, totalBytes: 64 << 20)
        let complaint = ServerComplaint(severity: "ERROR", sqlState: "53100", message: "could not extend file")
        let panic = "PANIC:  could not write to file: No space left on device"
        for (seen, log) in [
            (Self.observation(of: script, result: .refused, refusedAt: 2, complaint: complaint), []),
            (Self.observation(of: script, result: .serverLost), [panic]),
        ] {
            let server = ServerCondition(logTail: log, disk: disk)
            let findings = judgeScript(
                seen, of: .upward(Self.step(script)), project: Self.project, server: server)
            let finding = try #require(findings.first)
            #expect(finding.code == .diskFull && finding.ending == .infrastructure)
            #expect(finding.place == SourcePlace(file: Self.file, line: 2, column: 1))
            #expect(finding.message.what.contains("the disk was full") && finding.message.what.contains("statement 2"))
            #expect(finding.message.stateNow.hasPrefix("the disk of /tmp has 64 MiB, 0 MiB of them free; "))
            #expect(finding.message.next.hasPrefix("make room there, or set TMPDIR"))
        }
    }

    @Test("A role that cannot log in any more is told at the first statement, with the way to let it in")
    func lockedOut() throws {
        let script = try Self.script("a;")
        let complaint = ServerComplaint(
            severity: "FATAL", sqlState: ScriptObservation.lockedOutState, message: "the script's role cannot log in")
        let seen = Self.observation(of: script, result: .refused, refusedAt: 1, complaint: complaint)
        let finding = try #require(judgeScript(seen, of: .upward(Self.step(script)), project: Self.project).first)
        #expect(finding.code == .migrationRefused && finding.ending == .refused)
        #expect(finding.message.next.contains("LOGIN"))
    }

    @Test("A transaction that was left open is told at its BEGIN")
    func openTransaction() throws {
        let script = try Self.script("a;\n  BEGIN;\nb;")
        let seen = Self.observation(of: script, result: .applied, leftOpen: true)
        let finding = try #require(judgeScript(seen, of: .upward(Self.step(script)), project: Self.project).first)
        #expect(finding.code == .transactionLeftOpen)
        #expect(finding.place == SourcePlace(file: Self.file, line: 2, column: 3))
    }

    @Test("Locks that nobody could see are one note per script, and none for a second run")
    func unseenLocks() throws {
        let script = try Self.script("a; b; c;")
        let seen = Self.observation(of: script, result: .applied, locks: .notObserved)
        let findings = judgeScript(seen, of: .upward(Self.step(script)), project: Self.project)
        #expect(findings.map(\.code) == [.locksNotObserved] && findings[0].severity == .note)
        #expect(findings[0].message.what.hasPrefix("3 of 3 statements"))
        #expect(judgeScript(seen, of: .again(Self.step(script)), project: Self.project) == [])
    }

    @Test("A script that was applied in sight gives nothing, nor does one that was not run")
    func nothing() throws {
        let script = try Self.script("a;")
        for result in [ScriptResult.applied, .notRun] {
            let seen = Self.observation(of: script, result: result, sent: result == .notRun ? 0 : nil)
            #expect(judgeScript(seen, of: .upward(Self.step(script)), project: Self.project) == [])
        }
    }

    @Test("A missing way back fails and names the file; a declared one is a note with its reason")
    func wayBackFiles() throws {
        let script = try Self.script("a;")
        let missing = judgeWayBackFile(of: Self.step(script))
        #expect(missing.map(\.code) == [.rollbackMissing] && missing[0].failsRun)
        #expect(missing[0].message.place == "looked for rollbacks/001_a.sql")
        let declared = judgeWayBackFile(of: Self.step(script, wayBack: .irreversible(reason: "purges")))
        #expect(declared.map(\.code) == [.rollbackIrreversible] && !declared[0].failsRun)
        #expect(declared[0].message.what.hasSuffix("purges"))
    }
}
