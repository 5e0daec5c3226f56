import Foundation
import RehearsalCore
import Reports
import Testing

@Suite("The JSON report")
struct JSONReportTests {
    @Test("holds everything, sorted, under its version")
    func golden() throws {
        try Golden.expect(jsonReport(SampleOutcome.whole), equalsFile: "Tests/ReportsTests/Golden/run-refused.json")
        try Golden.expect(
            jsonReport(SampleOutcome.endedEarly), equalsFile: "Tests/ReportsTests/Golden/run-ended-early.json")
    }

    @Test("is read back by a JSON reader, odd characters included")
    func readsBack() throws {
        var outcome = SampleOutcome.whole
        outcome.project = "q\"\\\n\t\u{1B}\u{202E}\u{2028}\u{E0001} é 日本"
        let read = try JSONSerialization.jsonObject(with: Data(jsonReport(outcome).utf8))
        let object = try #require(read as? [String: Any])
        #expect(object["project"] as? String == outcome.project)
        #expect(object["schema"] as? String == "pgrehearse/run/1")
        #expect(object["exit_status"] as? Int == 2)
    }

    @Test("never shows values of rows, nor passwords of statements")
    func redacted() {
        let report = jsonReport(SampleOutcome.whole)
        #expect(!report.contains("ann@example.invalid"))
        #expect(!report.contains("s3cret"))
    }

    @Test("has a word in docs/json.md for every key")
    func documented() throws {
        let page = try String(contentsOf: Golden.root.appendingPathComponent("docs/json.md"), encoding: .utf8)
        var keys: Set<String> = []
        for report in [
            jsonReport(SampleOutcome.whole), jsonReport(SampleOutcome.endedEarly), jsonReport(SampleHorizon.outcome),
            dryRunJSONReport([PlannedAct(.finishDrills, .always)]),
            stateJSONReport([SampleStates.before], SampleStates.view),
            storeJSONReport([SampleStates.accepted], SampleStates.view),
            differenceJSONReport(SampleStates.comparison),
        ] {
            collect(try JSONSerialization.jsonObject(with: Data(report.utf8)), into: &keys)
        }
        #expect(keys.count > 60)
        #expect(keys.sorted().filter { !page.contains("`\($0)`") } == [])
    }

    private func collect(_ value: Any, into keys: inout Set<String>) {
        if let object = value as? [String: Any] {
            keys.formUnion(object.keys)
            for member in object.values { collect(member, into: &keys) }
        } else if let list = value as? [Any] {
            for member in list { collect(member, into: &keys) }
        }
    }
}
