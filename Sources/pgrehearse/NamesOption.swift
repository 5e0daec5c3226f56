import ArgumentParser
import Dataset
import Foundation
import RehearsalCore

/// Whether names stand in a shape as hashes.
struct NamesOption: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Write hashes in place of all names, made with the key in this file: `openssl rand -hex 32` makes one.",
            valueName: "file"))
    var hashNames: String?

    func named(_ shape: CapturedShape) throws -> CapturedShape {
        guard let file = hashNames else { return shape }
        let text: String
        do { text = try String(contentsOfFile: file, encoding: .utf8) } catch { throw NamesKeyError.unreadable(file) }
        guard let key = NamesKey(text) else { throw NamesKeyError.tooShort(file) }
        return shape.hashed(with: key)
    }
}

/// Why a file is no key for names. What it holds is not repeated.
enum NamesKeyError: ExplainedError {
    case unreadable(String)
    case tooShort(String)

    var ending: Ending { .usage }

    var message: FivePartMessage {
        switch self {
        case .unreadable(let file): told("the key for names cannot be read", file)
        case .tooShort(let file): told("a key for names is one word of at least 32 characters", file)
        }
    }

    private func told(_ what: String, _ file: String) -> FivePartMessage {
        FivePartMessage(
            what: what, place: sanitized(file), stateNow: "no shape was written",
            next: "make a key, and keep it: openssl rand -hex 32 > names.key")
    }
}
