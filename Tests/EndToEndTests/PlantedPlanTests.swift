import Foundation
import TestGround
import Testing

/// A project whose steps make queries worse on purpose, in as many ways as the tool tells apart.
@Suite("Planted changes of query plans")
struct PlantedPlanTests {
    private static let cases = Tool.repository + "/Tests/Cases/Plans"
    private static let page = Tool.repository + "/docs/plans-planted.md"
    /// The codes of what holds a plan against a step.
    private static let blaming: Set<String> = [
        "plan-regressed", "plan-suspect", "result-differs", "statistics-missing",
    ]

    private static func steps() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: cases + "/migrations").sorted()
            .map { String($0.prefix { $0 != "." }) }
    }

    private static func copy(to scratch: ScratchFolder) throws {
        try FileManager.default.copyItem(atPath: cases, toPath: scratch.file("plans"))
    }

    @Test("are found with their causes, and harmless steps are not blamed")
    func areFound() throws {
        let scratch = try ScratchFolder()
        try Self.copy(to: scratch)
        let steps = try Self.steps()
        #expect(Set(PlantedPlan.all.map(\.step)).isSubset(of: steps))
        let report = try Tool(folder: scratch.path).run("plans", "--ci")
        #expect(report.status == 1)
        for planted in PlantedPlan.all {
            let findings = report.findings.filter { $0.step == planted.step && Self.isOf(planted.query, $0) }
            #expect(
                findings.contains { Self.tells(of: planted, $0) },
                "\(planted): \(findings.map { "\($0.code): \(String(describing: $0.message))" })")
        }
        let harmless = Set(steps).subtracting(PlantedPlan.all.map(\.step))
        let wrong = report.findings.filter {
            Self.blaming.contains($0.code) && $0.severity != "note" && harmless.contains($0.step ?? "")
        }
        #expect(wrong.isEmpty, "\(wrong)")
    }

    private static func isOf(_ query: String, _ finding: Report.Finding) -> Bool {
        finding.object?.hasPrefix("\(query)/") ?? false
    }

    private static func tells(of planted: PlantedPlan, _ finding: Report.Finding) -> Bool {
        guard let message = finding.message, let place = message.place else { return false }
        return finding.code == planted.finding.rawValue && finding.severity == planted.finding.severity
            && message.what.contains(" \(planted.kind): ") && place.contains("migrations/\(planted.step).sql")
            && place.contains(planted.cause)
    }

    @Test("stand on their page")
    func standOnTheirPage() throws {
        let wanted = PlantedPlan.page(of: try Self.steps())
        if ProcessInfo.processInfo.environment["PGREHEARSE_RECORD"] == "1" {
            try wanted.write(toFile: Self.page, atomically: true, encoding: .utf8)
            Issue.record("recorded docs/plans-planted.md: look at it, then run without PGREHEARSE_RECORD")
        }
        let text = try String(contentsOfFile: Self.page, encoding: .utf8)
        #expect(text == wanted, "record with PGREHEARSE_RECORD=1")
    }

    /// Each ANALYZE of so small a sample says something else, and plans flip by themselves.
    @Test("are not seen where a step only comments and analyzes, however small the samples of the statistics are")
    func nothingIsPlanted() throws {
        let scratch = try ScratchFolder()
        try Self.copy(to: scratch)
        let comment = "001_comment_orders"
        for step in try Self.steps() where step != comment {
            try FileManager.default.removeItem(atPath: scratch.file("plans/migrations/\(step).sql"))
        }
        try scratch.append("ANALYZE;\n", to: "plans/migrations/\(comment).sql")
        let lines = try scratch.text("plans/rehearsal.yaml").split(separator: "\n").filter { line in
            !line.hasPrefix("    0") || line.contains(comment)
        }
        let settings = "plans: { statistics_target: 10, samples: 3 }"
        try scratch.write((lines + [settings[...]]).joined(separator: "\n") + "\n", to: "plans/rehearsal.yaml")
        let report = try Tool(folder: scratch.path).run("plans", "--ci")
        let blamed = report.findings.filter { Self.blaming.contains($0.code) }
        #expect(blamed.isEmpty, "\(blamed)")
        #expect(report.failures.map(\.code) == ["expectation-missing"], "\(report.failures)")
    }
}
