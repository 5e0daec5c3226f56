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
    /// What clean states are made of; nil until the baseline is kept, and where nothing is drilled.
    var states: CleanStates?
    /// True where the workload is run and not only explained.
    var runsQueries = true
    var isPrepared = true
    /// Names of steps whose migration reached its end.
    var applied: Set<String> = []
    /// Steps that wrote no row which was there before, and changed no column.
    var leavingRowsAlone: Set<String> = []
    var chain = Chain()
    /// What the application wrote around the steps.
    var canaries: [CanaryRecord] = []
    /// By step: why its way back is refused where the application has written.
    var refusedBehindWrites: [String: [Finding]] = [:]
    /// True once a step was refused, so that later ones are not run.
    var isHalted = false
    var snapshots: [StateName: Snapshot] = [:]
    /// What rules the rows of the baseline and of the states after steps.
    var constraints: [StateName: [AddedConstraint]] = [:]
    /// Columns found volatile so far: they stay so in every later state.
    var volatileColumns: Set<VolatileColumn> = []
    /// Hash of everything that decides the rows; empty before loading.
    var datasetIdentity = ""
    var horizon: Horizon
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
        horizon = Horizon(
            points: options.horizonPoints ?? contents.project.growth?.points ?? GrowthDeclaration.usualPoints,
            validated: options.validatedGrowths)
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
        await withTaskGroup(of: [DrillReport].self) { group in
            var lanes = LaneTellers(count: max(1, options.jobs - 1))
            let shares = DrillShares(
                of: project.steps.map(\.name).filter { step in acts.contains { $0.plan.drill == step } })
            for numbered in acts where numbered.plan.drill == nil && holds(numbered.plan.condition) {
                let act = numbered.plan.act
                await perform(numbered) { rehearsal in
                    guard act == .finishDrills else { return try await rehearsal.perform(act) }
                    lanes.finish()
                    if rehearsal.options.jobs == 0 {
                        rehearsal.begin(lanes, acts, shares, in: &group)
                    } else {
                        await rehearsal.takeOver(lanes, acts, shares, in: &group)
                    }
                    var reports: [DrillReport] = []
                    for await some in group { reports += some }
                    rehearsal.take(reports, of: acts)
                    rehearsal.outcome.findings += judgeUnmadeCanaries(rehearsal.canaries)
                    rehearsal.judgeDeclarations()
                }
                if act == .keepBaseline, options.jobs > 0 { begin(lanes, acts, shares, in: &group) }
                if case .takeSnapshot(.after(let step)) = act, applied.contains(step) { lanes.tell(appliedStep(step)) }
                if Task.isCancelled { break }
            }
            lanes.finish()
        }
    }

    func appliedStep(_ name: String) -> AppliedStep {
        AppliedStep(
            step: step(named: name), added: record(of: name).preValidation.constraints, values: standing.values,
            rehearsed: rehearsedStates(around: name))
    }

    /// What lanes of drills may take for the states around a step of their own.
    private func rehearsedStates(around step: String) -> (before: Snapshot, after: Snapshot)? {
        guard !staysAsRefused, leavingRowsAlone.contains(step), project.workload(in: .after(step: step)).isEmpty,
            let before = previousState(of: step).flatMap({ snapshots[$0] }), let after = snapshots[.after(step: step)],
            before.digests.filter({ $0.rowCount > 0 }) == after.digests.filter({ $0.rowCount > 0 })
        else { return nil }
        return (before, after)
    }

    /// Lets every lane drill its share of the steps, each as soon as it is told of it.
    private func begin(
        _ lanes: LaneTellers, _ acts: [NumberedAct], _ shares: DrillShares, in group: inout TaskGroup<[DrillReport]>
    ) {
        guard let states else { return }
        for (place, steps) in lanes.streams.enumerated() {
            let its = acts.filter { numbered in
                guard let drilled = numbered.plan.drill else { return false }
                let number = project.steps.firstIndex { $0.name == drilled } ?? 0
                return number % lanes.streams.count == place
            }
            if its.isEmpty { continue }
            var lane = DrillLane(states: states, stopwatch: stopwatch, progress: progress)
            group.addTask { await lane.performed(its, following: steps) { await shares.begin($0) } }
        }
    }

    /// Drills some of the last steps where the rehearsal itself would wait for the drills.
    private func takeOver(
        _ lanes: LaneTellers, _ acts: [NumberedAct], _ shares: DrillShares, in group: inout TaskGroup<[DrillReport]>
    ) async {
        guard let states else { return }
        let taken = await shares.takeLast()
        if taken.isEmpty { return }
        let its = acts.filter { $0.plan.drill.map { taken.contains($0) } ?? false }
        var lane = DrillLane(states: states, stopwatch: stopwatch, progress: progress)
        group.addTask { [told = lanes.told] in
            let steps = AsyncStream<AppliedStep> { teller in
                for step in told { teller.yield(step) }
                teller.finish()
            }
            return await lane.performed(its, following: steps) { _ in true }
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
    mutating func take(_ reports: [DrillReport], of acts: [NumberedAct]) {
        for numbered in acts {
            guard let step = numbered.plan.drill, let report = reports.first(where: { $0.step == step }) else {
                continue
            }
            let act = numbered.plan.act
            guard let performed = report.performed[numbered.number] else { continue }
            switch performed.result {
            case .success(let result): take(result, of: act)
            case .failure(let error): note(error, during: act, server: performed.server)
            }
            close(numbered, elapsedMilliseconds: performed.elapsedMilliseconds)
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
        case .stepApplied(let step): return applied.contains(step)
        case .stepRefused(let step):
            let wasRefused = record(of: step).upward.result != .notRun && !applied.contains(step)
            return wasRefused && states != nil && !options.keepsServer
        case .chainReached, .unwound, .notUnwound, .rewound, .notRewound: return chainHolds(condition)
        case .cloneStands, .wayBackRan, .stepRanAgain: preconditionFailure("a drill's: \(condition)")
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
        case .keepBaseline: states = try await CleanStates.kept(of: standing)
        case .startAnew(let step): try await goOn(from: appliedSteps(before: step))
        case .unwind, .compareUnwound, .unwindAnew, .rewind, .compareRewound, .rewindAnew:
            try await performInChain(act)
        case .judgeChain: takeChain()
        case .askHorizon(let state): try await askHorizon(state)
        case .judgeHorizon: takeHorizon()
        case .validateHorizon(let growth): try await validateHorizon(growth: growth)
        case .compareWithExpected: try compareWithExpected()
        case .recordRun: try await recordRun()
        case .walkWritten, .cloneState, .walkBack, .judgeWayBack, .preValidate, .runStepAgain, .judgeRepeat,
            .discardClone,
            .finishDrills:
            preconditionFailure("not the rehearsal's: \(act)")
        }
    }

    /// The stage of every act behind the preparation.
    var standing: Stage {
        guard let stage else { preconditionFailure("a database was created before") }
        return stage
    }
}

/// The rehearsal's ends of the streams that tell the lanes of drills which steps were applied.
private struct LaneTellers {
    let streams: [AsyncStream<AppliedStep>]
    private let tellers: [AsyncStream<AppliedStep>.Continuation]
    private(set) var told: [AppliedStep] = []

    init(count: Int) {
        let made = (0..<count).map { _ in AsyncStream.makeStream(of: AppliedStep.self) }
        streams = made.map(\.stream)
        tellers = made.map(\.continuation)
    }

    mutating func tell(_ step: AppliedStep) {
        told.append(step)
        for teller in tellers { teller.yield(step) }
    }

    func finish() {
        for teller in tellers { teller.finish() }
    }
}
