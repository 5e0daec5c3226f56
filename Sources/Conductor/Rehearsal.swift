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
    /// Where steps run; nil until the database is created.
    var stage: Stage?
    /// The drill that was set up last and is not under way yet.
    var drill: Drill?
    var isPrepared = true
    /// Names of steps whose migration, way back and second run reached their ends.
    var applied: Set<String> = []
    var walkedBack: Set<String> = []
    var ranAgain: Set<String> = []
    /// True once a step was refused, so that later ones are not run.
    var isHalted = false
    var snapshots: [StateName: Snapshot] = [:]
    /// What rules the rows of the baseline and of the states after steps.
    var constraints: [StateName: [AddedConstraint]] = [:]
    /// Columns found volatile so far: they stay so in every later state.
    var volatileColumns: Set<VolatileColumn> = []
    /// Hash of everything that decides the rows; empty before loading.
    var datasetIdentity = ""
    /// Findings that were accepted with a reason.
    var waived: [AcceptedFinding] = []
    var outcome: Outcome
    /// Numbers in the plan of the acts that the outcome's lists come from, entry by entry.
    private var sources = Sources()

    private struct Sources {
        var acts: [Int] = []
        var checks: [Int] = []
        var findings: [Int] = []
    }

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

    /// Performs the acts whose conditions hold: the rehearsal's in their order, and each drill's beside them.
    ///
    /// An error that ends the run is kept as the outcome's failure; comparing and recording still happen where
    /// their conditions hold, so that what was found out is not lost.
    mutating func perform(_ planned: [PlannedAct]) async {
        let acts = NumberedAct.numbered(planned)
        await withTaskGroup(of: DrillReport.self) { group in
            var underWay = 0
            var reports: [DrillReport] = []
            for numbered in acts where numbered.plan.drill == nil && holds(numbered.plan.condition) {
                if case .cloneState = numbered.plan.act, underWay >= max(options.jobs, 1),
                    let ended = await group.next()
                {
                    reports.append(ended)
                    underWay -= 1
                }
                await perform(numbered) { rehearsal in
                    if numbered.plan.act == .finishDrills {
                        for await ended in group { reports.append(ended) }
                        await rehearsal.take(reports, of: acts)
                    } else {
                        try await rehearsal.perform(numbered.plan.act)
                    }
                }
                if let drill {
                    let its = acts.filter { $0.plan.drill == drill.step.name }
                    group.addTask { await drill.performed(its) }
                    underWay += 1
                    self.drill = nil
                }
                if options.jobs == 0, let ended = await group.next() {
                    reports.append(ended)
                    underWay -= 1
                }
                if Task.isCancelled { break }
            }
        }
    }

    private mutating func perform(_ numbered: NumberedAct, _ body: (inout Rehearsal) async throws -> Void) async {
        let act = numbered.plan.act
        progress(numbered.began)
        let start = stopwatch.milliseconds
        do {
            try Task.checkCancellation()
            try await body(&self)
        } catch {
            note(error, during: act, server: await cluster?.condition() ?? ServerCondition())
        }
        let elapsed = stopwatch.milliseconds - start
        progress(.actEnded(act, elapsedMilliseconds: elapsed))
        close(numbered, elapsedMilliseconds: elapsed)
    }

    /// Enters the act into the outcome, and as the source of what it brought there.
    private mutating func close(_ numbered: NumberedAct, elapsedMilliseconds: Double) {
        outcome.acts.append(
            ActRecord(act: numbered.plan.act.description, elapsedMilliseconds: elapsedMilliseconds))
        func fill(_ sources: inout [Int], upTo count: Int) {
            sources += Array(repeating: numbered.number, count: max(0, count - sources.count))
        }
        fill(&sources.acts, upTo: outcome.acts.count)
        fill(&sources.checks, upTo: outcome.checks.count)
        fill(&sources.findings, upTo: outcome.findings.count)
    }

    /// Takes what drills found, in the order of their steps, and puts all that was found into the order of the plan.
    private mutating func take(_ reports: [DrillReport], of acts: [NumberedAct]) async {
        for numbered in acts {
            guard let step = numbered.plan.drill, let report = reports.first(where: { $0.step == step }) else {
                continue
            }
            let act = numbered.plan.act
            if let performed = report.performed[numbered.number] {
                switch performed.result {
                case .success(let result): take(result, of: act)
                case .failure(let error): note(error, during: act, server: performed.server)
                }
                close(numbered, elapsedMilliseconds: performed.elapsedMilliseconds)
            } else if act.isJudgement && holds(numbered.plan.condition) {
                await perform(numbered) { $0.judge(act) }
            }
        }
        outcome.acts = sorted(outcome.acts, by: &sources.acts)
        outcome.checks = sorted(outcome.checks, by: &sources.checks)
        outcome.findings = sorted(outcome.findings, by: &sources.findings)
    }

    private func sorted<Entry>(_ entries: [Entry], by sources: inout [Int]) -> [Entry] {
        let order = entries.indices.sorted { (sources[$0], $0) < (sources[$1], $1) }
        sources = order.map { sources[$0] }
        return order.map { entries[$0] }
    }

    private func holds(_ condition: Condition) -> Bool {
        guard outcome.failure == nil || condition == .always else { return false }
        switch condition {
        case .always: return true
        case .prepared: return isPrepared
        case .applied: return isPrepared && !isHalted
        case .stepSent(let step): return record(of: step).upward.result != .notRun
        case .stepApplied(let step), .cloneStands(let step): return applied.contains(step)
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
        case .writeSlice(let slice): try await write(slice)
        case .restartServer: try await restartServer()
        case .takeSnapshot(let state): try await takeSnapshot(state)
        case .runStep(let step): take(try await standing.run(.upward(self.step(named: step))), of: act)
        case .runChecks(let moment): take(try await standing.runChecks(moment), of: act)
        case .cloneState(let step): try await cloneState(step)
        case .compareWithExpected: try compareWithExpected()
        case .recordRun: try recordRun()
        case .walkBack, .judgeWayBack, .preValidate, .runStepAgain, .judgeRepeat, .discardClone, .finishDrills:
            preconditionFailure("not the rehearsal's: \(act)")
        }
    }

    /// The stage of every act behind the preparation.
    var standing: Stage {
        guard let stage else { preconditionFailure("a database was created before") }
        return stage
    }
}
