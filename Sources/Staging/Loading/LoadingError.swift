public import RehearsalCore

/// The server refused rows of the dataset: the shape does not fit the schema.
public struct LoadingError: ExplainedError, Hashable {
    /// `schema.table`.
    public var table: String
    public var complaint: ServerComplaint

    public var ending: Ending { .usage }

    public var message: FivePartMessage {
        FivePartMessage(
            what: "the shape's rows of \(table) do not fit the baseline's schema", place: "table \(table)",
            serverSaid: complaint.redacted, stateNow: "the dataset was not loaded; no step was run",
            next: "correct the table's columns in the shape file")
    }
}
