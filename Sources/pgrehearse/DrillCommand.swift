import ArgumentParser
import Conductor
import ProjectFolder
import RehearsalCore
import Reports

struct DrillCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "drill",
        abstract: "Walk every way back: of each step alone, and of all steps in a row.",
        discussion: """
            pgrehearse drill fixtures/advisoros
            pgrehearse drill . --written --keep-going
            pgrehearse drill . --suggest
            pgrehearse drill . --format json --output drill.json
            """)

    @Argument(help: "The project folder, which holds rehearsal.yaml.")
    var project = "."

    @Flag(help: "Print the acts of the drill and do nothing.")
    var dryRun = false

    @Flag(help: "Walk each step also while the application role commits rows: before it, between, and behind.")
    var written = false

    @Flag(help: "Print, for each way back, the SQL that it lacks, in place of the report.")
    var suggest = false

    @OptionGroup var scale: ScaleOption

    @OptionGroup var pace: PaceOptions

    @OptionGroup var report: ReportOptions

    @OptionGroup var chatter: ChatterOptions

    func run() async throws {
        try await ending { () -> Ending in
            let contents = try scale.contents(of: project)
            if dryRun {
                try report.writeDryRun(rehearsingActs(for: contents.project, written: written))
                return .passed
            }
            let options = runOptions(for: contents.project, folder: project, pace: pace)
            let result = await interruptible(chatter.chatter) { stopwatch, progress in
                await Conductor.drill(
                    contents, written: written, options: options, stopwatch: stopwatch, progress: progress)
            }
            let outcome = Interruption.shared.told(in: result.outcome)
            if suggest {
                try report.write(mendingReport(outcome))
            } else {
                try report.write(outcome)
            }
            return outcome.ending
        }
    }
}
