import Foundation

/// Removes what a killed tool with a killed janitor left behind.
///
/// A folder of ours is touched only when its owner file names a process that no longer exists under the same start
/// time; a server in it is signalled only when /proc says that it is the postmaster of that folder.
struct Reaper: Sendable {
    var host: Host

    /// What an owner file holds: a process and when it started, so that a reused number is not mistaken for it.
    static func ownerLine(of processIdentifier: Int32) -> String {
        "\(processIdentifier) \(startTime(of: processIdentifier) ?? "unknown")"
    }

    /// Field 22 of /proc/PID/stat, in clock ticks since boot; nil when there is no such process.
    static func startTime(of processIdentifier: Int32) -> String? {
        guard let fields = statFields(of: processIdentifier), fields.count > 19 else { return nil }
        return fields[19]
    }

    /// True while the process exists and is no zombie.
    static func isRunning(_ processIdentifier: Int32) -> Bool {
        guard let fields = statFields(of: processIdentifier), let state = fields.first else { return false }
        return state != "Z" && state != "X"
    }

    /// The process that the lock file of a cluster's folder names; nil where there is none.
    static func postmaster(of folder: String) -> Int32? {
        FileManager.default.contents(atPath: folder + "/data/postmaster.pid")
            .flatMap { String(decoding: $0, as: UTF8.self).split(separator: "\n").first }.flatMap { Int32($0) }
    }

    /// True while a child of the process is ending or waits to be buried: its parent does not know of its end yet.
    ///
    /// The kernel marks a process as ending (PF_EXITING, proc(5)) before it closes its files.
    static func hasEndingChild(_ parent: Int32) -> Bool {
        let ending: UInt64 = 0x4
        return (FileManager.default.subpaths(ofFolder: "/proc") ?? []).compactMap { Int32($0) }.contains { process in
            guard let fields = statFields(of: process), fields.count > 6, fields[1] == String(parent) else {
                return false
            }
            return fields[0] == "Z" || (UInt64(fields[6]) ?? 0) & ending != 0
        }
    }

    /// The fields of /proc/PID/stat that follow the command's name: state is the first, start time the twentieth.
    private static func statFields(of processIdentifier: Int32) -> [String]? {
        guard let content = FileManager.default.contents(atPath: "/proc/\(processIdentifier)/stat") else { return nil }
        let text = String(decoding: content, as: UTF8.self)
        guard let close = text.lastIndex(of: ")") else { return nil }
        return text[text.index(after: close)...].split(separator: " ").map(String.init)
    }

    /// Looks once through the folders that clusters are made in and returns those that were removed.
    func reaped() -> [String] {
        var parents = [host.temporaryFolder]
        if host.temporaryFolder != Host.shortTemporaryFolder { parents.append(Host.shortTemporaryFolder) }
        let folders = parents.flatMap { parent in
            (FileManager.default.subpaths(ofFolder: parent) ?? [])
                .filter { $0.hasPrefix("pgrehearse-") && !$0.hasSuffix(".new") }.map { parent + "/" + $0 }
        }
        return folders.filter { isAbandoned($0) && remove($0) }
    }

    /// Ends the server in a folder and removes the folder; false when it is not there or not ours to remove.
    @discardableResult
    func remove(_ folder: String) -> Bool {
        guard FileManager.default.fileExists(atPath: folder) else { return false }
        endServer(in: folder)
        do { try FileManager.default.removeItem(atPath: folder) } catch {
            return false  // Somebody else's folder, or one that its janitor is removing right now.
        }
        return true
    }

    private func isAbandoned(_ folder: String) -> Bool {
        guard !FileManager.default.fileExists(atPath: folder + "/kept"),
            let content = FileManager.default.contents(atPath: folder + "/owner")
        else { return false }
        let words = String(decoding: content, as: UTF8.self).split(whereSeparator: \.isWhitespace).map(String.init)
        guard words.count == 2, let owner = Int32(words[0]) else { return false }
        return Self.startTime(of: owner) != words[1]
    }

    private func endServer(in folder: String) {
        guard let postmaster = Self.postmaster(of: folder), Self.isRunning(postmaster),
            let command = FileManager.default.contents(atPath: "/proc/\(postmaster)/cmdline"),
            String(decoding: command, as: UTF8.self).contains(folder + "/data")
        else { return }
        kill(postmaster, SIGQUIT)
        for _ in 0..<200 where Self.isRunning(postmaster) { usleepUntilNextLook() }
        if Self.isRunning(postmaster) { kill(postmaster, SIGKILL) }
    }

    /// Between two looks at a condition; the loop around it is bounded.
    private func usleepUntilNextLook() {
        var pause = timespec(tv_sec: 0, tv_nsec: 25_000_000)
        nanosleep(&pause, nil)
    }
}
