import RehearsalCore
import Testing

@Suite("Judging checks")
struct JudgeChecksTests {
    static func check(
        _ name: String = "c", _ moments: [CheckMoment] = [.after(step: "001_a")],
        expect expectation: CheckExpectation = .noRows, statements: Int = 2
    ) -> Check {
        Check(
            name: name, file: "checks/\(name).sql",
            variants: [CheckVariant(role: .application, session: "large", settings: [])], moments: moments,
            expectation: expectation, writes: false,
            statements: (1...statements).map {
                Statement(text: "SELECT \($0)", place: Small.place("checks/\(name).sql", $0))
            })
    }

    private static func record(_ check: Check, _ answer: CheckAnswer) -> CheckRecord {
        CheckRecord(of: check, check.variants[0], at: check.moments[0], answer: answer, elapsedMilliseconds: 1)
    }

    private static func said(_ sqlState: String, at ordinal: Int) -> CheckAnswer {
        .refused(ServerComplaint(severity: "ERROR", sqlState: sqlState, message: "no"), ordinal: ordinal)
    }

    @Test(
        "tells what was expected from what was answered",
        arguments: [
            (.noRows, .rows(0), nil), (.noRows, .rows(3), "3 rows where none were expected"),
            (.noRows, .rows(1), "1 row where none"), (.rows, .rows(1), nil), (.rows, .rows(0), "no rows where some"),
            (.refused(sqlState: nil), said("42501", at: 2), nil), (.refused(sqlState: nil), said("23503", at: 2), nil),
            (.refused(sqlState: nil), said("P0001", at: 2), nil),
            (.refused(sqlState: "42P01"), said("42P01", at: 2), nil),
            (.refused(sqlState: nil), .rows(1), "accepted what it should refuse (1 row)"),
            (.refused(sqlState: "42501"), .rows(0), "refuse with 42501"),
            (.refused(sqlState: "42501"), said("23503", at: 2), "with 23503, and 42501 was expected"),
            (.refused(sqlState: nil), said("42P01", at: 2), "but not for what it asks"),
            (.refused(sqlState: nil), said("25006", at: 2), "but not for what it asks"),
            (.refused(sqlState: nil), said("53100", at: 2), "but not for what it asks"),
            (.refused(sqlState: nil), said("42501", at: 1), "refused statement 1 of 2"),
            (.noRows, said("42501", at: 2), "refused statement 2 of 2"), (.rows, said("42704", at: 0), "its session"),
            (.refused(sqlState: nil), .timedOut(ordinal: 2), "longer than limits.statement"),
            (.noRows, .serverLost(ordinal: 1), "the connection was lost while statement 1 ran"),
        ] as [(CheckExpectation, CheckAnswer, String?)])
    func answers(_ expectation: CheckExpectation, _ answer: CheckAnswer, _ words: String?) throws {
        let check = Self.check(expect: expectation)
        let record = Self.record(check, answer)
        #expect(record.held == (words == nil))
        let finding = judgeCheck(record, of: check)
        guard let words else {
            #expect(finding == nil)
            return
        }
        #expect(finding?.message.what.contains(words) == true, "\(finding?.message.what ?? "none")")
        #expect(finding?.message.what.hasPrefix("after 001_a, check c as application in session large: ") == true)
        #expect(finding?.object == "c/application/large" && finding?.step == "001_a")
        #expect(finding?.failsRun == true)
        if case .rows = answer {
            #expect(finding?.code == .checkFailed && finding?.place?.line == 2)
        } else {
            #expect(finding?.code == .checkRefused)
        }
    }

    @Test("a check that writes without saying so is told what to write")
    func readOnly() {
        let check = Self.check()
        let finding = judgeCheck(Self.record(check, Self.said("25006", at: 1)), of: check)
        #expect(finding?.message.next.contains("-- writes: yes") == true)
        #expect(finding?.message.serverSaid?.hasPrefix("25006") == true && finding?.place?.line == 1)
    }

    @Test("checks are planned at their moments only, and again behind the way back of a step that they precede")
    func planned() {
        var project = Small.project([
            Small.step(), Small.step("002_b", wayBack: .irreversible(reason: "r")), Small.step("003_c"),
        ])
        project.checks = [
            Self.check("x", [.before(step: "001_a"), .before(step: "002_b")]), Self.check("y", [.after(step: "003_c")]),
        ]
        let plan = acts(for: project)
        let words = plan.map { "\($0.act) \($0.condition)" }
        let checks = words.filter { $0.contains("checks") }
        #expect(
            checks == [
                "run the checks before 001_a if every step so far was applied",
                "run the checks after the way back of 001_a if the way back of 001_a ran",
                "run the checks before 002_b if every step so far was applied",
                "run the checks after 003_c if 003_c was applied",
            ])
        let all = plan.map(\.act)
        #expect(all.firstIndex(of: .runChecks(.before(step: "001_a")))! + 1 == all.firstIndex(of: .runStep("001_a"))!)
        #expect(Set(all.map(\.description)).count == all.count)
    }

    @Test("a check that was not reached is a failing finding, once for all its moments")
    func notRun() {
        var project = Small.project([Small.step(), Small.step("002_b")])
        project.checks = [
            Self.check("x", [.before(step: "001_a"), .after(step: "001_a"), .after(step: "002_b")]),
            Self.check("y", [.before(step: "001_a")]),
        ]
        var outcome = Small.outcome(
            steps: [("001_a", .refused), ("002_b", .notRun)], findings: [Small.finding(.migrationRefused)])
        outcome.checks = project.checks.map { check in
            CheckRecord(
                of: check, check.variants[0], at: .before(step: "001_a"), answer: .rows(0), elapsedMilliseconds: 1)
        }
        let verdict = judged(
            judged(outcome, waived: [], today: Small.today, project: project), waived: [], today: Small.today,
            project: project)
        let missed = verdict.findings.filter { $0.code == .checkNotRun }
        #expect(missed.map(\.object) == ["x", "y"])
        #expect(
            missed.first?.message.what
                == "check x was not run after 001_a, after the way back of 001_a, after 002_b")
        #expect(missed.filter { !$0.failsRun } == [])
        // A run in which nothing failed has reached everything that it was to reach.
        outcome.findings = []
        #expect(judged(outcome, waived: [], today: Small.today, project: project).findings.isEmpty)
    }
}
