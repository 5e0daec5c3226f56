import Foundation
import ProjectFolder
import RehearsalCore
import Staging
import TestGround
import Testing

@testable import Conductor

/// Each statement of each way back of the reference project is taken out in turn, and the drill has to notice.
///
/// `make test` tries a few mutants of each step, other ones with every way back that changes; `make soak` tries all.
@Suite("Mutants of the reference project's ways back")
struct MutationTests {
    private static let isSoak = ProcessInfo.processInfo.environment["PGREHEARSE_SOAK"] == "1"
    private static let mutantsPerStep = 2

    /// The checkout that these tests stand in.
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../fixtures/advisoros").standardized.path

    @Test("are all caught, but for those that are listed as equivalent with their reason")
    func mutants() async throws {
        let scratch = try ScratchFolder()
        var contents = try readContents(at: Self.folder)
        contents.project.dataset.scaleThousandths = 100
        // Plans are for scale 1, and checks are not what is tried here.
        contents.project.workload = []
        contents.project.checks = []
        var rehearsal = Rehearsal(
            contents: contents,
            options: RunOptions(
                recordsHistory: false, historyFolder: scratch.path, storePath: scratch.path + "/store.sqlite",
                spelledFolder: Self.folder, runIdentifier: "mutants",
                today: CivilDate(daysSince1970: 0), toolVersion: "test"),
            host: .current(), stopwatch: Stopwatch { 0 }, progress: { _ in })
        var survivors: [WayBackMutant] = []
        var tried = 0
        let planned = acts(for: contents.project)
        await rehearsal.perform(
            Array(planned.prefix { $0.act.step == nil || $0.act == .takeSnapshot(.baseline) }))
        let states = try #require(rehearsal.states)
        var lane = DrillLane(states: states, stopwatch: rehearsal.stopwatch, progress: { _ in })
        for step in contents.project.steps {
            let ofStep = planned.filter { $0.act.step == step.name }
            await rehearsal.perform(Array(ofStep.prefix { $0.act != .cloneState(step: step.name) }))
            let prepared = rehearsal
            let applied = rehearsal.appliedStep(step.name)
            lane.note(applied)
            let drill = NumberedAct.numbered(ofStep.filter { $0.drill != nil })
            rehearsal.take([await lane.drilled(applied, drill)], of: drill)
            #expect(rehearsal.failures.isEmpty, "the way back itself is green: \(rehearsal.failures)")
            for mutant in Self.chosen(of: step) {
                tried += 1
                var mutated = applied
                mutated.step.wayBack = .script(mutant.script)
                let report = await lane.drilled(mutated, drill)
                if !Self.isCaught(mutant, by: report, from: prepared, knowing: rehearsal, drill) {
                    survivors.append(mutant)
                }
            }
        }
        await lane.dismissed()
        _ = await rehearsal.cleanUp()
        #expect(tried >= contents.project.steps.count * Self.mutantsPerStep)
        let unexplained = survivors.filter { mutant in !EquivalentMutant.all.contains { $0.isTold(by: mutant) } }
        #expect(unexplained.isEmpty, "\(unexplained.count) of \(tried) survive: \(unexplained)")
        guard Self.isSoak else { return }
        let stale = EquivalentMutant.all.filter { told in !survivors.contains { told.isTold(by: $0) } }
        #expect(stale.isEmpty, "listed, but caught or not there: \(stale)")
    }

    /// All mutants, or a few that depend on the way back's text alone.
    private static func chosen(of step: Step) -> [WayBackMutant] {
        let mutants = step.mutants
        guard !isSoak, mutants.count > mutantsPerStep else { return mutants }
        var random = SeededRandom(seed: UInt64(mutants.count))
        return Array(mutants.shuffled(using: &random).prefix(mutantsPerStep))
    }

    /// True where the drill of the mutant fails.
    private static func isCaught(
        _ mutant: WayBackMutant, by report: DrillReport, from prepared: Rehearsal, knowing drilled: Rehearsal,
        _ drill: [NumberedAct]
    ) -> Bool {
        var rehearsal = prepared
        rehearsal.volatileColumns = drilled.volatileColumns
        rehearsal.outcome.findings = []
        rehearsal.take([report], of: drill)
        #expect(rehearsal.outcome.failure == nil, "\(mutant): \(String(describing: rehearsal.outcome.failure))")
        return !rehearsal.failures.isEmpty
    }
}

extension Rehearsal {
    /// What fails, but for the store that has nothing to compare with.
    fileprivate var failures: [Finding] {
        outcome.findings.filter { $0.severity == .fail && $0.code != .expectationMissing }
    }
}
