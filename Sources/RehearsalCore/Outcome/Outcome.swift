/// Everything that a run found out: what reports are made from, and what the store remembers.
public struct Outcome: Hashable, Sendable, Codable {
    public var toolVersion: String
    /// `YYYYMMDDThhmmssZ-` and four hexadecimal digits.
    public var runIdentifier: String
    public var project: String
    /// The project folder as the user spelled it, for the commands that reports suggest.
    public var folder: String
    /// Nil when the run ended before a server stood.
    public var server: ServerFacts?
    public var dataset: DatasetFacts?
    /// The files that were written in place of loading; nil where none were asked for.
    public var slice: SliceFacts?
    public var key: SnapshotKey?
    public var acts: [ActRecord]
    public var steps: [StepRecord]
    /// In the order in which they ran.
    public var checks: [CheckRecord]
    public var snapshots: [SnapshotSummary]
    /// How the workload is planned when the data has grown; nil where nobody asked.
    public var horizon: HorizonRecord?
    /// Sorted: worst first, then in the order of the run.
    public var findings: [Finding]
    /// What ended the run before its end; nil when every act was performed.
    public var failure: FivePartMessage?
    /// The ending that the failure brings; nil when there was none.
    public var failureEnding: Ending?
    public var ending: Ending

    public init(
        toolVersion: String, runIdentifier: String, project: String, folder: String, server: ServerFacts? = nil,
        dataset: DatasetFacts? = nil, key: SnapshotKey? = nil, acts: [ActRecord] = [], steps: [StepRecord] = [],
        checks: [CheckRecord] = [], snapshots: [SnapshotSummary] = [], findings: [Finding] = [],
        failure: FivePartMessage? = nil, failureEnding: Ending? = nil, ending: Ending = .passed
    ) {
        self.toolVersion = toolVersion
        self.runIdentifier = runIdentifier
        self.project = project
        self.folder = folder
        self.server = server
        self.dataset = dataset
        self.key = key
        self.acts = acts
        self.steps = steps
        self.checks = checks
        self.snapshots = snapshots
        self.findings = findings
        self.failure = failure
        self.failureEnding = failureEnding
        self.ending = ending
    }
}

/// The server that a run happened on.
public struct ServerFacts: Hashable, Sendable, Codable {
    /// For example `15.18`.
    public var version: String
    /// True when fsync was on, so that times compare with production's.
    public var isDurable: Bool
    /// For example `icu en-US`.
    public var locale: String
    /// The version of the collation library that sorted the text; nil where it has none.
    public var collationVersion: String?
    /// The instant that the server believed in when it started, ISO 8601.
    public var clock: String

    public init(version: String, isDurable: Bool, locale: String, collationVersion: String?, clock: String) {
        self.version = version
        self.isDurable = isDurable
        self.locale = locale
        self.collationVersion = collationVersion
        self.clock = clock
    }
}

/// One act that was performed, in the words of `--dry-run`.
public struct ActRecord: Hashable, Sendable, Codable {
    public var act: String
    public var elapsedMilliseconds: Double

    public init(act: String, elapsedMilliseconds: Double) {
        self.act = act
        self.elapsedMilliseconds = elapsedMilliseconds
    }
}

/// What became of one step.
public struct StepRecord: Hashable, Sendable, Codable {
    public var name: String
    public var phase: String
    public var risk: Risk
    public var upward: ScriptObservation
    public var drill: DrillRecord
    public var preValidation: PreValidation

    public init(
        name: String, phase: String, risk: Risk, upward: ScriptObservation, drill: DrillRecord,
        preValidation: PreValidation = .nothingAdded
    ) {
        self.name = name
        self.phase = phase
        self.risk = risk
        self.upward = upward
        self.drill = drill
        self.preValidation = preValidation
    }
}

/// One way back, walked.
public struct DrillRecord: Hashable, Sendable, Codable {
    /// One question that a drill asks.
    public enum Answer: String, Hashable, Sendable, Codable, CaseIterable {
        case yes, no
        /// Not asked, because an earlier answer was no or there was nothing to ask about.
        case notAsked = "not_asked"
    }
    /// The way back's observation; nil when it was not walked.
    public var downward: ScriptObservation?
    /// The second run of the migration; nil when it was not run.
    public var again: ScriptObservation?
    public var wayBackRuns: Answer
    public var schemaRestored: Answer
    /// What the way back declares to lose left aside: see ``lossClass``.
    public var dataRestored: Answer
    public var plansRestored: Answer
    public var runsAgain: Answer
    public var sameAgain: Answer
    /// Whether the way back restores schema and data behind the ways back of all later steps, too.
    public var restoredInChain: Answer
    /// Whether the step run again behind all ways back comes to the state of its first run.
    public var sameInChain: Answer
    /// What the way back left of the schema other than it was, with the statements that it lacks.
    public var residues: [Residue]
    /// What stood before the step, or was written meanwhile, and is not there behind the way back.
    public var losses: [Loss]
    /// The statements of the way back that write rows, with how many they met. In the order of the script.
    public var rowsMet: [RowsMet]

    public init(
        downward: ScriptObservation? = nil, again: ScriptObservation? = nil, wayBackRuns: Answer = .notAsked,
        schemaRestored: Answer = .notAsked, dataRestored: Answer = .notAsked, plansRestored: Answer = .notAsked,
        runsAgain: Answer = .notAsked, sameAgain: Answer = .notAsked, restoredInChain: Answer = .notAsked,
        sameInChain: Answer = .notAsked, residues: [Residue] = [], losses: [Loss] = [], rowsMet: [RowsMet] = []
    ) {
        self.downward = downward
        self.again = again
        self.wayBackRuns = wayBackRuns
        self.schemaRestored = schemaRestored
        self.dataRestored = dataRestored
        self.plansRestored = plansRestored
        self.runsAgain = runsAgain
        self.sameAgain = sameAgain
        self.restoredInChain = restoredInChain
        self.sameInChain = sameInChain
        self.residues = residues
        self.losses = losses
        self.rowsMet = rowsMet
    }

    /// A record from before residues, the chain, losses and rows were told has none.
    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        downward = try values.decodeIfPresent(ScriptObservation.self, forKey: .downward)
        again = try values.decodeIfPresent(ScriptObservation.self, forKey: .again)
        wayBackRuns = try values.decode(Answer.self, forKey: .wayBackRuns)
        schemaRestored = try values.decode(Answer.self, forKey: .schemaRestored)
        dataRestored = try values.decode(Answer.self, forKey: .dataRestored)
        plansRestored = try values.decode(Answer.self, forKey: .plansRestored)
        runsAgain = try values.decode(Answer.self, forKey: .runsAgain)
        sameAgain = try values.decode(Answer.self, forKey: .sameAgain)
        restoredInChain = try values.decodeIfPresent(Answer.self, forKey: .restoredInChain) ?? .notAsked
        sameInChain = try values.decodeIfPresent(Answer.self, forKey: .sameInChain) ?? .notAsked
        residues = try values.decodeIfPresent([Residue].self, forKey: .residues) ?? []
        losses = try values.decodeIfPresent([Loss].self, forKey: .losses) ?? []
        rowsMet = try values.decodeIfPresent([RowsMet].self, forKey: .rowsMet) ?? []
    }
}

extension DrillRecord {
    /// True when the way back ran and left schema, data and query plans as they were before the step, but for what it
    /// declares to lose.
    public var restoresEverything: Bool {
        wayBackRuns == .yes && schemaRestored == .yes && dataRestored == .yes && plansRestored == .yes
    }

    /// What becomes of the data; nil where no way back was walked to its end, so that nothing could be compared.
    public var lossClass: LossClass? {
        if losses.contains(where: { $0.declaration == nil }) { return .lossyInSilence }
        if !losses.isEmpty { return .lossyAsDeclared }
        return dataRestored == .notAsked ? nil : .lossless
    }

    /// What the chain of all ways back says, down and up again.
    public var inChain: Answer {
        if restoredInChain == .no || sameInChain == .no { return .no }
        return restoredInChain == .yes ? .yes : sameInChain
    }
}

/// A snapshot in a few numbers.
public struct SnapshotSummary: Hashable, Sendable, Codable {
    public var state: StateName
    /// Hexadecimal SHA-256 of what gates compare.
    public var hash: String
    public var factCount: Int
    public var queryPlanCount: Int
    public var tableCount: Int
    public var rowCount: Int64

    public init(
        state: StateName, hash: String, factCount: Int, queryPlanCount: Int, tableCount: Int, rowCount: Int64
    ) {
        self.state = state
        self.hash = hash
        self.factCount = factCount
        self.queryPlanCount = queryPlanCount
        self.tableCount = tableCount
        self.rowCount = rowCount
    }
}
