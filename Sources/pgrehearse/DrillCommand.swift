import ArgumentParser
import Conductor
import Foundation
import ProjectFolder
import RehearsalCore
import Reports

struct DrillCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "drill",
        abstract: "Walk every way back: of each step alone, and of all steps in a row.",
        discussion: """
            pgrehearse drill fixtures/advisoros
            pgrehearse drill . --keep-going
            pgrehearse drill . --format json --output drill.json
            """)

    @Argument(help: "The project folder, which holds rehearsal.yaml.")
    var project = "."

    @Flag(help: "Print the acts of the drill and do nothing.")
    var dryRun = false

    @OptionGroup var pace: PaceOptions

    @OptionGroup var report: ReportOptions

    @OptionGroup var chatter: ChatterOptions

    func run() async throws {
        try await ending { () -> Ending in
            let contents = try readContents(at: project)
            if dryRun {
                try report.writeDryRun(rehearsingActs(for: contents.project))
                return .passed
            }
            let options = runOptions(for: contents.project, folder: project, pace: pace)
            let result = await interruptible(chatter.chatter) { stopwatch, progress in
                await Conductor.drill(contents, options: options, stopwatch: stopwatch, progress: progress)
            }
            let outcome = Interruption.shared.told(in: result.outcome)
            try report.write(outcome)
            return outcome.ending
        }
    }
}
