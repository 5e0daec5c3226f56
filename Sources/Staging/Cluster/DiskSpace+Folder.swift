import Glibc
import RehearsalCore

extension DiskSpace {
    /// Asks the disk that holds a folder what an ordinary account may still write there; nil when it cannot be asked.
    init?(of folder: String) {
        var facts = statvfs()
        guard statvfs(folder, &facts) == 0 else { return nil }
        self.init(
            folder: folder, freeBytes: Int64(facts.f_bavail) * Int64(facts.f_frsize),
            totalBytes: Int64(facts.f_blocks) * Int64(facts.f_frsize))
    }
}
