/// What was accepted, and under which keys.
public struct Expectation: Hashable, Sendable {
    /// The accepted snapshots under the run's own key.
    public var snapshots: [StateName: Snapshot]
    /// All keys of the run's project in the store.
    public var keys: [SnapshotKey]
    /// The store's path, for messages.
    public var storePath: String

    public init(snapshots: [StateName: Snapshot], keys: [SnapshotKey], storePath: String) {
        self.snapshots = snapshots
        self.keys = keys
        self.storePath = storePath
    }
}

/// Compares the states of a run with the accepted ones, in the order of the run.
///
/// A difference that appears in one state and stays in later ones is told where it appears first.
/// - Parameters:
///   - upward: what each step did, by its name: the statement behind a difference is looked for there.
///   - states: the states that belong to the accepted set and were reached, in order.
///   - unreached: accepted states are compared only when reached; these were not, and findings say so elsewhere.
public func judgeExpected(
    _ snapshots: [StateName: Snapshot], states: [StateName], upward: [String: ScriptObservation] = [:],
    key: SnapshotKey, expectation: Expectation, folder: String
) -> [Finding] {
    guard !expectation.snapshots.isEmpty else {
        return [missingExpectation(key: key, expectation: expectation, folder: folder)]
    }
    var judge = ExpectedJudge(expectation: expectation, upward: upward, folder: folder)
    for state in states {
        guard let actual = snapshots[state] else { continue }
        judge.compare(actual)
    }
    return judge.findings
}

private func missingExpectation(key: SnapshotKey, expectation: Expectation, folder: String) -> Finding {
    let accept =
        "look at the report; if it is right, behind a run without --ci: "
        + "pgrehearse accept \(folder) --reason \"…\""
    guard let nearest = expectation.keys.first else {
        return .raised(
            .expectationMissing, step: nil, object: nil, place: nil,
            FivePartMessage(
                what: "nothing was accepted yet for this project", place: expectation.storePath,
                stateNow: "the run was compared with nothing", next: accept))
    }
    var reasons: [String] = []
    if nearest.serverMajorVersion != key.serverMajorVersion {
        reasons.append("PostgreSQL \(nearest.serverMajorVersion) and not \(key.serverMajorVersion)")
    }
    if nearest.datasetIdentity != key.datasetIdentity {
        reasons.append("another dataset (shape, seed, scale, clock or generator)")
    }
    if nearest.settingsIdentity != key.settingsIdentity {
        reasons.append("other settings (planner settings, locale or statistics target)")
    }
    return .raised(
        .expectationNotComparable, step: nil, object: nil, place: nil,
        FivePartMessage(
            what: "what was accepted is not comparable: it was recorded with \(reasons.joined(separator: " and "))",
            place: expectation.storePath, stateNow: "nothing was compared with what was accepted", next: accept))
}

private struct ExpectedJudge {
    let expectation: Expectation
    let upward: [String: ScriptObservation]
    let folder: String
    var findings: [Finding] = []
    private var told: Set<ExactText> = []

    init(expectation: Expectation, upward: [String: ScriptObservation], folder: String) {
        self.expectation = expectation
        self.upward = upward
        self.folder = folder
    }

    mutating func compare(_ actual: Snapshot) {
        guard let expected = expectation.snapshots[actual.state] else {
            raise(
                .expectationMissing, actual.state, object: nil, "no snapshot was accepted for this state",
                key: "missing \(actual.state)")
            return
        }
        let culprits = culprits(in: actual.state)
        for difference in differences(from: expected.catalog, to: actual.catalog) {
            let maker = culprits.statement(behind: difference)
            if difference.factClass.isGated {
                raise(
                    .schemaUnexpected, actual.state, object: difference.identity, difference.summary,
                    by: maker, key: Self.key(of: difference))
            } else if difference.factClass == .data {
                raise(
                    .dataUnexpected, actual.state, object: difference.identity, difference.summary,
                    by: maker, key: Self.key(of: difference))
            }
        }
        let volatile = Set(expected.volatileColumns).union(actual.volatileColumns).sorted()
        for difference in differences(from: expected.digests, to: actual.digests, volatile: volatile) {
            raise(
                .dataUnexpected, actual.state, object: difference.object, difference.summary,
                by: culprits.statement(writing: difference.object),
                key: "\(difference.object) \(difference.change) \(difference.newCount)")
        }
        for difference in differences(from: expected.queryPlans, to: actual.queryPlans) {
            raise(
                .planUnexpected, actual.state, object: difference.asked.identity, difference.summary,
                key: "plan \(difference.asked.identity) \(difference.summary)")
        }
    }

    /// Only what a step does upward is looked at: a way back that differs is told by its drill.
    private func culprits(in state: StateName) -> WhoDidIt {
        guard case .after(let step) = state, let observation = upward[step] else { return WhoDidIt(observations: []) }
        return WhoDidIt(observations: [observation])
    }

    /// The same for the same difference in a later state; coming and going are two things.
    private static func key(of difference: CatalogDifference) -> String {
        [
            difference.change.rawValue, difference.kind.rawValue, difference.oldIdentity ?? "", difference.identity,
            difference.attribute ?? "", difference.newValue ?? "",
        ].joined(separator: " ")
    }

    private mutating func raise(
        _ code: FindingCode, _ state: StateName, object: String?, _ summary: String,
        by maker: StatementObservation? = nil, key: String
    ) {
        guard told.insert(ExactText(key)).inserted else { return }
        let statement = maker.map { "\($0.place), statement \($0.ordinal); " } ?? ""
        findings.append(
            .raised(
                code, step: state.step, object: object, place: maker?.place,
                FivePartMessage(
                    what: "not as accepted: \(summary)",
                    place: "\(statement)state: \(state), accepted in \(expectation.storePath)",
                    stateNow: "the accepted snapshot is unchanged",
                    next: "if this is what you want: pgrehearse accept \(folder) --reason \"…\"")))
    }
}
