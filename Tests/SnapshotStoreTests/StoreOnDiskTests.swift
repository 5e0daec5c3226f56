import Foundation
import RehearsalCore
import SnapshotStore
import TestGround
import Testing

@Suite("A store's file that somebody named")
struct StoreOnDiskTests {
    private let folder: ScratchFolder

    init() throws { folder = try ScratchFolder() }

    private func snapshots(seed: UInt64) -> [Snapshot] {
        var seeded = SeededSnapshots(seed: seed)
        return [StateName.baseline, .after(step: "001")].map { seeded.snapshot($0) }
    }

    /// What lies in the folder, with what tells that a file was touched.
    private func contents() throws -> [String: Data] {
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        return try Dictionary(uniqueKeysWithValues: names.map { ($0, try folder.bytes($0)) })
    }

    @Test("is told by what it holds, whatever its name, and neither it nor its folder is changed")
    func isReadOnly() throws {
        let snapshots = snapshots(seed: 3)
        var store = try AcceptedStore.open(folder.file("a blob"))
        _ = try store.accept(snapshots, under: .test(), reason: "first")
        try RunHistory.open(folder.file("runs")).record(
            outcome: Outcome(toolVersion: "0.1", runIdentifier: "r1", project: "advisoros", folder: "."),
            snapshots: snapshots)
        let before = try contents()

        guard case .accepted(let accepted)? = try StoreOnDisk.open(folder.file("a blob")) else {
            Issue.record("the accepted store is one")
            return
        }
        #expect(try accepted.snapshot(of: .baseline, under: .test()) == snapshots[0])
        #expect(try accepted.snapshot(of: .after(step: "002"), under: .test()) == nil)
        #expect(try accepted.snapshot(of: .baseline, under: .test(version: 16)) == nil)

        guard case .history(let history)? = try StoreOnDisk.open(folder.file("runs")) else {
            Issue.record("the history is one")
            return
        }
        #expect(try history.snapshot(of: .after(step: "001"), ofRun: "r1") == snapshots[1])
        #expect(try history.snapshot(of: .down(step: "001"), ofRun: "r1") == nil)
        #expect(throws: StoreError.self) { try history.snapshot(of: .baseline, ofRun: "r2") }
        #expect(throws: StoreError.self, "it is open for reading alone") {
            try history.record(
                outcome: Outcome(toolVersion: "0.1", runIdentifier: "r2", project: "advisoros", folder: "."),
                snapshots: [])
        }
        #expect(try contents() == before)
    }

    @Test("is nothing where nothing lies, and an error where something else does")
    func others() throws {
        let nothing = try StoreOnDisk.open(folder.file("nothing"))
        #expect(nothing == nil)
        let noHistory = try RunHistory.openForReading(folder.file("nothing"))
        #expect(noHistory == nil)
        #expect(try !StoreOnDisk.isThere(folder.file("nothing")))
        try folder.write("no store", to: "text")
        #expect(try StoreOnDisk.isThere(folder.file("text")))
        #expect(throws: StoreError.self) { try StoreOnDisk.open(folder.file("text")) }
        try folder.write("", to: "empty")
        #expect(throws: StoreError.self) { try StoreOnDisk.open(folder.file("empty")) }
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() == ["empty", "text"])
    }
}
