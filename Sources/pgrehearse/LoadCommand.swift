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
            pgrehearse load . --scale 0.1
            pgrehearse load . --format json
            pgrehearse load . --slice 2/3 --to-files slices
            """)

    @Argument(help: "The project folder, which holds rehearsal.yaml.")
    var project = "."

    @Flag(help: "Leave the server up and print how to connect to it and how to stop it.")
    var keep = false

    @OptionGroup var scale: ScaleOption

    @OptionGroup var files: SliceOptions

    @OptionGroup var report: ReportOptions

    @OptionGroup var chatter: ChatterOptions

    func validate() throws {
        if keep, files.toFiles != nil { throw ValidationError("--to-files loads nothing that --keep could leave up.") }
    }

    func run() async throws {
        try await ending { () -> Ending in
            let (read, files) = (try scale.contents(of: project), files)
            let options = runOptions(for: read.project, folder: project, durable: false, keep: keep, records: false)
            let result = await interruptible(chatter.chatter) { stopwatch, progress -> RunResult in
                guard let folder = files.toFiles else {
                    return await Conductor.load(read, options: options, stopwatch: stopwatch, progress: progress)
                }
                return await Conductor.writeSlice(
                    files.slice ?? .whole, of: read, to: folder, options: options, stopwatch: stopwatch,
                    progress: progress)
            }
            tellKept(result.keptServer)
            let outcome = Interruption.shared.told(in: result.outcome)
            try report.writeLoad(outcome)
            return outcome.ending
        }
    }
}
