import CLibCrypto

/// SHA-256 of content that comes piece by piece.
public final class SHA256Stream {
    private let context: OpaquePointer

    public init() {
        guard let context = EVP_MD_CTX_new(), EVP_DigestInit_ex(context, EVP_sha256(), nil) == 1 else {
            preconditionFailure("libcrypto has SHA-256")
        }
        self.context = context
    }

    deinit { EVP_MD_CTX_free(context) }

    public func append(_ piece: UnsafeRawBufferPointer) {
        let status = EVP_DigestUpdate(context, piece.baseAddress, piece.count)
        precondition(status == 1, "libcrypto takes any number of pieces")
    }

    /// The digest of all pieces so far, of which this is the end.
    public func finished() -> SHA256Digest {
        var digest = [UInt8](repeating: 0, count: 32)
        var length: UInt32 = 32
        let status = EVP_DigestFinal_ex(context, &digest, &length)
        precondition(status == 1 && length == 32, "libcrypto has SHA-256")
        return SHA256Digest(bytes: digest)
    }
}
