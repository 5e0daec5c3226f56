import Postgres
import RehearsalCore

/// True for the server's complaint that its disk is full, in whatever error of this room it comes.
public func meetsFullDisk(_ error: any Error) -> Bool {
    if case .server(let fields)? = error as? PostgresError { return fields.sqlState == diskFullState }
    return (error as? ReadingError)?.meetsFullDisk ?? false
}

/// What a server, or the way to it, said in an error of this room's: redacted, for people.
public func serverWords(of error: any Error) -> String {
    if let error = error as? PostgresError {
        switch error {
        case .cannotConnect(let reason): return "cannot connect: \(sanitized(reason))"
        case .connectionLost(let reason): return "the connection was lost: \(sanitized(reason))"
        case .server(let fields): return ServerComplaint(fields).redacted
        case .watchdog(let milliseconds): return "the client ended a statement after \(milliseconds) ms"
        case .cancelled: return "a statement was cancelled"
        case .undecodable(let column, _, let wanted): return "column \(column) is not \(wanted)"
        case .unsupportedText(let reason): return sanitized(reason)
        }
    }
    return sanitized(String(describing: error))
}
