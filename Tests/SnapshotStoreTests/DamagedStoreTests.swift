import Foundation
import RehearsalCore
import TestGround
import Testing

@testable import SnapshotStore

@Suite("A damaged store")
struct DamagedStoreTests {
    private let folder: ScratchFolder

    init() throws { folder = try ScratchFolder() }

    private static func contents(size: Int, until: CivilDate? = nil) throws -> AcceptedContents {
        var seeded = SeededSnapshots(seed: 11)
        var contents = AcceptedContents()
        for state in [StateName.baseline, .after(step: "001")] {
            contents.expect(
                try SnapshotContents(of: seeded.snapshot(state, size: size)), at: .init(key: .test(), state: state),
                reason: "accepted")
        }
        contents.acceptedFindings[.init(project: "advisoros", code: .planUnexpected, step: "001", object: nil)] = .init(
            reason: "why", until: until)
        return contents
    }

    /// What reading the bytes says: nil when they give the contents, the problem when they are refused.
    private static func problem(_ bytes: Data, _ contents: AcceptedContents) throws -> StoreError.Problem? {
        let place = StorePlace(path: "s", purpose: .accepted)
        do {
            let read = try place.explaining(isWriting: false) { try AcceptedContents(bytes) }
            guard read == contents else { throw Undetected() }
            return nil
        } catch let error as StoreError {
            return error.problem
        }
    }

    private struct Undetected: Error {}

    @Test(
        "is noticed, whichever byte was flipped, or reads as if nothing had happened",
        arguments: 0..<4)
    func everyFlippedByteIsNoticed(quarter: Int) throws {
        // Two quarters of the bytes with an acceptance that ends, which is another format.
        let contents = try Self.contents(size: 1, until: quarter < 2 ? nil : CivilDate("2026-03-31"))
        let bytes = try contents.bytes(pageByteCount: 512)
        #expect(try Self.problem(bytes, contents) == nil)
        var noticed = 0
        for index in bytes.indices where index % 4 == quarter {
            var flipped = bytes
            // Another bit from byte to byte, so that small numbers grow and shrink, and letters stay letters or not.
            flipped[index] ^= 1 << UInt8((index / 4) % 8)
            do {
                if try Self.problem(flipped, contents) != nil { noticed += 1 }
            } catch {
                Issue.record("byte \(index) of \(bytes.count) flipped, and it read as something else")
            }
        }
        // Free space, and the history's empty tables, are all whose loss nobody needs to notice.
        #expect(noticed > bytes.count / 4 / 3, "\(noticed) of \(bytes.count / 4)")
    }

    @Test("is noticed in a file of the usual page size, for bytes picked by a seed")
    func sampledFlipsInFileAreNoticed() throws {
        let contents = try Self.contents(size: 20)
        let bytes = try contents.bytes()
        var seeded = SeededSnapshots(seed: 4)
        let expected = [StateName.baseline, .after(step: "001")].map {
            try? contents.snapshot(at: .init(key: .test(), state: $0))
        }
        for _ in 0..<200 {
            let index = seeded.number(below: bytes.count)
            var flipped = bytes
            flipped[index] ^= 1 << seeded.number(below: 8)
            try folder.write(flipped, to: "s.sqlite")
            do throws(StoreError) {
                let read = try AcceptedStore.open(folder.file("s.sqlite")).expected(for: .test())
                #expect([read[.baseline], read[.after(step: "001")]] == expected, "byte \(index)")
            } catch {
                #expect(error.ending == .storeUnusable)
            }
            #expect(try folder.bytes("s.sqlite") == flipped)
        }
        #expect(try folder.names() == ["s.sqlite"])
    }

    @Test("is noticed when it was cut off, wherever")
    func everyCutIsNoticed() throws {
        let contents = try Self.contents(size: 2)
        let bytes = try contents.bytes(pageByteCount: 512)
        for count in Array(stride(from: 0, to: bytes.count, by: 256)) + [1, 15, 16, 99, 100, 101, bytes.count - 1] {
            #expect(try Self.problem(bytes.prefix(count), contents) != nil, "cut to \(count) of \(bytes.count)")
        }
    }

    @Test(
        "ends with 5 and changes nothing, for every kind of file that is no store of ours",
        arguments: StorePurpose.allCases)
    func wrongFilesAreRefused(purpose: StorePurpose) throws {
        _ = try RunHistory.open(folder.file("history"))
        let history = try folder.bytes("history")
        let accepted = try Self.contents(size: 20).bytes()
        let (own, other) = purpose == .accepted ? (accepted, history) : (history, accepted)
        try FileManager.default.removeItem(atPath: folder.file("history"))

        var foreign = own
        foreign.replaceSubrange(68..<72, with: [0, 0, 0, 0])
        var newer = own
        newer[63] = 9
        var older = own
        older[63] = 0
        var elder = own
        elder[63] = 1
        let cases: [(String, Data, (StoreError.Problem) -> Bool)] = [
            ("empty", Data(), { $0 == .empty }),
            ("text", Data("select 1;\n".utf8), { $0 == .notSQLite }),
            ("text, long", Data(repeating: 65, count: 10_000), { $0 == .notSQLite }),
            ("foreign", foreign, { $0 == .foreign }),
            ("newer", newer, { $0 == .newerFormat(found: 9, known: 4) }),
            ("older", elder, { $0 == .olderFormat(found: 1, known: 2) }),
            ("of no format", older, { if case .damaged = $0 { true } else { false } }),
            ("other purpose", other, { $0 == .otherPurpose }),
            ("half", own.prefix(own.count / 2), { if case .damaged = $0 { true } else { false } }),
            ("a page and a bit", own.prefix(4097), { if case .damaged = $0 { true } else { false } }),
        ]
        for (name, bytes, isExpected) in cases {
            try folder.write(bytes, to: "s.sqlite")
            let stamp = try folder.stamp("s.sqlite")
            let error = #expect(throws: StoreError.self, "\(name)") { try Self.open(folder.file("s.sqlite"), purpose) }
            let problem = try #require(error?.problem)
            #expect(isExpected(problem), "\(name): \(problem)")
            #expect(error?.ending == .storeUnusable)
            #expect(try folder.bytes("s.sqlite") == bytes && folder.stamp("s.sqlite") == stamp, "\(name)")
            #expect(try folder.names() == ["s.sqlite"], "\(name)")
        }
    }

    private static func open(_ path: String, _ purpose: StorePurpose) throws {
        switch purpose {
        case .accepted: _ = try AcceptedStore.open(path)
        case .history: _ = try RunHistory.open(path)
        }
    }

    @Test("is never what a directory, or a path beneath a file, is taken for", arguments: StorePurpose.allCases)
    func impossiblePaths(purpose: StorePurpose) throws {
        let directory = #expect(throws: StoreError.self) { try Self.open(folder.path, purpose) }
        #expect(directory?.problem == .notAFile)
        try folder.write(Data("x".utf8), to: "file")
        let beneath = #expect(throws: StoreError.self) { try Self.open(folder.file("file/s.sqlite"), purpose) }
        #expect(beneath?.ending == .storeUnusable)
        #expect(beneath?.message.what.contains("Not a directory") == true)
        #expect(try folder.names() == ["file"])
    }

    @Test("is not written over by accepting")
    func acceptingRefusesDamage() throws {
        var store = try AcceptedStore.open(folder.file("s.sqlite"))
        var bytes = try Self.contents(size: 20).bytes()
        bytes[bytes.count / 2] ^= 1
        try folder.write(bytes, to: "s.sqlite")
        var seeded = SeededSnapshots(seed: 1)
        let snapshot = seeded.snapshot(.baseline)
        #expect(throws: StoreError.self) { try store.accept([snapshot], under: .test(), reason: "") }
        #expect(try folder.bytes("s.sqlite") == bytes)
    }

    @Test("is not what a place without room or rights leaves behind")
    func writesThatCannotBe() throws {
        let full = Foundation.open("/dev/full", O_WRONLY)
        defer { close(full) }
        #expect(throws: StoreError.Problem.diskFull) { try StoreFile.write(Data("x".utf8), to: full) }

        // Nobody may make files in /proc, not even root.
        var store = try AcceptedStore.open("/proc/pgrehearse.sqlite")
        var seeded = SeededSnapshots(seed: 1)
        let snapshot = seeded.snapshot(.baseline)
        let accepted = #expect(throws: StoreError.self) { try store.accept([snapshot], under: .test(), reason: "") }
        let history = #expect(throws: StoreError.self) { try RunHistory.open("/proc/pgrehearse/history.sqlite") }
        for error in [accepted, history] {
            guard case .unwritable = error?.problem else {
                Issue.record("\(String(describing: error))")
                continue
            }
            #expect(error?.ending == .storeUnusable)
        }
    }

    @Test("has words for every problem, with a next step, and quotes paths for the shell")
    func everyProblemHasWords() {
        let problems: [StoreError.Problem] = [
            .empty, .notAFile, .notSQLite, .foreign, .otherPurpose,
            .newerFormat(found: 3, known: 2), .olderFormat(found: 1, known: 2),
            .damaged(detail: "d"), .unreadable(reason: "r"), .unwritable(reason: "r"), .diskFull, .busy,
            .changedMeanwhile, .textHoldsNull(text: "a\0b"), .numberNotFinite, .stateTwice(.baseline),
            .runRecordedBefore(runIdentifier: "r"), .runUnknown(runIdentifier: "r"),
        ]
        for problem in problems {
            for purpose in StorePurpose.allCases {
                let error = StoreError(path: "snap shots/it's.sqlite", purpose: purpose, problem: problem)
                let message = error.message
                #expect(message.place == "snap shots/it's.sqlite")
                #expect(!message.what.isEmpty && !message.stateNow.isEmpty && !message.next.isEmpty)
                if message.next.contains("it") && message.next.contains("sqlite") {
                    #expect(message.next.contains(#"'snap shots/it'\''s.sqlite"#))
                }
                #expect(!message.what.contains("\0"))
            }
        }
    }
}
