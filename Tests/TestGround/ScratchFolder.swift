//  TestGround holds what the tests of several rooms stand on: a scratch folder and a seeded random generator.
//  It knows none of the rooms.

public import Foundation

/// A folder of its own for one test, gone when the value goes.
///
/// Everybody may write to it, because servers and tools run under other accounts than the tests.
public final class ScratchFolder: Sendable {
    /// Absolute.
    public let path: String

    public init() throws {
        path = FileManager.default.temporaryDirectory.path + "/scratch-" + UUID().uuidString.prefix(8)
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
        try FileManager.default.setAttributes([.posixPermissions: 0o777], ofItemAtPath: path)
    }

    deinit {
        do { try FileManager.default.removeItem(atPath: path) } catch { print("left behind:", path, error) }
    }

    /// The absolute path of a file in the folder.
    public func file(_ name: String) -> String { path + "/" + name }

    /// Writes a file, and the folders above it where they are missing.
    public func write(_ bytes: Data, to name: String) throws {
        let file = URL(fileURLWithPath: file(name))
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try bytes.write(to: file)
    }

    /// Writes a file as UTF-8.
    public func write(_ text: String, to name: String) throws { try write(Data(text.utf8), to: name) }

    public func bytes(_ name: String) throws -> Data { try Data(contentsOf: URL(fileURLWithPath: file(name))) }

    public func text(_ name: String) throws -> String { try String(contentsOfFile: file(name), encoding: .utf8) }
}
