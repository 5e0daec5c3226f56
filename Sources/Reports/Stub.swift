public import RehearsalCore
public enum OutputFormat: String, CaseIterable, Sendable { case text, json }
public struct TerminalStyle: Sendable { public init(usesColour: Bool) {} }
public func terminalReport(_ outcome: Outcome, style: TerminalStyle) -> String {
    outcome.findings.map { "\($0.severity) \($0.code.rawValue) \($0.place?.description ?? "") \($0.message)" }.joined(
        separator: "\n")
        + "\n\(outcome.acts.map { "\(Int($0.elapsedMilliseconds)) \($0.act)" }.joined(separator: "\n"))\n\(outcome.failure.map { "\($0)" } ?? "") \(outcome.ending)"
}
public func loadReport(_ outcome: Outcome, style: TerminalStyle) -> String { "" }
public func jsonReport(_ outcome: Outcome) -> String { "" }
public func dryRunReport(acts: [(String, String)]) -> String { "" }
public func findingPage(_ code: FindingCode) -> String { "" }
public func historyReport(_ rows: [(String, Ending, Int)], of project: String) -> String { "" }
public func messageReport(_ message: FivePartMessage) -> String { "\(message)" }
