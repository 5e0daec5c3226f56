import Foundation
import Testing

@testable import Staging

@Suite("The janitor's script")
struct JanitorScriptTests {
    @Test("cleans up even when the tool dies while a verb is under way, and nobody reads the answer")
    func unreadAnswer() throws {
        let folder = FileManager.default.temporaryDirectory.path + "/janitor-\(UUID().uuidString.prefix(8))"
        let (janitor, input, output) = Self.janitor(of: folder)
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

    private static func janitor(of folder: String) -> (process: Process, input: Pipe, output: Pipe) {
        let (janitor, input, output) = (Process(), Pipe(), Pipe())
        janitor.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        janitor.arguments = [
            "--default-signal", "sh", "-c", janitorScript, "pgrehearse-janitor", folder, "0 0", folder + ".cache",
            "none",
        ]
        janitor.standardInput = input
        janitor.standardOutput = output
        return (janitor, input, output)
    }

    /// Of ext4, where a folder can be marked so: other file systems have nothing to show.
    @Test("lets databases lie apart on the disk, so that those that went do not slow down those that come")
    func spreads() throws {
        let ground = "/var/tmp/janitor-\(UUID().uuidString.prefix(8))"
        try FileManager.default.createDirectory(atPath: ground + "/from/base/1", withIntermediateDirectories: true)
        defer { _ = try? FileManager.default.removeItem(atPath: ground) }
        let folder = ground + "/cluster"
        let (janitor, input, output) = Self.janitor(of: folder)
        try janitor.run()
        var said = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
        #expect(said.hasPrefix("ok "))
        try input.fileHandleForWriting.write(contentsOf: Data("copy \(ground)/from\n".utf8))
        said = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
        #expect(said == "ok \n")
        #expect(FileManager.default.fileExists(atPath: folder + "/data/base/1"))
        if try Self.canSpread(ground) {
            #expect(try Self.marks(of: folder).contains("T"))
            #expect(try Self.marks(of: folder + "/data/base").contains("T"))
            #expect(try !Self.marks(of: folder + "/data").contains("T"), "a database's files lie together")
        }
        try input.fileHandleForWriting.close()
        janitor.waitUntilExit()
        #expect(!FileManager.default.fileExists(atPath: folder))
    }

    private static func canSpread(_ folder: String) throws -> Bool {
        try ran(["chattr", "+T", folder + "/from"]).status == 0
    }

    private static func marks(of folder: String) throws -> String {
        String(try ran(["lsattr", "-d", folder]).output.prefix { $0 != " " })
    }

    private static func ran(_ words: [String]) throws -> (status: Int32, output: String) {
        let (process, output) = (Process(), Pipe())
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = words
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        let said = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        return (process.terminationStatus, said)
    }
}
