import Foundation
import TestGround
import Testing

/// Steps that only gather statistics anew, one behind the other: each plans and runs every query once more, on further
/// samples as well. Nothing may come of them, however small the samples are.
@Suite("Plans of rows that nobody changes", .serialized)
struct UnchangedRowsTests {
    private static let stepCount = Tool.isSoak ? 20 : 3
    private static let sampleCount = Tool.isSoak ? 15 : 3
    private static let blaming: Set<String> = [
        "plan-regressed", "plan-suspect", "result-differs", "statistics-missing",
    ]

    @Test("are held against no step of the reference project", arguments: [1000, 100])
    func reference(_ target: Int) throws {
        let scratch = try ScratchFolder()
        // Without its steps and what asks for them, which soak keeps.
        let project =
            try Tool.isSoak
            ? scratch.referenceProject() : scratch.referenceBaseline(scale: target == 100 ? "0.5" : "0.25")
        let steps = try scratch.addAnalyzingSteps(Self.stepCount, to: "advisoros")
        let phase = "  - { name: analyzing, risk: low, steps: [\(steps.joined(separator: ", "))] }\n"
        try scratch.edit("advisoros/rehearsal.yaml", replacing: "# Whom those act", with: phase + "# Whom those act")
        let report = try run(project, steps, target, in: scratch)
        #expect(blamed(steps, in: report).isEmpty, "\(blamed(steps, in: report))")
    }

    /// A ninetieth of all orders is joined with another ninetieth. Which of the two has fewer rows by the sample is
    /// which side of the join is hashed, and the blocks are the same. A merge join would take them in one order.
    private static let flipping = """
        -- name: lots_of_depot_and_slots
        -- roles: application
        -- set: enable_mergejoin = off
        \((0..<15).map { "-- parameters: pair\($0) = [\($0 + 1), \(1300 * $0 + 1), \(1300 * $0 + 222)]" }
            .joined(separator: "\n"))
        SELECT count(*) FROM orders AS a JOIN orders AS b ON a.lot = b.lot
        WHERE a.depot = $1::integer AND b.slot BETWEEN $2::integer AND $3::integer;

        """

    @Test("of partitioned, skewed and large tables flip, and are told as unstable only", arguments: [1000, 100])
    func large(_ target: Int) throws {
        let scratch = try ScratchFolder()
        try FileManager.default.copyItem(
            atPath: Tool.repository + "/Tests/Cases/Plans", toPath: scratch.file("plans"))
        try scratch.remove("plans/migrations")
        let lines = try scratch.lines(of: "plans/rehearsal.yaml").filter { line in
            !line.hasPrefix("    ") && !line.hasPrefix("  irreversible:") && !line.hasPrefix("plans:")
        }
        try scratch.write(lines.joined(separator: "\n"), to: "plans/rehearsal.yaml")
        // ANALYZE reads 300 rows for one of the target: 300,000 and 30,000.
        try scratch.edit(
            "plans/shape.yaml", replacing: "total: 110000", with: "total: \(Tool.isSoak ? 1_100_000 : 45_000)")
        try scratch.write(Self.flipping, to: "plans/workload/lots_of_depot_and_slots.sql")
        let steps = try scratch.addAnalyzingSteps(Self.stepCount, to: "plans")
        let report = try run("plans", steps, target, in: scratch)
        #expect(blamed(steps, in: report).isEmpty, "\(blamed(steps, in: report))")
        let unstable = report.findings.filter {
            $0.code == "plan-unstable" && ($0.object?.hasPrefix("lots_of_depot_and_slots/") ?? false)
        }
        // Tables of which ANALYZE reads all rows have one plan.
        #expect(unstable.isEmpty == (target == 1000 && !Tool.isSoak))
    }

    private func run(
        _ project: String, _ steps: [String], _ target: Int, in scratch: ScratchFolder
    ) throws -> Report {
        let name = project.split(separator: "/").last.map(String.init) ?? project
        try scratch.append(
            "plans: { statistics_target: \(target), samples: \(Self.sampleCount) }\n", to: "\(name)/rehearsal.yaml")
        let report = try Tool(folder: scratch.path).run(project, "--ci")
        #expect(steps.allSatisfy { report.hashes["after \($0)"] != nil }, "\(report.failures) \(report.chatter)")
        return report
    }

    private func blamed(_ steps: [String], in report: Report) -> [Report.Finding] {
        report.findings.filter {
            Self.blaming.contains($0.code) && $0.severity != "note" && steps.contains($0.step ?? "")
        }
    }
}

extension ScratchFolder {
    /// Copies the reference project here without its steps, and without what asks for what they make. At half its scale
    /// the largest table still has twice the rows that ANALYZE reads for a target of 100.
    fileprivate func referenceBaseline(scale: String) throws -> String {
        let workload = try referenceProject()
        try FileManager.default.moveItem(atPath: workload + "/workload", toPath: file("queries"))
        try remove("advisoros")
        let project = try referenceProject(scale: scale, stepCount: 0)
        try FileManager.default.moveItem(atPath: file("queries"), toPath: project + "/workload")
        for query in try files(in: "advisoros/workload") {
            let header = try lines(of: "advisoros/workload/" + query).prefix { $0.hasPrefix("--") }
            if header.contains(where: { $0.hasPrefix("-- from:") }) { try remove("advisoros/workload/" + query) }
        }
        return project
    }

    /// Adds steps that gather statistics behind all others, and returns their names.
    fileprivate func addAnalyzingSteps(_ count: Int, to project: String) throws -> [String] {
        let names = (901...(900 + count)).map { "\($0)_analyze" }
        for name in names { try write("ANALYZE;\n", to: "\(project)/migrations/\(name).sql") }
        let reasons = names.map { "    \($0): \"gathers statistics\"\n" }.joined()
        try edit(
            "\(project)/rehearsal.yaml", replacing: "  rollbacks: rollbacks\n",
            with: "  rollbacks: rollbacks\n  irreversible:\n\(reasons)")
        return names
    }
}
