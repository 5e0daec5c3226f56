import Foundation

/// The package's own source tree, as files of text.
enum HouseTree {
    struct File: Sendable {
        /// Relative to the package's root folder.
        var path: String
        var text: String

        var name: String { path.split(separator: "/").last.map(String.init) ?? path }
        var lines: [Substring] { text.split(separator: "\n", omittingEmptySubsequences: false) }
    }

    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// Paths of all files below a folder, relative to the root and sorted; empty where there is no such folder.
    static func paths(below folder: String) -> [String] {
        guard let walk = FileManager.default.enumerator(atPath: root.appendingPathComponent(folder).path) else {
            return []
        }
        var found: [String] = []
        for case let path as String in walk where isFile(folder + "/" + path) && !isBuilt(path) {
            found.append(folder + "/" + path)
        }
        return found.sorted()
    }

    static func file(_ path: String) throws -> File {
        let text = try String(contentsOf: root.appendingPathComponent(path), encoding: .utf8)
        return File(path: path, text: text)
    }

    static func swiftFiles(below folder: String) throws -> [File] {
        try paths(below: folder).filter { $0.hasSuffix(".swift") }.map(file)
    }

    static func exists(_ path: String) -> Bool {
        FileManager.default.fileExists(atPath: root.appendingPathComponent(path).path)
    }

    private static func isFile(_ path: String) -> Bool {
        var isFolder: ObjCBool = false
        let exists = FileManager.default.fileExists(
            atPath: root.appendingPathComponent(path).path, isDirectory: &isFolder)
        return exists && !isFolder.boolValue
    }

    private static func isBuilt(_ path: String) -> Bool { path.split(separator: "/").contains(".build") }
}
