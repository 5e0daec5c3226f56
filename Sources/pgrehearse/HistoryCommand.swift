import ArgumentParser
import Conductor
import ProjectFolder
import RehearsalCore
import Reports
import SnapshotStore

struct HistoryCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "history",
        abstract: "List the recorded runs of a project, newest first, or how one query was planned in them.",
        discussion: """
            pgrehearse history fixtures/advisoros
            pgrehearse history . --limit 3
            pgrehearse history . --query late_orders
            pgrehearse history . --query late_orders --state after:001_indexes
            """)

    @Argument(help: "The project folder, which holds rehearsal.yaml.")
    var project = "."

    @Option(help: "How many runs to list at the most.")
    var limit = 20

    @Option(help: "How this query was planned, run by run and state by state.")
    var query: String?

    @Option(help: "With --query: in this state alone, for example after:001_indexes.")
    var state: String?

    func validate() throws {
        if state != nil, query == nil { throw ValidationError("--state is about one query: name it with --query.") }
    }

    func run() async throws {
        try await ending { () -> Ending in
            let contents = try readContents(at: project)
            let folder = runOptions(
                for: contents.project, folder: project, durable: false, keep: false, records: false
            ).historyFolder
            if let query {
                let plans = try queryHistory(
                    project: contents.project, historyFolder: folder, query: query, state: state, limit: max(limit, 1))
                try printOut(queryHistoryReport(plans, of: contents.project.name))
                return .passed
            }
            let runs = try Conductor.history(project: contents.project, historyFolder: folder, limit: max(limit, 1))
            try printOut(
                historyReport(runs.map { ($0.runIdentifier, $0.ending, $0.states.count) }, of: contents.project.name))
            return .passed
        }
    }
}
