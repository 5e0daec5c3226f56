import Dataset
import ProjectFolder
import RehearsalCore
import Staging

/// The baseline was applied once and is refused in a cluster of its own.
struct BaselineNotRepeated: Error {}

/// What a run has found out about grown data so far.
struct Horizon: Sendable {
    var points: [Double]
    /// Growths at which the dataset is truly loaded as well.
    var validated: [Int]
    var readings: [HorizonReading] = []
    /// Plans at growths that are validated, by state.
    var foretold: [StateName: [Int: ForetoldPlans]] = [:]
}

extension Rehearsal {
    mutating func askHorizon(_ state: StateName) async throws {
        let thresholds = project.planThresholds
        let workload = project.workload(in: state)
        let stretched = try await StretchedDatabase.made(
            of: standing.database, workload: workload,
            StretchedDatabase.Request(
                statisticsTarget: thresholds.statisticsTarget, limitMilliseconds: thresholds.queryLimitMilliseconds))
        let isLast = project.steps.isEmpty || state.step == project.steps.last?.name
        do {
            let asker = HorizonAsker(
                stretched: stretched,
                law: GrowthLaw(project.growth, shape: contents.shape.growth, facts: stretched.facts),
                workload: workload, points: horizon.points)
            let found = try await asker.reading(of: state, validated: horizon.validated, findsRivals: isLast)
            horizon.readings.append(found.reading)
            horizon.foretold[state] = found.foretold
        } catch {
            await stretched.dismissed()
            throw error
        }
        await stretched.dismissed()
    }

    mutating func takeHorizon() {
        guard !horizon.readings.isEmpty else { return }
        let judged = judgeHorizon(
            horizon.readings, points: horizon.points, project: project, folder: options.spelledFolder)
        outcome.horizon = judged.record
        outcome.findings += judged.findings
    }

    /// Loads the dataset at the scale in a cluster of its own, runs the steps, and compares its plans in each state.
    mutating func validateHorizon(growth: Int) async throws {
        var large = Rehearsal(
            contents: contents, options: options, host: host, stopwatch: stopwatch, progress: progress)
        large.contents.project.dataset.scaleThousandths *= growth
        do {
            try await large.prepareLarge(from: project.dataset)
            for reading in horizon.readings {
                try await large.follow(to: reading.state)
                let truly = try await large.standing.database.sampledPlans(
                    of: large.project.workload(in: reading.state), PlanRequest(project.planThresholds))
                let foretold = horizon.foretold[reading.state]?[growth]
                outcome.horizon?.validations.append(
                    HorizonValidation(
                        state: reading.state, growth: Double(growth), small: reading.answers.map(\.start),
                        foreseen: foretold?.plans ?? [], close: foretold?.close ?? [], truly: truly))
            }
        } catch {
            _ = await large.cleanUp()
            throw error
        }
        _ = await large.cleanUp()
    }

    private mutating func prepareLarge(from small: DatasetRequest) async throws {
        try await provisionCluster()
        try await createDatabase()
        try await applyBaseline()
        guard isPrepared else { throw BaselineNotRepeated() }
        try await loadDataset()
        try await askForCounterparts(from: small)
        try await restartServer()
    }

    /// Lets the workload ask for the same rows as in the small dataset: there a firm's first employee has a key that is
    /// another firm's employee's here.
    private mutating func askForCounterparts(from small: DatasetRequest) async throws {
        let growth = contents.shape.growth
        let tables = growth.favouredColumns.flatMap { growth.references[$0] ?? [] }.map(\.table)
        let words = project.workload.valueWords
        guard !tables.isEmpty, !words.isEmpty else { return }
        let plans = (
            small: try await standing.database.plan(contents.shape, request: small, clock: project.clock),
            large: try await standing.database.plan(contents.shape, request: project.dataset, clock: project.clock)
        )
        let counterparts = plans.small.counterparts(of: words, in: Set(tables), at: plans.large)
        contents.project.workload = project.workload.asking(for: counterparts)
    }

    /// Runs the steps up to a state.
    private mutating func follow(to state: StateName) async throws {
        for step in project.steps where !applied.contains(step.name) {
            guard state.step != nil else { return }
            _ = try await standing.follow(step)
            applied.insert(step.name)
            if step.name == state.step { return }
        }
    }
}
