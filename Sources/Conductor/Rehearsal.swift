import Dataset
import ProjectFolder
import RehearsalCore
import SnapshotStore
import Staging

/// One run under way: what has been found out so far, and what stands on the machine because of it.
struct Rehearsal {
    var contents: ProjectContents
    let options: RunOptions
    let host: Host
    let stopwatch: Stopwatch
    let progress: ProgressListener

    var cluster: EphemeralCluster?
    /// The database that steps run in.
    var database: RehearsalDatabase?
    /// The clone that a drill runs on, while one stands.
    var drill: DrillStage?
    var isPrepared = true
    /// Names of steps whose migration, way back and second run reached their ends.
    var applied: Set<String> = []
    var walkedBack: Set<String> = []
    var ranAgain: Set<String> = []
    /// True once a step was refused, so that later ones are not run.
    var isHalted = false
    var snapshots: [StateName: Snapshot] = [:]
    /// What the last snapshot of the main database read.
    var known: KnownData?
    /// The states in the order in which they were reached.
    var reached: [StateName] = []
    /// What rules the rows of the baseline and of the states after steps.
    var constraints: [StateName: [AddedConstraint]] = [:]
    /// Columns found volatile so far: they stay so in every later state.
    var volatileColumns: Set<VolatileColumn> = []
    /// Hash of everything that decides the rows; empty before loading.
    var datasetIdentity = ""
    /// Findings that were accepted with a reason.
    var waived: [AcceptedFinding] = []
    var outcome: Outcome

    var project: Project { contents.project }

    init(
        contents: ProjectContents, options: RunOptions, host: Host, stopwatch: Stopwatch,
        progress: @escaping ProgressListener
    ) {
        self.contents = contents
        self.options = options
        self.host = host
        self.stopwatch = stopwatch
        self.progress = progress
        outcome = Outcome(
            toolVersion: options.toolVersion, runIdentifier: options.runIdentifier, project: contents.project.name,
            folder: options.spelledFolder)
        outcome.steps = contents.project.steps.map { step in
            let risk = contents.project.phases.first { $0.name == step.phase }?.risk ?? .medium
            return StepRecord(
                name: step.name, phase: step.phase, risk: risk,
                upward: ScriptObservation(
                    file: step.upward.file, result: .notRun, elapsedMilliseconds: 0,
                    statementCount: step.upward.statements.count, statements: []),
                drill: DrillRecord())
        }
    }

    /// Performs the acts whose conditions hold, in order.
    ///
    /// An error that ends the run is kept as the outcome's failure; comparing and recording still happen where
    /// their conditions hold, so that what was found out is not lost.
    mutating func perform(_ planned: [PlannedAct]) async {
        for (index, plan) in planned.enumerated() {
            guard await holds(plan.condition) else { continue }
            progress(.actBegan(plan.act, number: index + 1, of: planned.count))
            let start = stopwatch.milliseconds
            do {
                try Task.checkCancellation()
                try await perform(plan.act)
            } catch {
                await note(error, during: plan.act)
            }
            let elapsed = stopwatch.milliseconds - start
            progress(.actEnded(plan.act, elapsedMilliseconds: elapsed))
            outcome.acts.append(ActRecord(act: plan.act.description, elapsedMilliseconds: elapsed))
            if Task.isCancelled { break }
        }
    }

    private func holds(_ condition: Condition) async -> Bool {
        guard outcome.failure == nil || condition == .always else { return false }
        switch condition {
        case .always: return true
        case .prepared: return isPrepared
        case .applied: return isPrepared && !isHalted
        case .stepSent(let step): return record(of: step).upward.result != .notRun
        case .stepApplied(let step): return applied.contains(step)
        case .cloneStands(let step): return drill?.step == step
        case .wayBackRan(let step): return walkedBack.contains(step)
        case .stepRanAgain(let step): return ranAgain.contains(step)
        }
    }

    private mutating func perform(_ act: Act) async throws {
        switch act {
        case .provisionCluster: try await provisionCluster()
        case .createDatabase: try await createDatabase()
        case .applyBaseline: try await applyBaseline()
        case .loadDataset: try await loadDataset()
        case .restartServer: try await restartServer()
        case .takeSnapshot(let state): try await takeSnapshot(state)
        case .runStep(let step): try await runStep(step)
        case .runChecks(let moment): try await runChecks(moment)
        case .cloneState(let step): try await cloneState(step)
        case .walkBack(let step): try await walkBack(step)
        case .judgeWayBack(let step): judgeWayBack(step)
        case .preValidate(let step): try await preValidate(step)
        case .runStepAgain(let step): try await runStepAgain(step)
        case .judgeRepeat(let step): judgeRepeat(step)
        case .discardClone(let step): try await discardClone(step)
        case .compareWithExpected: try compareWithExpected()
        case .recordRun: try recordRun()
        }
    }
}

/// Where a drill happens.
struct DrillStage {
    var step: String
    var database: RehearsalDatabase
    /// The copy of the whole cluster, where the step touched what databases share; nil for a cloned database.
    var copiedCluster: EphemeralCluster?
    /// What was read of the database before it was cloned, or since.
    var known: KnownData?
}
