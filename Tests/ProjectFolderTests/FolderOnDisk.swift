import Foundation
import ProjectFolder
import RehearsalCore
import TestGround

/// A project folder in the system's temporary folder, gone when the value goes.
final class FolderOnDisk {
    private let scratch: ScratchFolder
    let root: URL

    /// A project that is right, in as few lines as that takes.
    static let good: [String: String] = [
        "rehearsal.yaml": """
        project: shop
        server: { version: 15 }
        roles: { owner: shop_owner, application: shop_app }
        clock: 2025-03-15T09:00:00Z
        dataset: { shape: shape.yaml, seed: 42 }

        """,
        "shape.yaml": "tables: {}\n",
        "baseline/schema.sql": "CREATE TABLE a (id int);\n",
        "migrations/001_first.sql": "CREATE INDEX i ON a (id);\n",
        "migrations/002_second.sql": "ALTER TABLE a ADD b int;\n",
        "rollbacks/001_first.sql": "DROP INDEX i;\n",
        "rollbacks/002_second.sql": "ALTER TABLE a DROP b;\n",
    ]

    /// - Parameter changes: files by path; nil takes a file of the good project away.
    init(_ changes: [String: String?] = [:]) throws {
        scratch = try ScratchFolder()
        root = URL(fileURLWithPath: scratch.path)
        var files = Self.good.mapValues { Data($0.utf8) }
        for (path, content) in changes { files[path] = content.map { Data($0.utf8) } }
        for (path, content) in files { try write(content, to: path) }
    }

    func write(_ content: Data, to path: String) throws { try scratch.write(content, to: path) }

    func link(_ path: String, to target: String) throws {
        try FileManager.default.createSymbolicLink(
            atPath: root.appending(path: path).path(percentEncoded: false), withDestinationPath: target)
    }

    func read() throws(ProjectFolderError) -> Project { try readProject(at: root.path(percentEncoded: false)) }

    /// `place what` for every problem, `- what` where there is no place; empty for a project that is right.
    func complaints() -> [String] {
        do {
            _ = try read()
            return []
        } catch {
            return error.problems.map { problem in
                "\(problem.place?.description ?? "-") \(problem.message.what); \(problem.message.next)"
            }
        }
    }
}

/// rehearsal.yaml of the good project with one line replaced, or with lines added at its end.
func yaml(_ line: String = "", as replacement: String = "", adding added: String = "") -> [String: String?] {
    let text = FolderOnDisk.good["rehearsal.yaml"] ?? ""
    return ["rehearsal.yaml": text.replacingOccurrences(of: line, with: replacement) + added]
}
