import Postgres
import ProjectFolder
import RehearsalCore
import TestServer
import Testing

@testable import Staging

@Suite("Canaries of the reference project")
struct CanaryReferenceTests {
    private struct Drilled {
        var step: String
        var reports: [CanaryReport]
        var findings: [Finding]
    }

    /// Writes canaries around one step and its way back, in a clone that is thrown away.
    private static func drill(_ step: Step, _ stage: ReferenceStage) async throws -> Drilled {
        guard case .script(let wayBack) = step.wayBack else { preconditionFailure("every step has a way back") }
        let project = stage.contents.project
        let database = stage.database
        let contexts = project.canaryContexts
        let runner = database.runner(project.limits)
        let constraints = try await database.readConstraints()
        try await database.setAside()
        _ = try await runner.run(step.upward)
        let added = AddedConstraint.added(from: constraints, to: try await database.readConstraints())
        try await database.putBack()
        try await database.setAside()
        let before = try await database.writeCanaries(
            .before, of: step.name, adding: added, contexts: contexts, limits: project.limits)
        let upward = try await runner.run(step.upward)
        #expect(upward.result == .applied, "\(upward.statements.last?.complaint?.redacted ?? "")")
        let between = try await database.writeCanaries(
            .between, of: step.name, after: [before], contexts: contexts, limits: project.limits)
        let downward = try await runner.run(wayBack)
        #expect(downward.result == .applied, "\(downward.statements.last?.complaint?.redacted ?? "")")
        let after = try await database.writeCanaries(
            .after, of: step.name, after: [before, between], contexts: contexts, limits: project.limits)
        try await database.putBack()
        let reports = [before, between, after]
        let findings = judgeCanaries(
            of: step.name, records: reports.flatMap(\.records), presences: after.presences, upward: upward,
            downward: downward, folder: "p")
        return Drilled(step: step.name, reports: reports, findings: findings)
    }

    @Test(
        "are written into every table that the application may write, around each step",
        .enabled(if: ReadingFixture.isSoak))
    func reference() async throws {
        let stage = try await ReferenceStage()
        _ = try await stage.load(scaleThousandths: 50)
        var drilled: [Drilled] = []
        for step in stage.contents.project.steps {
            drilled.append(try await Self.drill(step, stage))
            _ = try await stage.database.runner(stage.contents.project.limits).run(step.upward)
        }
        let last = try await stage.database.writeCanaries(
            .before, of: "the end", contexts: stage.contents.project.canaryContexts,
            limits: stage.contents.project.limits)
        await stage.cluster.dismissed()
        let counts = drilled.map { drill in drill.reports.map { $0.records.count(where: \.isDone) } }
        #expect(counts.map(\.first) == [108, 108, 108, 110], "36 tables, and one of the third step without UPDATE")
        #expect(counts.map(\.last) == counts.map(\.first), "what was done before is done behind the way back")
        #expect(counts[0][1] == 108 && counts[1][1] == 108 && counts[2][1] == 110)
        #expect(drilled[0].findings.isEmpty && drilled[1].findings.isEmpty)
        #expect(
            drilled[2].findings.map { "\($0.code.rawValue) \($0.object ?? "")" }
                == ["canary-lost public.cache_invalidation_log"])
        // The security step takes these rights away on purpose, and no session makes a firm.
        #expect(
            drilled[3].findings.map { "\($0.code.rawValue) \($0.object ?? "")" }
                == [
                    "audit_logs/delete", "audit_logs/update", "organizations/insert", "permissions/delete",
                    "permissions/insert", "permissions/update",
                ].map { "canary-refused public.\($0)/between" })
        let unmade = judgeUnmadeCanaries(last.records)
        // Every firm that a session names has its one subscription and its one token already.
        let tables = ["organizations", "quickbooks_tokens", "subscriptions"]
        #expect(unmade.map(\.object) == tables.map { "public.\($0)" }, "\(unmade.map(\.message.what))")
        #expect(last.records.count(where: \.isDone) == 98 && last.records.count == 105)
    }
}
