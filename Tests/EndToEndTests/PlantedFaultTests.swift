import Foundation
import TestGround
import Testing

/// A project of steps whose ways back are wrong on purpose, in as many ways as real ones are, and of correct ones.
@Suite("Planted faults of ways back")
struct PlantedFaultTests {
    private static let cases = Tool.repository + "/Tests/Cases/Drills"

    private static func steps() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: cases + "/migrations").sorted()
            .map { String($0.prefix { $0 != "." }) }
    }

    /// Every eighth step in `make test` besides the chain's two, all of them in `make soak`.
    @Test("are found with their code and object, and correct ways back are not blamed")
    func areFound() throws {
        let scratch = try ScratchFolder()
        try FileManager.default.copyItem(atPath: Self.cases, toPath: scratch.file("drills"))
        let all = try Self.steps()
        #expect(Set(PlantedFault.all.map(\.step)).isSubset(of: all))
        let chain = PlantedFault.all.filter { $0.code.hasPrefix("chain") }.map(\.step)
        let steps = all.enumerated().filter { place, step in
            let isOfChain = chain.contains(step) || place > 0 && chain.contains(all[place - 1])
            return Tool.isSoak || place % 8 == 0 || isOfChain
        }.map(\.element)
        for step in Set(all).subtracting(steps) {
            for folder in ["migrations", "rollbacks"] {
                let path = scratch.file("drills/\(folder)/\(step).sql")
                if FileManager.default.fileExists(atPath: path) { try FileManager.default.removeItem(atPath: path) }
            }
        }
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
