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
        let snapshot = try await stage.readSnapshot(state)
        self.stage = stage
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
            if ended { applied.insert(name) } else { isHalted = true }
        case .walkBack(let name):
            record(name) {
                $0.drill.downward = observation
                $0.drill.wayBackRuns = ended ? .yes : .no
            }
            if ended { walkedBack.insert(name) }
        case .runStepAgain(let name):
            record(name) {
                $0.drill.again = observation
                $0.drill.runsAgain = ended ? .yes : .no
            }
            if ended { ranAgain.insert(name) }
        default: preconditionFailure("runs no script: \(act)")
        }
    }

    private mutating func take(_ read: Snapshot) {
        let state = read.state
        var snapshot = read
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

    /// The state that a step starts from.
    func previousState(of step: String) -> StateName? {
        guard let index = project.steps.firstIndex(where: { $0.name == step }) else { return nil }
        return index == 0 ? .baseline : .after(step: project.steps[index - 1].name)
    }

    /// Copies the cluster, so that the step's drill can go on beside the steps that follow.
    mutating func cloneState(_ name: String) async throws {
        guard let cluster else { preconditionFailure("a cluster was provisioned before") }
        let database = standing.database
        let original = try await database.readTrace()
        let copy = try await cluster.copied()
        let copied = database.moved(to: copy)
        var stage = Stage(
            project: project, folder: options.spelledFolder, database: copied,
            progress: { [progress] in progress(.inDrill(of: name, $0)) })
        stage.values = standing.values
        stage.last = standing.last
        if let known = standing.known { stage.known = known.carried(from: original, to: try await copied.readTrace()) }
        drill = Drill(
            of: step(named: name), stage: stage, added: record(of: name).preValidation.constraints,
            stopwatch: stopwatch)
    }

    mutating func judge(_ act: Act) {
        switch act {
        case .judgeWayBack(let step): judgeWayBack(step)
        case .judgeRepeat(let step): judgeRepeat(step)
        default: preconditionFailure("judges nothing: \(act)")
        }
    }

    mutating func judgeWayBack(_ name: String) {
        guard let before = previousState(of: name).flatMap({ snapshots[$0] }), let down = snapshots[.down(step: name)],
            let downward = record(of: name).drill.downward
        else { return }
        let judgement = RehearsalCore.judgeWayBack(
            of: step(named: name), before: before, down: down, upward: record(of: name).upward, downward: downward,
            folder: options.spelledFolder)
        record(name) {
            $0.drill.schemaRestored = judgement.schemaRestored
            $0.drill.dataRestored = judgement.dataRestored
            $0.drill.plansRestored = judgement.plansRestored
        }
        outcome.findings += judgement.findings
    }

    mutating func judgeRepeat(_ name: String) {
        guard let before = previousState(of: name).flatMap({ snapshots[$0] }), let down = snapshots[.down(step: name)],
            let after = snapshots[.after(step: name)], let again = snapshots[.again(step: name)]
        else { return }
        let judgement = RehearsalCore.judgeRepeat(
            of: step(named: name), before: before, down: down, after: after, again: again,
            upward: record(of: name).upward, folder: options.spelledFolder)
        record(name) { $0.drill.sameAgain = judgement.sameAgain }
        outcome.findings += judgement.findings
        volatileColumns.formUnion(judgement.volatileColumns)
        for state in [StateName.after(step: name), .again(step: name)] {
            snapshots[state]?.volatileColumns = volatileColumns.sorted()
        }
    }
}
