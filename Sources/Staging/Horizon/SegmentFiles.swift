import Glibc

/// The files of one relation's main fork, which are made as long as the planner is to believe them to be.
///
/// PostgreSQL cuts a fork into segments of 1 GiB, each of which has to be full before the next: mdnblocks looks for the
/// first that is not. What is added is a hole: it takes no room, and planning never reads it.
struct SegmentFiles {
    /// Of the first segment.
    let path: String

    struct Failure: Error, CustomStringConvertible {
        var path: String
        var act: String
        var code: Int32

        var description: String { "\(act) \(path): \(String(cString: strerror(code)))" }
    }

    static let pageBytes: Int64 = 8192
    static let segmentPages: Int64 = 131_072

    /// Makes the fork so many pages long; segments behind its end are removed.
    ///
    /// - Precondition: no page with something in it lies behind that end.
    func resize(to pages: Int64) throws(Failure) {
        let owner = try status(path)
        let full = pages / Self.segmentPages
        for number in 0...full {
            let length = number < full ? Self.segmentPages : pages % Self.segmentPages
            // A fork that ends with a segment has none behind it.
            if number > 0, length == 0 { break }
            try resize(segment(number), toBytes: length * Self.pageBytes, owner: owner)
        }
        var behind = max(1, pages % Self.segmentPages == 0 ? full : full + 1)
        while access(segment(behind), F_OK) == 0 {
            guard unlink(segment(behind)) == 0 else {
                throw Failure(path: segment(behind), act: "remove", code: errno)
            }
            behind += 1
        }
    }

    private func segment(_ number: Int64) -> String { number == 0 ? path : "\(path).\(number)" }

    private func status(_ path: String) throws(Failure) -> stat {
        var status = stat()
        guard stat(path, &status) == 0 else { throw Failure(path: path, act: "look at", code: errno) }
        return status
    }

    private func resize(_ path: String, toBytes bytes: Int64, owner: stat) throws(Failure) {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw Failure(path: path, act: "open", code: errno) }
        defer { close(descriptor) }
        guard ftruncate(descriptor, off_t(bytes)) == 0 else {
            throw Failure(path: path, act: "lengthen", code: errno)
        }
        // Whoever runs the tool as root runs the server as somebody else.
        guard geteuid() == owner.st_uid || fchown(descriptor, owner.st_uid, owner.st_gid) == 0 else {
            throw Failure(path: path, act: "hand over", code: errno)
        }
    }

    /// What a folder's files take on the disk, in bytes: holes take nothing.
    static func bytesOnDisk(below folder: String) throws(Failure) -> Int64 {
        var total: Int64 = 0
        guard let entries = opendir(folder) else { throw Failure(path: folder, act: "list", code: errno) }
        defer { closedir(entries) }
        while let entry = readdir(entries) {
            let name = withUnsafePointer(to: entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name == "." || name == ".." { continue }
            let path = folder + "/" + name
            var status = stat()
            // The server may remove a file of its own meanwhile.
            guard lstat(path, &status) == 0 else { continue }
            if status.st_mode & S_IFMT == S_IFDIR {
                total += try bytesOnDisk(below: path)
            } else {
                total += Int64(status.st_blocks) * 512
            }
        }
        return total
    }
}
