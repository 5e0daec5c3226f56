import Foundation
import TestGround
import Testing

/// A project of steps whose ways back are wrong on purpose, in as many ways as real ones are, and of correct ones.
@Suite("Planted faults of ways back")
struct PlantedFaultTests {
    private static let planted = PlantedProject("Drills")

    /// Every eighth step in `make test` besides the chain's two, all of them in `make soak`.
    @Test("are found with their code and object, and correct ways back are not blamed")
    func areFound() throws {
        let scratch = try ScratchFolder()
        let all = try Self.planted.steps()
        #expect(Set(PlantedFault.all.map(\.step)).isSubset(of: all))
        let chain = PlantedFault.all.filter { $0.code.hasPrefix("chain") }.map(\.step)
        let steps = all.enumerated().filter { place, step in
            let isOfChain = chain.contains(step) || place > 0 && chain.contains(all[place - 1])
            return Tool.isSoak || place % 8 == 0 || isOfChain
        }.map(\.element)
        try Self.planted.copyOfSchemas(to: scratch, as: "drills", keeping: Set(steps))
        let report = try Tool(folder: scratch.path).drill("drills", "--keep-going")
        #expect(report.status == 2 || report.status == 1)
        for planted in PlantedFault.all where steps.contains(planted.step) {
            let findings = report.findings.filter { $0.step == planted.step }
            #expect(
                findings.contains { Self.tells(of: planted, $0) },
                "\(planted): \(findings.map { "\($0.severity) \($0.code) \($0.object ?? "")" })")
        }
        let passing = PlantedFault.passing(among: steps)
        let wrong = report.findings.filter { $0.severity == "fail" && passing.contains($0.step ?? "") }
        #expect(wrong.isEmpty, "\(wrong.map { "\($0.step ?? "") \($0.code) \($0.object ?? "")" })")
    }

    private static func tells(of planted: PlantedFault, _ finding: Report.Finding) -> Bool {
        finding.code == planted.code && finding.severity == planted.severity
            && planted.object.map { finding.object?.contains($0) ?? false } ?? true
    }

    @Test("stand on their page")
    func standOnTheirPage() throws {
        let page = Tool.repository + "/docs/drills-planted.md"
        let wanted = PlantedFault.page(of: try Self.planted.steps())
        if ProcessInfo.processInfo.environment["PGREHEARSE_RECORD"] == "1" {
            try wanted.write(toFile: page, atomically: true, encoding: .utf8)
            Issue.record("recorded docs/drills-planted.md: look at it, then run without PGREHEARSE_RECORD")
        }
        let text = try String(contentsOfFile: page, encoding: .utf8)
        #expect(text == wanted, "record with PGREHEARSE_RECORD=1")
    }
}
