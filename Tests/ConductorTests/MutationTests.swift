import Foundation
import ProjectFolder
import RehearsalCore
import Staging
import TestGround
import Testing

@testable import Conductor

/// Each statement of each way back of a project is taken out in turn, and the drill has to notice.
///
/// `make test` tries a few mutants, other ones with every way back that changes; `make soak` tries all.
@Suite("Mutants of ways back")
struct MutationTests {
    private static let isSoak = ProcessInfo.processInfo.environment["PGREHEARSE_SOAK"] == "1"

    /// A folder of the checkout that these tests stand in.
    private static func contents(of folder: String) throws -> ProjectContents {
        try readContents(
            at: URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../" + folder).standardized
                .path)
    }

    @Test("of the reference project are all caught, but for those that are listed as equivalent with their reason")
    func reference() async throws {
        var contents = try Self.contents(of: "fixtures/advisoros")
        contents.project.dataset.scaleThousandths = 100
        // Plans are for scale 1, and checks are not what is tried here.
        contents.project.workload = []
        contents.project.checks = []
        let chosen = contents.project.steps.flatMap { Self.isSoak ? $0.mutants : Self.some($0.mutants, count: 2) }
        let survivors = try await Self.survivors(of: chosen, in: contents)
        Self.expectToldOf(survivors, by: EquivalentMutant.everywhere + EquivalentMutant.reference, of: chosen)
    }

    @Test("of a second project of thirty steps are all caught, but for those that are equivalent everywhere")
    func library() async throws {
        var contents = try Self.contents(of: "Tests/Cases/Mutants")
        #expect(contents.project.steps.count >= 25)
        if !Self.isSoak { contents.project.steps.removeLast(contents.project.steps.count - 8) }
        let all = contents.project.steps.flatMap(\.mutants)
        let chosen = Self.isSoak ? all : Self.some(all, count: 6)
        let survivors = try await Self.survivors(of: chosen, in: contents)
        let told = EquivalentMutant.everywhere.filter { told in all.contains { told.isTold(by: $0) } }
        Self.expectToldOf(survivors, by: told, of: chosen)
    }

    private static func expectToldOf(
        _ survivors: [WayBackMutant], by equivalents: [EquivalentMutant], of chosen: [WayBackMutant]
    ) {
        let unexplained = survivors.filter { mutant in !equivalents.contains { $0.isTold(by: mutant) } }
        #expect(unexplained.isEmpty, "\(unexplained.count) of \(chosen.count) survive: \(unexplained)")
        guard isSoak else { return }
        let stale = equivalents.filter { told in !survivors.contains { told.isTold(by: $0) } }
        #expect(stale.isEmpty, "listed, but caught or not there: \(stale)")
        print("\(chosen.count) mutants, \(survivors.count) of them equivalent")
    }

    /// The mutants that no drill notices.
    private static func survivors(
        of chosen: [WayBackMutant], in contents: ProjectContents
    ) async throws -> [WayBackMutant] {
        let scratch = try ScratchFolder()
        var rehearsal = Rehearsal(
            contents: contents,
            options: RunOptions(
                recordsHistory: false, historyFolder: scratch.path, storePath: scratch.path + "/store.sqlite",
                spelledFolder: contents.project.folder, runIdentifier: "mutants",
                today: CivilDate(daysSince1970: 0), toolVersion: "test"),
            host: .current(), stopwatch: Stopwatch { 0 }, progress: { _ in })
        var survivors: [WayBackMutant] = []
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
            let mutants = chosen.filter { $0.step == step.name }
            if mutants.isEmpty { continue }
            rehearsal.take([await lane.drilled(applied, drill)], of: drill)
            #expect(rehearsal.failures.isEmpty, "the way back itself is green: \(rehearsal.failures)")
            for mutant in mutants {
                var mutated = applied
                mutated.step.wayBack = .script(mutant.script)
                // A way back without a statement is not walked.
                if !judgeWayBackFile(of: mutated.step).isEmpty { continue }
                let report = await lane.drilled(mutated, drill)
                if !Self.isCaught(mutant, by: report, from: prepared, knowing: rehearsal, drill) {
                    survivors.append(mutant)
                }
            }
        }
        await lane.dismissed()
        _ = await rehearsal.cleanUp()
        return survivors
    }

    /// A few that depend on the ways back's texts alone.
    private static func some(_ mutants: [WayBackMutant], count: Int) -> [WayBackMutant] {
        guard mutants.count > count else { return mutants }
        var random = SeededRandom(seed: UInt64(mutants.count))
        return Array(mutants.shuffled(using: &random).prefix(count))
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
