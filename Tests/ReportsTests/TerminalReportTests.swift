import RehearsalCore
import Reports
import Testing

@Suite("The terminal report")
struct TerminalReportTests {
    private let plain = TerminalStyle(usesColour: false)

    @Test("shows everything of a run that failed")
    func wholeRun() throws {
        try Golden.expect(
            terminalReport(SampleOutcome.whole, style: plain), equalsFile: "Tests/ReportsTests/Golden/run-refused.txt")
    }

    @Test("is short for a run that passed")
    func passingRun() throws {
        try Golden.expect(
            terminalReport(SampleOutcome.passing, style: plain), equalsFile: "Tests/ReportsTests/Golden/run-passed.txt")
    }

    @Test("says what ended a run before its end")
    func earlyEnd() throws {
        try Golden.expect(
            terminalReport(SampleOutcome.endedEarly, style: plain),
            equalsFile: "Tests/ReportsTests/Golden/run-ended-early.txt")
    }

    @Test("of a loading lists its acts")
    func loading() throws {
        try Golden.expect(
            loadReport(SampleOutcome.passing, style: plain), equalsFile: "Tests/ReportsTests/Golden/load.txt")
    }

    @Test("says the same with colour and without")
    func colourCarriesNothing() {
        let painted = terminalReport(SampleOutcome.whole, style: TerminalStyle(usesColour: true))
        #expect(painted.contains("\u{1B}["))
        #expect(painted.replacing(/\u{1B}\[[0-9;]*m/, with: "") == terminalReport(SampleOutcome.whole, style: plain))
    }

    @Test("shows nothing that steers a terminal, whatever a server said")
    func hostileTexts() {
        var outcome = SampleOutcome.whole
        outcome.project = "p\u{1B}]0;x\u{07}"
        outcome.steps[0].name = "s\u{9B}31m"
        outcome.findings[0].message.serverSaid = "42601: \u{1B}[2J\u{202E}\u{7F}"
        outcome.failure = FivePartMessage(what: "w\u{1B}", stateNow: "n\u{08}", next: "x\u{2066}")
        outcome.failureEnding = .infrastructure
        for report in [terminalReport(outcome, style: plain), loadReport(outcome, style: plain), jsonReport(outcome)] {
            let steering = report.unicodeScalars.filter { scalar in
                scalar != "\n" && [.control, .format].contains(scalar.properties.generalCategory)
            }
            #expect(steering.isEmpty)
        }
    }

    @Test("says in the drill matrix why a way back was not walked")
    func notWalked() {
        for (code, word) in [(FindingCode.rollbackMissing, "MISSING"), (.rollbackEmpty, "EMPTY")] {
            var outcome = SampleOutcome.whole
            outcome.findings[0].code = code
            #expect(terminalReport(outcome, style: plain).contains("\n  002_checks   \(word) "))
        }
    }

    @Test("caps the findings at 20 and says how many were left out")
    func cap() {
        var outcome = SampleOutcome.whole
        outcome.findings = Array(repeating: outcome.findings[1], count: 23)
        let report = terminalReport(outcome, style: plain)
        #expect(report.ranges(of: "rollback-schema-differs").count == 20)
        #expect(report.contains("\n3 more: --format json\n"))
    }

    @Test("ends with the verdict, and every ending has a word and its exit status", arguments: Ending.allCases)
    func verdict(_ ending: Ending) throws {
        var outcome = SampleOutcome.whole
        outcome.ending = ending
        let last = try #require(terminalReport(outcome, style: plain).split(separator: "\n").last)
        #expect(last.contains("(exit \(ending.rawValue)): "))
        #expect((ending == .passed) == last.hasPrefix("PASSED"))
    }

    @Test("names the severity of an accepted finding and why it was accepted")
    func acceptedFinding() {
        let report = terminalReport(SampleOutcome.whole, style: plain)
        #expect(report.contains("rollbacks/001_indexes.sql:1:1: accepted: rollback-data-differs"))
        #expect(report.contains("purged by design"))
    }

    @Test("says until when and why a finding was accepted whose time has passed")
    func expiredAcceptance() {
        var outcome = SampleOutcome.whole
        for index in outcome.findings.indices where outcome.findings[index].acceptedReason != nil {
            outcome.findings[index].acceptedReason = nil
            outcome.findings[index].expiredAcceptance = "until 2026-03-31, which has passed: purged by design"
        }
        let report = terminalReport(outcome, style: plain)
        #expect(report.contains("rollbacks/001_indexes.sql:1:1: fail: rollback-data-differs"))
        #expect(report.contains("    was accepted until 2026-03-31, which has passed: purged by design"))
    }

    @Test("says that times are production's only where fsync was on")
    func times() {
        var outcome = SampleOutcome.passing
        #expect(terminalReport(outcome, style: plain).contains("fsync was off: times are not production's"))
        outcome.server?.isDurable = true
        #expect(!terminalReport(outcome, style: plain).contains("not production's"))
    }
}
