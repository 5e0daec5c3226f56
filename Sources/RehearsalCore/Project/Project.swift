/// What is to be rehearsed: rehearsal.yaml and the files it names, read and checked.
public struct Project: Hashable, Sendable, Codable {
    public var name: String
    /// The project folder's absolute path.
    public var folder: String
    public var server: ServerRequest
    public var roles: Roles
    public var clock: RehearsalClock
    public var dataset: DatasetRequest
    /// The schema before the first step, in the order in which the files run.
    public var baseline: [Script]
    public var phases: [Phase]
    /// The steps of all phases, in the order in which they run.
    public var steps: [Step]
    /// Sorted by name.
    public var sessions: [SessionContext]
    public var workload: [WorkloadQuery]
    public var planThresholds: PlanThresholds
    /// Nil where rehearsal.yaml has no `growth`.
    public var growth: GrowthDeclaration?
    /// Sorted by name.
    public var checks: [Check]
    public var limits: Limits
    /// The accepted snapshots' SQLite file as rehearsal.yaml spells it: relative to the place of the call, or absolute.
    public var store: String

    public init(
        name: String, folder: String, server: ServerRequest, roles: Roles, clock: RehearsalClock,
        dataset: DatasetRequest, baseline: [Script], phases: [Phase], steps: [Step],
        sessions: [SessionContext] = [], workload: [WorkloadQuery],
        planThresholds: PlanThresholds = PlanThresholds(), growth: GrowthDeclaration? = nil, checks: [Check] = [],
        limits: Limits, store: String
    ) {
        self.name = name
        self.folder = folder
        self.server = server
        self.roles = roles
        self.clock = clock
        self.dataset = dataset
        self.baseline = baseline
        self.phases = phases
        self.steps = steps
        self.sessions = sessions
        self.workload = workload
        self.planThresholds = planThresholds
        self.growth = growth
        self.checks = checks
        self.limits = limits
        self.store = store
    }
}

/// A group of steps with one risk level.
public struct Phase: Hashable, Sendable, Codable {
    public var name: String
    public var risk: Risk
    /// Names of steps, in order.
    public var steps: [String]

    public init(name: String, risk: Risk, steps: [String]) {
        self.name = name
        self.risk = risk
        self.steps = steps
    }
}

/// How dangerous the project's owner calls a phase.
public enum Risk: String, Hashable, Sendable, Codable, CaseIterable {
    case low, medium, high
    case mediumHigh = "medium-high"
}

/// One migration and its way back.
public struct Step: Hashable, Sendable, Codable {
    /// The file's name without its ending, for example `001_performance_indexes`.
    public var name: String
    public var phase: String
    public var upward: Script
    public var wayBack: WayBack

    public init(name: String, phase: String, upward: Script, wayBack: WayBack) {
        self.name = name
        self.phase = phase
        self.upward = upward
        self.wayBack = wayBack
    }

    /// The way back's script; nil where there is none or it holds no statement.
    public var scriptBack: Script? {
        guard case .script(let script) = wayBack, !script.statements.isEmpty else { return nil }
        return script
    }
}

/// What a step offers for going back.
public enum WayBack: Hashable, Sendable, Codable {
    case script(Script)
    /// Declared in rehearsal.yaml, with the reason given there.
    case irreversible(reason: String)
    /// No file where one was looked for; `expectedFile` is the file that was looked for.
    case missing(expectedFile: String)
}

/// The day and hour at which the rehearsal happens, for data and server alike.
public struct RehearsalClock: Hashable, Sendable, Codable {
    /// Seconds since 1970-01-01T00:00:00Z.
    public var epochSeconds: Int64

    public init(epochSeconds: Int64) { self.epochSeconds = epochSeconds }
}

/// Which rows are to be made: the shape itself is read by the project folder's room.
public struct DatasetRequest: Hashable, Sendable, Codable {
    /// The shape file, relative to the project folder.
    public var shapeFile: String
    public var seed: UInt64
    /// 1.0 is the shape's own size, in thousandths, so that it compares exactly: 1.0 is 1000.
    public var scaleThousandths: Int

    public init(shapeFile: String, seed: UInt64, scaleThousandths: Int) {
        self.shapeFile = shapeFile
        self.seed = seed
        self.scaleThousandths = scaleThousandths
    }
}

/// Bounds on what a run may take.
public struct Limits: Hashable, Sendable, Codable {
    /// After this long the client cancels a statement of a step or way back, whatever statement_timeout says.
    public var statementMilliseconds: Int

    public init(statementMilliseconds: Int = 1_800_000) { self.statementMilliseconds = statementMilliseconds }
}
