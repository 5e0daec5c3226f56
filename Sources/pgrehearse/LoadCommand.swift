import ArgumentParser
import Conductor
import ProjectFolder
import RehearsalCore
import Reports

struct LoadCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "load",
        abstract: "Build a project's dataset and load it into a throw-away cluster behind its baseline.",
        discussion: """
            pgrehearse load fixtures/advisoros --keep
            pgrehearse load .
            pgrehearse load . --format json
            """)

    @Argument(help: "The project folder, which holds rehearsal.yaml.")
    var project = "."

    @Flag(help: "Leave the server up and print how to connect to it and how to stop it.")
    var keep = false

    @OptionGroup var report: ReportOptions

    @OptionGroup var chatter: ChatterOptions

    func run() async throws {
        try await ending { () -> Ending in
            let contents = try readContents(at: project)
            let options = runOptions(for: contents.project, folder: project, durable: false, keep: keep, records: false)
            let result = await interruptible(chatter.chatter) { stopwatch, progress in
                await Conductor.load(contents, options: options, stopwatch: stopwatch, progress: progress)
            }
            tellKept(result.keptServer)
            let outcome = Interruption.shared.told(in: result.outcome)
            try report.writeLoad(outcome)
            return outcome.ending
        }
    }
}
