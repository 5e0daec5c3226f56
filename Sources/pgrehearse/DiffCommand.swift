import ArgumentParser
import Conductor
import RehearsalCore
import Reports

struct DiffCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "diff",
        abstract: "Tell what differs between two states, and which statement did it where a recorded run knows.",
        discussion: """
            pgrehearse diff baseline after:001_indexes
            pgrehearse diff after:001_indexes run:latest/after:001_indexes
            pgrehearse diff snapshots/shop.sqlite#baseline postgresql://reader@db.example/shop
            """)

    @Argument(help: "The first state, as for show: baseline, after:STEP, run:latest/STATE, FILE#STATE, postgresql://…")
    var from: String

    @Argument(help: "The second state.")
    var to: String

    @OptionGroup var options: StateOptions

    func run() async throws {
        try await ending { () -> Ending in
            let view = options.view
            let request = ComparisonRequest(
                selection: view.selection, counted: options.countedClasses, comparesData: view.showsDigests,
                comparesQueryPlans: view.showsQueryPlans)
            let comparison = try await options.finder.compare(StateReference(from), StateReference(to), request)
            if options.format == .json {
                try printOut(differenceJSONReport(comparison))
            } else if options.stat {
                try printOut(differenceCountReport(comparison))
            } else {
                try printOut(differenceReport(comparison, view, style: options.style))
            }
            return comparison.ending
        }
    }
}
