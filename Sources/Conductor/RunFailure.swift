import RehearsalCore
import Staging

/// An error that ended a run, in the five parts of every message.
struct RunFailure {
    var ending: Ending
    var message: FivePartMessage

    init(_ error: any Error, act: Act, server: ServerCondition, isKept: Bool) {
        if let explained = error as? any ExplainedError {
            ending = explained.ending
            message = explained.message
            return
        }
        ending = .infrastructure
        let isFull = meetsFullDisk(error) || server.saysDiskFull
        let stateNow = isKept ? "the throw-away cluster was left up, as asked" : "the throw-away cluster was removed"
        message = FivePartMessage(
            what: isFull
                ? "the disk was full while the run tried to: \(act)" : "the run ended while it tried to: \(act)",
            place: isFull ? server.disk?.words : nil,
            serverSaid: ([serverWords(of: error)] + server.shownLog).joined(separator: "\n"), stateNow: stateNow,
            next: Self.next(isFull: isFull, isKept: isKept))
    }

    private static func next(isFull: Bool, isKept: Bool) -> String {
        if isFull { return "make room there, or set TMPDIR to a folder on a bigger disk, and run the command again" }
        return isKept
            ? "look at the server" : "run the command again; if it stays, run it with --keep and look at it"
    }
}
