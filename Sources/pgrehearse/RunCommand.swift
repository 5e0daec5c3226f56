import ArgumentParser
import Conductor
import ProjectFolder
import RehearsalCore
import Reports

struct RunCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Rehearse a project: baseline, dataset, every step, every way back, compared with what was accepted.",
        discussion: """
            pgrehearse run fixtures/advisoros
            pgrehearse run . --dry-run
            pgrehearse run . --written --scale 4
            pgrehearse run . --ci --format json --output run.json
            """)

    @Argument(help: "The project folder, which holds rehearsal.yaml.")
    var project = "."

    @Flag(help: "Print the acts of the run and do nothing.")
    var dryRun = false

    @Flag(help: "Walk each step also while the application role commits rows: before it, between, and behind.")
    var written = false

    @Flag(help: "Record nothing: neither the run history nor any expectation is written.")
    var ci = false

    @Flag(help: "Leave the server up and print how to connect to it and how to stop it.")
    var keep = false

    @Flag(help: "Turn fsync on, so that times compare with production's.")
    var durable = false

    @OptionGroup var scale: ScaleOption
    @OptionGroup var pace: PaceOptions
    @OptionGroup var report: ReportOptions
    @OptionGroup var chatter: ChatterOptions

    func run() async throws {
        try await ending { () -> Ending in
            let contents = try scale.contents(of: project)
            if dryRun {
                try report.writeDryRun(acts(for: contents.project, written: written))
                return .passed
            }
            let options = runOptions(
                for: contents.project, folder: project, durable: durable, keep: keep, records: !ci, pace: pace)
            let result = await interruptible(chatter.chatter) { stopwatch, progress in
                await Conductor.run(
                    contents, written: written, options: options, stopwatch: stopwatch, progress: progress)
            }
            tellKept(result.keptServer)
            let outcome = Interruption.shared.told(in: result.outcome)
            try report.write(outcome)
            return outcome.ending
        }
    }
}
