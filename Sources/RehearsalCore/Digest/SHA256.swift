import CLibCrypto

/// SHA-256 by libcrypto, which libpq brings along anyway.
public struct SHA256Digest: Hashable, Sendable {
    public let bytes: [UInt8]

    /// 64 lower-case hexadecimal digits.
    public var hexadecimal: String {
        let digits = Array("0123456789abcdef".utf8)
        return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }

    /// - Precondition: 32 bytes.
    init(bytes: [UInt8]) { self.bytes = bytes }

    public init(of content: [UInt8]) {
        var digest = [UInt8](repeating: 0, count: 32)
        var length: UInt32 = 32
        let status = content.withUnsafeBytes { input in
            EVP_Digest(input.baseAddress, input.count, &digest, &length, EVP_sha256(), nil)
        }
        precondition(status == 1 && length == 32, "libcrypto has SHA-256")
        bytes = digest
    }

    public init(of text: String) { self.init(of: Array(text.utf8)) }
}
