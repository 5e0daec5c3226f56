internal import Foundation

/// Keeps a second process from replacing files of one folder at the same time.
enum FolderLock {
    /// Does the work under the lock, which the system takes back even when the process is killed.
    ///
    /// Network file systems may have no locks for folders: there, ``StoreFile/replace(_:with:expected:)`` still
    /// notices a file that was replaced meanwhile.
    /// - Throws: ``StoreError/Problem/busy`` when another process holds the lock, and what the work throws.
    static func holding<Result>(_ folder: String, _ work: () throws -> Result) throws -> Result {
        let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw StoreFault.unwritable(reason: String(cString: strerror(errno))) }
        defer { close(descriptor) }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK else { throw StoreFault.busy }
        return try work()
    }
}
