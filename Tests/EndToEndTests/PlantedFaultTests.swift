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
        try Self.planted.copy(to: scratch, as: "drills", keeping: Set(steps))
        let report = try Tool(folder: scratch.path).drill("drills", "--keep-going")
        #expect(report.status == 2 || report.status == 1)
        for planted in PlantedFault.all where steps.contains(planted.step) {
            let findings = report.findings.filter { $0.step == planted.step }
            #expect(
                findings.contains { Self.tells(of: planted, $0) },
                "\(planted): \(findings.map { "\($0.severity) \($0.code) \($0.object ?? "")" })")
        }
        let correct = Set(steps).subtracting(PlantedFault.all.map(\.step))
        let wrong = report.findings.filter { $0.severity == "fail" && correct.contains($0.step ?? "") }
        #expect(wrong.isEmpty, "\(wrong.map { "\($0.step ?? "") \($0.code) \($0.object ?? "")" })")
    }

    private static func tells(of planted: PlantedFault, _ finding: Report.Finding) -> Bool {
        finding.code == planted.code && finding.severity == (planted.isNote ? "note" : "fail")
            && planted.object.map { finding.object?.contains($0) ?? false } ?? true
    }
}
