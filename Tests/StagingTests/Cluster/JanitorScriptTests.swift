import Foundation
import Testing

@testable import Staging

@Suite("The janitor's script")
struct JanitorScriptTests {
    @Test("cleans up even when the tool dies while a verb is under way, and nobody reads the answer")
    func unreadAnswer() throws {
        let folder = FileManager.default.temporaryDirectory.path + "/janitor-\(UUID().uuidString.prefix(8))"
        let janitor = Process()
        janitor.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        janitor.arguments = [
            "--default-signal", "sh", "-c", janitorScript, "pgrehearse-janitor", folder, "0 0", folder + ".cache",
            "none",
        ]
        let input = Pipe()
        let output = Pipe()
        janitor.standardInput = input
        janitor.standardOutput = output
        try janitor.run()
        let first = output.fileHandleForReading.availableData
        #expect(String(decoding: first, as: UTF8.self).hasPrefix("ok "))
        #expect(FileManager.default.fileExists(atPath: folder))
        // The tool is gone: first nobody reads, then the verb that was already sent is done, then input ends.
        try output.fileHandleForReading.close()
        try input.fileHandleForWriting.write(contentsOf: Data("stop INT\nalive\n".utf8))
        try input.fileHandleForWriting.close()
        janitor.waitUntilExit()
        #expect(janitor.terminationReason == .exit)
        #expect(!FileManager.default.fileExists(atPath: folder))
    }
}
