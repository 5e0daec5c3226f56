public import Postgres
public import RehearsalCore

extension ServerComplaint {
    /// The fields of an error or notice, as findings carry and stores keep them: without row values.
    public init(_ fields: ServerErrorFields) {
        self.init(
            severity: fields.severity, sqlState: fields.sqlState, message: fields.message, detail: fields.detail,
            hint: fields.hint, position: fields.position, context: fields.context, schema: fields.schema,
            table: fields.table, column: fields.column, constraint: fields.constraint)
        self = withoutValues
    }

    /// What is told of a statement that our own watchdog stopped: as of one that the server's statement_timeout did.
    init(canceledAfterMilliseconds milliseconds: Int) {
        self.init(severity: "ERROR", sqlState: "57014", message: "we canceled it after \(milliseconds) ms")
    }

    /// True for a statement that was canceled.
    var tellsOfTimeout: Bool { sqlState == "57014" }

    /// The server's own words when it answered and let the role not in, as after REVOKE CONNECT; nil when it did not
    /// answer. libpq hands out no SQLSTATE for a connection that did not come about.
    init?(turnedAway reason: String) {
        guard let marker = reason.firstRange(of: "FATAL: ") else { return nil }
        let words = reason[marker.upperBound...].drop { $0 == " " }
        self.init(severity: "FATAL", sqlState: "08004", message: String(words))
    }
}
