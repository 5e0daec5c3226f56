import ArgumentParser
import RehearsalCore
import Reports

struct ExplainCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Say what a finding's code means, what it does to production and what to do about it.",
        discussion: """
            pgrehearse explain rollback-schema-differs
            pgrehearse explain index-invalid
            pgrehearse explain expectation-missing
            """)

    @Argument(help: "A finding's code, as reports print it.")
    var code: String

    func run() async throws {
        try await ending { () -> Ending in
            guard let known = FindingCode(rawValue: code) else { throw UnknownCode(code: code) }
            try printOut(findingPage(known))
            return .passed
        }
    }
}

/// A word that is no finding's code.
struct UnknownCode: ExplainedError {
    var code: String
    var ending: Ending { .usage }
    var message: FivePartMessage {
        let codes = FindingCode.allCases.map(\.rawValue).sorted().joined(separator: ", ")
        return FivePartMessage(
            what: "there is no finding with the code \(sanitized(code))", stateNow: "nothing was done",
            next:
                "pgrehearse explain with one of: \(codes)"
        )
    }
}
