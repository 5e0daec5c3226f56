public import RehearsalCore

/// Why a catalog, a digest or the names behind a query plan could not be read whole.
///
/// What a reader cannot see is never left out: it is this error. A lost connection is thrown as `PostgresError`.
public enum ReadingError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The connection's role may not see what was asked for.
    case notPermitted(reading: String, complaint: ServerComplaint)
    /// The server refused for another reason.
    case refused(reading: String, complaint: ServerComplaint)

    /// What was being read, SQLSTATE and the message; never a row's value.
    public var description: String {
        switch self {
        case .notPermitted(let reading, let complaint):
            "the role that reads may not see \(reading): \(complaint.sqlState) \(complaint.message)"
        case .refused(let reading, let complaint):
            "reading \(reading) was refused: \(complaint.sqlState) \(complaint.message)"
        }
    }

    /// True when it was not the reading that failed but the disk below it.
    public var meetsFullDisk: Bool {
        switch self {
        case .notPermitted(_, let complaint), .refused(_, let complaint): complaint.sqlState == diskFullState
        }
    }

    /// SQLSTATE of insufficient_privilege, which row_security=off raises as well.
    private static let insufficientPrivilege = "42501"

    init(reading: String, complaint: ServerComplaint) {
        self =
            complaint.sqlState == Self.insufficientPrivilege
            ? .notPermitted(reading: reading, complaint: complaint) : .refused(reading: reading, complaint: complaint)
    }
}
