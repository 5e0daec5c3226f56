import RehearsalCore
import Testing

@Suite("Losses of ways back")
struct DeclaredLossTests {
    private static let down = StateName.down(step: "001_a")

    private static func declaration(_ name: String..., line: Int = 1) -> LossDeclaration {
        LossDeclaration(
            name: name, spelling: name.joined(separator: "."), reason: "nobody asks for it",
            place: Small.place("rollbacks/001_a.sql", line))
    }

    private static func step(_ declared: [LossDeclaration]) -> Step {
        var script = Small.script("rollbacks/001_a.sql")
        script.declaredLosses = declared
        return Small.step(wayBack: .script(script))
    }

    private static func table(
        _ columns: [String: Int64], of name: String = "public.t", rows: Int64 = 10
    ) -> TableDigest {
        TableDigest(
            table: name, rowCount: rows, rowSum: "\(rows)",
            columns: columns.map { ColumnDigest(name: $0, nonNullCount: $1, sum: "\($1)") })
    }

    private static func judged(
        _ before: [TableDigest], _ after: [TableDigest], _ declared: [LossDeclaration] = []
    ) -> WayBackJudgement {
        judgeWayBack(
            of: step(declared), before: Small.snapshot(.baseline, [], before), down: Small.snapshot(down, [], after),
            upward: Small.observation("migrations/001_a.sql"), downward: Small.observation("rollbacks/001_a.sql"),
            folder: ".")
    }

    @Test("are told with their number, and fail where no line speaks of them")
    func inSilence() throws {
        let judgement = Self.judged(
            [Self.table(["a": 10, "b": 8]), Self.table(["c": 10], of: "public.u")],
            [Self.table(["a": 10, "b": 3]), Self.table(["c": 4], of: "public.u", rows: 4)])
        #expect(judgement.losses.map(\.change) == [.valuesGone, .rowsGone])
        #expect(judgement.losses.map(\.count) == [5, 6])
        #expect(judgement.losses.map(\.valueCount) == [nil, 6])
        #expect(judgement.losses.allSatisfy { $0.declaration == nil && !$0.isAtMost })
        #expect(judgement.findings.map(\.code) == [.rollbackDataDiffers, .rollbackDataDiffers])
        #expect(judgement.findings[0].message.what.hasSuffix(": 5 values of public.t.b are gone, in silence"))
        #expect(
            judgement.findings[1].message.what.hasSuffix(
                ": 6 rows of public.u with 6 values are gone, in silence"))
        #expect(judgement.findings[0].message.next.contains("`-- pgrehearse: loses public.t.b reason=\"…\"`"))
        #expect(judgement.dataRestored == .no)
    }

    @Test("of which checksums tell alone are told as a most")
    func atMost() {
        let judgement = Self.judged(
            [Small.digest("public.t", ["a": "1", "b": "5"])], [Small.digest("public.t", ["a": "2", "b": "5"])])
        #expect(judgement.losses.map(\.words) == ["at most 10 values of public.t.a are others"])
    }

    @Test("are none where there is more than before, or where nothing stood")
    func gains() {
        let more = Self.judged([Self.table(["a": 2], rows: 2)], [Self.table(["a": 3], rows: 3)])
        #expect(more.losses.isEmpty && more.dataRestored == .no)
        let empty = Self.judged(
            [Self.table(["c": 0], of: "public.u", rows: 0), Self.table(["a": 10, "b": 0])], [Self.table(["a": 10])])
        #expect(empty.losses.isEmpty)
        #expect(empty.findings.map(\.code) == [.rollbackDataDiffers, .rollbackDataDiffers])
    }

    @Test(
        "are notes where a line speaks of the column or of its table",
        arguments: [["t", "b"], ["t"], ["public", "t"], ["public", "t", "b"]])
    func declared(_ name: [String]) throws {
        let line = LossDeclaration(
            name: name, spelling: "x", reason: "it is in the archive", place: Small.place("rollbacks/001_a.sql", 7))
        let judgement = Self.judged([Self.table(["a": 10, "b": 8])], [Self.table(["a": 10, "b": 3])], [line])
        let note = try #require(judgement.findings.first)
        #expect(judgement.findings.count == 1)
        #expect(note.code == .lossDeclared && !note.failsRun)
        #expect(note.object == "public.t.b")
        #expect(note.place?.line == 7)
        #expect(
            note.message.what
                == "after the way back of 001_a, 5 values of public.t.b are gone, as declared: it is in the archive")
        #expect(judgement.dataRestored == .yes)
        #expect(judgement.losses.map(\.declaration) == [line])
    }

    @Test(
        "are not excused by a line that speaks of something else",
        arguments: [["t", "a"], ["u"], ["t", "public"], ["other", "t", "b"], ["b"], ["public", "u", "b"]])
    func others(_ name: [String]) {
        let line = LossDeclaration(name: name, spelling: "x", reason: "r", place: Small.place("f", 1))
        let judgement = Self.judged([Self.table(["a": 10, "b": 8])], [Self.table(["a": 10, "b": 3])], [line])
        #expect(judgement.findings.map(\.code) == [.rollbackDataDiffers])
    }

    @Test("of rows are not excused by a line about one of the columns")
    func rowsNeedTheTable() {
        let line = Self.declaration("t", "a")
        #expect(Self.judged([Self.table(["a": 9])], [Self.table(["a": 4], rows: 4)], [line]).dataRestored == .no)
    }

    @Test("are excused by the column's own line before the table's")
    func nearest() {
        let lines = [Self.declaration("t"), Self.declaration("t", "b", line: 2)]
        let judgement = Self.judged([Self.table(["a": 10, "b": 8])], [Self.table(["a": 10, "b": 3])], lines)
        #expect(judgement.losses.map(\.declaration?.place.line) == [2])
    }

    @Test("that are declared leave a second run that cannot bring them about again in peace, and no other")
    func again() {
        func repeated(_ declared: [LossDeclaration]) -> RepeatJudgement {
            let (full, empty) = ([Self.table(["a": 10])], [Self.table(["a": 0])])
            return judgeRepeat(
                of: Self.step(declared), before: Small.snapshot(.baseline, [], full),
                down: Small.snapshot(Self.down, [], empty),
                after: Small.snapshot(.after(step: "001_a"), [], full),
                again: Small.snapshot(.again(step: "001_a"), [], empty),
                upward: Small.observation("migrations/001_a.sql"), folder: ".")
        }
        let declared = repeated([Self.declaration("t", "a")])
        #expect(declared.sameAgain == .yes)
        #expect(declared.findings.map(\.code) == [.lossDeclared])
        #expect(declared.losses.map(\.drill) == [.again])
        let silent = repeated([Self.declaration("t", "b")])
        #expect(silent.sameAgain == .no && silent.losses.isEmpty)
        #expect(silent.findings.map(\.code) == [.repeatDiffers])
    }

    @Test("that are declared let the chain go on from a state made anew, and are no fault of it")
    func chain() {
        func link(_ declared: [LossDeclaration]) -> ChainLink {
            judgeUnwound(
                of: Self.step(declared), before: Small.snapshot(.baseline, [], [Self.table(["a": 10])]),
                unwound: Small.snapshot(Self.down, [], [Self.table(["a": 0])]),
                upward: Small.observation("migrations/001_a.sql"), downward: Small.observation("rollbacks/001_a.sql"),
                folder: ".", lineage: .oneDatabase)
        }
        let declared = link([Self.declaration("t", "a")])
        #expect(!declared.holds && declared.isRight && declared.findings.isEmpty)
        let silent = link([])
        #expect(!silent.holds && !silent.isRight && silent.findings.count == 1)
    }

    @Test("give a drill its class")
    func classes() {
        let loss = Loss(drill: .quiet, table: "public.t", change: .rowsGone, count: 1)
        var declared = loss
        declared.declaration = Self.declaration("t")
        #expect(DrillRecord().lossClass == nil)
        #expect(DrillRecord(dataRestored: .yes).lossClass == .lossless)
        #expect(DrillRecord(dataRestored: .no).lossClass == .lossless)
        #expect(DrillRecord(dataRestored: .yes, losses: [declared]).lossClass == .lossyAsDeclared)
        #expect(DrillRecord(dataRestored: .no, losses: [declared, loss]).lossClass == .lossyInSilence)
    }
}

@Suite("Lines that declare a loss")
struct UnmatchedLossTests {
    private static let table = Small.fact(.table, "public.t", "table", .semantic)
    private static let columns = ["a", "stage"].map { Small.fact(.column, "public.t.\($0)", "text", .semantic) }

    private static func judged(
        _ name: [String], losses: [Loss] = [], before: [CatalogFact] = [table] + columns,
        after: [CatalogFact] = [table] + columns, wasWritten: Bool = false
    ) -> [Finding] {
        var script = Small.script("rollbacks/001_a.sql")
        script.declaredLosses = [
            LossDeclaration(
                name: name, spelling: name.joined(separator: "."), reason: "r", place: Small.place("down.sql", 3))
        ]
        var losses = losses
        for index in losses.indices { losses[index].declaration = script.declaredLosses[0] }
        return judgeDeclaredLosses(
            of: Small.step(wayBack: .script(script)), drill: DrillRecord(dataRestored: .yes, losses: losses),
            before: Catalog(facts: before), after: Catalog(facts: after), wasWritten: wasWritten, folder: ".")
    }

    @Test("and are met are not told", arguments: Loss.Drill.allCases)
    func met(_ drill: Loss.Drill) {
        let loss = Loss(drill: drill, table: "public.t", column: "a", change: .valuesGone, count: 2)
        #expect(Self.judged(["t", "a"], losses: [loss]).isEmpty)
    }

    @Test("and are not met are warned of with their place")
    func unmatched() throws {
        for wasWritten in [false, true] {
            let finding = try #require(Self.judged(["t", "a"], wasWritten: wasWritten).first)
            #expect(finding.code == .lossUnmatched && finding.severity == .warn)
            #expect(finding.place == Small.place("down.sql", 3))
            #expect(finding.object == "t.a")
        }
    }

    @Test("about what the step adds are noted until the application writes")
    func ofTheStep() {
        #expect(Self.judged(["t", "a"], before: [Self.table]).map(\.severity) == [.note])
        #expect(Self.judged(["t", "a"], before: [Self.table], wasWritten: true).map(\.severity) == [.warn])
    }

    @Test("about what there is not fail, and name what was meant")
    func unknown() throws {
        let finding = try #require(Self.judged(["t", "stgae"]).first)
        #expect(finding.code == .lossUnknown && finding.failsRun)
        #expect(finding.message.next.hasPrefix("did you mean t.stage? "))
        #expect(Self.judged(["x"]).map(\.code) == [.lossUnknown])
        #expect(Self.judged(["other", "t"]).map(\.code) == [.lossUnknown])
        #expect(Self.judged(["t"], before: [], after: [Self.table]).map(\.code) == [.lossUnmatched])
    }
}
