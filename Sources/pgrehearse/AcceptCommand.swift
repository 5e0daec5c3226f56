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
            """)

    @Argument(help: "The project folder, which holds rehearsal.yaml.")
    var project = "."

    @Option(help: "Why this is right; kept beside what is accepted.")
    var reason: String

    @Option(help: "Also accept this finding: CODE, CODE:STEP or CODE:STEP:OBJECT. May be repeated.")
    var finding: [String] = []

    func run() async throws {
        try await ending { () -> Ending in
            guard !reason.allSatisfy(\.isWhitespace) else { throw EmptyReason() }
            let contents = try readContents(at: project)
            let options = runOptions(
                for: contents.project, folder: project, durable: false, keep: false, records: false)
            let result = try Conductor.accept(
                project: contents.project, spelledFolder: project, historyFolder: options.historyFolder,
                storePath: options.storePath, reason: reason, findings: finding.map { FindingName($0) })
            switch result {
            case .nothingNew:
                try printOut("nothing new: all of it was accepted before; \(options.storePath) is untouched")
            case .recorded(let states, let findings):
                let told =
                    states.map { "accepted: \($0)" } + findings.map { "accepted: \($0.code.rawValue) \($0.step ?? "")" }
                try printOut((told + ["written: \(options.storePath)"]).joined(separator: "\n"))
            }
            return .passed
        }
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
