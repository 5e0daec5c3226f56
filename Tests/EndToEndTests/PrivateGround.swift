import Foundation
import TestGround
import Testing

/// A scratch folder with a temporary folder of its own: a test sees the clusters of its own calls alone.
struct PrivateGround {
    let scratch: ScratchFolder
    /// Where the calls make their clusters, absolute.
    let temporary: String

    init(temporary name: String = "tmp") throws {
        scratch = try ScratchFolder()
        temporary = scratch.path + "/" + name
        try FileManager.default.createDirectory(atPath: temporary, withIntermediateDirectories: true)
        try FileManager.default.setAttributes([.posixPermissions: 0o1777], ofItemAtPath: temporary)
    }

    /// - Parameter account: another account to call the tool as; nil for the tests' own.
    func tool(as account: String? = nil, environment: [String: String] = [:]) -> Tool {
        let own = ["TMPDIR": temporary, "XDG_CACHE_HOME": "/tmp/pgrehearse-test-cache-\(account ?? "own")"]
        return Tool(folder: scratch.path, account: account, environment: own.merging(environment) { $1 })
    }

    /// Process numbers whose command line holds a word and names this ground's temporary folder.
    func processes(named word: String = "") throws -> [Int32] {
        try FileManager.default.contentsOfDirectory(atPath: "/proc").compactMap { Int32($0) }.filter { number in
            guard let line = FileManager.default.contents(atPath: "/proc/\(number)/cmdline") else { return false }
            let text = String(decoding: line, as: UTF8.self)
            return text.contains(temporary + "/") && text.contains(word)
        }
    }

    /// Process numbers that stand in this ground: a backend's command line does not name its folder.
    private func residents() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: "/proc").filter { number in
            guard Int32(number) != nil else { return false }
            var path = [CChar](repeating: 0, count: Int(PATH_MAX))
            let count = readlink("/proc/\(number)/cwd", &path, path.count)
            guard count > 0 else { return false }
            return String(decoding: path[..<count].map(UInt8.init(bitPattern:)), as: UTF8.self)
                .hasPrefix(temporary + "/")
        }
    }

    /// The lock file of the one server that runs here: beside it lies a copy of the cluster that does not run.
    private func lockFile() throws -> String {
        let clusters = try FileManager.default.contentsOfDirectory(atPath: temporary)
        let files = clusters.filter { $0.hasPrefix("pgrehearse-") }.map { "\(temporary)/\($0)/data/postmaster.pid" }
        return try #require(files.first { FileManager.default.fileExists(atPath: $0) })
    }

    /// The janitor of the one server that runs here.
    func janitor() throws -> Int32 {
        let folder = try lockFile().replacing("/data/postmaster.pid", with: "")
        return try #require(
            try processes(named: "pgrehearse-janitor").first { number in
                let line = FileManager.default.contents(atPath: "/proc/\(number)/cmdline") ?? Data()
                return String(decoding: line, as: UTF8.self).contains(folder)
            })
    }

    /// The postmaster of the one server that runs here.
    func postmaster() throws -> Int32 {
        let text = try String(contentsOfFile: try lockFile(), encoding: .utf8)
        return try #require(text.split(separator: "\n").first.flatMap { Int32($0) })
    }

    /// The server process that runs a statement of the role, as its title tells; nil while there is none.
    func backend(of role: String, running tag: String) throws -> Int32? {
        let postmaster = try postmaster()
        return try FileManager.default.contentsOfDirectory(atPath: "/proc").compactMap { Int32($0) }.first { number in
            guard let line = FileManager.default.contents(atPath: "/proc/\(number)/cmdline"),
                let status = FileManager.default.contents(atPath: "/proc/\(number)/status")
            else { return false }
            let title = String(decoding: line, as: UTF8.self)
            return title.contains(" \(role) ") && title.contains("] \(tag)")
                && String(decoding: status, as: UTF8.self).contains("PPid:\t\(postmaster)\n")
        }
    }

    func expectNothingLeft() throws {
        try looking("no folder is left") { try FileManager.default.contentsOfDirectory(atPath: temporary).isEmpty }
        try looking("no process is left") { try processes().isEmpty && residents().isEmpty }
    }
}

/// Looks at a condition until it holds, for a minute at the most.
func looking(_ what: String, until condition: () throws -> Bool) throws {
    for _ in 0..<6000 {
        if try condition() { return }
        var pause = timespec(tv_sec: 0, tv_nsec: 10_000_000)
        nanosleep(&pause, nil)
    }
    Issue.record("gave up waiting until \(what)")
}
