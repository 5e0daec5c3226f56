/// Every error of this room. None of them holds a password of the connection.
public enum PostgresError: Error, Hashable, Sendable {
    /// No session came about. `reason` is redacted; libpq's complaints about the connection string are never quoted.
    case cannotConnect(reason: String)
    /// The session is gone and says nothing about the statement: it may have happened or not. Never an SQL error.
    case connectionLost(reason: String)
    /// The server refused.
    case server(ServerErrorFields)
    /// Our own watchdog cancelled the statement; when the server did not answer, it closed the connection too.
    case watchdog(milliseconds: Int)
    /// Task cancellation or ``PostgresConnection/cancel()``.
    case cancelled
    /// A value is missing or is not what the caller asked for.
    case undecodable(column: String, value: String?, wanted: String)
    /// A text that this call cannot send: a NUL byte, too many parameters, COPY where no data can flow.
    case unsupportedText(reason: String)
}
