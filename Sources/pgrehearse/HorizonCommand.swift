import ArgumentParser
import Conductor
import ProjectFolder
import RehearsalCore
import Reports

struct HorizonCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "horizon",
        abstract: "Tell at which growth of the data each query's plan changes, without loading the data.",
        discussion: """
            pgrehearse horizon fixtures/advisoros
            pgrehearse horizon . --at 2,5,10
            pgrehearse horizon . --at 4 --validate 4
            pgrehearse horizon . --format json --output horizon.json
            """)

    @Argument(help: "The project folder, which holds rehearsal.yaml.")
    var project = "."

    @OptionGroup var horizon: HorizonOptions

    @OptionGroup var scale: ScaleOption

    @Flag(help: "Print the acts and do nothing.")
    var dryRun = false

    @OptionGroup var report: ReportOptions

    @OptionGroup var chatter: ChatterOptions

    func run() async throws {
        try await ending { () -> Ending in
            let contents = try scale.contents(of: project)
            if dryRun {
                try report.writeDryRun(horizonActs(for: contents.project, validated: horizon.validated))
                return .passed
            }
            var options = runOptions(for: contents.project, folder: project)
            (options.horizonPoints, options.validatedGrowths) = (horizon.points, horizon.validated)
            let asked = options
            let result = await interruptible(chatter.chatter) { stopwatch, progress in
                await Conductor.horizon(contents, options: asked, stopwatch: stopwatch, progress: progress)
            }
            let outcome = Interruption.shared.told(in: result.outcome)
            try report.writeHorizon(outcome)
            return outcome.ending
        }
    }
}
