import Foundation
import TestGround
import Testing

/// `accept --finding`, for good and until a day.
@Suite("Accepting a finding")
struct AcceptingTests {
    private static let finding = "rollback-schema-differs"

    @Test("holds until the last day, which is shown, and a day that has passed is refused")
    func untilADay() throws {
        let scratch = try ScratchFolder()
        let tool = Tool(folder: scratch.path)
        let project = try scratch.miniProject(
            step: "CREATE TABLE extra (id integer); CREATE INDEX extra_id ON extra (id);",
            wayBack: "DROP INDEX extra_id;")
        #expect(try tool.run(project).failures.contains { $0.code == Self.finding })
        #expect(try tool.call("accept", project, "--reason", "r").status == 4)
        for wrong in [["--until", "2999-12-31"], ["--finding", Self.finding, "--until", "2020-02-30"]] {
            #expect(try tool.started(["accept", project, "--reason", "r"] + wrong).finished().status == 64)
        }
        let past = ["accept", project, "--reason", "r", "--finding", Self.finding, "--until", "2020-01-31"]
        let refused = try tool.started(past).finished()
        #expect(refused.status == 64 && refused.chatter.contains("--until 2020-01-31 has passed"))
        let failing = Set(try tool.run(project).failures.map(\.code)).subtracting(["expectation-missing"])
        let names = failing.sorted().flatMap { ["--finding", $0] }
        let ahead = ["accept", project, "--reason", "kept a while", "--until", "2999-12-31"] + names
        let accepted = try tool.started(ahead).finished()
        #expect(accepted.status == 0, "\(accepted.chatter)")
        #expect(accepted.output.contains("accepted until 2999-12-31: \(Self.finding) 001"))
        let again = try tool.started(ahead).finished()
        #expect(again.status == 0 && again.output.hasPrefix("nothing new"))
        #expect(try tool.run(project).status == 0)
        let shown = try tool.call("show", "snapshots/mini.sqlite").output
        #expect(shown.contains("-- accepted finding until 2999-12-31: \(Self.finding) 001"))
    }
}
