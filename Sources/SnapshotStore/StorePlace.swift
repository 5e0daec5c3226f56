internal import Foundation
internal import GRDB

/// Which file a piece of work is about.
struct StorePlace: Hashable, Sendable {
    var path: String
    var purpose: StorePurpose

    /// Does the work, and turns whatever it throws into a ``StoreError`` about this file.
    /// - Parameter isWriting: tells a file that cannot be read from one that cannot be written.
    func explaining<Result>(isWriting: Bool, _ work: () throws -> Result) throws(StoreError) -> Result {
        do {
            return try work()
        } catch let error as StoreError {
            throw error
        } catch {
            throw StoreError(path: path, purpose: purpose, problem: Self.problem(of: error, isWriting: isWriting))
        }
    }

    private static func problem(of error: any Error, isWriting: Bool) -> StoreError.Problem {
        switch error {
        case let fault as StoreFault: fault
        case let error as DatabaseError: problem(of: error, isWriting: isWriting)
        case is EncodingError: .numberNotFinite
        case let error as DecodingError:
            .damaged(detail: "a content cannot be understood: \(detail(of: error))")
        case let error where isWriting: .unwritable(reason: String(describing: error))
        default: .unreadable(reason: String(describing: error))
        }
    }

    private static func problem(of error: DatabaseError, isWriting: Bool) -> StoreError.Problem {
        let reason = "SQLite says \(error.message ?? "error \(error.extendedResultCode.rawValue)")"
        return switch error.resultCode {
        case .SQLITE_NOTADB: .notSQLite
        case .SQLITE_CORRUPT: .damaged(detail: reason)
        case .SQLITE_FULL: .diskFull
        case .SQLITE_BUSY, .SQLITE_LOCKED: .busy
        case _ where isWriting: .unwritable(reason: reason)
        default: .unreadable(reason: reason)
        }
    }

    private static func detail(of error: DecodingError) -> String {
        switch error {
        case .typeMismatch(_, let context), .valueNotFound(_, let context), .keyNotFound(_, let context),
            .dataCorrupted(let context):
            context.debugDescription
        @unknown default: String(describing: error)
        }
    }
}
