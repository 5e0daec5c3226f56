import RehearsalCore
import Staging

/// Where drills go on beside the rehearsal: a cluster of its own, in which the database follows the steps.
///
/// Each drill happens in a clone, which stands in the database's place under its name; but where the step left all rows
/// and columns alone, it happens in the database itself, which is thrown away unless the way back restored everything.
/// What a drill leaves in the catalogs that all databases of a cluster share is looked for behind it; then the cluster
/// is made anew.
struct DrillLane: Sendable {
    let states: CleanStates
    let stopwatch: Stopwatch
    let progress: ProgressListener

    /// Nil where no database stands, or none that is known to be clean.
    private var stage: Stage?
    /// The applied steps, and how many of them the database has run.
    private var applied: [AppliedStep] = []
    private var followedCount = 0
    /// The step that was run last, where both of its states are known.
    private var last: FollowedStep?
    private var drill: Drill?
    /// What the drill under way leaves untouched; nil where none is.
    private var shelter: Shelter?
    /// What the application could write when it was tried last.
    private var canaries: CanaryReport?

    init(states: CleanStates, stopwatch: Stopwatch, progress: @escaping ProgressListener) {
        self.states = states
        self.stopwatch = stopwatch
        self.progress = progress
    }

    /// Drills each step that has acts here and is left to this lane, as soon as the rehearsal has applied it. The
    /// cluster is gone behind it.
    mutating func performed(
        _ acts: [NumberedAct], following steps: AsyncStream<AppliedStep>, where isOurs: (_ step: String) async -> Bool
    ) async -> [DrillReport] {
        var reports: [DrillReport] = []
        for await step in steps {
            note(step)
            let its = acts.filter { $0.plan.drill == step.step.name }
            if !its.isEmpty, await isOurs(step.step.name) { reports.append(await drilled(step, its)) }
        }
        await dismissed()
        return reports
    }

    mutating func dismissed() async {
        if case .cluster(let frozen, _) = shelter { await frozen.dismissed() }
        shelter = nil
        await stage?.database.cluster.dismissed()
        stage = nil
        last = nil
    }

    /// Notes a step that was applied, so that later drills begin behind it.
    mutating func note(_ step: AppliedStep) { applied.append(step) }

    /// Performs the acts whose conditions hold, in order. The database is clean when this returns, or gone.
    mutating func drilled(_ step: AppliedStep, _ acts: [NumberedAct]) async -> DrillReport {
        var report = DrillReport(step: step.step.name)
        let tell: ProgressListener = { [progress] in progress(.inDrill(of: step.step.name, $0)) }
        for numbered in acts where performs(numbered.plan) {
            tell(numbered.began)
            let start = stopwatch.milliseconds
            var done = PerformedAct(result: .success(.nothing), elapsedMilliseconds: 0)
            do {
                try Task.checkCancellation()
                done.result = .success(try await perform(numbered.plan.act, of: step, telling: tell))
            } catch {
                done.result = .failure(error)
                done.server = await stage?.database.cluster.condition() ?? ServerCondition()
                if !(error is ReadingError) { drill?.isFailed = true }
            }
            done.elapsedMilliseconds = stopwatch.milliseconds - start
            tell(.actEnded(numbered.plan.act, elapsedMilliseconds: done.elapsedMilliseconds))
            report.performed[numbered.number] = done
            if Task.isCancelled { break }
        }
        if drill != nil { await dismissed() }
        drill = nil
        return report
    }

    private func performs(_ plan: PlannedAct) -> Bool {
        switch plan.act {
        case .walkWritten, .cloneState: return true
        default: break
        }
        return drill?.performs(plan) ?? false
    }

    private mutating func perform(
        _ act: Act, of step: AppliedStep, telling progress: @escaping ProgressListener
    ) async throws -> ActResult {
        switch act {
        case .walkWritten: return try await walkWritten(step, telling: progress)
        case .cloneState: try await clone(step, telling: progress)
        case .discardClone: try await discard()
        default:
            guard drill != nil else { preconditionFailure("a clone stands: \(act)") }
            return try await drill!.perform(act)
        }
        return .nothing
    }

    /// Brings the database to the state behind the step and puts a clone in its place.
    private mutating func clone(_ step: AppliedStep, telling progress: @escaping ProgressListener) async throws {
        do {
            let followed = try await follow(step, telling: progress)
            let isShared = touchesSharedObjects(
                step.step, from: followed.before.catalog, to: followed.after.catalog)
            let place: Stage
            if !isShared, followed.leavesRowsAlone, let stage {
                shelter = .nothing
                place = stage
            } else {
                // The state was just read, and nobody has written since.
                place = try await sheltered(wholeCluster: isShared, as: stage?.known?.trace)
            }
            drill = Drill(of: step.step, stage: place, added: step.added, clean: followed)
        } catch {
            await dismissed()
            throw error
        }
    }

    /// Runs the step where its database stands before it, and reads what is behind it, unless the rehearsal has.
    private mutating func follow(
        _ step: AppliedStep, telling progress: @escaping ProgressListener
    ) async throws -> FollowedStep {
        if let last, last.name == step.step.name, stage != nil { return last }
        let before = try await stand(before: step, telling: progress)
        guard var stage else { preconditionFailure("it stands before the step") }
        let traceBefore = stage.known?.trace
        stage.values = step.values
        let upward = try await stage.follow(step.step)
        var followed: FollowedStep
        if let after = step.rehearsedState(behind: before) {
            followed = FollowedStep(
                name: step.step.name, upward: upward, before: before, after: after, lineage: .unknown,
                traceBefore: traceBefore, leavesRowsAlone: true)
        } else {
            let after = try await stage.readSnapshot(.after(step: step.step.name))
            followed = FollowedStep(
                name: step.step.name, upward: upward, before: before, after: after, traceBefore: traceBefore)
            if let traceBefore, let trace = stage.known?.trace {
                followed.leavesRowsAlone = trace.hasSameRows(asAllOf: traceBefore)
            }
        }
        self.stage = stage
        followedCount += 1
        last = followed
        return followed
    }

    /// Brings the database to the state before the step, by the steps that were not run here yet.
    private mutating func stand(
        before step: AppliedStep, telling progress: @escaping ProgressListener
    ) async throws -> Snapshot {
        guard let index = applied.lastIndex(where: { $0.step.name == step.step.name }) else {
            preconditionFailure("a step is drilled when it was applied")
        }
        let earlier = applied[..<index]
        var stage: Stage
        if let standing = self.stage, followedCount <= index {
            stage = standing
            for step in earlier[followedCount...] {
                _ = try await stage.follow(step.step)
                last = nil
            }
        } else {
            await dismissed()
            stage = try await states.stage(after: earlier.map(\.step))
            stage.isDrilled = true
        }
        stage.progress = progress
        self.stage = stage
        followedCount = index
        if let last, last.lineage == .oneDatabase { return last.after }
        let state = earlier.last.map { StateName.after(step: $0.step.name) } ?? .baseline
        stage.values = earlier.last?.values ?? stage.values
        var before = try await stage.readSnapshot(state)
        if let rehearsed = step.rehearsed { before = before.sharing(with: rehearsed.before) }
        self.stage = stage
        if let previous = earlier.last {
            // What the step before did is not asked for: only where it led.
            last = FollowedStep(name: previous.step.name, upward: nil, before: before, after: before)
        }
        return before
    }

    /// Walks up and back on a clone while the application writes: before, between and behind.
    private mutating func walkWritten(
        _ step: AppliedStep, telling progress: @escaping ProgressListener
    ) async throws -> ActResult {
        do {
            let before = try await stand(before: step, telling: progress)
            let clone = try await sheltered(wholeCluster: saysSharedObjects(step.step), as: nil)
            var walk = WrittenWalk(step: step, stage: clone, known: canaries)
            try await walk.walk()
            canaries = walk.written.first ?? canaries
            try await unsheltered()
            if try await !isStill(before) { await dismissed() }
            return .written(walk.result)
        } catch {
            await dismissed()
            throw error
        }
    }

    /// What a drill leaves untouched while it is under way.
    private enum Shelter {
        /// Nothing but the kept baseline: the drill happens in the database itself.
        case nothing
        /// The original of the database, under another name.
        case database
        /// A copy of the whole cluster, and the trace of the database just before it was made.
        case cluster(FrozenCluster, DataTrace)
    }

    /// Lets what is clean be sheltered.
    ///
    /// - Parameter trace: of the database as it is; nil reads one.
    /// - Returns: where a drill may do what it wants.
    private mutating func sheltered(wholeCluster: Bool, as trace: DataTrace?) async throws -> Stage {
        guard let stage else { preconditionFailure("a database stands") }
        let original: DataTrace
        if let trace { original = trace } else { original = try await stage.database.readTrace() }
        if wholeCluster {
            shelter = .cluster(try await stage.database.cluster.frozen(), original)
            return try await stage.carried(from: original, to: stage.database)
        }
        try await stage.database.setAside(.forDrill)
        shelter = .database
        return try await stage.carried(from: original, to: stage.database)
    }

    /// Takes what was sheltered in place of what the drill has made of it.
    private mutating func unsheltered() async throws {
        guard let shelter, let stage else { return }
        self.shelter = nil
        switch shelter {
        case .nothing: break
        case .database: try await stage.database.putBack(.forDrill)
        case .cluster(let frozen, let original):
            self.stage = nil
            await stage.database.cluster.dismissed()
            let thawed: EphemeralCluster
            do { thawed = try await frozen.thawed() } catch {
                await frozen.dismissed()
                throw error
            }
            await frozen.dismissed()
            self.stage = try await stage.carried(from: original, to: stage.database.moved(to: thawed))
        }
    }

    /// True where the followed database's catalog is the one that was read, or no database stands.
    private func isStill(_ state: Snapshot) async throws -> Bool {
        guard let stage else { return true }
        let now = try await stage.database.readCatalog()
        return differences(from: state.catalog, to: now, lineage: .oneDatabase).isEmpty
    }

    /// Goes on where a drill has happened in the database itself, or throws it away.
    private mutating func goOn(behind drill: Drill) async {
        guard drill.isClean, var again = drill.again else { return await dismissed() }
        stage = drill.stage
        again.state = .after(step: drill.step.name)
        var followed = drill.clean
        followed.after = again
        followed.lineage = .oneDatabase
        last = followed
    }

    /// Throws the clone away. Where the drill did not come back to the state that it began in, what is shared by all
    /// databases of the cluster may have changed, which is looked for.
    private mutating func discard() async throws {
        guard let drill else { return }
        self.drill = nil
        if case .nothing = shelter {
            shelter = nil
            return await goOn(behind: drill)
        }
        do {
            try await unsheltered()
            if drill.sameAgain { return }
            if try await isStill(drill.clean.after) { return }
        } catch {
            // A server that does not give the clean state back is thrown away whole.
            if Task.isCancelled { throw error }
        }
        await dismissed()
    }
}
