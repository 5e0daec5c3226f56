import RehearsalCore
import Staging

/// An error that ended a run, in the five parts of every message.
struct RunFailure {
    var ending: Ending
    var message: FivePartMessage

    init(_ error: any Error, act: Act, logTail: [String], isKept: Bool) {
        if let explained = error as? any ExplainedError {
            ending = explained.ending
            message = explained.message
            return
        }
        ending = .infrastructure
        let log = logTail.map { "server log: " + sanitized($0) }
        message = FivePartMessage(
            what: "the run ended while it tried to: \(act)",
            serverSaid: ([serverWords(of: error)] + log).joined(separator: "\n"),
            stateNow: isKept ? "the throw-away cluster was left up, as asked" : "the throw-away cluster was removed",
            next: isKept
                ? "look at the server" : "run the command again; if it stays, run it with --keep and look at it")
    }
}
