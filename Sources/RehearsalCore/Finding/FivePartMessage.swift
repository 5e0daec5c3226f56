/// What every message of the tool says: what failed, where, what the server said, the state now, what to type next.
public struct FivePartMessage: Hashable, Sendable, Codable {
    /// What failed, one sentence.
    public var what: String
    /// `file:line:column`, a statement's number, a target; nil where there is no such place.
    public var place: String?
    /// SQLSTATE and the server's words, redacted; nil where no server spoke.
    public var serverSaid: String?
    /// What is true now, verified and not assumed.
    public var stateNow: String
    /// The next command to type, or the next thing to change.
    public var next: String

    public init(what: String, place: String? = nil, serverSaid: String? = nil, stateNow: String, next: String) {
        self.what = what
        self.place = place
        self.serverSaid = serverSaid
        self.stateNow = stateNow
        self.next = next
    }
}

/// An error that knows how the call ends and what to tell the user.
public protocol ExplainedError: Error, Sendable {
    var ending: Ending { get }
    var message: FivePartMessage { get }
}
