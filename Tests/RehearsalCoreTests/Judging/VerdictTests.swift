import RehearsalCore
import Testing

@Suite("The verdict")
struct VerdictTests {
    private let project = Small.project([Small.step(), Small.step("002_b")])

    private func ending(_ codes: [FindingCode], failure: Ending? = nil) -> Ending {
        judged(
            Small.outcome(findings: codes.map { Small.finding($0) }, failureEnding: failure), waived: [],
            today: Small.today,
            project: project
        ).ending
    }

    @Test("the worst ending wins: 5, then 64, 4, 3, 2, 1 and 6")
    func order() {
        #expect(ending([]) == .passed)
        #expect(ending([.columnVolatile, .parameterReplaced, .locksNotObserved]) == .passed)
        #expect(ending([.expectationMissing]) == .notComparable)
        #expect(ending([.expectationMissing, .rollbackEmpty]) == .failed)
        #expect(ending([.rollbackEmpty, .migrationRefused]) == .refused)
        #expect(ending([.migrationRefused, .serverLost]) == .infrastructure)
        #expect(ending([.migrationRefused], failure: .storeUnusable) == .storeUnusable)
        #expect(
            Ending.worst(of: [.notComparable, .failed, .refused, .infrastructure, .guarded, .usage, .storeUnusable])
                == .storeUnusable)
        #expect(Ending.worst(of: [.storeUnusable, .terminated, .interrupted]) == .interrupted)
    }

    @Test("an accepted finding is shown with its reason and fails no more")
    func waived() {
        let waiver = AcceptedFinding(
            code: .rollbackDataDiffers, step: "001_a", object: "public.t", reason: "purged by design")
        let found = [
            Small.finding(.rollbackDataDiffers, object: "public.t"),
            Small.finding(.rollbackDataDiffers, object: "public.u"),
        ]
        let one = judged(Small.outcome(findings: [found[0]]), waived: [waiver], today: Small.today, project: project)
        #expect(one.ending == .passed)
        #expect(one.findings.map(\.acceptedReason) == ["purged by design"])
        #expect(
            judged(Small.outcome(findings: found), waived: [waiver], today: Small.today, project: project).ending
                == .failed)
        #expect(
            judged(one, waived: [], today: Small.today, project: project).ending == .failed,
            "a waiver that is gone excuses nothing")
    }

    @Test("an acceptance holds on its last day, excuses nothing behind it, and says so")
    func expired() {
        func verdict(until days: Int?) -> Outcome {
            let waiver = AcceptedFinding(
                code: .rollbackDataDiffers, step: "001_a", object: "public.t", reason: "purged by design",
                until: days.map { CivilDate(daysSince1970: Small.today.daysSince1970 + $0) })
            let found = Small.finding(.rollbackDataDiffers, object: "public.t")
            let once = judged(Small.outcome(findings: [found]), waived: [waiver], today: Small.today, project: project)
            #expect(judged(once, waived: [waiver], today: Small.today, project: project) == once)
            return once
        }
        for days in [nil, 0, 1] {
            #expect(verdict(until: days).ending == .passed)
            #expect(verdict(until: days).findings[0].expiredAcceptance == nil)
        }
        let expired = verdict(until: -1)
        #expect(expired.ending == .failed)
        #expect(expired.findings[0].acceptedReason == nil)
        #expect(
            expired.findings[0].expiredAcceptance == "until 2024-10-03, which has passed: purged by design")
    }

    @Test("steps behind one that failed are findings, once, however often the run is judged")
    func notRun() {
        let outcome = Small.outcome(
            steps: [("001_a", .refused), ("002_b", .notRun)], findings: [Small.finding(.migrationRefused)])
        let once = judged(outcome, waived: [], today: Small.today, project: project)
        #expect(once.findings.map(\.code) == [.migrationRefused, .stepNotRun])
        #expect(once.findings.map(\.step) == ["001_a", "002_b"])
        #expect(judged(once, waived: [], today: Small.today, project: project) == once)
    }

    @Test("a step that was not run fails even where what failed before it is accepted")
    func waivedRefusal() {
        let outcome = Small.outcome(
            steps: [("001_a", .refused), ("002_b", .notRun)], findings: [Small.finding(.migrationRefused)])
        let waiver = AcceptedFinding(code: .migrationRefused, step: "001_a", reason: "known")
        #expect(judged(outcome, waived: [waiver], today: Small.today, project: project).ending == .failed)
    }

    @Test("an accepted finding that halted the run excuses no step behind it")
    func waivedHalt() {
        let outcome = Small.outcome(
            steps: [("001_a", .applied), ("002_b", .notRun)], findings: [Small.finding(.transactionLeftOpen)])
        let waiver = AcceptedFinding(code: .transactionLeftOpen, step: "001_a", reason: "known")
        #expect(
            judged(outcome, waived: [waiver], today: Small.today, project: project).findings.contains {
                $0.code == .stepNotRun
            })
    }

    @Test("findings stand worst first, and in the order of the run where they weigh the same")
    func sorted() {
        let codes: [FindingCode] = [.columnVolatile, .rollbackEmpty, .rollbackIrreversible, .indexInvalid]
        let findings = codes.map { Small.finding($0) }
        let weights = judged(Small.outcome(findings: findings), waived: [], today: Small.today, project: project)
            .findings.map(\.severity)
        #expect(weights == weights.sorted())
        let failing = judged(Small.outcome(findings: findings), waived: [], today: Small.today, project: project)
            .findings
            .filter { $0.severity == .fail }.map(\.code)
        #expect(failing == [.rollbackEmpty, .indexInvalid])
    }
}
