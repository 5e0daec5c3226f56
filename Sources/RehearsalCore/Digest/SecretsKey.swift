/// The key under which secrets found in a schema are hashed, so that two can be compared and none can be guessed.
///
/// HMAC-SHA-256 (RFC 2104). Whoever has a store but not the key cannot try out passwords against it. No description,
/// reflection included, shows the key.
public struct SecretsKey: Hashable, Sendable, CustomStringConvertible, CustomReflectable {
    private static let blockByteCount = 64
    private let block: [UInt8]

    /// - Precondition: there is at least one byte; 32 random ones are a good key.
    public init(bytes: [UInt8]) {
        precondition(!bytes.isEmpty, "a key of no bytes keeps no secret")
        let short = bytes.count > Self.blockByteCount ? SHA256Digest(of: bytes).bytes : bytes
        block = short + [UInt8](repeating: 0, count: Self.blockByteCount - short.count)
    }

    /// `hmac-sha256:` and 64 lower-case hexadecimal digits.
    public func hash(of secret: String) -> String {
        let inner = SHA256Digest(of: block.map { $0 ^ 0x36 } + Array(secret.utf8))
        return "hmac-sha256:\(SHA256Digest(of: block.map { $0 ^ 0x5C } + inner.bytes).hexadecimal)"
    }

    public var description: String { "(a key)" }
    public var customMirror: Mirror { Mirror(self, children: []) }
}
