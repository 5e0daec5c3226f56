import RehearsalCore
import Testing

@Suite("The acts of a run")
struct ActsTests {
    private let frame: [Act] = [
        .provisionCluster, .createDatabase, .applyBaseline, .loadDataset, .restartServer, .takeSnapshot(.baseline),
    ]
    /// What comes before the first step where something is drilled.
    private var drilledFrame: [Act] { frame + [.keepBaseline] }
    private let end: [Act] = [.compareWithExpected, .recordRun]

    private func drill(_ name: String) -> [Act] {
        [
            .cloneState(step: name), .walkBack(step: name), .takeSnapshot(.down(step: name)), .judgeWayBack(step: name),
            .preValidate(step: name),
            .runStepAgain(step: name), .takeSnapshot(.again(step: name)), .judgeRepeat(step: name),
            .discardClone(step: name),
        ]
    }

    private func climb(_ name: String) -> [Act] { [.runStep(name), .takeSnapshot(.after(step: name))] }

    private func unwind(_ name: String) -> [Act] {
        [.unwind(step: name), .compareUnwound(step: name), .unwindAnew(step: name)]
    }

    private func rewind(_ name: String) -> [Act] {
        [.rewind(step: name), .compareRewound(step: name), .rewindAnew(step: name)]
    }

    private func planned(_ steps: [Step]) -> [Act] { acts(for: Small.project(steps)).map(\.act) }

    @Test("a project without steps is prepared, looked at, compared and recorded")
    func noSteps() { #expect(planned([]) == frame + end) }

    @Test("every step is run and looked at, drilled alone, and all of them in a chain, before the judging")
    func twoSteps() {
        let plan = acts(for: Small.project([Small.step(), Small.step("002_b")]))
        let steps = ["001_a", "002_b"].flatMap { climb($0) + [.startAnew(before: $0)] + drill($0) }
        let chain = unwind("002_b") + unwind("001_a") + rewind("001_a") + rewind("002_b")
        #expect(plan.map(\.act) == drilledFrame + steps + chain + [.finishDrills, .judgeChain] + end)
        #expect(plan.filter { $0.drill == "001_a" }.map(\.act) == drill("001_a"))
    }

    @Test("one step makes no chain, and a step without a way back is left out of it by making the state before it anew")
    func chains() {
        let one = climb("001_a") + [.startAnew(before: "001_a")] + drill("001_a")
        #expect(planned([Small.step()]) == drilledFrame + one + [.finishDrills] + end)
        let none = Small.step("002_b", wayBack: .irreversible(reason: "purge"))
        let all = planned([Small.step(), none])
        #expect(!all.contains(.unwind(step: "002_b")) && all.contains(.unwindAnew(step: "002_b")))
        #expect(all.contains(.unwind(step: "001_a")) && all.contains(.rewind(step: "002_b")))
    }

    @Test(
        "a way back that is missing, empty or not meant to be is not drilled",
        arguments: [
            WayBack.missing(expectedFile: "rollbacks/001_a.sql"), .irreversible(reason: "purge"),
            .script(Small.script("rollbacks/001_a.sql", [])),
        ])
    func noWayBack(_ wayBack: WayBack) {
        #expect(planned([Small.step(wayBack: wayBack)]) == frame + climb("001_a") + end)
    }

    @Test("a snapshot follows its own step only, and the end comes whatever happened")
    func conditions() {
        let plan = acts(for: Small.project([Small.step(), Small.step("002_b")]))
        func condition(_ act: Act) -> Condition? { plan.first { $0.act == act }?.condition }
        #expect(condition(.takeSnapshot(.after(step: "002_b"))) == .stepSent("002_b"))
        #expect(condition(.runStep("002_b")) == .applied)
        #expect(condition(.discardClone(step: "001_a")) == .cloneStands("001_a"))
        #expect(condition(.compareWithExpected) == .always)
        #expect(condition(.recordRun) == .always)
    }

    @Test("loading is the beginning of a run")
    func loading() {
        let project = Small.project([Small.step()])
        #expect(acts(for: project).starts(with: loadingActs(for: project)))
    }

    @Test("no two acts of a plan, and no two conditions, are told alike")
    func toldApart() {
        let plan = acts(for: Small.project([Small.step(), Small.step("002_b")]))
        #expect(Set(plan.map(\.act.description)).count == plan.count)
        #expect(Set(plan.map(\.condition)).count == Set(plan.map(\.condition.description)).count)
    }
}
