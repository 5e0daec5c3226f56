import RehearsalCore
import Testing

@Suite("Comparing with what was accepted")
struct JudgeExpectedTests {
    private let key = SnapshotKey(
        project: "small", serverMajorVersion: 15, datasetIdentity: "d", settingsIdentity: "s")
    private let after = StateName.after(step: "001_a")
    private let later = StateName.after(step: "002_b")

    private func judge(
        accepted: [Snapshot], actual: [Snapshot], keys: [SnapshotKey]? = nil
    ) -> [Finding] {
        judgeExpected(
            Dictionary(uniqueKeysWithValues: actual.map { ($0.state, $0) }), states: actual.map(\.state), key: key,
            expectation: Expectation(
                snapshots: Dictionary(uniqueKeysWithValues: accepted.map { ($0.state, $0) }),
                keys: keys ?? (accepted.isEmpty ? [] : [key]), storePath: "s.sqlite"),
            folder: ".")
    }

    @Test("the accepted states give no finding")
    func same() {
        let states = [Small.snapshot(.baseline, Small.index("public.i")), Small.snapshot(after)]
        #expect(judge(accepted: states, actual: states).isEmpty)
    }

    @Test("nothing accepted, a state not accepted and another key are three different things to say")
    func missing() {
        var other = key
        other.settingsIdentity = "t"
        #expect(judge(accepted: [], actual: [Small.snapshot(.baseline)]).map(\.code) == [.expectationMissing])
        #expect(
            judge(accepted: [], actual: [Small.snapshot(.baseline)], keys: [other]).map(\.code)
                == [.expectationNotComparable])
        let half = judge(
            accepted: [Small.snapshot(.baseline)], actual: [Small.snapshot(.baseline), Small.snapshot(after)])
        #expect(half.map(\.code) == [.expectationMissing])
        #expect(half.map(\.step) == ["001_a"])
    }

    @Test("a difference that stays is told once, in the state where it first shows")
    func toldOnce() {
        let findings = judge(
            accepted: [Small.snapshot(.baseline), Small.snapshot(after), Small.snapshot(later)],
            actual: [
                Small.snapshot(.baseline), Small.snapshot(after, Small.index("public.i")),
                Small.snapshot(later, Small.index("public.i")),
            ])
        #expect(findings.map(\.code) == [.schemaUnexpected])
        #expect(findings.map(\.step) == ["001_a"])
    }

    @Test("an object that came unexpectedly and one that then went are told apart")
    func comingAndGoing() {
        let index = Small.index("public.i")
        let findings = judge(
            accepted: [Small.snapshot(after), Small.snapshot(later, index)],
            actual: [Small.snapshot(after, index), Small.snapshot(later)])
        #expect(findings.map(\.step) == ["001_a", "002_b"])
    }

    @Test("a column that either side knows as volatile is not compared")
    func volatile() {
        let column = VolatileColumn(table: "public.t", column: "at")
        let accepted = Small.snapshot(after, [], [Small.digest("public.t", ["at": "1"])], volatile: [column])
        let actual = Small.snapshot(after, [], [Small.digest("public.t", ["at": "2"])])
        #expect(judge(accepted: [accepted], actual: [actual]).isEmpty)
        var forgotten = accepted
        forgotten.volatileColumns = []
        #expect(judge(accepted: [forgotten], actual: [actual]).map(\.code) == [.dataUnexpected])
    }
}

@Suite("Looking at one state")
struct JudgeSnapshotTests {
    private let after = StateName.after(step: "001_a")

    @Test("an invalid index and a refused query are told in the first state that has them")
    func toldOnce() {
        let broken = Small.snapshot(after, Small.index("public.i", valid: false), plans: [Small.refusedQuery()])
        let project = Small.project([Small.step()])
        let fine = Small.snapshot(.baseline, Small.index("public.i"))
        let first = judgeSnapshot(broken, earlier: [fine], upward: nil, project: project)
        #expect(first.map(\.code) == [.indexInvalid, .queryRefused])
        var again = broken
        again.state = .again(step: "001_a")
        #expect(judgeSnapshot(again, earlier: [fine, broken], upward: nil, project: project).isEmpty)
        #expect(judgeSnapshot(fine, earlier: [], upward: nil, project: project).isEmpty)
    }
}
