public import RehearsalCore

/// Why a shape file cannot be read.
public struct ShapeYAMLError: ExplainedError, Hashable {
    /// What is wrong, one sentence.
    public var what: String
    public var place: SourcePlace
    /// What to write instead.
    public var next: String

    public init(_ what: String, at place: SourcePlace, next: String) {
        self.what = what
        self.place = place
        self.next = next
    }

    public var ending: Ending { .usage }
    public var message: FivePartMessage {
        FivePartMessage(what: what, place: place.description, stateNow: "No row was made.", next: next)
    }
}
