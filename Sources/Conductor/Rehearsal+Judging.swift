import RehearsalCore
import SnapshotStore
import Staging

extension Rehearsal {
    /// Compares every reached state that may be accepted with what was accepted under the run's key.
    mutating func compareWithExpected() throws {
        guard let key = outcome.key, !reached.isEmpty else { return }
        let store = try AcceptedStore.open(options.storePath)
        let expectation = Expectation(
            snapshots: try store.expected(for: key),
            keys: store.keys().filter { $0.project == key.project }, storePath: options.storePath)
        outcome.findings += judgeExpected(
            snapshots, states: comparableStates, upward: upwardByStep, key: key, expectation: expectation,
            folder: options.spelledFolder)
        waived = store.acceptedFindings(project: key.project)
    }

    /// What ways back that were walked declare to lose, and what no drill of theirs has met.
    mutating func judgeDeclarations() {
        for step in project.steps where !step.declaredLosses.isEmpty {
            guard record(of: step.name).drill.dataRestored != .notAsked,
                let before = previousState(of: step.name).flatMap({ snapshots[$0] }),
                let after = snapshots[.after(step: step.name)]
            else { continue }
            outcome.findings += judgeDeclaredLosses(
                of: step, drill: record(of: step.name).drill, before: before.catalog, after: after.catalog,
                wasWritten: refusedBehindWrites[step.name] != nil, folder: options.spelledFolder)
        }
    }

    private var upwardByStep: [String: ScriptObservation] {
        Dictionary(uniqueKeysWithValues: outcome.steps.map { ($0.name, $0.upward) })
    }

    /// The states that were read, in the order of the steps.
    private var reached: [StateName] {
        let states = project.steps.map(\.name).flatMap { step in
            [StateName.after(step: step), .down(step: step), .again(step: step)]
        }
        return ([.baseline] + states).filter { snapshots[$0] != nil }
    }

    /// The states worth comparing: what a refused script or a way back that fails left behind is told already.
    var comparableStates: [StateName] {
        reached.filter { state in
            switch state {
            case .baseline: true
            case .after(let step): applied.contains(step)
            case .down(let step): record(of: step).drill.restoresEverything
            case .again: false
            }
        }
    }

    /// Remembers the run; `--ci` does not.
    mutating func recordRun() async throws {
        await finish()
        guard options.recordsHistory else { return }
        let history = try RunHistory.open(options.historyFolder + "/history.sqlite")
        try history.record(outcome: outcome, snapshots: comparableStates.compactMap { snapshots[$0] })
    }

    /// Sums up: snapshots in numbers, findings in order, the ending that they bring.
    ///
    /// A run that is remembered is summed up twice: no state is read between, and none is hashed a second time.
    mutating func finish() async {
        if outcome.snapshots.map(\.state) != reached {
            let hashes = await hashes(of: reached)
            outcome.snapshots = reached.compactMap { state in
                guard let snapshot = snapshots[state], let hash = hashes[state] else { return nil }
                return SnapshotSummary(
                    state: state, hash: hash, factCount: snapshot.catalog.factCount,
                    queryPlanCount: snapshot.queryPlans.count, tableCount: snapshot.digests.count,
                    rowCount: snapshot.digests.reduce(0) { $0 + $1.rowCount })
            }
        }
        outcome = judged(outcome, waived: waived, today: options.today, project: project)
    }

    /// On all cores: a long project has hundreds of states. A drill's are mostly those that it should come back to.
    private func hashes(of states: [StateName]) async -> [StateName: String] {
        let twins = Dictionary(
            uniqueKeysWithValues: states.compactMap { state in twin(of: state).map { (state, $0) } })
        var hashes = await withTaskGroup(of: (StateName, String).self) { group in
            for state in states where twins[state] == nil {
                guard let snapshot = snapshots[state] else { continue }
                group.addTask { (state, snapshot.hash) }
            }
            return await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
        }
        for (state, twin) in twins { hashes[state] = hashes[twin] ?? snapshots[state]?.hash }
        return hashes
    }

    /// The state that a drill's state should be the same as, where it is.
    private func twin(of state: StateName) -> StateName? {
        let other: StateName? =
            switch state {
            case .down(let step): previousState(of: step)
            case .again(let step): .after(step: step)
            case .baseline, .after: nil
            }
        guard let other, let snapshot = snapshots[state], var twin = snapshots[other] else { return nil }
        twin.state = state
        return twin == snapshot ? other : nil
    }

    /// Keeps what ended an act. A cancelled run ends as its signal says, which the caller knows.
    mutating func note(_ error: any Error, during act: Act, server: ServerCondition) {
        guard !Task.isCancelled else { return }
        if let error = error as? StepNotRepeated {
            outcome.findings += judgeNotRepeated(
                error.step, error.observation, during: act, folder: options.spelledFolder)
            return
        }
        if let error = error as? ReadingError, !error.meetsFullDisk {
            outcome.findings.append(readIncompleteFinding(during: act, said: error.description))
            // What reading was part of is unfinished; a snapshot stands for itself.
            if act.step == nil && act != .takeSnapshot(.baseline) { isPrepared = false }
            return
        }
        let failure = RunFailure(
            error, act: act, server: server, isKept: options.keepsServer && cluster != nil)
        if outcome.failure == nil {
            outcome.failure = failure.message
            outcome.failureEnding = failure.ending
        }
    }
}
