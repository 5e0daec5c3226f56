import ArgumentParser
import Foundation

/// How fast and how far a rehearsal goes.
struct PaceOptions: ParsableArguments {
    @Flag(help: "Go on behind a step that was refused, from the state before it.")
    var keepGoing = false

    @Option(
        help: ArgumentHelp(
            "How many things may be under way at once: the steps, and beside them drills; 0 does one thing after "
                + "another. (default: one a core)",
            valueName: "n"))
    var jobs: Int?

    var jobCount: Int { jobs ?? ProcessInfo.processInfo.activeProcessorCount }

    func validate() throws {
        guard let jobs, jobs < 0 else { return }
        throw ValidationError("--jobs is how many things may be under way at once: 0 or more, not \(jobs).")
    }
}
