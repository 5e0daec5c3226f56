import Foundation
import TestGround
import Testing

/// `show` and `diff` on the store and the runs of a small project.
@Suite("States of a small project")
struct StatesTests {
    fileprivate struct Difference: Decodable {
        struct Statement: Decodable {
            var ordinal: Int
            var place: Report.Finding.Place
        }
        var change: String
        var kind: String
        var identity: String
        var statement: Statement?
    }

    private struct Comparison: Decodable {
        var differences: [Difference]
        var dataDifferences: [Difference.DataOnly]
        var exitStatus: Int32
    }

    @Test("are shown as SQL, compared, and joined to the statements between them")
    func showAndCompare() throws {
        let scratch = try ScratchFolder()
        let tool = Tool(folder: scratch.path)
        let project = try scratch.miniProject()
        let states = ["--project", project]

        let early = try tool.started(["show", "baseline"] + states).finished()
        #expect(early.status == 6 && early.chatter.contains("nothing was accepted yet for mini"))
        #expect(try tool.started(["show", "run:latest/baseline"] + states).finished().status == 6)
        #expect(!FileManager.default.fileExists(atPath: scratch.path + "/.pgrehearse"), "looking makes no folder")

        #expect(try tool.run(project).status == 6)
        #expect(try tool.call("accept", project, "--reason", "reviewed").status == 0)

        let baseline = try tool.started(["show", "baseline"] + states).finished()
        #expect(baseline.status == 0)
        #expect(baseline.output.contains("\n    customer_id integer NOT NULL,\n"))
        #expect(
            baseline.output.contains("CREATE INDEX orders_customer_id_idx ON public.orders USING btree (customer_id);"))
        #expect(
            baseline.output.contains(
                "COMMENT ON CONSTRAINT orders_customer_id_fkey ON public.orders IS 'kept through loading';"))
        #expect(!baseline.output.contains("customers_status_idx"))
        let run = try tool.started(["show", "run:latest/baseline"] + states).finished()
        #expect(run.output == baseline.output, "what was accepted is what was run")
        let file = try tool.call("show", "snapshots/mini.sqlite#baseline")
        #expect(file.output == baseline.output)
        let short = try tool.started(["show", "after:001", "--kind", "index"] + states).finished()
        #expect(short.output.contains("CREATE INDEX customers_status_idx"))

        let json = try tool.started(
            ["diff", "baseline", "after:001_status", "--digests", "--format", "json"] + states
        ).finished()
        let comparison = try JSONDecoder.forReports.decode(Comparison.self, from: Data(json.output.utf8))
        #expect(comparison.exitStatus == 1 && json.status == 1)
        let index = try #require(comparison.differences.first)
        #expect(comparison.differences.count == 1)
        #expect(index.change == "added" && index.identity == "public.customers_status_idx")
        #expect(index.statement?.place.file == "migrations/001_status.sql" && index.statement?.place.line == 1)
        #expect(comparison.dataDifferences.allSatisfy { $0.statement?.place.line == 2 })
        #expect(!comparison.dataDifferences.isEmpty)

        let text = try tool.started(["diff", "baseline", "after:001_status"] + states).finished()
        #expect(text.output.contains("+ performance index public.customers_status_idx is new\n"))
        #expect(text.output.contains("by migrations/001_status.sql:1:1, statement 1\n"))
        #expect(text.output.contains("+ CREATE INDEX customers_status_idx ON public.customers"))
        let back = try tool.started(["diff", "after:001_status", "baseline"] + states).finished()
        #expect(back.status == 1 && !back.output.contains("migrations/"), "nobody did it backwards")
        let same = try tool.started(["diff", "after:001_status", "run:latest/after:001_status"] + states).finished()
        #expect(same.status == 0 && same.output.hasSuffix("nothing differs\n"))
    }

    private static let wrongNames: [(words: [String], says: String)] = [
        (["show", "bseline"], "did you mean baseline?"),
        (["show", "after:002"], "there are: baseline, after:001_status"),
        (["show", "after:"], "there is no state after:"),
        (["show", "run:yesterday/baseline"], "there is no recorded run yesterday"),
        (["show", "run:latest"], "name one of: baseline, after:001_status"),
        (["show", "no/file"], "there is no such file"),
        (["show", "key:14/baseline"], "nothing was accepted under a key 14"),
        (["diff", "snapshots/mini.sqlite", "baseline"], "which state is meant is not said"),
        (["show", ".pgrehearse/history.sqlite#baseline"], "history.sqlite#run:latest/STATE"),
        (["show", "baseline", "--kind", "tabel"], "did you mean table?"),
        (["show", "baseline", "--class", "securty"], "did you mean security?"),
    ]

    @Test("that are not there are told with those that are")
    func wrongNames() throws {
        let scratch = try ScratchFolder()
        let tool = Tool(folder: scratch.path)
        _ = try tool.run(try scratch.miniProject())
        #expect(try tool.call("accept", "mini", "--reason", "reviewed").status == 0)
        for (words, says) in Self.wrongNames {
            let answer = try tool.started(words + ["--project", "mini"]).finished()
            #expect(answer.status == 64, "\(words)")
            let chatter = answer.chatter.split(whereSeparator: \.isWhitespace).joined(separator: " ")
            #expect(chatter.contains(says), "\(chatter)")
            #expect(answer.output.isEmpty)
        }
    }
}

extension StatesTests.Difference {
    fileprivate struct DataOnly: Decodable {
        var statement: StatesTests.Difference.Statement?
    }
}
