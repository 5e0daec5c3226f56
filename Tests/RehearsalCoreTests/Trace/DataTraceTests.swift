import RehearsalCore
import Testing

private func member(_ identifier: UInt32, _ name: String) -> MemberTrace {
    MemberTrace(
        objectIdentifier: identifier, name: name, fileNode: identifier + 100,
        writes: WriteCounters(inserted: 5, updated: 6, deleted: 7), meaning: "columns", statistics: "gathered",
        tellsAll: true)
}

private func trace() -> DataTrace {
    DataTrace(
        doubts: [], countedSince: "monday",
        tables: [
            TableTrace(table: "public.a", objectIdentifier: 1, members: [member(1, "public.a")]),
            TableTrace(
                table: "public.event", objectIdentifier: 2,
                members: [member(2, "public.event"), member(3, "public.event_1"), member(4, "public.event_2")]),
        ])
}

private let digests = [
    TableDigest(table: "public.a", rowCount: 1, rowSum: "11", columns: []),
    TableDigest(table: "public.event", rowCount: 2, rowSum: "22", columns: []),
    TableDigest(table: "public.elsewhere", rowCount: 3, rowSum: "33", columns: []),
]

/// What becomes of a trace, the tables whose rows are still known, and those whose statistics are.
private struct Change: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var rows: [String]
    var statistics: Set<UInt32>
    var make: @Sendable (inout DataTrace) -> Void

    init(
        _ name: String, rows: [String], statistics: Set<UInt32>, _ make: @escaping @Sendable (inout DataTrace) -> Void
    ) {
        testDescription = name
        self.rows = rows
        self.statistics = statistics
        self.make = make
    }
}

private let both = ["public.a", "public.event"]
private let changes: [Change] = [
    Change("nothing", rows: both, statistics: [1, 2]) { _ in },
    Change("a row inserted", rows: ["public.event"], statistics: [2]) { $0.tables[0].members[0].writes.inserted += 1 },
    Change("a row updated", rows: ["public.event"], statistics: [2]) { $0.tables[0].members[0].writes.updated += 1 },
    Change("a row deleted", rows: ["public.event"], statistics: [2]) { $0.tables[0].members[0].writes.deleted += 1 },
    Change("a row of a partition", rows: ["public.a"], statistics: [1]) {
        $0.tables[1].members[2].writes.inserted += 1
    },
    Change("counters set back to less", rows: ["public.event"], statistics: [2]) {
        $0.tables[0].members[0].writes = WriteCounters(inserted: 0, updated: 0, deleted: 0)
    },
    Change("a rewrite", rows: ["public.event"], statistics: [2]) { $0.tables[0].members[0].fileNode += 1 },
    Change("a partition's rewrite", rows: ["public.a"], statistics: [1]) { $0.tables[1].members[1].fileNode += 1 },
    Change("columns or types", rows: ["public.event"], statistics: [2]) { $0.tables[0].members[0].meaning += "!" },
    Change("a partition detached", rows: ["public.a"], statistics: [1]) { $0.tables[1].members.removeLast() },
    Change("a partition attached", rows: ["public.a"], statistics: [1]) {
        $0.tables[1].members.append(member(5, "public.event_3"))
    },
    Change("a partition exchanged", rows: ["public.a"], statistics: [1]) {
        $0.tables[1].members[2] = member(5, "public.event_2")
    },
    Change("a table renamed", rows: ["public.event"], statistics: [2]) {
        $0.tables[0].table = "public.b"
        $0.tables[0].members[0].name = "public.b"
    },
    Change("a name that only looks the same", rows: ["public.event"], statistics: [2]) {
        $0.tables[0].table = "public.\u{0430}"
    },
    Change("names swapped", rows: [], statistics: []) {
        let name = $0.tables[0].table
        $0.tables[0].table = $0.tables[1].table
        $0.tables[1].table = name
    },
    Change("a table made anew under its name", rows: ["public.event"], statistics: [2]) {
        $0.tables[0] = TableTrace(table: "public.a", objectIdentifier: 9, members: [member(9, "public.a")])
    },
    Change("a table dropped", rows: ["public.event"], statistics: [2]) { $0.tables.removeFirst() },
    Change("something that no counter sees", rows: ["public.event"], statistics: [2]) {
        $0.tables[0].members[0].tellsAll = false
    },
    Change("a partition that no counter sees", rows: ["public.a"], statistics: [1]) {
        $0.tables[1].members[1].tellsAll = false
    },
    Change("statistics gathered by somebody else", rows: both, statistics: [2]) {
        $0.tables[0].members[0].statistics = "otherwise"
    },
    Change("a partition's statistics", rows: both, statistics: [1]) {
        $0.tables[1].members[1].statistics = "otherwise"
    },
    Change("a crash", rows: [], statistics: []) { $0.countedSince = "tuesday" },
]

@Suite("Traces of writes")
struct DataTraceTests {
    @Test("what is read again behind a change", arguments: changes)
    fileprivate func whatIsReadAgain(change: Change) {
        let before = trace()
        let known = KnownData(digests: digests, before: before, after: before)
        var now = before
        change.make(&now)
        #expect(known.digests(at: now).map(\.table) == change.rows)
        #expect(known.tablesWithFreshStatistics(at: now) == change.statistics)
    }

    @Test("what changed while the digests were read is not known, whatever comes later", arguments: changes)
    fileprivate func changesMeanwhile(change: Change) {
        var after = trace()
        change.make(&after)
        let known = KnownData(digests: digests, before: trace(), after: after)
        #expect(known.digests(at: after).map(\.table) == change.rows)
        #expect(known.tablesWithFreshStatistics(at: after) == change.statistics)
    }

    @Test("a doubt at any of the moments makes everything be read", arguments: TraceDoubt.allCases)
    func doubts(doubt: TraceDoubt) {
        var doubtful = trace()
        doubtful.doubts = [doubt]
        let sure = trace()
        for (before, after, now) in [(doubtful, sure, sure), (sure, doubtful, sure), (sure, sure, doubtful)] {
            let known = KnownData(digests: digests, before: before, after: after)
            #expect(known.digests(at: now).isEmpty)
            #expect(known.tablesWithFreshStatistics(at: now).isEmpty)
        }
        let known = KnownData(digests: digests, before: sure, after: sure)
        for (original, copy) in [(doubtful, sure), (sure, doubtful)] {
            #expect(known.carried(from: original, to: copy).digests(at: sure).isEmpty)
        }
    }

    @Test("a copy is known whose counters began anew, and a write to it is noticed")
    func copies() {
        let known = KnownData(digests: digests, before: trace(), after: trace())
        var copy = trace()
        copy.countedSince = "when it was copied"
        for table in copy.tables.indices {
            for place in copy.tables[table].members.indices {
                copy.tables[table].members[place].writes = WriteCounters(inserted: 0, updated: 0, deleted: 0)
            }
        }
        let carried = known.carried(from: trace(), to: copy)
        #expect(carried.digests(at: copy).map(\.table) == both)
        #expect(carried.tablesWithFreshStatistics(at: copy) == [1, 2])
        // The original's own counters say nothing about the copy.
        #expect(carried.digests(at: trace()).isEmpty)
        copy.tables[0].members[0].writes.updated = 1
        #expect(carried.digests(at: copy).map(\.table) == ["public.event"])
    }

    @Test("what changed before the copying, or is not the same in the copy, is not carried over", arguments: changes)
    fileprivate func changesBeforeCopying(change: Change) {
        let known = KnownData(digests: digests, before: trace(), after: trace())
        var changed = trace()
        change.make(&changed)
        #expect(known.carried(from: changed, to: changed).digests(at: changed).map(\.table) == change.rows)
        #expect(known.carried(from: changed, to: changed).tablesWithFreshStatistics(at: changed) == change.statistics)
        guard change.testDescription.contains("table") || change.testDescription.contains("partition ") else { return }
        let carried = known.carried(from: trace(), to: changed)
        #expect(carried.digests(at: changed).map(\.table) == change.rows)
    }
}
