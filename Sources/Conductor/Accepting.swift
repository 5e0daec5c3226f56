public import RehearsalCore
public import SnapshotStore

/// What stands in the way of accepting a run.
public enum AcceptanceRefusal: ExplainedError, Hashable {
    /// The run history of this folder holds no run of the project.
    case noRun(project: String, folder: String)
    /// The latest run ended before its end, or found things that no expectation excuses.
    case runFails(run: String, findings: [String], folder: String)
    case noSuchFinding(wanted: String, run: String)

    public var ending: Ending {
        switch self {
        case .noRun: .notComparable
        case .runFails: .guarded
        case .noSuchFinding: .usage
        }
    }

    public var message: FivePartMessage {
        switch self {
        case .noRun(let project, let folder):
            FivePartMessage(
                what: "there is no recorded run of \(project) to accept",
                place: ".pgrehearse in the folder of this call",
                stateNow: "nothing was accepted", next: "pgrehearse run \(folder)")
        case .runFails(let run, let findings, let folder):
            FivePartMessage(
                what: "the latest run is not fit to be accepted", place: "run \(run)",
                serverSaid: nil,
                stateNow: "nothing was accepted; what fails: \(findings.joined(separator: "; "))",
                next: "mend it and run again, or accept a finding by name: pgrehearse accept \(folder) "
                    + "--finding CODE:STEP:OBJECT --reason \"…\"")
        case .noSuchFinding(let wanted, let run):
            FivePartMessage(
                what: "the latest run has no finding \(wanted)", place: "run \(run)", stateNow: "nothing was accepted",
                next: "name it as CODE, CODE:STEP or CODE:STEP:OBJECT, as pgrehearse run --format json tells")
        }
    }
}

/// A finding to be accepted, as the user names it: `CODE`, `CODE:STEP` or `CODE:STEP:OBJECT`.
public struct FindingName: Hashable, Sendable {
    public var text: String

    public init(_ text: String) { self.text = text }

    private var parts: [String] { text.split(separator: ":", maxSplits: 2).map(String.init) }

    func names(_ finding: Finding) -> Bool {
        let parts = parts
        guard parts.first == finding.code.rawValue else { return false }
        if parts.count > 1, finding.step != parts[1] { return false }
        if parts.count > 2, finding.object != parts[2] { return false }
        return true
    }
}

/// Accepts the snapshots of the project's latest recorded run, and the findings that are named.
///
/// `until` is the last day on which the findings are accepted, nil for good; snapshots are accepted for good.
/// A run that fails for any reason but its expectations is refused: accepting it would hide what is wrong.
/// - Throws: ``AcceptanceRefusal``, `StoreError`.
public func accept(
    project: Project, spelledFolder: String, historyFolder: String, storePath: String, reason: String,
    findings names: [FindingName], until: CivilDate? = nil
) throws -> AcceptanceResult {
    let history = try RunHistory.open(historyFolder + "/history.sqlite")
    guard let run = try history.latestRun(project: project.name) else {
        throw AcceptanceRefusal.noRun(project: project.name, folder: spelledFolder)
    }
    let outcome = try history.outcome(ofRun: run.runIdentifier)
    guard let key = outcome.key else {
        throw AcceptanceRefusal.runFails(run: run.runIdentifier, findings: ["it ended early"], folder: spelledFolder)
    }
    for name in names where !outcome.findings.contains(where: name.names) {
        throw AcceptanceRefusal.noSuchFinding(wanted: name.text, run: run.runIdentifier)
    }
    let waived = outcome.findings.filter { finding in names.contains { $0.names(finding) } }
    let failing = outcome.findings.filter { $0.failsRun && !$0.code.isExpectation && !waived.contains($0) }
    guard failing.isEmpty, outcome.failure == nil else {
        let words =
            failing.map { "\($0.code.rawValue): \($0.message.what)" } + [outcome.failure?.what].compactMap(\.self)
        throw AcceptanceRefusal.runFails(run: run.runIdentifier, findings: words, folder: spelledFolder)
    }
    var store = try AcceptedStore.open(storePath)
    let accepted = waived.filter { !$0.code.isExpectation }.map {
        AcceptedFinding(code: $0.code, step: $0.step, object: $0.object, reason: reason, until: until)
    }
    return try store.accept(
        try history.snapshots(ofRun: run.runIdentifier), under: key, reason: reason, findings: accepted)
}

extension FindingCode {
    /// True for findings that say only that a run is not as accepted.
    var isExpectation: Bool {
        switch self {
        case .schemaUnexpected, .dataUnexpected, .planUnexpected, .expectationMissing, .expectationNotComparable: true
        default: false
        }
    }
}
