import Foundation
import TestGround
import Testing

/// A store in a git repository, reviewed as text.
@Suite("git diff on an accepted store")
struct GitTests {
    @Test("shows the fact that changed and nothing else")
    func textconv() throws {
        let scratch = try ScratchFolder()
        let tool = Tool(folder: scratch.path)
        let project = try scratch.miniProject(
            step: "CREATE INDEX customers_status_idx ON customers (status);",
            wayBack: "DROP INDEX customers_status_idx;")
        _ = try tool.run(project)
        #expect(try tool.call("accept", project, "--reason", "reviewed").status == 0)

        try git(scratch, "init", "--quiet")
        try scratch.write("*.sqlite diff=pgrehearse\n", to: ".gitattributes")
        try git(scratch, "config", "diff.pgrehearse.textconv", "'\(Tool.binary)' show")
        try git(scratch, "add", ".gitattributes", "snapshots")
        try git(scratch, "-c", "user.name=a", "-c", "user.email=a@example.invalid", "commit", "--quiet", "-m", "one")
        #expect(try git(scratch, "diff") == "")

        try scratch.write(
            "CREATE INDEX customers_status_idx ON customers (status, name);", to: "mini/migrations/001_status.sql")
        _ = try tool.run(project)
        #expect(try tool.call("accept", project, "--reason", "reviewed").status == 0)
        let changed = try git(scratch, "diff", "--unified=0").split(separator: "\n").filter { line in
            (line.hasPrefix("+") || line.hasPrefix("-")) && !line.hasPrefix("+++") && !line.hasPrefix("---")
        }
        #expect(
            changed == [
                "-CREATE INDEX customers_status_idx ON public.customers USING btree (status);",
                "+CREATE INDEX customers_status_idx ON public.customers USING btree (status, name);",
            ])
        #expect(try git(scratch, "status", "--short").contains(" M snapshots/mini.sqlite\n"))
        let names = try FileManager.default.contentsOfDirectory(atPath: scratch.path + "/snapshots")
        #expect(names == ["mini.sqlite"], "nothing is written beside it")
    }

    @discardableResult
    private func git(_ scratch: ScratchFolder, _ words: String...) throws -> String {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["git", "-c", "core.pager=cat", "-c", "safe.directory=*"] + words
        process.currentDirectoryURL = URL(fileURLWithPath: scratch.path)
        process.environment = ProcessInfo.processInfo.environment.merging(["GIT_CONFIG_GLOBAL": "/dev/null"]) { $1 }
        let call = try Call(process)
        let answer = try call.finished()
        #expect(answer.status == 0, "git \(words): \(answer.chatter)")
        return answer.output
    }
}
