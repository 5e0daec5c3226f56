import Foundation
import Subprocess
import SystemPackage

/// The server programs of one PostgreSQL installation.
public struct ServerBinaries: Sendable, Hashable {
    /// The folder that holds initdb, postgres and pg_ctl.
    public var folder: String
    /// For example 15.
    public var majorVersion: Int
    /// What `postgres --version` says after its name, for example `15.18 (Debian 15.18-0+deb12u1)`.
    public var version: String

    func program(_ name: String) -> String { folder + "/" + name }

    /// Finds the installation whose major version is wanted.
    ///
    /// Looks at `pg_config --bindir`, the folders of `PATH` with symbolic links resolved, and Debian's
    /// `/usr/lib/postgresql/*/bin`, in this order. Where `PGBIN` is set, it is the only folder that counts.
    public static func found(majorVersion: Int, on host: Host) async throws(ClusterError) -> ServerBinaries {
        var seen: [ServerBinaries] = []
        let override = host.environment["PGBIN"].flatMap { $0.isEmpty ? nil : $0 }
        for folder in await candidateFolders(on: host, override: override) {
            guard let binaries = await inspected(folder) else { continue }
            if binaries.majorVersion == majorVersion { return binaries }
            seen.append(binaries)
        }
        throw .binariesMissing(
            majorVersion: majorVersion, found: seen.map { "\($0.folder) (\($0.version))" }.sorted(),
            override: override)
    }

    private static func candidateFolders(on host: Host, override: String?) async -> [String] {
        if let override { return [URL(fileURLWithPath: override).path] }
        var folders: [String] = []
        if let folder = await firstLine(of: "pg_config", ["--bindir"]) { folders.append(folder) }
        for entry in (host.environment["PATH"] ?? "").split(separator: ":") {
            let resolved = URL(fileURLWithPath: "\(entry)/initdb").resolvingSymlinksInPath().path
            if FileManager.default.isExecutableFile(atPath: resolved) {
                folders.append((resolved as NSString).deletingLastPathComponent)
            }
        }
        folders += debianFolders()
        var unique: [String] = []
        for folder in folders where !unique.contains(folder) { unique.append(folder) }
        return unique
    }

    private static func debianFolders() -> [String] {
        let root = "/usr/lib/postgresql"
        guard let entries = FileManager.default.subpaths(ofFolder: root) else { return [] }
        return entries.compactMap { Int($0) }.sorted(by: >).map { "\(root)/\($0)/bin" }
    }

    private static func inspected(_ folder: String) async -> ServerBinaries? {
        for name in ["initdb", "postgres", "pg_ctl"]
        where !FileManager.default.isExecutableFile(atPath: "\(folder)/\(name)") { return nil }
        guard let line = await firstLine(of: "\(folder)/postgres", ["--version"]) else { return nil }
        // "postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)"
        guard let marker = line.range(of: "(PostgreSQL) ") else { return nil }
        let version = String(line[marker.upperBound...])
        guard let major = Int(version.prefix { $0.isNumber }) else { return nil }
        return ServerBinaries(folder: folder, majorVersion: major, version: version)
    }

    private static func firstLine(of program: String, _ arguments: [String]) async -> String? {
        let executable: Executable = program.hasPrefix("/") ? .path(FilePath(program)) : .name(program)
        do {
            let result = try await run(
                executable, arguments: Arguments(arguments), output: .string(limit: 4096), error: .discarded)
            guard result.terminationStatus.isSuccess else { return nil }
            return result.standardOutput.split(separator: "\n").first.map(String.init)
        } catch {
            return nil  // A program that is not there is no candidate; what was found instead stands in the error.
        }
    }
}

extension FileManager {
    /// The names inside a folder; nil when it cannot be listed.
    func subpaths(ofFolder path: String) -> [String]? {
        do { return try contentsOfDirectory(atPath: path).sorted() } catch { return nil }
    }
}
