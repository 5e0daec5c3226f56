/// One thing that the conductor does.
public enum Act: Hashable, Sendable {
    case provisionCluster
    case createDatabase
    case applyBaseline
    case loadDataset
    /// Writes one part of the dataset to files, in place of loading it.
    case writeSlice(DatasetSlice)
    /// From loading's wal_level to production's.
    case restartServer
    case takeSnapshot(StateName)
    case runStep(String)
    /// Every check that applies at the moment.
    case runChecks(CheckMoment)
    /// Copies the cluster for the step's drill, so that it harms nothing and can go on beside the steps that follow.
    case cloneState(step: String)
    case walkBack(step: String)
    case judgeWayBack(step: String)
    /// Holds the rows from before the step against the constraints that it adds.
    case preValidate(step: String)
    case runStepAgain(step: String)
    case judgeRepeat(step: String)
    case discardClone(step: String)
    /// Waits for the drills that are still under way, and judges all of them in the order of their steps.
    case finishDrills
    case compareWithExpected
    case recordRun
}

extension Act: CustomStringConvertible {
    /// The act in the words of `--dry-run` and of reports.
    public var description: String {
        switch self {
        case .provisionCluster: "provision a throw-away cluster"
        case .createDatabase: "create roles, database and extensions"
        case .applyBaseline: "apply the baseline"
        case .loadDataset: "build and load the dataset"
        case .writeSlice(let slice): "build slice \(slice) of the dataset and write its files"
        case .restartServer: "restart at production's wal_level"
        case .takeSnapshot(let state): "snapshot: \(state)"
        case .runStep(let step): "run \(step)"
        case .runChecks(let moment): "run the checks \(moment)"
        case .cloneState(let step): "clone the state after \(step)"
        case .walkBack(let step): "walk back \(step)"
        case .judgeWayBack(let step): "compare the way back of \(step) with the state before it"
        case .preValidate(let step): "hold the rows from before \(step) against the constraints that it adds"
        case .runStepAgain(let step): "run \(step) again"
        case .judgeRepeat(let step): "compare the second run of \(step) with the first"
        case .discardClone(let step): "discard the clone of \(step)"
        case .finishDrills: "finish the drills"
        case .compareWithExpected: "compare with the accepted snapshots"
        case .recordRun: "record the run"
        }
    }
}

extension Act {
    /// The step that the act belongs to; nil for what belongs to the whole run.
    public var step: String? {
        switch self {
        case .provisionCluster, .createDatabase, .applyBaseline, .loadDataset, .writeSlice, .restartServer,
            .finishDrills, .compareWithExpected, .recordRun:
            nil
        case .takeSnapshot(let state): state.step
        case .runChecks(let moment): moment.step
        case .runStep(let step), .cloneState(let step), .walkBack(let step), .judgeWayBack(let step),
            .preValidate(let step), .runStepAgain(let step), .judgeRepeat(let step), .discardClone(let step):
            step
        }
    }
}

extension Act {
    /// True for what needs no server, only what other acts have found out.
    public var isJudgement: Bool {
        switch self {
        case .judgeWayBack, .judgeRepeat: true
        default: false
        }
    }
}

/// When a planned act is performed.
public enum Condition: Hashable, Sendable {
    /// Every act before it in the preparation succeeded.
    case prepared
    /// Every step so far was applied.
    case applied
    /// The step's statements were sent, whatever came of them.
    case stepSent(String)
    /// The step was applied.
    case stepApplied(String)
    /// The way back of the step ran to its end.
    case wayBackRan(String)
    /// The second run of the step ran to its end.
    case stepRanAgain(String)
    /// The clone for the step's drill stands.
    case cloneStands(String)
    case always
}

extension Condition: CustomStringConvertible {
    public var description: String {
        switch self {
        case .prepared: "if everything before succeeded"
        case .applied: "if every step so far was applied"
        case .stepSent(let step): "if \(step) was sent"
        case .stepApplied(let step): "if \(step) was applied"
        case .wayBackRan(let step): "if the way back of \(step) ran"
        case .stepRanAgain(let step): "if \(step) ran again"
        case .cloneStands(let step): "if the clone of \(step) stands"
        case .always: "always"
        }
    }
}

/// An act and when it is performed.
public struct PlannedAct: Hashable, Sendable {
    public var act: Act
    public var condition: Condition
    /// The step whose drill the act is part of: the drill goes on beside the steps that follow. Nil for the rehearsal.
    public var drill: String?

    public init(_ act: Act, _ condition: Condition, drill: String? = nil) {
        self.act = act
        self.condition = condition
        self.drill = drill
    }
}

/// The acts that loading alone takes: a cluster, the baseline and the dataset.
public func loadingActs(for project: Project) -> [PlannedAct] {
    preparingActs + [PlannedAct(.loadDataset, .prepared)]
}

/// The acts that make files of a slice: a cluster with the baseline, which tells the tables' layout, and the files.
public func slicingActs(for slice: DatasetSlice) -> [PlannedAct] {
    preparingActs + [PlannedAct(.writeSlice(slice), .prepared)]
}

/// A cluster with the baseline and without rows.
public let preparingActs = [Act.provisionCluster, .createDatabase, .applyBaseline].map { PlannedAct($0, .prepared) }

/// The whole run, written down before anything happens.
///
/// The conductor performs a subset of this list plus clean-up and nothing else: the acts of the rehearsal in their
/// order, and those of each drill in theirs.
public func acts(for project: Project) -> [PlannedAct] {
    var planned = loadingActs(for: project)
    planned.append(PlannedAct(.restartServer, .prepared))
    planned.append(PlannedAct(.takeSnapshot(.baseline), .prepared))
    for step in project.steps {
        planned += checkActs(.before(step: step.name), .applied, project)
        planned.append(PlannedAct(.runStep(step.name), .applied))
        planned.append(PlannedAct(.takeSnapshot(.after(step: step.name)), .stepSent(step.name)))
        let drill = drillActs(for: step, project)
        // The copy comes first, so that the drill goes on beside the checks as well.
        if !drill.isEmpty { planned.append(PlannedAct(.cloneState(step: step.name), .stepApplied(step.name))) }
        planned += checkActs(.after(step: step.name), .stepApplied(step.name), project)
        planned += drill
    }
    if planned.contains(where: { $0.drill != nil }) { planned.append(PlannedAct(.finishDrills, .always)) }
    planned.append(PlannedAct(.compareWithExpected, .always))
    planned.append(PlannedAct(.recordRun, .always))
    return planned
}

/// The drill of one step on its copy: empty where there is no way back to walk.
private func drillActs(for step: Step, _ project: Project) -> [PlannedAct] {
    guard case .script(let script) = step.wayBack, !script.statements.isEmpty else { return [] }
    let name = step.name
    let beside =
        [
            PlannedAct(.walkBack(step: name), .cloneStands(name)),
            PlannedAct(.takeSnapshot(.down(step: name)), .wayBackRan(name)),
            PlannedAct(.judgeWayBack(step: name), .wayBackRan(name)),
            PlannedAct(.preValidate(step: name), .wayBackRan(name)),
        ] + checkActs(.wayBack(step: name), .wayBackRan(name), project) + [
            PlannedAct(.runStepAgain(step: name), .wayBackRan(name)),
            PlannedAct(.takeSnapshot(.again(step: name)), .stepRanAgain(name)),
            PlannedAct(.judgeRepeat(step: name), .stepRanAgain(name)),
            PlannedAct(.discardClone(step: name), .cloneStands(name)),
        ]
    return beside.map { PlannedAct($0.act, $0.condition, drill: name) }
}

/// The checks of one moment: empty where none applies.
private func checkActs(_ moment: CheckMoment, _ condition: Condition, _ project: Project) -> [PlannedAct] {
    project.checks.contains { $0.applies(at: moment) } ? [PlannedAct(.runChecks(moment), condition)] : []
}
