import ArgumentParser
import Conductor
import ProjectFolder
import RehearsalCore
import Reports

struct DiffCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "diff",
        abstract: "Tell what differs between two states, and which statement did it where a recorded run knows.",
        discussion: """
            pgrehearse diff baseline after:001_indexes
            pgrehearse diff after:001_indexes run:latest/after:001_indexes --query-plans
            pgrehearse diff baseline after:001_indexes --query late_orders --bundle late_orders
            pgrehearse diff snapshots/shop.sqlite#baseline postgresql://reader@db.example/shop
            """)

    @Argument(help: "The first state, as for show: baseline, after:STEP, run:latest/STATE, FILE#STATE, postgresql://…")
    var from: String

    @Argument(help: "The second state.")
    var to: String

    @OptionGroup var options: StateOptions

    @Option(help: "Also this query's plans, and no other's.")
    var query: String?

    @Option(help: "Write all that is known of the one query into this new folder, for somebody else to look at.")
    var bundle: String?

    func validate() throws {
        if bundle != nil, query == nil { throw ValidationError("--bundle is about one query: name it with --query.") }
    }

    func run() async throws {
        try await ending { () -> Ending in
            let view = options.view
            let request = ComparisonRequest(
                selection: view.selection, counted: options.countedClasses, comparesData: view.showsDigests,
                comparesQueryPlans: view.showsQueryPlans || query != nil, query: query)
            let sides = (StateReference(from), StateReference(to))
            let comparison = try await options.finder.compare(sides.0, sides.1, request)
            if let bundle, let query {
                let keys = (try await options.finder.key(of: sides.0), try await options.finder.key(of: sides.1))
                let project = try readContents(at: options.project).project
                try write(queryBundle(comparison, query: query, project: project, keys: keys), toNewFolder: bundle)
            }
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
