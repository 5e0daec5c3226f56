import ArgumentParser
import Conductor
import ProjectFolder
import RehearsalCore
import Reports

struct ShapeInitCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init",
        abstract: "Print a shape to start from, for a schema without data.",
        discussion: """
            pgrehearse shape init . > shape.yaml
            pgrehearse shape init postgresql://reader@db.example/shop > shape.yaml
            """)

    @Argument(
        help: "The project folder, whose baseline is applied to a throw-away cluster; or postgresql://… of a database.")
    var source = "."

    @OptionGroup var chatter: ChatterOptions

    func run() async throws {
        try await ending { () -> Ending in
            if source.contains("://") {
                try printOut(try await startingShape(of: source))
                return .passed
            }
            let project = try readProject(at: source, needsShape: false)
            let options = runOptions(for: project, folder: source, durable: false, keep: false, records: false)
            let result = await interruptible(chatter.chatter) { stopwatch, progress in
                await startingShape(of: project, options: options, stopwatch: stopwatch, progress: progress)
            }
            guard let text = try result.text.get() else {
                let outcome = Interruption.shared.told(in: result.outcome)
                complain(loadReport(outcome, style: TerminalStyle(usesColour: false)))
                return outcome.ending
            }
            try printOut(text)
            return .passed
        }
    }
}
