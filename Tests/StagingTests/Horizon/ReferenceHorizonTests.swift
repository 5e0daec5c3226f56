import Foundation
import Dataset
import ProjectFolder
import RehearsalCore
import Testing

@testable import Staging

/// What a thousand times the reference project's data takes: numbers for docs/horizon.md.
@Suite("The reference project stretched")
struct ReferenceHorizonTests {
    private static let isSoak = ProcessInfo.processInfo.environment["PGREHEARSE_SOAK"] == "1"

    @Test("a thousand times takes less than a hundredth of its size on the disk", .enabled(if: isSoak))
    func thousandfold() async throws {
        let stage = try await ReferenceStage()
        _ = try await stage.load(scaleThousandths: 1000)
        let workload = stage.contents.project.workload(in: .baseline)
        let clock = ContinuousClock()
        let stretched = try await StretchedDatabase.made(
            of: stage.database, workload: workload,
            StretchedDatabase.Request(statisticsTarget: 1000, limitMilliseconds: 60_000))
        let law = GrowthLaw(nil, shape: stage.contents.shape.growth, facts: stretched.facts)
        let base = try stretched.bytesOnDisk()
        let start = clock.now
        let captured = try await stretched.plans(of: workload, as: law, at: 1000).captured
        let elapsed = clock.now - start
        let extra = try stretched.bytesOnDisk() - base
        let apparent = Stretching(stretched.facts, law, at: 1000, nowSeconds: 0).sizes.reduce(0) {
            $0 + ($1.pages ?? 0)
        }
        print(
            "x1000: \(base) bytes, \(extra) more on the disk, \(apparent * 8192) seem to be there; "
                + "stretching and \(captured.count) EXPLAINs took \(elapsed)")
        #expect(captured.allSatisfy { $0.plan != nil })
        #expect(extra * 100 < base, "\(extra) of \(base)")
        await stretched.dismissed()
        await stage.cluster.dismissed()
    }
}
