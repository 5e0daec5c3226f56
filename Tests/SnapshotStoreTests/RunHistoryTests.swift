import Foundation
import RehearsalCore
import TestGround
import Testing

@testable import SnapshotStore

@Suite("The run history")
struct RunHistoryTests {
    private let folder: ScratchFolder
    private var path: String { folder.file(".pgrehearse/history.sqlite") }

    init() throws { folder = try ScratchFolder() }

    private static func outcome(_ identifier: String, project: String = "advisoros", ending: Ending = .passed)
        -> Outcome
    {
        Outcome(
            toolVersion: "0.1", runIdentifier: identifier, project: project, folder: "fixtures/\(project)",
            key: .test(project), acts: [ActRecord(act: "start a server", elapsedMilliseconds: 0.1 + 0.2)],
            findings: [
                Finding(
                    code: .indexInvalid, severity: .fail, ending: .failed, step: "001", object: "public.\"a\nb\"",
                    message: FivePartMessage(what: "w/\\", stateNow: "😀", next: "n"))
            ],
            ending: ending)
    }

    private static func snapshots(seed: UInt64) -> [Snapshot] {
        var seeded = SeededSnapshots(seed: seed)
        return [StateName.baseline, .after(step: "001"), .down(step: "001")].map { seeded.snapshot($0) }
    }

    @Test("gives back outcome and snapshots as they were, by another handle", arguments: 1...10 as ClosedRange<UInt64>)
    func roundTrip(seed: UInt64) throws {
        let snapshots = Self.snapshots(seed: seed)
        try RunHistory.open(path).record(outcome: Self.outcome("r1"), snapshots: snapshots)
        let history = try RunHistory.open(path)
        #expect(try history.outcome(ofRun: "r1") == Self.outcome("r1"))
        #expect(try history.snapshots(ofRun: "r1") == snapshots)
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.file(".pgrehearse"))
        #expect(names == ["history.sqlite"])
    }

    @Test("lists runs newest first, by project and folder, and no more than asked for")
    func listsRuns() throws {
        let history = try RunHistory.open(path)
        #expect(try history.latestRun() == nil)
        for ordinal in 1...5 {
            try history.record(
                outcome: Self.outcome("r\(ordinal)", project: ordinal % 2 == 0 ? "even" : "odd", ending: .refused),
                snapshots: ordinal == 4 ? Self.snapshots(seed: 4) : [])
        }
        #expect(try history.runs(limit: 3).map(\.runIdentifier) == ["r5", "r4", "r3"])
        #expect(try history.runs(project: "even", limit: 9).map(\.runIdentifier) == ["r4", "r2"])
        #expect(try history.runs(limit: -1).isEmpty)
        let latest = try #require(try history.latestRun(project: "even"))
        #expect(latest.states == [.baseline, .after(step: "001"), .down(step: "001")])
        #expect(latest.ending == .refused && latest.folder == "fixtures/even" && latest.project == "even")
        #expect(try history.latestRun(project: "odd", folder: "fixtures/odd")?.runIdentifier == "r5")
        #expect(try history.latestRun(project: "odd", folder: "elsewhere") == nil)
    }

    @Test("stores what runs share once")
    func isContentAddressed() throws {
        let history = try RunHistory.open(path)
        func byteCount() throws -> Int { try folder.bytes(".pgrehearse/history.sqlite").count }
        var seeded = SeededSnapshots(seed: 6)
        let snapshots = [seeded.snapshot(.baseline, size: 400)]
        let before = try byteCount()
        try history.record(outcome: Self.outcome("r0"), snapshots: snapshots)
        let first = try byteCount() - before
        for ordinal in 1...10 { try history.record(outcome: Self.outcome("r\(ordinal)"), snapshots: snapshots) }
        #expect(try byteCount() - before < 2 * first)
    }

    @Test("says so when a run is unknown, or recorded twice, and keeps the first")
    func unknownAndTwice() throws {
        let history = try RunHistory.open(path)
        let unknown = #expect(throws: StoreError.self) { try history.outcome(ofRun: "r1") }
        #expect(unknown?.problem == .runUnknown(runIdentifier: "r1"))
        try history.record(outcome: Self.outcome("r1"), snapshots: [])
        let twice = #expect(throws: StoreError.self) {
            try history.record(outcome: Self.outcome("r1", ending: .failed), snapshots: [])
        }
        #expect(twice?.problem == .runRecordedBefore(runIdentifier: "r1"))
        #expect(try history.runs(limit: 9).map(\.ending) == [.passed])
    }

    @Test("keeps every run of two writers that make and fill it at once")
    func concurrentWriters() async throws {
        let path = path
        try await withThrowingTaskGroup(of: Void.self) { group in
            for writer in 0..<2 {
                group.addTask {
                    let history = try RunHistory.open(path)
                    for ordinal in 0..<50 {
                        try history.record(
                            outcome: Self.outcome("w\(writer)-\(ordinal)"),
                            snapshots: [Self.snapshots(seed: UInt64(ordinal))[writer]])
                    }
                }
            }
            try await group.waitForAll()
        }
        let history = try RunHistory.open(path)
        let runs = try history.runs(limit: 1000)
        #expect(Set(runs.map(\.runIdentifier)).count == 100)
        for writer in 0..<2 {
            for ordinal in 0..<50 {
                let read = try history.snapshots(ofRun: "w\(writer)-\(ordinal)")
                #expect(read == [Self.snapshots(seed: UInt64(ordinal))[writer]])
            }
        }
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.file(".pgrehearse"))
        #expect(names == ["history.sqlite"])
    }

    @Test("keeps what it had when the disk is full, and goes on when there is room again")
    func fullDisk() throws {
        try RunHistory.open(path).record(outcome: Self.outcome("r1"), snapshots: [])
        let cramped = try RunHistory.open(path, pageLimit: 14)
        let error = #expect(throws: StoreError.self) {
            try cramped.record(outcome: Self.outcome("r2"), snapshots: Self.snapshots(seed: 2))
        }
        #expect(error?.problem == .diskFull)
        #expect(try cramped.runs(limit: 9).map(\.runIdentifier) == ["r1"])
        let history = try RunHistory.open(path)
        try history.record(outcome: Self.outcome("r2"), snapshots: Self.snapshots(seed: 2))
        #expect(try history.runs(limit: 9).map(\.runIdentifier) == ["r2", "r1"])
    }

    @Test("notices a flipped byte in what it gives back, for bytes picked by a seed")
    func flippedBytesAreNoticed() throws {
        let snapshots = Self.snapshots(seed: 8)
        try RunHistory.open(path).record(outcome: Self.outcome("r1"), snapshots: snapshots)
        let bytes = try folder.bytes(".pgrehearse/history.sqlite")
        var seeded = SeededSnapshots(seed: 2)
        for _ in 0..<200 {
            let index = seeded.number(below: bytes.count)
            var flipped = bytes
            flipped[index] ^= 1 << seeded.number(below: 8)
            try folder.write(flipped, to: "h.sqlite")
            do throws(StoreError) {
                let history = try RunHistory.open(folder.file("h.sqlite"))
                let run = try history.latestRun()
                #expect(run?.runIdentifier == "r1", "byte \(index)")
                #expect(try history.outcome(ofRun: "r1") == Self.outcome("r1"), "byte \(index)")
                #expect(try history.snapshots(ofRun: "r1") == snapshots, "byte \(index)")
            } catch {
                #expect(error.ending == .storeUnusable)
            }
        }
    }
}
