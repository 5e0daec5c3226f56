import RehearsalCore

/// Hashes names, for a shape file that carries none. Whoever has the key and a schema finds the schema's names again.
///
/// A name is hashed with the place where it stands: two columns that are called the same have different hashes, so that
/// nobody counts hashes to find the commonest words.
public struct NamesKey: Hashable, Sendable {
    private let bytes: [UInt8]
    private static let leastLength = 32
    private static let digitCount = 20

    /// - Parameter text: what the key's file holds; blanks around it do not count.
    /// - Returns: nil for fewer than 32 characters, which could be guessed, and the names with them.
    public init?(_ text: String) {
        let words = text.split(whereSeparator: \.isWhitespace)
        guard words.count == 1, words[0].utf8.count >= Self.leastLength else { return nil }
        bytes = Array(words[0].utf8)
    }

    /// By this a shape's key is known from any other.
    public var check: String { hash("check", []) }

    func table(_ name: TableName) -> TableName {
        TableName(schema: hash("schema", [name.schema]), name: hash("table", [name.schema, name.name]))
    }

    /// - Parameter kind: `column`, `index`, `constraint` or `statistics`.
    func part(_ name: String, _ kind: String, of table: TableName) -> String {
        hash(kind, [table.schema, table.name, name])
    }

    func column(_ name: String, of table: TableName) -> String { part(name, "column", of: table) }

    func member(_ name: String, of column: String, in table: TableName) -> String {
        hash("member", [table.schema, table.name, column, name])
    }

    func type(_ name: String) -> String { hash("type", [name]) }

    /// The first digits of HMAC-SHA256 (RFC 2104) over the kind and the parts, each with its length.
    private func hash(_ kind: String, _ parts: [String]) -> String {
        let message = ([kind] + parts).map { "\($0.utf8.count):\($0)" }.joined()
        var padded = bytes.count > 64 ? SHA256Digest(of: bytes).bytes : bytes
        padded += [UInt8](repeating: 0, count: 64 - padded.count)
        let inner = SHA256Digest(of: padded.map { $0 ^ 0x36 } + Array(message.utf8))
        let outer = SHA256Digest(of: padded.map { $0 ^ 0x5C } + inner.bytes)
        return String(outer.hexadecimal.prefix(Self.digitCount))
    }
}
