import RehearsalCore

/// The last line of a report: the ending in a word, its exit status, and why.
func verdictLine(_ outcome: Outcome, style: TerminalStyle) -> String {
    let word = style.painted(outcome.ending.word, outcome.ending == .passed ? .good : .bad)
    return "\(word) (exit \(outcome.ending.rawValue)): \(reason(for: outcome))"
}

private func reason(for outcome: Outcome) -> String {
    let failing = outcome.findings.count(where: \.failsRun)
    let findings = failing == 0 ? "" : "; \(counted(failing, "finding")) \(failing == 1 ? "fails" : "fail")"
    switch outcome.ending {
    case .passed: return passedWords(outcome)
    case .failed: return "\(counted(failing, "finding")) \(failing == 1 ? "fails" : "fail")"
    case .refused: return "the server refused a statement\(findings)"
    case .infrastructure: return "the rehearsal could not be carried through\(findings)"
    case .guarded: return "a guard refused\(findings)"
    case .storeUnusable: return "the store cannot be used\(findings)"
    case .notComparable: return "nothing comparable was accepted\(findings)"
    case .usage: return "the call or the project is wrong\(findings)"
    case .interrupted, .terminated: return "stopped by a signal and cleaned up\(findings)"
    }
}

private func passedWords(_ outcome: Outcome) -> String {
    let applied = outcome.steps.count { $0.upward.result == .applied }
    let walked = outcome.steps.count { $0.drill.wayBackRuns == .yes }
    return "\(counted(applied, "step")) applied, \(walked) taken back; no finding fails"
}

extension Ending {
    /// The ending in one or two words.
    var word: String {
        switch self {
        case .passed: "PASSED"
        case .failed: "FAILED"
        case .refused: "REFUSED"
        case .infrastructure: "INFRASTRUCTURE"
        case .guarded: "GUARDED"
        case .storeUnusable: "STORE UNUSABLE"
        case .notComparable: "NOT COMPARABLE"
        case .usage: "USAGE"
        case .interrupted: "INTERRUPTED"
        case .terminated: "TERMINATED"
        }
    }
}
