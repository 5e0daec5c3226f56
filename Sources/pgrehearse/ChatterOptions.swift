import ArgumentParser
import Reports

/// How much a verb that takes its time says on stderr.
struct ChatterOptions: ParsableArguments {
    @Flag(
        name: .shortAndLong, help: "Say nothing on standard error but errors, and how to reach a server that was kept.")
    var quiet = false

    @Flag(name: .shortAndLong, help: "Tell each act and each statement with its time, on standard error.")
    var verbose = false

    var chatter: Chatter { quiet ? .quiet : verbose ? .verbose : .normal }

    func validate() throws {
        if quiet && verbose { throw ValidationError("--quiet and --verbose exclude each other") }
    }
}
