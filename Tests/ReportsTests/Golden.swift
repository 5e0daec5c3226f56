import Foundation
import Testing

/// Compares texts with files of the source tree. PGREHEARSE_RECORD=1 writes them instead, and then the test fails.
enum Golden {
    /// The package's root folder.
    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    private static var isRecording: Bool { ProcessInfo.processInfo.environment["PGREHEARSE_RECORD"] == "1" }

    /// - Parameter path: relative to the package's root folder.
    static func expect(
        _ text: String, equalsFile path: String, sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let file = root.appendingPathComponent(path)
        guard !isRecording else {
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: file)
            Issue.record(
                "recorded \(path): look at it, then run without PGREHEARSE_RECORD", sourceLocation: sourceLocation)
            return
        }
        guard FileManager.default.fileExists(atPath: file.path) else {
            Issue.record("\(path) is missing: run with PGREHEARSE_RECORD=1", sourceLocation: sourceLocation)
            return
        }
        let expected = try String(contentsOf: file, encoding: .utf8)
        #expect(text == expected, "differs from \(path)", sourceLocation: sourceLocation)
    }
}
