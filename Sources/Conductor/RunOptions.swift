public import RehearsalCore

/// What a call asks of a run, besides the project.
public struct RunOptions: Sendable, Hashable {
    /// True turns fsync on.
    public var isDurable: Bool
    /// True leaves the server up behind the run.
    public var keepsServer: Bool
    /// How many things may be under way at once: the steps, and beside them drills; 0 does one thing after another.
    public var jobs: Int
    /// True goes on behind a step that was refused, from the state before it.
    public var keepsGoing: Bool
    /// False, as with `--ci`, leaves the run history alone.
    public var recordsHistory: Bool
    /// The folder of the run history.
    public var historyFolder: String
    /// The accepted store's file.
    public var storePath: String
    /// The folder of a slice's files as the user spelled it; nil where none are asked for.
    public var filesFolder: String?
    /// Growths to look at in place of those of rehearsal.yaml, ascending and above 1; nil for those.
    public var horizonPoints: [Double]?
    /// Growths at which the dataset is truly loaded, to be compared with what was foretold.
    public var validatedGrowths: [Int] = []
    /// The project folder as the user spelled it.
    public var spelledFolder: String
    /// The run's name, made by the caller, who has a clock.
    public var runIdentifier: String
    /// The day in UTC, by the caller's clock: what was accepted for a time is over behind it.
    public var today: CivilDate
    public var toolVersion: String

    public init(
        isDurable: Bool = false, keepsServer: Bool = false, jobs: Int = 1, keepsGoing: Bool = false,
        recordsHistory: Bool = true, historyFolder: String, storePath: String, spelledFolder: String,
        runIdentifier: String, today: CivilDate, toolVersion: String
    ) {
        self.isDurable = isDurable
        self.keepsServer = keepsServer
        self.jobs = jobs
        self.keepsGoing = keepsGoing
        self.recordsHistory = recordsHistory
        self.historyFolder = historyFolder
        self.storePath = storePath
        self.spelledFolder = spelledFolder
        self.runIdentifier = runIdentifier
        self.today = today
        self.toolVersion = toolVersion
    }
}
