import Foundation
import TestGround

extension ScratchFolder {
    /// Names in the folder, sorted.
    func names() throws -> [String] { try FileManager.default.contentsOfDirectory(atPath: path).sorted() }

    /// Inode, size and time of change: equal when nobody wrote the file.
    func stamp(_ name: String) throws -> [String] {
        var status = stat()
        guard stat(file(name), &status) == 0 else { throw CocoaError(.fileNoSuchFile) }
        return [
            "\(status.st_ino)", "\(status.st_size)", "\(status.st_mtim.tv_sec).\(status.st_mtim.tv_nsec)",
            "\(status.st_ctim.tv_sec).\(status.st_ctim.tv_nsec)",
        ]
    }
}
