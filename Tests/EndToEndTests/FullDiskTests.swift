import Foundation
import TestGround
import Testing

/// A small disk needs root to mount it, so these run in `make soak`, whose caller is root.
@Suite("A disk that fills up", .serialized, .enabled(if: Tool.isSoak))
struct FullDiskTests {
    /// Mounts a disk of so many MiB where the ground's clusters are made, for as long as `body` runs.
    private func onDisk(
        mebibytes: Int, _ body: (PrivateGround) throws -> Void
    ) throws {
        let ground = try PrivateGround()
        try command("mount", "-t", "tmpfs", "-o", "size=\(mebibytes)m,mode=1777", "tmpfs", ground.temporary)
        defer {
            do { try command("umount", ground.temporary) } catch { Issue.record(error) }
        }
        try body(ground)
    }

    private struct CommandFailed: Error { var words: [String] }

    private func command(_ words: String...) throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = words
        try process.run()
        process.waitUntilExit()
        if process.terminationStatus != 0 { throw CommandFailed(words: words) }
    }

    /// The report tells the full disk, its folder and its size; nothing is left.
    private func expectFull(_ answer: Tool.Answer, _ ground: PrivateGround, mebibytes: Int) throws {
        #expect(answer.status == 3, "\(answer.output)\(answer.chatter)")
        let words = answer.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        #expect(words.contains("disk"), "\(words)")
        #expect(words.contains("the disk of \(ground.temporary) has \(mebibytes) MiB, "), "\(words)")
        #expect(words.contains("set TMPDIR to a folder on a bigger disk"), "\(words)")
        try ground.expectNothingLeft()
    }

    @Test("has no room for the cluster itself", arguments: [1, 24])
    func cluster(mebibytes: Int) throws {
        try onDisk(mebibytes: mebibytes) { ground in
            let answer = try ground.tool().call("run", try ground.scratch.miniProject(), "--ci")
            try expectFull(answer, ground, mebibytes: mebibytes)
            #expect(answer.output.contains("there is no room for the throw-away cluster"))
        }
    }

    @Test("fills up while the dataset is loaded")
    func loading() throws {
        try onDisk(mebibytes: 100) { ground in
            let project = try ground.scratch.miniProject()
            try ground.scratch.edit("mini/shape.yaml", replacing: "fixed: 500", with: "fixed: 150000")
            let answer = try ground.tool().call("run", project, "--ci")
            try expectFull(answer, ground, mebibytes: 100)
            #expect(answer.output.contains("build and load the dataset"))
        }
    }

    @Test("fills up while a step runs")
    func step() throws {
        try onDisk(mebibytes: 150) { ground in
            let project = try ground.scratch.miniProject(
                step: "SELECT 1;\nCREATE TABLE big AS SELECT g, repeat('x', 900) FROM generate_series(1, 1000000) g;",
                wayBack: "DROP TABLE big;")
            let answer = try ground.tool().call("run", project, "--ci")
            try expectFull(answer, ground, mebibytes: 150)
            #expect(answer.output.contains("disk-full"), "\(answer.output)")
            #expect(answer.output.contains("migrations/001_status.sql:2:1"), "\(answer.output)")
        }
    }
}
