public import RehearsalCore

extension EphemeralCluster {
    /// What the machine says of this server now, for the message of a failure.
    public func condition() -> ServerCondition {
        ServerCondition(logTail: logTail(lines: 60), disk: Self.disk(under: folder))
    }

    /// An error of making or starting this cluster; where the disk is full, that is what it says.
    ///
    /// Called before the folder is removed: afterwards there is room again.
    func explained(_ error: ClusterError) -> ClusterError { Self.explained(error, by: condition()) }

    /// The disk that a cluster's folder is on, named by the folder above, which outlives it.
    static func disk(under folder: String) -> DiskSpace? {
        DiskSpace(of: String(folder[..<(folder.lastIndex(of: "/") ?? folder.endIndex)]))
    }

    static func explained(_ error: ClusterError, by now: ServerCondition) -> ClusterError {
        let words: String
        switch error {
        case .janitorFailed(let act, _, let said): words = [act, said].filter { !$0.isEmpty }.joined(separator: ": ")
        case .serverDidNotStart(_, let logTail, _): words = logTail.suffix(3).joined(separator: "\n")
        case .temporaryFolderUnusable(_, let reason): words = reason
        case .binariesMissing, .noServerAccount, .fakeClockMissing, .cannotConnect, .diskFull: return error
        }
        guard let disk = now.disk else { return error }
        let saysSo = words.contains("No space left on device") || now.saysDiskFull
        return saysSo || disk.isFull ? .diskFull(disk, said: words) : error
    }
}
