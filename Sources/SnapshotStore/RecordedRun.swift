public import RehearsalCore

/// One run of the history, in a few words.
public struct RecordedRun: Hashable, Sendable {
    /// As in ``Outcome/runIdentifier``.
    public var runIdentifier: String
    public var project: String
    /// The project folder as the user spelled it for that run.
    public var folder: String
    public var ending: Ending
    /// The states whose snapshots were recorded, in the order in which they were given.
    public var states: [StateName]

    public init(runIdentifier: String, project: String, folder: String, ending: Ending, states: [StateName]) {
        self.runIdentifier = runIdentifier
        self.project = project
        self.folder = folder
        self.ending = ending
        self.states = states
    }
}
