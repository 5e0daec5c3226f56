import RehearsalCore
import Testing

@Suite("Judging a way back")
struct JudgeWayBackTests {
    private func judge(_ before: Snapshot, _ down: Snapshot) -> WayBackJudgement {
        judgeWayBack(
            of: Small.step(), before: before, down: down, upward: Small.observation("migrations/001_a.sql"),
            downward: Small.observation("rollbacks/001_a.sql"), folder: ".")
    }

    private let down = StateName.down(step: "001_a")

    @Test("equal states give three times yes and no finding")
    func restored() {
        let facts = Small.index("public.i")
        let digests = [Small.digest("public.t", ["a": "1"])]
        let judgement = judge(
            Small.snapshot(.baseline, facts, digests, plans: [Small.refusedQuery()]),
            Small.snapshot(down, facts, digests, plans: [Small.refusedQuery()]))
        #expect(
            [judgement.schemaRestored, judgement.dataRestored, judgement.plansRestored] == [.yes, .yes, .yes])
        #expect(judgement.findings.isEmpty)
    }

    @Test(
        "facts fail by their class",
        arguments: [
            (FactClass.semantic, FindingCode.rollbackSchemaDiffers, Severity.fail),
            (.security, .rollbackSchemaDiffers, .fail), (.performance, .rollbackSchemaDiffers, .fail),
            (.data, .rollbackDataDiffers, .fail), (.physical, .rollbackSchemaDiffers, .note),
        ])
    func classes(_ factClass: FactClass, _ code: FindingCode, _ severity: Severity) {
        let judgement = judge(
            Small.snapshot(.baseline, [Small.fact(.sequence, "public.s", "1", factClass)]),
            Small.snapshot(down, [Small.fact(.sequence, "public.s", "2", factClass)]))
        #expect(judgement.findings.map(\.code) == [code])
        #expect(judgement.findings.map(\.severity) == [severity])
        #expect(judgement.schemaRestored == (code == .rollbackSchemaDiffers && severity == .fail ? .no : .yes))
        #expect(judgement.dataRestored == (code == .rollbackDataDiffers ? .no : .yes))
    }

    @Test("another order of columns and another file are one note, and restore the schema")
    func layout() {
        func snapshot(_ state: StateName, _ first: Int, file: UInt32) -> Snapshot {
            var snapshot = Small.snapshot(state)
            let table = ObjectKey(kind: .table, identity: "public.t")
            snapshot.catalog = Catalog(
                facts: [Small.fact(.table, "public.t", "table", .semantic)]
                    + [("a", first), ("b", 2)].map { name, place in
                        CatalogFact(
                            kind: .column, identity: "public.t.\(name)", attribute: "position", value: "\(place)",
                            factClass: .physical)
                    },
                origins: [table: ObjectOrigin(catalog: "pg_class", oid: 20_000, fileNode: file)])
            return snapshot
        }
        let judgement = judge(snapshot(.baseline, 1, file: 1), snapshot(down, 3, file: 2))
        #expect(judgement.schemaRestored == .yes)
        #expect(judgement.findings.map(\.severity) == [.note])
        #expect(
            judgement.findings.map(\.message.what) == [
                "the way back restores every definition, but not the physical layout: "
                    + "table public.t columns stand in the order b, a, was a, b and 1 more like it"
            ])
    }

    @Test("what belongs to the machine is no finding")
    func environment() {
        let judgement = judge(
            Small.snapshot(.baseline, [Small.fact(.database, "current", "1", .environment)]),
            Small.snapshot(down, [Small.fact(.database, "current", "2", .environment)]))
        #expect(judgement.findings.isEmpty)
    }

    @Test("no column is volatile on the way back: both states stem from one database")
    func nothingIsVolatile() {
        let judgement = judge(
            Small.snapshot(.baseline, [], [Small.digest("public.t", ["at": "1"])]),
            Small.snapshot(
                down, [], [Small.digest("public.t", ["at": "2"])], volatile: [.init(table: "public.t", column: "at")]))
        #expect(judgement.findings.map(\.code) == [.rollbackDataDiffers])
    }

    @Test("a query that is refused behind the way back is a plan that was not restored")
    func plans() {
        let judgement = judge(
            Small.snapshot(.baseline), Small.snapshot(down, plans: [Small.refusedQuery("totals")]))
        #expect(judgement.plansRestored == .no)
        #expect(judgement.findings.map(\.object) == ["totals/owner"])
    }
}

@Suite("Judging a second run")
struct JudgeRepeatTests {
    private let after = StateName.after(step: "001_a")
    private let again = StateName.again(step: "001_a")

    private func judge(
        restored: Bool = true, first: TableDigest, second: TableDigest, facts: [CatalogFact] = []
    ) -> RepeatJudgement {
        let before = Small.digest("public.t", ["at": "0", "id": "5"])
        let down = restored ? before : Small.digest("public.t", ["at": "9", "id": "5"])
        return judgeRepeat(
            of: Small.step(), before: Small.snapshot(.baseline, [], [before]),
            down: Small.snapshot(.down(step: "001_a"), [], [down]), after: Small.snapshot(after, [], [first]),
            again: Small.snapshot(again, facts, [second]), upward: Small.observation("migrations/001_a.sql"),
            folder: ".")
    }

    @Test("other values from one state make a column volatile, and a note")
    func volatile() {
        let judgement = judge(
            first: Small.digest("public.t", ["at": "1", "id": "5"]),
            second: Small.digest("public.t", ["at": "2", "id": "5"]))
        #expect(judgement.sameAgain == .yes)
        #expect(judgement.volatileColumns == [VolatileColumn(table: "public.t", column: "at")])
        #expect(judgement.findings.map(\.code) == [.columnVolatile])
        #expect(judgement.findings.allSatisfy { !$0.failsRun })
    }

    @Test("where the way back did not restore the rows, other values are a difference")
    func notRestored() {
        let judgement = judge(
            restored: false, first: Small.digest("public.t", ["at": "1", "id": "5"]),
            second: Small.digest("public.t", ["at": "2", "id": "5"]))
        #expect(judgement.sameAgain == .no)
        #expect(judgement.volatileColumns.isEmpty)
        #expect(judgement.findings.map(\.code) == [.repeatDiffers])
    }

    @Test("another number of rows is a difference and makes nothing volatile")
    func otherCount() {
        let judgement = judge(
            first: Small.digest("public.t", ["at": "1", "id": "5"]),
            second: Small.digest("public.t", rows: 11, ["at": "2", "id": "5"]))
        #expect(judgement.sameAgain == .no)
        #expect(judgement.findings.contains { $0.code == .repeatDiffers })
    }

    @Test("a difference in the schema fails the second run")
    func schema() {
        let digest = Small.digest("public.t", ["at": "1", "id": "5"])
        let judgement = judge(first: digest, second: digest, facts: Small.index("public.left_over"))
        #expect(judgement.sameAgain == .no)
        #expect(judgement.findings.map(\.object) == ["public.left_over"])
    }
}
