internal import Foundation
internal import GRDB
internal import RehearsalCore

/// What is wrong with a store, before it is known which file it is about.
typealias StoreFault = StoreError.Problem

extension StoreError.Problem: Error {}

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

/// A row whose values are taken by position and storage class: a value of another class is damage, not a conversion.
struct StoredRow {
    private let row: Row

    init(_ row: Row) { self.row = row }

    func text(_ position: Int) throws -> String {
        guard let text = try optionalText(position) else { throw Self.unexpected }
        return text
    }

    func optionalText(_ position: Int) throws -> String? {
        let value: DatabaseValue = row[position]
        switch value.storage {
        case .string(let text): return text
        case .null: return nil
        case .int64, .double, .blob: throw Self.unexpected
        }
    }

    func number(_ position: Int) throws -> Int64 {
        let value: DatabaseValue = row[position]
        guard case .int64(let number) = value.storage else { throw Self.unexpected }
        return number
    }

    func bytes(_ position: Int) throws -> Data {
        guard let bytes = try optionalBytes(position) else { throw Self.unexpected }
        return bytes
    }

    func optionalBytes(_ position: Int) throws -> Data? {
        let value: DatabaseValue = row[position]
        switch value.storage {
        case .blob(let bytes): return bytes
        case .null: return nil
        case .int64, .double, .string: throw Self.unexpected
        }
    }

    func hash(_ position: Int) throws -> ContentHash {
        guard let hash = ContentHash(bytes: try bytes(position)) else { throw Self.unexpected }
        return hash
    }

    func state(_ position: Int) throws -> StateName {
        guard let state = StateName(try text(position)) else { throw Self.unexpected }
        return state
    }

    /// The content of columns kind and body, verified against the hash that it was looked up by.
    func content(kind: Int, body: Int, hash: ContentHash) throws -> StoredContent {
        guard let kind = ContentKind(rawValue: try text(kind)) else { throw Self.unexpected }
        let content = StoredContent(kind: kind, body: try bytes(body))
        guard content.hash == hash else {
            throw StoreFault.damaged(detail: "content \(hash.hexadecimal.prefix(12))… does not have its hash")
        }
        return content
    }

    private static let unexpected = StoreFault.damaged(detail: "a row holds a value of another kind")
}
