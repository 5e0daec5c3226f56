import Foundation
import RehearsalCore
import TestGround
import Testing

@testable import SnapshotStore

@Suite("The accepted store")
struct AcceptedStoreTests {
    private let folder: ScratchFolder
    private var path: String { folder.file("snapshots/store.sqlite") }

    init() throws { folder = try ScratchFolder() }

    private static func states(seed: UInt64, size: Int = 20) -> [Snapshot] {
        var seeded = SeededSnapshots(seed: seed)
        return [StateName.baseline, .after(step: "001_ä b"), .down(step: "001_ä b"), .again(step: "001_ä b")]
            .map { seeded.snapshot($0, size: size) }
    }

    @Test("reads a missing file as empty, and does not make it")
    func missingFileIsEmpty() throws {
        let store = try AcceptedStore.open(path)
        #expect(store.keys().isEmpty)
        #expect(try store.expected(for: .test()).isEmpty)
        #expect(store.acceptedFindings(project: "advisoros").isEmpty)
        #expect(try folder.names().isEmpty)
    }

    @Test("gives back exactly what was accepted", arguments: 1...10 as ClosedRange<UInt64>)
    func roundTrip(seed: UInt64) throws {
        let snapshots = Self.states(seed: seed)
        var store = try AcceptedStore.open(path)
        let result = try store.accept(snapshots, under: .test(), reason: "first\nline 'two'")
        #expect(result == .recorded(states: snapshots.map(\.state).sorted(), findings: []))
        let read = try AcceptedStore.open(path)
        for reader in [store, read] {
            let expected = try reader.expected(for: .test())
            #expect(expected.count == snapshots.count)
            for snapshot in snapshots {
                #expect(expected[snapshot.state] == snapshot)
                #expect(expected[snapshot.state]?.hash == snapshot.hash)
            }
            #expect(
                reader.reasons(for: .test())
                    == .init(uniqueKeysWithValues: snapshots.map { ($0.state, "first\nline 'two'") }))
        }
        #expect(try folder.names() == ["snapshots"])
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.file("snapshots")) == ["store.sqlite"])
    }

    @Test("keeps facts in order that differ in their class only, and names that Swift calls equal")
    func roundTripOfLookalikes() throws {
        let facts = ["public.\u{E9}", "public.e\u{301}"].flatMap { identity in
            [FactClass.security, .semantic].map {
                CatalogFact(kind: .table, identity: identity, attribute: "a", value: "v", factClass: $0)
            }
        }
        let snapshot = Snapshot(state: .baseline, catalog: Catalog(facts: facts), queryPlans: [], digests: [])
        var store = try AcceptedStore.open(path)
        _ = try store.accept([snapshot], under: .test(), reason: "")
        let read = try #require(try AcceptedStore.open(path).expected(for: .test())[.baseline])
        #expect(
            read.catalog.facts.map { Array($0.identity.utf8) } == snapshot.catalog.facts.map { Array($0.identity.utf8) }
        )
        #expect(read == snapshot)
    }

    @Test("stores what ten states share once")
    func isContentAddressed() throws {
        var seeded = SeededSnapshots(seed: 5)
        let snapshot = seeded.snapshot(.baseline)
        let ten = (0..<10).map { ordinal in
            var copy = snapshot
            copy.state = .after(step: "\(ordinal)")
            return copy
        }
        var store = try AcceptedStore.open(path)
        _ = try store.accept([snapshot], under: .test(), reason: "one")
        let one = try AcceptedContents(folder.bytes("snapshots/store.sqlite"))
        _ = try store.accept(ten, under: .test(), reason: "ten")
        let all = try AcceptedContents(folder.bytes("snapshots/store.sqlite"))
        #expect(all.contents == one.contents)
        #expect(all.expectations.count == 11)

        // One changed fact is one more object, one more list of its kind, and one more list of those.
        var changed = ten[9]
        var facts = changed.catalog.facts
        facts[facts.count / 2].value += "x"
        changed.catalog = Catalog(facts: facts)
        changed.state = .after(step: "10")
        _ = try store.accept([changed], under: .test(), reason: "eleven")
        #expect(try AcceptedContents(folder.bytes("snapshots/store.sqlite")).contents.count == one.contents.count + 3)
    }

    @Test("has the same bytes whatever the order and history of accepting", arguments: 1...2 as ClosedRange<UInt64>)
    func bytesFollowFromContent(seed: UInt64) throws {
        let keys = [SnapshotKey.test(), .test(version: 16), .test("other \u{1F600}"), .test(dataset: "d2")]
        var seeded = SeededSnapshots(seed: seed)
        let findings = [
            AcceptedFinding(code: .planUnexpected, step: "001", object: nil, reason: "known"),
            AcceptedFinding(code: .planUnexpected, step: nil, object: "public.\"x\"", reason: "known"),
            AcceptedFinding(code: .columnVolatile, step: "001", object: "public.x", reason: "clock"),
        ]
        let acceptances = keys.map { ($0, Self.states(seed: seed &* 31 &+ UInt64($0.serverMajorVersion), size: 6)) }

        var first = try AcceptedStore.open(folder.file("first.sqlite"))
        for (key, snapshots) in acceptances {
            _ = try first.accept(snapshots, under: key, reason: "r", findings: findings)
        }
        // The other way round, one by one, with a detour over contents that are gone in the end.
        var second = try AcceptedStore.open(folder.file("second.sqlite"))
        for (key, snapshots) in acceptances.reversed() {
            for snapshot in snapshots.reversed() {
                _ = try second.accept([seeded.snapshot(snapshot.state, size: 6)], under: key, reason: "detour")
                for finding in findings.reversed() {
                    var other = finding
                    other.reason = "detour"
                    _ = try second.accept([], under: key, reason: "r", findings: [other])
                    _ = try second.accept([snapshot], under: key, reason: "r", findings: [finding])
                }
            }
        }
        #expect(try folder.bytes("first.sqlite") == folder.bytes("second.sqlite"))
        #expect(Set(second.keys()) == Set(keys))
        for (key, snapshots) in acceptances {
            let expected = try second.expected(for: key)
            #expect(snapshots.allSatisfy { expected[$0.state] == $0 })
        }
    }

    @Test("is not touched when nothing new is accepted")
    func nothingNewTouchesNothing() throws {
        let snapshots = Self.states(seed: 9)
        let finding = AcceptedFinding(code: .locksNotObserved, step: "001", object: nil, reason: "known")
        var store = try AcceptedStore.open(folder.file("s.sqlite"))
        _ = try store.accept(snapshots, under: .test(), reason: "r", findings: [finding])
        let stamp = try folder.stamp("s.sqlite")

        // Another reason, another cost and another physical fact are nothing new.
        var again = snapshots
        for index in again.indices {
            let fact = CatalogFact(kind: .table, identity: "t", attribute: "size", value: "1", factClass: .physical)
            again[index].catalog = Catalog(facts: again[index].catalog.facts + [fact])
            if case .plan(var plan) = again[index].queryPlans[0].result {
                plan.root.totalCost += 1
                again[index].queryPlans[0].result = .plan(plan)
            }
        }
        #expect(try store.accept(again, under: .test(), reason: "another", findings: [finding]) == .nothingNew)
        #expect(try store.accept([], under: .test("nobody"), reason: "") == .nothingNew)
        #expect(try folder.stamp("s.sqlite") == stamp)
        #expect(try folder.names() == ["s.sqlite"])
        #expect(store.reasons(for: .test())[.baseline] == "r")

        #expect(
            try store.accept(
                [], under: .test(), reason: "",
                findings: [
                    AcceptedFinding(code: .locksNotObserved, step: "001", object: nil, reason: "known better")
                ]) != .nothingNew)
        #expect(try folder.stamp("s.sqlite") != stamp)
    }

    @Test("keeps the last day of an acceptance, and the older format for as long as none has one")
    func lastDays() throws {
        func format() throws -> UInt8 { try folder.bytes("s.sqlite")[63] }
        func finding(_ until: String?) -> AcceptedFinding {
            AcceptedFinding(
                code: .planRegressed, step: "001", object: "q", reason: "r", until: until.flatMap(CivilDate.init))
        }
        var store = try AcceptedStore.open(folder.file("s.sqlite"))
        _ = try store.accept(Self.states(seed: 9), under: .test(), reason: "r", findings: [finding(nil)])
        let plain = try folder.bytes("s.sqlite")
        #expect(try format() == 2)
        for until in ["2026-03-31", "2026-04-30"] {
            #expect(
                try store.accept([], under: .test(), reason: "", findings: [finding(until)])
                    == .recorded(states: [], findings: [finding(until)]))
            #expect(try format() == 3)
            let read = try AcceptedStore.open(folder.file("s.sqlite"))
            #expect(read.acceptedFindings(project: SnapshotKey.test().project) == [finding(until)])
            #expect(try read.expected(for: .test()).count == 4)
            #expect(try store.accept([], under: .test(), reason: "", findings: [finding(until)]) == .nothingNew)
        }
        _ = try store.accept([], under: .test(), reason: "", findings: [finding(nil)])
        #expect(try folder.bytes("s.sqlite") == plain)
    }

    @Test("keeps the statistics of tables in a format of their own, and forgets them with their state")
    func statistics() throws {
        func format() throws -> UInt8 { try folder.bytes("s.sqlite")[63] }
        var seeded = SeededSnapshots(seed: 31)
        let measured = seeded.measuredSnapshot(.baseline)
        var store = try AcceptedStore.open(folder.file("s.sqlite"))
        _ = try store.accept([measured], under: .test(), reason: "r")
        #expect(try format() == 4)
        let bytes = try folder.bytes("s.sqlite")
        let read = try AcceptedStore.open(folder.file("s.sqlite")).expected(for: .test())
        #expect(read.values.map(\.statistics) == [measured.statistics] && !measured.statistics.isEmpty)
        // Another measurement of the same state is nothing new.
        var other = measured
        other.statistics = []
        #expect(try store.accept([other], under: .test(), reason: "r") == .nothingNew)
        #expect(try folder.bytes("s.sqlite") == bytes)
        _ = try store.accept([seeded.snapshot(.baseline)], under: .test(), reason: "r")
        #expect(try format() == 2)
    }

    @Test("makes no folder when nothing is accepted")
    func nothingNewMakesNoFolder() throws {
        var store = try AcceptedStore.open(path)
        #expect(try store.accept([], under: .test(), reason: "r") == .nothingNew)
        #expect(try folder.names().isEmpty)
    }

    @Test("keeps what another handle accepted meanwhile")
    func secondHandleLosesNothing() throws {
        var one = try AcceptedStore.open(path)
        var two = try AcceptedStore.open(path)
        let snapshots = Self.states(seed: 3)
        _ = try one.accept(Array(snapshots[..<2]), under: .test(), reason: "one")
        _ = try two.accept(Array(snapshots[2...]), under: .test(), reason: "two")
        #expect(try AcceptedStore.open(path).expected(for: .test()).count == 4)
    }

    @Test("says that it is busy while another process replaces files in the folder")
    func lockIsRespected() throws {
        var store = try AcceptedStore.open(folder.file("s.sqlite"))
        let error = try FolderLock.holding(folder.path) {
            #expect(throws: StoreError.self) { try store.accept(Self.states(seed: 1), under: .test(), reason: "") }
        }
        #expect(error?.problem == .busy)
        #expect(try folder.names().isEmpty)
        #expect(try store.accept(Self.states(seed: 1), under: .test(), reason: "") != .nothingNew)
    }

    @Test("writes over what a killed process left beside it, keeps the file's mode, and follows a link")
    func replacesCleanly() throws {
        var store = try AcceptedStore.open(folder.file("s.sqlite"))
        _ = try store.accept(Self.states(seed: 1), under: .test(), reason: "")
        try folder.write(Data(repeating: 7, count: 1 << 20), to: "s.sqlite.new")
        try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: folder.file("s.sqlite"))
        try FileManager.default.createSymbolicLink(atPath: folder.file("link"), withDestinationPath: "s.sqlite")
        store = try AcceptedStore.open(folder.file("link"))
        _ = try store.accept(Self.states(seed: 2), under: .test(), reason: "")
        #expect(try folder.names() == ["link", "s.sqlite"])
        #expect(
            try AcceptedStore.open(folder.file("s.sqlite")).expected(for: .test())[.baseline] == Self.states(seed: 2)[0]
        )
        let attributes = try FileManager.default.attributesOfItem(atPath: folder.file("s.sqlite"))
        #expect(attributes[.posixPermissions] as? Int == 0o640)
    }

    @Test("refuses what it cannot keep, and says what")
    func refusesTheUnstorable() throws {
        var store = try AcceptedStore.open(path)
        let baseline = Self.states(seed: 1)[0]
        var infinite = baseline
        infinite.queryPlans = [
            CapturedQueryPlan(
                query: "q", role: .owner,
                result: .plan(
                    QueryPlan(
                        root: QueryPlanNode(
                            type: "Result", relation: nil, indexName: nil, shape: [], expressions: [],
                            estimatedRows: 1, totalCost: .infinity, children: []))))
        ]
        func problem(_ snapshots: [Snapshot], reason: String) -> StoreError.Problem? {
            #expect(throws: StoreError.self) { try store.accept(snapshots, under: .test(), reason: reason) }?.problem
        }
        #expect(problem([baseline], reason: "nul \0 inside") == .textHoldsNull(text: "nul \0 inside"))
        #expect(problem([infinite], reason: "") == .numberNotFinite)
        #expect(problem([baseline, baseline], reason: "") == .stateTwice(.baseline))
        #expect(!FileManager.default.fileExists(atPath: path))
    }

    @Test("lists keys and accepted findings, sorted, each for its own project")
    func lists() throws {
        var store = try AcceptedStore.open(path)
        let baseline = [Self.states(seed: 1)[0]]
        let findings = [
            AcceptedFinding(code: .queryRefused, step: "002", object: "b", reason: "x"),
            AcceptedFinding(code: .columnVolatile, step: nil, object: nil, reason: "y"),
        ]
        for key in [SnapshotKey.test("b"), .test("a", version: 16), .test("a")] {
            _ = try store.accept(baseline, under: key, reason: "", findings: key.project == "a" ? findings : [])
        }
        #expect(store.keys() == [.test("a"), .test("a", version: 16), .test("b")])
        #expect(store.acceptedFindings(project: "a") == findings.reversed())
        #expect(store.acceptedFindings(project: "b").isEmpty)
    }
}
