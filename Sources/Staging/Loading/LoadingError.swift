public import RehearsalCore

/// The server refused rows of the dataset: the shape does not fit the schema.
public struct LoadingError: ExplainedError, Hashable {
    /// `schema.table`.
    public var table: String
    public var complaint: ServerComplaint

    /// False for what the machine is to blame for: resources (53), the operator (57), the system (58), the server (XX).
    static func isAboutRows(_ sqlState: String) -> Bool {
        !["53", "57", "58", "XX"].contains { sqlState.hasPrefix($0) }
    }

    public var ending: Ending { .usage }

    public var message: FivePartMessage {
        FivePartMessage(
            what: "the shape's rows of \(table) do not fit the baseline's schema", place: "table \(table)",
            serverSaid: complaint.redacted, stateNow: "the dataset was not loaded; no step was run",
            next: "correct the table's columns in the shape file")
    }
}
