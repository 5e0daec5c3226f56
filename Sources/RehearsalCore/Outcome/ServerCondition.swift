/// What the machine said of a server behind a failure: looked at there and then, before anything was removed.
public struct ServerCondition: Hashable, Sendable {
    /// The last lines of the server's log, oldest first.
    public var logTail: [String]
    /// The disk that holds the cluster; nil when it could not be asked.
    public var disk: DiskSpace?

    public init(logTail: [String] = [], disk: DiskSpace? = nil) {
        self.logTail = logTail
        self.disk = disk
    }

    /// True when the server's log says that the disk had no room: our servers speak untranslated.
    public var saysDiskFull: Bool { logTail.contains { $0.contains("No space left on device") } }

    /// The lines of the log that a message quotes: those that name a cause, else the last ones; five at the most.
    ///
    /// A server that recovers writes so much about it that its last lines say nothing of what was before.
    public var shownLog: [String] {
        let causes = logTail.filter { line in Self.causes.contains { line.contains($0) } }
        return (causes.isEmpty ? logTail : causes).suffix(5).map { "server log: " + sanitized($0) }
    }

    private static let causes = [
        "PANIC: ", "No space left on device", "exited with exit code", "out of memory", "shutdown request",
        "was terminated by",
    ]
}

/// The room on a disk at one moment.
public struct DiskSpace: Hashable, Sendable {
    /// A folder on the disk, absolute.
    public var folder: String
    public var freeBytes: Int64
    public var totalBytes: Int64

    public init(folder: String, freeBytes: Int64, totalBytes: Int64) {
        self.folder = folder
        self.freeBytes = freeBytes
        self.totalBytes = totalBytes
    }

    /// Less than this is nothing to a server: a WAL segment alone has 16 MiB.
    public var isFull: Bool { freeBytes < 1 << 20 }

    /// `the disk of /tmp has 64 MiB, 2 MiB of them free`
    public var words: String {
        "the disk of \(folder) has \(totalBytes >> 20) MiB, \(freeBytes >> 20) MiB of them free"
    }
}

/// SQLSTATE of disk_full.
public let diskFullState = "53100"
