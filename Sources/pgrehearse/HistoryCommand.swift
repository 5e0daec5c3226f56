import ArgumentParser
import Conductor
import ProjectFolder
import RehearsalCore
import Reports
import SnapshotStore

struct HistoryCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "history",
        abstract: "List the recorded runs of a project, newest first.",
        discussion: """
            pgrehearse history fixtures/advisoros
            pgrehearse history . --limit 3
            pgrehearse history
            """)

    @Argument(help: "The project folder, which holds rehearsal.yaml.")
    var project = "."

    @Option(help: "How many runs to list at the most.")
    var limit = 20

    func run() async throws {
        try await ending { () -> Ending in
            let contents = try readContents(at: project)
            let options = runOptions(
                for: contents.project, folder: project, durable: false, keep: false, records: false)
            let runs = try Conductor.history(
                project: contents.project, historyFolder: options.historyFolder, limit: max(limit, 1))
            try printOut(
                historyReport(runs.map { ($0.runIdentifier, $0.ending, $0.states.count) }, of: contents.project.name))
            return .passed
        }
    }
}
