import RehearsalCore
import Staging

/// The drill of one step on a copy of the cluster, beside the steps that follow.
///
/// It finds out and keeps what it found; the rehearsal takes that in the order of the steps, however the drills came
/// to their ends, so that no outcome depends on who was faster.
struct Drill: Sendable {
    let step: Step
    var stage: Stage
    /// What the step adds to the rules for rows.
    let added: [AddedConstraint]
    let stopwatch: Stopwatch

    private var rowCounts: [String: Int64] = [:]
    private var isStanding = true
    private var isFailed = false
    private var walkedBack = false
    private var ranAgain = false

    private var copy: EphemeralCluster { stage.database.cluster }

    init(of step: Step, stage: Stage, added: [AddedConstraint], stopwatch: Stopwatch) {
        self.step = step
        self.stage = stage
        self.added = added
        self.stopwatch = stopwatch
    }

    /// Performs the acts whose conditions hold, in order. The copy is gone when this returns.
    func performed(_ acts: [NumberedAct]) async -> DrillReport {
        var drill = self
        var report = DrillReport(step: step.name)
        for numbered in acts where drill.performs(numbered.plan) {
            stage.progress(numbered.began)
            let start = stopwatch.milliseconds
            var done = PerformedAct(result: .success(.nothing), elapsedMilliseconds: 0)
            do {
                try Task.checkCancellation()
                done.result = .success(try await drill.perform(numbered.plan.act))
            } catch {
                done.result = .failure(error)
                done.server = await copy.condition()
                drill.isFailed = !(error is ReadingError)
            }
            done.elapsedMilliseconds = stopwatch.milliseconds - start
            stage.progress(.actEnded(numbered.plan.act, elapsedMilliseconds: done.elapsedMilliseconds))
            report.performed[numbered.number] = done
            if Task.isCancelled { break }
        }
        if drill.isStanding { await copy.dismissed() }
        return report
    }

    private func performs(_ plan: PlannedAct) -> Bool {
        switch plan.condition {
        case .cloneStands: !isFailed || plan.act == .discardClone(step: step.name)
        case .wayBackRan: !isFailed && walkedBack && !plan.act.isJudgement
        case .stepRanAgain: !isFailed && ranAgain && !plan.act.isJudgement
        case .prepared, .applied, .stepSent, .stepApplied, .always: preconditionFailure("not a drill's: \(plan)")
        }
    }

    private mutating func perform(_ act: Act) async throws -> ActResult {
        switch act {
        case .walkBack:
            guard case .script(let script) = step.wayBack else {
                preconditionFailure("only ways back that are there are walked")
            }
            let result = try await stage.run(.wayBack(step, script))
            if case .ran(let observation, _) = result { walkedBack = observation.reachedItsEnd }
            return result
        case .runStepAgain:
            let result = try await stage.run(.again(step))
            if case .ran(let observation, _) = result { ranAgain = observation.reachedItsEnd }
            return result
        case .takeSnapshot(let state):
            let snapshot = try await stage.readSnapshot(state)
            rowCounts = Dictionary(
                snapshot.digests.map { ($0.table, $0.rowCount) }, uniquingKeysWith: { first, _ in first })
            return .snapshot(snapshot)
        case .preValidate:
            guard !added.isEmpty else { return .nothing }
            return .rowsBefore(
                try await stage.database.rowsBreaking(added, rowCounts: rowCounts, limits: stage.project.limits))
        case .runChecks(let moment): return try await stage.runChecks(moment)
        case .discardClone:
            isStanding = false
            await copy.dismissed()
            return .nothing
        case .provisionCluster, .createDatabase, .applyBaseline, .loadDataset, .writeSlice, .restartServer, .runStep,
            .cloneState, .judgeWayBack, .judgeRepeat, .finishDrills, .compareWithExpected, .recordRun:
            preconditionFailure("not a drill's: \(act)")
        }
    }
}

/// What the acts of a drill came to, by their numbers in the plan.
struct DrillReport: Sendable {
    var step: String
    var performed: [Int: PerformedAct] = [:]
}

struct PerformedAct: Sendable {
    var result: Result<ActResult, any Error>
    var elapsedMilliseconds: Double
    /// What the machine said of the server where the act came to grief.
    var server = ServerCondition()
}

/// An act and its place in the plan, counted from 1.
struct NumberedAct: Sendable {
    var plan: PlannedAct
    var number: Int
    var count: Int

    static func numbered(_ planned: [PlannedAct]) -> [NumberedAct] {
        planned.enumerated().map { NumberedAct(plan: $0.element, number: $0.offset + 1, count: planned.count) }
    }

    var began: ProgressEvent { .actBegan(plan.act, number: number, of: count) }
}
