import Foundation
import TestGround
import Testing

/// A project whose steps make queries worse on purpose, in as many ways as the tool tells apart.
@Suite("Planted changes of query plans")
struct PlantedPlanTests {
    private static let planted = PlantedProject("Plans")
    private static let page = Tool.repository + "/docs/plans-planted.md"
    /// The codes of what holds a plan against a step.
    private static let blaming: Set<String> = [
        "plan-regressed", "plan-suspect", "result-differs", "statistics-missing",
    ]

    /// Copies the project with these steps alone.
    private static func copy(
        keeping kept: Set<String>, to scratch: ScratchFolder, settings: String? = nil
    ) throws {
        try planted.copy(to: scratch, as: "plans", keeping: kept)
        let lines = try scratch.text("plans/rehearsal.yaml").split(separator: "\n").map(String.init).filter { line in
            // `settings` take the place of the project's own.
            line.hasPrefix("plans:") ? settings == nil : !line.hasPrefix("    0") || kept.contains { line.contains($0) }
        }
        let text = (lines + [settings].compactMap(\.self)).joined(separator: "\n")
        try scratch.write(text + "\n", to: "plans/rehearsal.yaml")
    }

    /// The first steps in `make test`, all of them in `make soak`.
    @Test("are found with their causes, and harmless steps are not blamed")
    func areFound() throws {
        let scratch = try ScratchFolder()
        let all = try Self.planted.steps()
        #expect(Set(PlantedPlan.all.map(\.step)).isSubset(of: all))
        let steps = Tool.isSoak ? all : Array(all.prefix(12))
        try Self.copy(keeping: Set(steps), to: scratch)
        let report = try Tool(folder: scratch.path).run("plans", "--ci")
        #expect(report.status == 1)
        for planted in PlantedPlan.all where steps.contains(planted.step) {
            let findings = report.findings.filter { $0.step == planted.step && Self.isOf(planted, $0) }
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

    /// A note tells of all queries at once, and names one of them.
    private static func isOf(_ planted: PlantedPlan, _ finding: Report.Finding) -> Bool {
        guard planted.finding == .changed else { return finding.object?.hasPrefix("\(planted.query)/") ?? false }
        return finding.object == planted.kind && finding.message?.what.contains("query \(planted.query) as ") ?? false
    }

    private static func tells(of planted: PlantedPlan, _ finding: Report.Finding) -> Bool {
        guard let message = finding.message, let place = message.place else { return false }
        return finding.code == planted.finding.rawValue && finding.severity == planted.finding.severity
            && message.what.contains(" \(planted.kind): ") && place.contains("migrations/\(planted.step).sql")
            && place.contains(planted.cause)
    }

    @Test("stand on their page")
    func standOnTheirPage() throws {
        let wanted = PlantedPlan.page(of: try Self.planted.steps())
        if ProcessInfo.processInfo.environment["PGREHEARSE_RECORD"] == "1" {
            try wanted.write(toFile: Self.page, atomically: true, encoding: .utf8)
            Issue.record("recorded docs/plans-planted.md: look at it, then run without PGREHEARSE_RECORD")
        }
        let text = try String(contentsOfFile: Self.page, encoding: .utf8)
        #expect(text == wanted, "record with PGREHEARSE_RECORD=1")
    }

    /// Each ANALYZE of so small a sample says something else, and plans flip by themselves.
    @Test(
        "fail no step that only comments and analyzes, however small the samples of the statistics are",
        .enabled(if: Tool.isSoak))
    func nothingIsPlanted() throws {
        let scratch = try ScratchFolder()
        let comment = "001_comment_orders"
        try Self.copy(keeping: [comment], to: scratch, settings: "plans: { statistics_target: 10, samples: 3 }")
        try scratch.append("ANALYZE;\n", to: "plans/migrations/\(comment).sql")
        let report = try Tool(folder: scratch.path).run("plans", "--ci")
        #expect(report.failures.map(\.code) == ["expectation-missing"], "\(report.failures)")
    }
}
