import Postgres
import RehearsalCore

/// An error that ended a run, in the five parts of every message.
struct RunFailure {
    var ending: Ending
    var message: FivePartMessage

    init(_ error: any Error, act: Act, logTail: [String]) {
        if let explained = error as? any ExplainedError {
            ending = explained.ending
            message = explained.message
            return
        }
        ending = .infrastructure
        var said = String(describing: error)
        if !logTail.isEmpty { said += "\nserver log: " + logTail.joined(separator: "\nserver log: ") }
        message = FivePartMessage(
            what: "the run ended while it tried to \(act)", serverSaid: said,
            stateNow: "the throw-away cluster was removed",
            next: "run the command again; if it stays, run it with --keep and look at the server")
    }
}
