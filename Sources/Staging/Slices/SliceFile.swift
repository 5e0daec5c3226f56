import Glibc
import RehearsalCore

/// A file that is written from its beginning to its end, and its digest.
final class SliceFile {
    private let path: String
    private var descriptor: Int32
    private let digest = SHA256Stream()
    private var byteCount: Int64 = 0

    init(_ path: String) throws(SliceError) {
        self.path = path
        descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
        if descriptor < 0 { throw Self.failure(path) }
    }

    func append(_ piece: UnsafeRawBufferPointer) throws(SliceError) {
        digest.append(piece)
        byteCount += Int64(piece.count)
        var rest = piece[...]
        while !rest.isEmpty {
            let count = Glibc.write(descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
            if count < 0 {
                if errno == EINTR { continue }
                throw Self.failure(path)
            }
            rest = rest.dropFirst(count)
        }
    }

    func append(_ text: String) throws {
        try Array(text.utf8).withUnsafeBytes { bytes in try append(bytes) }
    }

    /// Brings everything to the disk and gives the file its name.
    func finished(as name: String) throws(SliceError) -> (byteCount: Int64, digest: SHA256Digest) {
        let isWhole = fsync(descriptor) == 0
        let isClosed = closed()
        guard isWhole, isClosed, rename(path, name) == 0 else { throw Self.failure(name) }
        return (byteCount, digest.finished())
    }

    /// Takes the file away; one that has its name already is none of ours any more.
    func abandon() {
        _ = closed()
        unlink(path)
    }

    private func closed() -> Bool {
        guard descriptor >= 0 else { return true }
        defer { descriptor = -1 }
        return close(descriptor) == 0
    }

    private static func failure(_ path: String) -> SliceError {
        .unwritable(path, reason: String(cString: strerror(errno)))
    }
}
