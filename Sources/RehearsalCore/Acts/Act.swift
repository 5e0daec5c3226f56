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
    /// Keeps a copy of the state before the first step, which every clean state can be made of.
    case keepBaseline
    case runStep(String)
    /// Makes the state before a refused step anew: from the kept copy, by the steps that were applied.
    case startAnew(before: String)
    /// Every check that applies at the moment.
    case runChecks(CheckMoment)
    /// On a clone of the state before the step: up and back while the application commits rows before, between, behind.
    case walkWritten(step: String)
    /// Brings the drills' own cluster to the state after the step, and puts a clone in its database's place.
    case cloneState(step: String)
    case walkBack(step: String)
    case judgeWayBack(step: String)
    /// Holds the rows from before the step against the constraints that it adds.
    case preValidate(step: String)
    case runStepAgain(step: String)
    case judgeRepeat(step: String)
    case discardClone(step: String)
    /// Walks the way back of the step from where the chain stands: behind all later ways back.
    case unwind(step: String)
    /// Reads where the chain stands behind the way back, and compares it with the state before the step.
    case compareUnwound(step: String)
    /// Makes the state before the step anew, where the chain did not come to it.
    case unwindAnew(step: String)
    /// Runs the step again from where the chain stands: behind all ways back and all earlier steps.
    case rewind(step: String)
    case compareRewound(step: String)
    /// Makes the state after the step anew, where the chain did not come to it.
    case rewindAnew(step: String)
    /// Waits for the drills that are still under way, and takes what they found in the order of their steps.
    case finishDrills
    /// Tells of the chain what no drill of a step alone has told.
    case judgeChain
    /// Plans the workload in a stretched copy of the state, at one growth after the other.
    case askHorizon(StateName)
    /// Tells how plans change as the data grows, and whether the steps move that.
    case judgeHorizon
    /// Loads the dataset truly so many times as large beside it, and compares its plans with those that were foretold.
    case validateHorizon(growth: Int)
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
        case .keepBaseline: "keep a copy of the baseline"
        case .runStep(let step): "run \(step)"
        case .startAnew(let step): "make the state before \(step) anew"
        case .runChecks(let moment): "run the checks \(moment)"
        case .walkWritten(let step): "walk \(step) up and back while the application writes"
        case .cloneState(let step): "clone the state after \(step)"
        case .walkBack(let step): "walk back \(step)"
        case .judgeWayBack(let step): "compare the way back of \(step) with the state before it"
        case .preValidate(let step): "hold the rows from before \(step) against the constraints that it adds"
        case .runStepAgain(let step): "run \(step) again"
        case .judgeRepeat(let step): "compare the second run of \(step) with the first"
        case .discardClone(let step): "discard the clone of \(step)"
        case .unwind(let step): "walk back \(step) in the chain"
        case .compareUnwound(let step): "compare the chain behind the way back of \(step) with the state before it"
        case .unwindAnew(let step): "make the state before \(step) anew for the chain"
        case .rewind(let step): "run \(step) again in the chain"
        case .compareRewound(let step): "compare the chain behind \(step) with the state after it"
        case .rewindAnew(let step): "make the state after \(step) anew for the chain"
        case .finishDrills: "finish the drills"
        case .judgeChain: "compare the chain with the drills"
        case .askHorizon(let state): "plan the workload as if the data had grown: \(state)"
        case .judgeHorizon: "compare the plans of grown data"
        case .validateHorizon(let growth): "load the dataset \(growth) times as large and compare its plans"
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
            .keepBaseline, .finishDrills, .judgeChain, .judgeHorizon, .validateHorizon, .compareWithExpected,
            .recordRun:
            nil
        case .takeSnapshot(let state), .askHorizon(let state): state.step
        case .runChecks(let moment): moment.step
        case .runStep(let step), .startAnew(let step), .walkWritten(let step), .cloneState(let step),
            .walkBack(let step),
            .judgeWayBack(let step), .preValidate(let step), .runStepAgain(let step), .judgeRepeat(let step),
            .discardClone(let step), .unwind(let step), .compareUnwound(let step), .unwindAnew(let step),
            .rewind(let step), .compareRewound(let step), .rewindAnew(let step):
            step
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
    /// The step was refused, so that nobody knows what of it is there.
    case stepRefused(String)
    /// The chain has come to the state after the step, or to one made anew.
    case chainReached(String)
    /// The way back of the step ran to its end in the chain.
    case unwound(String)
    /// The chain did not come to the state before the step, or none leads there.
    case notUnwound(String)
    /// The step ran to its end in the chain.
    case rewound(String)
    /// The chain did not come to the state after the step.
    case notRewound(String)
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
        case .stepRefused(let step): "if \(step) was refused"
        case .chainReached(let step): "if the chain stands at \(step)"
        case .unwound(let step): "if the way back of \(step) ran in the chain"
        case .notUnwound(let step): "if the chain did not come to the state before \(step)"
        case .rewound(let step): "if \(step) ran again in the chain"
        case .notRewound(let step): "if the chain did not come to the state after \(step)"
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
