import ArgumentParser
import Conductor
import Foundation
import ProjectFolder
import RehearsalCore
import Reports
import SnapshotStore

struct AcceptCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "accept",
        abstract: "Accept the latest recorded run's snapshots, with a reason; later runs are compared with them.",
        discussion: """
            pgrehearse accept fixtures/advisoros --reason "first snapshots, reviewed by two"
            pgrehearse accept . --reason "index renamed on purpose"
            pgrehearse accept . --finding rollback-data-differs:007_purge --reason "purged rows are gone by design"
            pgrehearse accept . --finding plan-regressed:014_drop_idx --reason "until 2.4" --until 2026-03-31
            """)

    @Argument(help: "The project folder, which holds rehearsal.yaml.")
    var project = "."

    @Option(help: "Why this is right; kept beside what is accepted.")
    var reason: String

    @Option(help: "Also accept this finding: CODE, CODE:STEP or CODE:STEP:OBJECT. May be repeated.")
    var finding: [String] = []

    @Option(
        help: ArgumentHelp(
            "The last day on which the findings are accepted; behind it they fail again.", valueName: "YYYY-MM-DD"),
        transform: day)
    var until: CivilDate?

    func validate() throws {
        guard let until else { return }
        if finding.isEmpty { throw ValidationError("--until is how long a --finding is accepted; none is named.") }
        if until < today() { throw ValidationError("--until \(until.text) has passed.") }
    }

    func run() async throws {
        try await ending { () -> Ending in
            guard !reason.allSatisfy(\.isWhitespace) else { throw EmptyReason() }
            let contents = try readContents(at: project)
            let options = runOptions(
                for: contents.project, folder: project, durable: false, keep: false, records: false)
            let result = try Conductor.accept(
                project: contents.project, spelledFolder: project, historyFolder: options.historyFolder,
                storePath: options.storePath, reason: reason, findings: finding.map { FindingName($0) },
                until: until)
            switch result {
            case .nothingNew:
                try printOut("nothing new: all of it was accepted before; \(options.storePath) is untouched")
            case .recorded(let states, let findings):
                let told =
                    states.map { "accepted: \($0)" } + findings.map(Self.words)
                try printOut((told + ["written: \(options.storePath)"]).joined(separator: "\n"))
            }
            return .passed
        }
    }

    private static func words(_ finding: AcceptedFinding) -> String {
        let end = finding.until.map { " until \($0.text)" } ?? ""
        return "accepted\(end): \(finding.code.rawValue) \(finding.step ?? "")"
    }

    private static func day(_ text: String) throws -> CivilDate {
        guard let day = CivilDate(text) else { throw ValidationError("\(text) is no day of the form YYYY-MM-DD.") }
        return day
    }
}

struct EmptyReason: ExplainedError {
    var ending: Ending { .usage }
    var message: FivePartMessage {
        FivePartMessage(
            what: "--reason is empty", stateNow: "nothing was accepted",
            next: "say in a few words why the run is right: --reason \"…\"")
    }
}
