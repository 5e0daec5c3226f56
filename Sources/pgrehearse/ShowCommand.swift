import ArgumentParser
import Conductor
import RehearsalCore
import Reports

struct ShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show a state's schema as SQL: one that was accepted, one of a run, a store file, or a server's.",
        discussion: """
            pgrehearse show baseline
            pgrehearse show after:001_indexes --kind index
            pgrehearse show run:latest/after:001_indexes --query-plans
            pgrehearse show snapshots/shop.sqlite
            pgrehearse show postgresql://reader@db.example/shop --stat
            """)

    @Argument(help: "baseline, after:STEP, run:latest/STATE, run:IDENTIFIER/STATE, FILE, FILE#STATE or postgresql://…")
    var state: String

    @OptionGroup var options: StateOptions

    func run() async throws {
        try await ending { () -> Ending in
            switch try await options.finder.states(StateReference(state)) {
            case .one(let found):
                try printOut(text(of: found.shown))
                return found.shown.catalog.unread.isEmpty ? .passed : .failed
            case .all(let series): try printOut(text(of: series))
            }
            return .passed
        }
    }

    private func text(of state: ShownState) throws -> String {
        let view = options.view
        if state.snapshot == nil, view.showsDigests || view.showsQueryPlans { throw StateError.readForSchemaAlone }
        if options.format == .json { return stateJSONReport([state], view) }
        return options.stat ? stateCountReport(state, view) : stateReport(state, view)
    }

    /// A store is shown whole: nothing that was accepted is left out of a review.
    private func text(of series: [AcceptedStates]) -> String {
        var view = options.view
        view.showsDigests = true
        view.showsQueryPlans = true
        if options.format == .json { return storeJSONReport(series, view) }
        guard options.stat else { return storeReport(series, view) }
        return series.flatMap(\.states).map { state in
            stateCountReport(ShownState(name: state.snapshot.state.description, snapshot: state.snapshot), view)
        }.joined(separator: "\n")
    }
}
