public import Foundation

/// One folder of Tests/Cases/Explain: a query, and its plan as each version of PostgreSQL tells it.
public struct ExplainCase: Sendable, CustomStringConvertible {
    public static let root = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../Cases/Explain").standardized
    public static let majors = 14...18
    /// The version of the server that the tests have.
    public static let recordedMajor = 15

    public let name: String

    public var description: String { name }

    public static func all() throws -> [ExplainCase] {
        try FileManager.default.contentsOfDirectory(at: root, includingPropertiesForKeys: [.isDirectoryKey])
            .filter(\.hasDirectoryPath).map { ExplainCase(name: $0.lastPathComponent) }.sorted { $0.name < $1.name }
    }

    /// EXPLAIN's JSON.
    public func json(_ major: Int) throws -> String {
        try text("\(major).\(major == Self.recordedMajor ? "recorded" : "documented").json")
    }

    public func query() throws -> String { try text("query.sql") }

    /// What the session is to be set to; nil where nothing is.
    public func settings() throws -> String? {
        let file = Self.root.appending(path: "\(name)/settings.sql")
        return FileManager.default.fileExists(atPath: file.path) ? try text("settings.sql") : nil
    }

    /// The statements that make the tables and their rows.
    public static func schema() throws -> String {
        try String(contentsOf: root.appending(path: "schema.sql"), encoding: .utf8)
    }

    private func text(_ file: String) throws -> String {
        try String(contentsOf: Self.root.appending(path: "\(name)/\(file)"), encoding: .utf8)
    }
}
