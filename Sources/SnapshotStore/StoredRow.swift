internal import Foundation
internal import GRDB
internal import RehearsalCore

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
