import RehearsalCore
import Staging

/// The drill of one step on a clone of the state behind it.
///
/// It finds out and keeps what it found; the rehearsal takes that in the order of the steps, however the drills came
/// to their ends, so that no outcome depends on who was faster. All states that it compares stem from one database, but
/// for the one behind the step, which may be the rehearsal's.
struct Drill: Sendable {
    let step: Step
    /// Where the clone stands in the database's place.
    var stage: Stage
    /// What the step adds to the rules for rows.
    let added: [AddedConstraint]
    /// The step's own states, and what its run there did.
    let clean: FollowedStep

    private var down: Snapshot?
    private(set) var again: Snapshot?
    /// What the server told of the rows behind the way back.
    private var traceDown: DataTrace?
    private var downward: ScriptObservation?
    private var walkedBack = false
    private var ranAgain = false
    private(set) var sameAgain = false
    var isFailed = false

    init(of step: Step, stage: Stage, added: [AddedConstraint], clean: FollowedStep) {
        self.step = step
        self.stage = stage
        self.added = added
        self.clean = clean
    }

    func performs(_ plan: PlannedAct) -> Bool {
        switch plan.condition {
        case .cloneStands: !isFailed || plan.act == .discardClone(step: step.name)
        case .wayBackRan: !isFailed && walkedBack
        case .stepRanAgain: !isFailed && ranAgain
        default: preconditionFailure("not a drill's: \(plan)")
        }
    }

    mutating func perform(_ act: Act) async throws -> ActResult {
        switch act {
        case .walkBack:
            guard let script = step.scriptBack else { preconditionFailure("only ways back that are there are walked") }
            let result = try await stage.run(.wayBack(step, script))
            if case .ran(let observation, _) = result {
                downward = observation
                walkedBack = observation.reachedItsEnd
            }
            return result
        case .runStepAgain:
            let result = try await stage.run(.again(step))
            if case .ran(let observation, _) = result { ranAgain = observation.reachedItsEnd }
            return result
        case .takeSnapshot(.down):
            let snapshot = try await stage.readSnapshot(.down(step: step.name)).sharing(with: clean.before)
            traceDown = stage.known?.trace
            down = snapshot
            return .snapshot(snapshot)
        case .takeSnapshot(.again):
            let snapshot = try await stage.readSnapshot(.again(step: step.name)).sharing(with: clean.after)
            again = snapshot
            return .snapshot(snapshot)
        case .judgeWayBack:
            guard let down, let downward, let upward = clean.upward else { return .nothing }
            return .wayBackJudged(
                judgeWayBack(
                    of: step, before: clean.before, down: down, upward: upward, downward: downward,
                    folder: stage.folder, after: clean.after))
        case .judgeRepeat: return repeatJudged()
        case .preValidate:
            guard !added.isEmpty else { return .nothing }
            let counts = Dictionary(
                (down?.digests ?? []).map { ($0.table, $0.rowCount) }, uniquingKeysWith: { first, _ in first })
            return .rowsBefore(
                try await stage.database.rowsBreaking(added, rowCounts: counts, limits: stage.project.limits))
        case .runChecks(let moment): return try await stage.runChecks(moment)
        default: preconditionFailure("not a drill's: \(act)")
        }
    }

    /// True where the way back left nothing of the step behind, not even what lies on disk, and the step came to the
    /// same again: what stands now is what it makes of a clean state.
    var isClean: Bool {
        guard !isFailed, sameAgain, let down, let traceDown, let traceBefore = clean.traceBefore else { return false }
        let left = differences(from: clean.before.catalog, to: down.catalog, lineage: .oneDatabase)
        return traceDown.hasSameRows(asAllOf: traceBefore) && left.allSatisfy(\.tellsOfGatheredStatistics)
    }

    private mutating func repeatJudged() -> ActResult {
        guard let down, let again, let upward = clean.upward else { return .nothing }
        let judgement = judgeRepeat(
            of: step, before: clean.before, down: down, after: clean.after, again: again, upward: upward,
            folder: stage.folder, lineage: clean.lineage)
        sameAgain = judgement.sameAgain == .yes
        return .repeatJudged(judgement)
    }
}

/// A step that the rehearsal has applied: the lanes of drills may follow it.
struct AppliedStep: Sendable {
    var step: Step
    /// What the step adds to the rules for rows.
    var added: [AddedConstraint]
    /// What the workload's references stand for.
    var values: ReferencedValues
    /// What the rehearsal read before the step and behind it, where the step wrote no row: rows hang on clocks, chance
    /// and places, and plans on statistics, so that each database has its own. Nil for other steps.
    var rehearsed: (before: Snapshot, after: Snapshot)?

    /// What the rehearsal read behind the step, where it stands for what a lane's database holds there: the states
    /// before it are the same, which they are not where an earlier step makes something else at every run. Only where
    /// the drill happens in that database: a clean one that was cloned is compared with what it was.
    func rehearsedState(behind before: Snapshot) -> Snapshot? {
        guard let rehearsed, before.isSame(as: rehearsed.before),
            !touchesSharedObjects(step, from: before.catalog, to: rehearsed.after.catalog)
        else { return nil }
        return rehearsed.after
    }
}

/// A step as a lane's own database ran it.
struct FollowedStep: Sendable {
    var name: String
    /// Nil where it was run only to come to the next one.
    var upward: ScriptObservation?
    var before: Snapshot
    var after: Snapshot
    /// How the state after the step is related to the others: the lane's own, or one that the rehearsal read.
    var lineage = CatalogLineage.oneDatabase
    /// What the server told of the rows when the state before was read; nil where the step was run only to come to the
    /// next one.
    var traceBefore: DataTrace?
    /// True where the step wrote no row that was there before, and changed no column: it brought or changed whole
    /// objects, of which a way back can leave nothing behind that no reading sees.
    var leavesRowsAlone = false
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
