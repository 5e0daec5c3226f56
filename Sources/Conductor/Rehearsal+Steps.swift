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

    /// Runs a script in the database of the moment. A lost server is waited for: what it holds is still to be read.
    func observed(_ script: Script, in database: RehearsalDatabase) async throws -> ScriptObservation {
        let observation = try await database.runner(project.limits).run(script, progress: progress)
        if observation.result == .serverLost { await database.cluster.awaitRecovery() }
        return observation
    }

    /// Judges a script, with what the machine says of its server where the script came to grief.
    func findings(
        in observation: ScriptObservation, of script: RehearsedScript, on database: RehearsalDatabase
    ) async -> [Finding] {
        let isWell = observation.result == .applied
        return judgeScript(
            observation, of: script, project: project, folder: options.spelledFolder,
            server: isWell ? ServerCondition() : await database.cluster.condition())
    }

    mutating func runStep(_ name: String) async throws {
        guard let database else { preconditionFailure("a database was created before") }
        let step = step(named: name)
        let observation = try await observed(step.upward, in: database)
        record(name) { $0.upward = observation }
        outcome.findings += await findings(in: observation, of: .upward(step), on: database)
        outcome.findings += judgeWayBackFile(of: step)
        if observation.result == .applied && !observation.leftTransactionOpen {
            applied.insert(name)
        } else {
            isHalted = true
        }
    }

    mutating func takeSnapshot(_ state: StateName) async throws {
        guard let database = drill?.database ?? database else { preconditionFailure("a database was created before") }
        let reading = try await database.readSnapshot(
            state, workload: project.workload(in: state), known: drill == nil ? known : drill?.known)
        if drill == nil { known = reading.known } else { drill?.known = reading.known }
        var snapshot = reading.snapshot
        snapshot.volatileColumns = volatileColumns.sorted()
        snapshots[state] = snapshot
        reached.append(state)
        try await noteConstraints(of: state, in: database)
        let upward = state.step.map { record(of: $0).upward }
        outcome.findings += judgeSnapshot(
            snapshot, earlier: earlierStates(than: state).compactMap { snapshots[$0] }, upward: upward,
            project: project)
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

    mutating func cloneState(_ name: String) async throws {
        guard let database, let cluster else { preconditionFailure("a database was created before") }
        let original = try await database.readTrace()
        if touchesSharedCatalogs(name) {
            let copy = try await cluster.copied()
            drill = DrillStage(step: name, database: database.moved(to: copy), copiedCluster: copy)
        } else {
            try await database.setAside(for: .drill)
            drill = DrillStage(step: name, database: database, copiedCluster: nil)
        }
        guard let known, let clone = drill?.database else { return }
        drill?.known = known.carried(from: original, to: try await clone.readTrace())
    }

    /// True when a step changed, or its drill may change, something that all databases of a cluster share: a cloned
    /// database would share it too.
    private func touchesSharedCatalogs(_ name: String) -> Bool {
        let step = step(named: name)
        if mayChangeSharedCatalogs(step.upward) { return true }
        if case .script(let script) = step.wayBack, mayChangeSharedCatalogs(script) { return true }
        guard let before = previousState(of: name).flatMap({ snapshots[$0] }), let after = snapshots[.after(step: name)]
        else { return true }
        return differences(from: before.catalog, to: after.catalog).contains { $0.kind.isShared }
    }

    mutating func walkBack(_ name: String) async throws {
        guard let drill, case .script(let script) = step(named: name).wayBack else {
            preconditionFailure("only ways back that are there are walked")
        }
        let observation = try await observed(script, in: drill.database)
        let ran = observation.result == .applied && !observation.leftTransactionOpen
        record(name) {
            $0.drill.downward = observation
            $0.drill.wayBackRuns = ran ? .yes : .no
        }
        outcome.findings += await findings(in: observation, of: .wayBack(step(named: name), script), on: drill.database)
        if ran { walkedBack.insert(name) }
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

    mutating func runStepAgain(_ name: String) async throws {
        guard let drill else { preconditionFailure("the clone stands") }
        let step = step(named: name)
        let observation = try await observed(step.upward, in: drill.database)
        let ran = observation.result == .applied
        record(name) {
            $0.drill.again = observation
            $0.drill.runsAgain = ran ? .yes : .no
        }
        outcome.findings += await findings(in: observation, of: .again(step), on: drill.database)
        if ran { ranAgain.insert(name) }
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

    mutating func discardClone(_ name: String) async throws {
        guard let stage = drill else { preconditionFailure("the clone stands") }
        drill = nil
        if let copy = stage.copiedCluster {
            await copy.dismissed()
        } else {
            try await stage.database.putBack(from: .drill)
        }
    }
}
