import Foundation
import TestGround
import Testing

/// A project's dataset as files, from the command line.
@Suite("load --to-files")
struct SliceFilesTests {
    private struct Manifest: Decodable {
        struct File: Decodable {
            var file: String
            var rowCount: Int
            var sha256: String
        }
        var sliceCount: Int
        var files: [File]
    }

    @Test("writes a slice's files with their manifest and a script, and the same bytes again")
    func files() throws {
        let scratch = try ScratchFolder()
        try scratch.miniProject()
        let tool = Tool(folder: scratch.path)
        let answer = try tool.call("load", "mini", "--slice", "2/3", "--to-files", "out")
        #expect(answer.status == 0, "\(answer.output)\(answer.chatter)")
        #expect(answer.output.contains("slice 2/3 in 2 files written: 1,834 rows"), "\(answer.output)")
        let names = try scratch.files(in: "out")
        #expect(
            names == [
                "load.sql", "public.customers.2-of-3.copy", "public.orders.2-of-3.copy", "slice-2-of-3.json",
            ])
        let manifest = try JSONDecoder.forReports.decode(
            Manifest.self, from: try scratch.bytes("out/slice-2-of-3.json"))
        #expect(manifest.sliceCount == 3 && manifest.files.map(\.rowCount) == [167, 1667])
        for file in manifest.files {
            #expect(try shell("sha256sum < \(scratch.path)/out/\(file.file)").hasPrefix(file.sha256))
        }
        let before = try names.map { try scratch.bytes("out/" + $0) }
        let again = try tool.call("load", "mini", "--slice", "2/3", "--to-files", "out", "--format", "json")
        #expect(again.status == 0 && again.output.contains("\"slice_count\": 3"), "\(again.output)")
        #expect(try scratch.files(in: "out").map { try scratch.bytes("out/" + $0) } == before)

        let other = try tool.call("load", "mini", "--slice", "3/3", "--to-files", "out", "--scale", "0.5")
        #expect(other.status == 64)
        #expect(other.output.contains("scale in thousandths: 1000 there, 500 asked for"), "\(other.output)")
        #expect(try scratch.files(in: "out").map { try scratch.bytes("out/" + $0) } == before)
    }

    @Test("wants a slice that there is, a folder for it, and no server to keep")
    func usage() throws {
        let scratch = try ScratchFolder()
        try scratch.miniProject()
        let tool = Tool(folder: scratch.path)
        for wrong in [
            ["--slice", "1/2"], ["--slice", "3/2", "--to-files", "out"], ["--keep", "--to-files", "out"],
            ["--scale", "0"], ["--scale", "1001"],
        ] {
            let answer = try tool.started(["load", "mini"] + wrong).finished()
            #expect(answer.status == 64, "\(wrong): \(answer.chatter)")
        }
        #expect(try scratch.files(in: ".") == ["mini"])
        let refused = try tool.call("load", "mini", "--to-files", "mini/rehearsal.yaml")
        #expect(refused.status == 3 && refused.output.contains("cannot be written"), "\(refused.output)")
    }
}
