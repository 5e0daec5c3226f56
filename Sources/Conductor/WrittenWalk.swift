import RehearsalCore
import Staging

/// A step and its way back on a clone while the application writes: before it, between both, and behind.
struct WrittenWalk: Sendable {
    let step: AppliedStep
    let stage: Stage
    /// What the application could write before an earlier step: spares the search where tables are the same.
    let known: CanaryReport?

    private(set) var written: [CanaryReport] = []
    private var upward: ScriptObservation?
    private var downward: ScriptObservation?
    private var refusals: [Finding] = []

    init(step: AppliedStep, stage: Stage, known: CanaryReport?) {
        self.step = step
        self.stage = stage
        self.known = known
    }

    mutating func walk() async throws {
        guard let script = step.step.scriptBack else { preconditionFailure("only ways back that are there are walked") }
        try await write(.before, after: known.map { [$0] } ?? [], adding: step.added)
        upward = try await stage.follow(step.step)
        try await write(.between, after: written)
        guard case .ran(let observation, let findings) = try await stage.run(.wayBack(step.step, script)) else {
            return
        }
        downward = observation
        if observation.reachedItsEnd {
            try await write(.after, after: written)
        } else {
            refusals = findings.filter { $0.severity == .fail }
        }
    }

    private mutating func write(
        _ round: CanaryRound, after earlier: [CanaryReport], adding added: [AddedConstraint] = []
    ) async throws {
        written.append(
            try await stage.database.writeCanaries(
                round, of: step.step.name, after: earlier, adding: added, contexts: stage.project.canaryContexts,
                limits: stage.project.limits))
    }

    var result: WrittenResult {
        var result = WrittenResult(records: written.flatMap(\.records), refusals: refusals)
        if let upward {
            let (presences, declared) = (written.flatMap(\.presences), step.step.declaredLosses)
            result.findings = judgeCanaries(
                of: step.step.name, records: result.records, presences: presences, upward: upward, downward: downward,
                declared: declared, folder: stage.folder)
            result.losses = canaryLosses(
                of: step.step.name, presences: presences, upward: upward, downward: downward, declared: declared)
        }
        return result
    }
}

/// What a written drill has found out.
struct WrittenResult: Sendable {
    var records: [CanaryRecord]
    var findings: [Finding] = []
    var losses: [Loss] = []
    /// Why the way back did not reach its end; news where it does so without the application's rows.
    var refusals: [Finding]
}
