import Postgres
import RehearsalCore
import TestServer
import Testing

@testable import Staging

@Suite("Canaries in awkward tables")
struct CanaryRoundTests {
    @Test("are written in all three rounds, are all there, and say nothing of a step that is taken back")
    func awkwardTables() async throws {
        let result = try await CanaryCase(
            setup: AwkwardSchema.setup, up: "CREATE INDEX tree_name ON app.tree (name);",
            down: "DROP INDEX app.tree_name;", contexts: AwkwardSchema.contexts
        ).run()
        var expected = AwkwardSchema.written.flatMap { table in
            ["insert", "update", "delete"].map { verb in
                "app.\(table) \(verb)\(table == "owned" ? " in second" : ""): done"
            }
        }
        expected += ["app.partly insert: done", "app.partly update: done"]
        for round in CanaryRound.allCases {
            let answers = result.answers(round)
            #expect(Set(answers) == Set(expected), "\(round): \(Set(answers).symmetricDifference(expected).sorted())")
        }
        #expect(result.codes == [])
        #expect(judgeUnmadeCanaries(result.reports.flatMap(\.records)) == [])
        #expect(result.presences.allSatisfy { $0.state == .present })
        #expect(result.presences.count > 70)
    }
}
