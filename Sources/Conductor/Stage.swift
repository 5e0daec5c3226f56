import RehearsalCore
import Staging

/// A database in which acts happen: the rehearsed one, or a drill's copy of it.
struct Stage: Sendable {
    let project: Project
    /// The project folder as the user spelled it.
    let folder: String
    var database: RehearsalDatabase
    var progress: ProgressListener
    /// False where the workload is explained and not run.
    var runsQueries = true
    /// True in a drill's copy: queries are only explained, and statistics are refreshed for their sake alone.
    var isDrilled = false
    /// What the last snapshot of this database read.
    var known: KnownData?
    var remembered: CatalogMemory?
    /// The last snapshot of this database.
    var last: Snapshot?
    /// What the workload's references stand for.
    var values = ReferencedValues()

    /// The stage in a copy of its database, or of its cluster: what is known of the original and holds there.
    ///
    /// - Parameters:
    ///   - original: taken of the original just before it was copied.
    ///   - copy: where nobody has written yet.
    func carried(from original: DataTrace, to copy: RehearsalDatabase) async throws -> Stage {
        let trace = try await copy.readTrace()
        var stage = self
        stage.database = copy
        stage.known = known?.carried(from: original, to: trace)
        stage.remembered = remembered?.carried(from: original, to: trace)
        return stage
    }

    /// Runs a script and judges it. A lost server is waited for: what it holds is still to be read.
    func run(_ rehearsed: RehearsedScript) async throws -> ActResult {
        let observation = try await database.runner(project.limits).run(rehearsed.script, progress: progress)
        if observation.result == .serverLost { await database.cluster.awaitRecovery() }
        let isWell = observation.result == .applied
        let findings = judgeScript(
            observation, of: rehearsed, project: project, folder: folder,
            server: isWell ? ServerCondition() : await database.cluster.condition())
        return .ran(observation, findings)
    }

    /// - Parameter explains: false leaves the workload out. So does the chain: what many scripts in a row leave on disk
    ///   would be taken for what one way back left.
    mutating func readSnapshot(_ state: StateName, explains: Bool = true) async throws -> Snapshot {
        var request = planRequest(for: state)
        request.alwaysRefreshes = explains && !isDrilled
        let reading = try await database.readSnapshot(
            state, workload: explains ? project.workload(in: state) : [], plans: request,
            known: known, remembered: remembered, last: last, values: values)
        known = reading.known
        remembered = reading.catalog
        last = reading.snapshot
        values = reading.values
        return reading.snapshot
    }

    /// Queries are run where a step's change of them is judged; in drills they are only explained.
    private func planRequest(for state: StateName) -> PlanRequest {
        let thresholds = project.planThresholds
        var request = PlanRequest(thresholds)
        let runs = runsQueries && !isDrilled
        switch state {
        case .baseline where runs: request.depth = .runs
        case .after where runs:
            (request.depth, request.looksAsLeft) = (.runs, true)
            request.confirming = thresholds
        case .baseline, .after, .down, .again: request.samples = 0
        }
        if request.depth == .runs { request.productionTarget = project.productionStatisticsTarget }
        return request
    }

    /// Runs every check of the moment: what reads in the database itself, what writes in a clone of it, because a
    /// rolled back transaction still leaves sequences, pages and dead rows behind.
    func runChecks(_ moment: CheckMoment) async throws -> ActResult {
        let checks = project.checks.filter { $0.applies(at: moment) }
        var results = try await run(checks.filter { !$0.writes }, at: moment)
        let writing = checks.filter(\.writes)
        guard !writing.isEmpty else { return .checked(results) }
        try await database.setAside()
        do {
            results += try await run(writing, at: moment)
        } catch {
            try await database.putBack()
            throw error
        }
        try await database.putBack()
        return .checked(results)
    }

    private func run(_ checks: [Check], at moment: CheckMoment) async throws -> [CheckResult] {
        let runner = CheckRunner(database: database, limits: project.limits)
        let clock = ContinuousClock()
        var results: [CheckResult] = []
        for check in checks {
            for variant in check.variants {
                let start = clock.now
                let answer = try await runner.answer(to: check, variant)
                if case .serverLost = answer { await database.cluster.awaitRecovery() }
                let record = CheckRecord(
                    of: check, variant, at: moment, answer: answer,
                    elapsedMilliseconds: (clock.now - start).milliseconds)
                results.append(CheckResult(record: record, finding: judgeCheck(record, of: check)))
            }
        }
        return results
    }
}

/// What an act found out in its database.
enum ActResult: Sendable {
    case ran(ScriptObservation, [Finding])
    case snapshot(Snapshot)
    case checked([CheckResult])
    /// Answers about the constraints that a step adds, in their order.
    case rowsBefore([RowsBefore])
    case wayBackJudged(WayBackJudgement)
    case repeatJudged(RepeatJudgement)
    case written(WrittenResult)
    case nothing
}

struct CheckResult: Sendable {
    var record: CheckRecord
    var finding: Finding?
}
