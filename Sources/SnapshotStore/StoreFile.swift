internal import Foundation

/// A store's file as the operating system sees it. SQLite is not involved.
enum StoreFile {
    /// A bigger accepted store is refused rather than read into memory.
    static let byteLimit = 1 << 30

    /// What tells that a file was replaced or written.
    struct Identity: Hashable {
        var device: UInt64
        var inode: UInt64
        var byteCount: Int64
        var modifiedSeconds: Int
        var modifiedNanoseconds: Int
        var mode: mode_t
        var owner: uid_t
        var group: gid_t
    }

    /// Nil when nothing is there; throws for anything but a file.
    static func identity(of path: String) throws -> Identity? {
        var status = stat()
        guard stat(path, &status) == 0 else {
            if errno == ENOENT { return nil }
            throw StoreFault.unreadable(reason: lastError())
        }
        return try identity(status)
    }

    private static func identity(_ status: stat) throws -> Identity {
        guard status.st_mode & S_IFMT == S_IFREG else { throw StoreFault.notAFile }
        return Identity(
            device: UInt64(status.st_dev), inode: UInt64(status.st_ino), byteCount: Int64(status.st_size),
            modifiedSeconds: status.st_mtim.tv_sec, modifiedNanoseconds: status.st_mtim.tv_nsec,
            mode: status.st_mode & 0o7777, owner: status.st_uid, group: status.st_gid)
    }

    /// The whole file; nil when nothing is there.
    static func read(_ path: String) throws -> (identity: Identity, bytes: Data)? {
        guard try identity(of: path) != nil else { return nil }
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw StoreFault.unreadable(reason: lastError()) }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw StoreFault.unreadable(reason: lastError()) }
        let identity = try identity(status)
        guard identity.byteCount <= byteLimit else {
            throw StoreFault.unreadable(reason: "it has \(identity.byteCount) bytes, and the limit is \(byteLimit)")
        }
        var bytes = Data(count: Int(identity.byteCount))
        var filled = 0
        while filled < bytes.count {
            let count = bytes.withUnsafeMutableBytes { buffer in
                Foundation.read(descriptor, buffer.baseAddress?.advanced(by: filled), buffer.count - filled)
            }
            if count < 0 && errno == EINTR { continue }
            guard count >= 0 else { throw StoreFault.unreadable(reason: lastError()) }
            if count == 0 { break }
            filled += count
        }
        return (identity, bytes.prefix(filled))
    }

    /// Writes the bytes to a descriptor and waits until the disk has them.
    static func write(_ bytes: Data, to descriptor: Int32) throws {
        var written = 0
        while written < bytes.count {
            let count = bytes.withUnsafeBytes { buffer in
                Foundation.write(descriptor, buffer.baseAddress?.advanced(by: written), buffer.count - written)
            }
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { throw writeFault() }
            written += count
        }
        guard fsync(descriptor) == 0 else { throw writeFault() }
    }

    /// Puts the bytes under the name in one move: whoever reads sees the old file or the new one.
    ///
    /// The caller holds the ``FolderLock``, so the name beside the file is ours; a leftover of a killed process
    /// under that name is written over.
    /// - Parameter expected: what the file was when it was read; nil when there was none.
    static func replace(_ path: String, with bytes: Data, expected: Identity?) throws {
        let aside = path + ".new"
        let descriptor = open(aside, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o644)
        guard descriptor >= 0 else { throw writeFault() }
        var isInPlace = false
        defer {
            close(descriptor)
            if !isInPlace { unlink(aside) }
        }
        if let expected {
            guard fchmod(descriptor, expected.mode) == 0 else { throw writeFault() }
            if geteuid() == 0, fchown(descriptor, expected.owner, expected.group) != 0 { throw writeFault() }
        }
        try write(bytes, to: descriptor)
        guard try identity(of: path) == expected else { throw StoreFault.changedMeanwhile }
        guard rename(aside, path) == 0 else { throw writeFault() }
        isInPlace = true
        try settleFolder(of: path)
    }

    /// Makes a file that is complete from the first moment it is seen, unless somebody else was faster.
    static func createUnlessThere(_ path: String, with bytes: Data) throws {
        let aside = "\(path).new-\(UUID().uuidString)"
        let descriptor = open(aside, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw writeFault() }
        defer {
            close(descriptor)
            unlink(aside)
        }
        try write(bytes, to: descriptor)
        guard link(aside, path) == 0 || errno == EEXIST else { throw writeFault() }
        try settleFolder(of: path)
    }

    /// Makes the folder that holds the file, with those above it.
    static func createFolder(of path: String) throws {
        do {
            try FileManager.default.createDirectory(atPath: folder(of: path), withIntermediateDirectories: true)
        } catch let error as CocoaError {
            let beneath = error.underlying as? POSIXError
            throw StoreFault.unwritable(
                reason: beneath.map { String(cString: strerror($0.code.rawValue)) } ?? error.localizedDescription)
        }
    }

    /// The file that a path means, behind symbolic links; the path itself where nothing is there yet.
    static func behindLinks(_ path: String) -> String {
        guard let resolved = realpath(path, nil) else { return path }
        defer { free(resolved) }
        return String(cString: resolved)
    }

    static func folder(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    /// A name is on the disk when its folder is.
    private static func settleFolder(of path: String) throws {
        let descriptor = open(folder(of: path), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw writeFault() }
        defer { close(descriptor) }
        // Some file systems have no fsync for folders, and say so with EINVAL.
        guard fsync(descriptor) == 0 || errno == EINVAL else { throw writeFault() }
    }

    private static func writeFault() -> StoreFault {
        errno == ENOSPC || errno == EDQUOT ? .diskFull : .unwritable(reason: lastError())
    }

    private static func lastError() -> String { String(cString: strerror(errno)) }
}
