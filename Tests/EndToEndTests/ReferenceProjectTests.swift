import Foundation
import TestGround
import Testing

@Suite("The reference project")
struct ReferenceProjectTests {
    static let repeatCount = 10

    @Test("runs green against what was accepted; what row-level security costs is told, and accepted")
    func green() throws {
        let report = try Tool(folder: Tool.repository).run("fixtures/advisoros", "--ci")
        #expect(report.status == 0)
        let told = report.findings.filter { $0.severity != "note" }
        #expect(Set(told.map(\.code)) == ["plan-regressed", "plan-suspect"], "\(told)")
        let failing = told.filter { $0.severity == "fail" }
        #expect(failing.count == 7 && failing.allSatisfy { $0.step == "004_security_enhancements" }, "\(failing)")
        let states = [
            "baseline", "after 001_performance_indexes", "down 001_performance_indexes",
            "after 002_data_integrity_constraints", "down 002_data_integrity_constraints",
            "after 003_scalability_partitioning", "down 003_scalability_partitioning",
            "after 004_security_enhancements", "down 004_security_enhancements",
        ]
        #expect(Set(states).isSubset(of: report.hashes.keys))
        #expect(report.hashes["down 001_performance_indexes"] == report.hashes["baseline"])
        #expect(
            report.hashes["down 002_data_integrity_constraints"] == report.hashes["after 001_performance_indexes"])
        #expect(
            report.hashes["down 003_scalability_partitioning"] == report.hashes["after 002_data_integrity_constraints"])
        #expect(report.hashes["down 004_security_enhancements"] == report.hashes["after 003_scalability_partitioning"])
        // Each constraint of 002 is held against the rows from before it; its own table's key has none to ask.
        let integrity = try #require(report.steps.first { $0.name == "002_data_integrity_constraints" })
        let counts = Dictionary(
            grouping: integrity.preValidation.constraints, by: { "\($0.kind) \($0.result)" }
        ).mapValues(\.count)
        #expect(
            counts == [
                "check counted": 45, "foreign_key counted": 5, "unique_index counted": 6, "primary_key not_there": 1,
            ])
    }

    /// The test above is a repetition as well, of the run that was accepted.
    @Test("gives the same hashes and no finding, run after run", .enabled(if: Tool.isSoak))
    func repeats() throws {
        let scratch = try ScratchFolder()
        let tool = Tool(folder: scratch.path)
        let project = try scratch.referenceProject()
        let first = try tool.run(project)
        #expect(first.status == 6)
        #expect(try tool.call("accept", project, "--reason", "the first of many").status == 0)
        for _ in 1..<Self.repeatCount {
            let next = try tool.run(project, "--ci")
            #expect(next.status == 0, "\(next.failures)")
            #expect(next.hashes == first.hashes)
        }
    }
}
