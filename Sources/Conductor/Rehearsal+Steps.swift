import RehearsalCore
import Staging

extension Rehearsal {
    func step(named name: String) -> Step {
        guard let step = project.steps.first(where: { $0.name == name }) else {
            preconditionFailure("acts name steps of the project")
        }
        return step
    }

    mutating func record(_ step: String, _ change: (inout StepRecord) -> Void) {
        guard let index = outcome.steps.firstIndex(where: { $0.name == step }) else {
            preconditionFailure("every step has a record")
        }
        change(&outcome.steps[index])
    }

    func record(of step: String) -> StepRecord {
        guard let record = outcome.steps.first(where: { $0.name == step }) else {
            preconditionFailure("every step has a record")
        }
        return record
    }

    mutating func takeSnapshot(_ state: StateName) async throws {
        guard var stage else { preconditionFailure("a database was created before") }
        let before = stage.known?.trace
        let snapshot = try await stage.readSnapshot(state)
        self.stage = stage
        if case .after(let step) = state, let before, stage.known?.trace.hasSameRows(asAllOf: before) ?? false {
            leavingRowsAlone.insert(step)
        }
        take(snapshot)
        try await noteConstraints(of: state, in: stage.database)
    }

    /// Takes what an act found out in its database.
    mutating func take(_ result: ActResult, of act: Act) {
        switch result {
        case .ran(let observation, let findings): take(observation, findings, of: act)
        case .snapshot(let snapshot): take(snapshot)
        case .checked(let results):
            outcome.checks += results.map(\.record)
            outcome.findings += results.compactMap(\.finding)
        case .rowsBefore(let answers):
            if let step = act.step { take(answers, of: step) }
        case .wayBackJudged(let judgement):
            if let step = act.step { take(judgement, of: step) }
        case .repeatJudged(let judgement):
            if let step = act.step { take(judgement, of: step) }
        case .written(let result):
            outcome.findings += result.findings
            canaries += result.records
            if let step = act.step {
                refusedBehindWrites[step] = result.refusals
                record(step) { $0.drill.losses += result.losses }
            }
        case .nothing: break
        }
    }

    private mutating func take(_ observation: ScriptObservation, _ findings: [Finding], of act: Act) {
        outcome.findings += findings
        let ended = observation.reachedItsEnd
        switch act {
        case .runStep(let name):
            record(name) { $0.upward = observation }
            outcome.findings += judgeWayBackFile(of: step(named: name))
            if ended { applied.insert(name) } else { isHalted = !options.keepsGoing }
        case .walkBack(let name):
            let rowsMet = step(named: name).scriptBack.map { RowsMet.told(by: observation, of: $0) } ?? []
            record(name) {
                $0.drill.downward = observation
                $0.drill.wayBackRuns = ended ? .yes : .no
                $0.drill.rowsMet = rowsMet
            }
            if ended { outcome.findings += refusedBehindWrites[name] ?? [] }
        case .runStepAgain(let name):
            record(name) {
                $0.drill.again = observation
                $0.drill.runsAgain = ended ? .yes : .no
            }
        default: preconditionFailure("runs no script: \(act)")
        }
    }

    private mutating func take(_ read: Snapshot) {
        let state = read.state
        var snapshot = earlierStates(than: state).compactMap { snapshots[$0] }.reduce(read) { $0.sharing(with: $1) }
        snapshot.volatileColumns = volatileColumns.sorted()
        snapshots[state] = snapshot
        let upward = state.step.map { record(of: $0).upward }
        outcome.findings += judgeSnapshot(
            snapshot, earlier: earlierStates(than: state).compactMap { snapshots[$0] }, upward: upward,
            project: project)
        guard case .after(let name) = state, applied.contains(name), let upward,
            let before = previousState(of: name).flatMap({ snapshots[$0] })
        else { return }
        outcome.findings += judgePlans(
            of: step(named: name), before: before, after: snapshot, upward: upward, project: project,
            folder: options.spelledFolder)
    }

    /// The states that tell what is no news in this one.
    private func earlierStates(than state: StateName) -> [StateName] {
        guard let step = state.step, let before = previousState(of: step) else { return [] }
        return state == .after(step: step) ? [before] : [before, .after(step: step)]
    }

    /// The steps before this one that were applied, in their order.
    func appliedSteps(before step: String) -> [Step] {
        project.steps.prefix { $0.name != step }.filter { applied.contains($0.name) }
    }

    /// The state that a step starts from.
    func previousState(of step: String) -> StateName? {
        appliedSteps(before: step).last.map { .after(step: $0.name) } ?? .baseline
    }

    private mutating func take(_ judgement: WayBackJudgement, of name: String) {
        record(name) {
            $0.drill.schemaRestored = judgement.schemaRestored
            $0.drill.dataRestored = judgement.dataRestored
            $0.drill.plansRestored = judgement.plansRestored
            $0.drill.residues = judgement.residues
            $0.drill.losses += judgement.losses
        }
        outcome.findings += judgement.findings
    }

    private mutating func take(_ judgement: RepeatJudgement, of name: String) {
        record(name) {
            $0.drill.sameAgain = judgement.sameAgain
            $0.drill.losses += judgement.losses
        }
        outcome.findings += judgement.findings
        volatileColumns.formUnion(judgement.volatileColumns)
        for state in [StateName.after(step: name), .again(step: name)] {
            snapshots[state]?.volatileColumns = volatileColumns.sorted()
        }
    }
}
