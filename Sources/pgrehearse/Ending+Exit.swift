import ArgumentParser
import Conductor
import Foundation
import RehearsalCore
import Reports

/// Runs a verb and ends the call with its ending; an explained error is told on stderr in its five parts.
func ending(_ body: () async throws -> Ending) async throws {
    let ending: Ending
    do {
        ending = try await body()
    } catch let error as any ExplainedError {
        complain(messageReport(error.message))
        throw ExitCode(error.ending.rawValue)
    }
    let final = Interruption.shared.ending ?? ending
    if final != .passed { throw ExitCode(final.rawValue) }
}

/// Writes to stderr, where everything goes that is no result.
func complain(_ text: String) { writeToErrorStream(text.hasSuffix("\n") ? text : text + "\n") }

/// Writes to stderr as it stands. A closed or full stream is nobody to tell: the ending says it all then.
func writeToErrorStream(_ text: String) {
    do { try FileHandle.standardError.write(contentsOf: Data(text.utf8)) } catch { return }
}

/// Writes a result to stdout.
/// - Throws: ``OutputUnwritable`` when nobody takes it, a full disk for example.
func printOut(_ text: String) throws {
    do { try FileHandle.standardOutput.write(contentsOf: Data((text.hasSuffix("\n") ? text : text + "\n").utf8)) } catch
    {
        throw OutputUnwritable(place: "standard output", reason: error.localizedDescription)
    }
}

struct OutputUnwritable: ExplainedError {
    var place: String
    var reason: String
    var ending: Ending { .infrastructure }
    var message: FivePartMessage {
        FivePartMessage(
            what: "the report cannot be written: \(reason)", place: place,
            stateNow: "the run itself is over; its report is lost",
            next: "name another file with --output, or make room, and run again")
    }
}

/// Tells how to reach a kept server and how to stop it.
func tellKept(_ server: KeptServer?) {
    guard let server else { return }
    complain(
        """
        pgrehearse: the server is up. Connect:
          \(server.connectCommand)
        Stop and remove it:
          \(server.stopCommand)
        """
    )
}
