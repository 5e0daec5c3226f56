import Foundation
import TestGround
import Testing

/// Every verb's page quotes the binary's own help, between ```help and ```.
@Suite("The pages of the verbs")
struct HelpPagesTests {
    static let verbs = [
        "accept", "diff", "drill", "explain", "history", "horizon", "load", "run", "shape", "show", "workload",
    ]

    @Test("quote the help that the binary prints", arguments: verbs)
    func quoteHelp(_ verb: String) throws {
        let scratch = try ScratchFolder()
        let tool = Tool(folder: scratch.path, environment: ["COLUMNS": "100"])
        let help = try tool.call(verb, "--help").output.trimmingCharacters(in: .newlines)
        let page = URL(fileURLWithPath: Tool.repository + "/docs/verbs/\(verb).md")
        let text = try String(contentsOf: page, encoding: .utf8)
        let start = try #require(text.range(of: "```help\n"), "\(verb).md quotes help")
        let end = try #require(text.range(of: "```", range: start.upperBound..<text.endIndex))
        let quoted = text[start.upperBound..<end.lowerBound]
        if ProcessInfo.processInfo.environment["PGREHEARSE_RECORD"] == "1", quoted != help + "\n" {
            try text.replacingCharacters(in: start.upperBound..<end.lowerBound, with: help + "\n")
                .write(to: page, atomically: true, encoding: .utf8)
            Issue.record("recorded \(page.lastPathComponent)")
        }
        #expect(quoted == help + "\n", "record with PGREHEARSE_RECORD=1")
    }

    @Test("are there for every verb that the binary lists, and for no other")
    func everyVerb() throws {
        let scratch = try ScratchFolder()
        let help = try Tool(folder: scratch.path).call("--help").output
        let list = try #require(help.range(of: "SUBCOMMANDS:\n"))
        let listed = help[list.upperBound...].split(separator: "\n").compactMap { line -> String? in
            guard line.hasPrefix("  "), !line.hasPrefix("   ") else { return nil }
            return line.split(separator: " ").first.map(String.init)
        }.filter { $0 != "See" }
        let pages = try FileManager.default.contentsOfDirectory(atPath: Tool.repository + "/docs/verbs").sorted()
        #expect(listed.sorted() == Self.verbs)
        #expect(pages == Self.verbs.map { $0 + ".md" })
    }

    @Test("an unknown flag, a missing project and a missing reason end 64, and a word of help ends 0")
    func usage() throws {
        let scratch = try ScratchFolder()
        let tool = Tool(folder: scratch.path)
        #expect(try tool.call("run", "--no-such-flag").status == 64)
        #expect(try tool.call("run", "nowhere").status == 64)
        #expect(try tool.call("accept", "nowhere").status == 64)
        #expect(try tool.call("explain", "no-such-code").status == 64)
        #expect(try tool.call("explain", "index-invalid").status == 0)
        #expect(try tool.call("--help").status == 0)
        #expect(try tool.call("--version").output == "0.1.0\n")
    }
}
