import RehearsalCore
import Staging

/// Makes clean states of the rehearsed database, each in a cluster of its own: from a kept copy of the state before the
/// first step, by running the steps that were applied.
///
/// Nothing that a way back, a refused step or a drill has left behind is in them.
struct CleanStates: Sendable {
    private let frozen: FrozenCluster
    /// The rehearsal's stage when the copy was made.
    private let baseline: Stage
    private let trace: DataTrace

    /// Keeps the state in which the stage's database is.
    static func kept(of stage: Stage) async throws -> CleanStates {
        let trace = try await stage.database.readTrace()
        return CleanStates(frozen: try await stage.database.cluster.frozen(), baseline: stage, trace: trace)
    }

    /// A stage of its own in which the steps were run, in their order.
    /// - Throws: ``StepNotRepeated`` where one of them is refused that was applied before; what ends a run.
    func stage(after steps: [Step]) async throws -> Stage {
        let cluster = try await frozen.thawed()
        do {
            let stage = try await baseline.carried(from: trace, to: baseline.database.moved(to: cluster))
            for step in steps { _ = try await stage.follow(step) }
            return stage
        } catch {
            await cluster.dismissed()
            throw error
        }
    }

    /// Removes the kept copy; stages that were made of it stay.
    func dismissed() async { await frozen.dismissed() }
}

/// A step that was applied and is refused when it runs again from the same state.
struct StepNotRepeated: Error {
    var step: Step
    var observation: ScriptObservation
}

extension Stage {
    /// Runs a step that was applied elsewhere from the same state.
    func follow(_ step: Step) async throws -> ScriptObservation {
        guard case .ran(let observation, _) = try await run(.upward(step)) else {
            preconditionFailure("a script that runs is observed")
        }
        if !observation.reachedItsEnd { throw StepNotRepeated(step: step, observation: observation) }
        return observation
    }
}
