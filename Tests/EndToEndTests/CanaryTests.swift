import Foundation
import TestGround
import Testing

/// The canary questions of the security step: real reads and writes as the role that they are about.
@Suite("Canary questions of the reference project")
struct CanaryTests {
    private static let security = "after 004_security_enhancements"
    private static let sabotage = "005_lost_policies"

    /// What a check said at one moment of the run.
    private struct Answer: Decodable {
        var check: String
        var file: String
        var moment: String
        var held: Bool
        var result: String
    }

    private struct Answers: Decodable {
        var checks: [Answer]
        var findings: [Report.Finding]
    }

    /// The names of the checks that did not hold at a moment, sorted.
    private func broken(_ answers: Answers, _ moment: String) -> [String] {
        answers.checks.filter { $0.moment == moment && !$0.held }.map(\.check).sorted()
    }

    @Test("hold after the security step, and speak up when policies are dropped")
    func holdAndSpeakUp() throws {
        let scratch = try ScratchFolder()
        let project = try preparedProject(scratch)
        let files = try FileManager.default.contentsOfDirectory(atPath: project + "/checks").map { "checks/" + $0 }
        let call = try Tool(folder: scratch.path).call("run", project, "--ci", "--format", "json")
        let answers = try JSONDecoder.forReports.decode(Answers.self, from: Data(call.output.utf8))

        let asked = answers.checks.filter { $0.moment == Self.security }
        #expect(Set(asked.map(\.file)) == Set(files), "every question was asked")
        #expect(broken(answers, Self.security).isEmpty, "\(broken(answers, Self.security))")

        // Without the restrictive policy documents are shown that must not be; without the firm's own nobody sees the
        // invoices or writes one. Every other question still holds.
        #expect(
            broken(answers, "after " + Self.sabotage) == [
                "004_configuration_is_valid", "004_every_table_is_isolated", "004_invoices_writes_are_audited",
                "004_own_rows_are_visible", "004_portal_sees_its_own_documents",
                "004_restricted_documents_are_hidden",
            ])
        let complaints = answers.findings.filter { $0.code == "check-failed" || $0.code == "check-refused" }
        #expect(complaints.count == 6)
        #expect(complaints.allSatisfy { $0.step == Self.sabotage && $0.severity == "fail" })
        #expect(call.status == 1)
    }

    /// The reference project at a fifth of its size, without ways back, workload and other steps' checks, and with a
    /// step more that drops two policies: one run asks every question twice.
    private func preparedProject(_ scratch: ScratchFolder) throws -> String {
        let project = try scratch.referenceProject()
        let steps = try FileManager.default.contentsOfDirectory(atPath: project + "/migrations").sorted()
            .map { String($0.dropLast(".sql".count)) }
        for folder in ["rollbacks", "workload"] {
            try FileManager.default.removeItem(atPath: project + "/" + folder)
        }
        for check in try FileManager.default.contentsOfDirectory(atPath: project + "/checks")
        where !check.hasPrefix("004_") {
            try FileManager.default.removeItem(atPath: project + "/checks/" + check)
        }
        try scratch.write(
            "DROP POLICY access_level ON documents;\nDROP POLICY tenant_isolation ON invoices;\n",
            to: "advisoros/migrations/\(Self.sabotage).sql")
        let irreversible = (steps + [Self.sabotage]).map { "\($0): not drilled here" }
        try scratch.edit(
            "advisoros/rehearsal.yaml", replacing: "  rollbacks: rollbacks\n",
            with: "  irreversible: { \(irreversible.joined(separator: ", ")) }\n")
        try scratch.edit(
            "advisoros/rehearsal.yaml", replacing: "steps: [004_security_enhancements] }",
            with: "steps: [004_security_enhancements, \(Self.sabotage)] }")
        try scratch.edit("advisoros/rehearsal.yaml", replacing: "scale: 1.0", with: "scale: 0.2")
        return project
    }
}
