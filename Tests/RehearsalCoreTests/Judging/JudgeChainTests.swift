import RehearsalCore
import Testing

@Suite("A chain that goes on from a state made anew")
struct JudgeChainTests {
    private static let upward = Small.observation("migrations/002_b.sql")
    private static let downward = Small.observation("rollbacks/002_b.sql")

    private static func comment(_ text: String) -> [CatalogFact] {
        [Small.fact(.comment, "table public.t", text, .semantic)]
    }

    private static func link(_ before: Snapshot, _ unwound: Snapshot) -> ChainLink {
        judgeUnwound(
            of: Small.step("002_b"), before: before, unwound: unwound, upward: upward, downward: downward, folder: ".",
            lineage: .unknown)
    }

    @Test("does not hold it against a way back that an earlier step asked the clock")
    func madeAnew() {
        let first = Small.snapshot(
            .after(step: "003_c"), Self.comment("one"), [Small.digest("public.t", ["made": "1", "id": "5"])])
        let anew = Small.snapshot(
            .after(step: "003_c"), Self.comment("two"), [Small.digest("public.t", ["made": "2", "id": "5"])])
        let otherwise = madeOtherwise(from: first, to: anew)
        #expect(otherwise == ["table public.t", "public.t.made"])
        let told = Self.link(first, anew)
        #expect(told.findings.count == 2 && !told.holds && !told.isRight)
        let link = told.without(otherwise)
        #expect(link.findings.isEmpty && link.holds && link.isRight)
    }

    @Test("holds against it what it does besides")
    func besides() {
        let first = Small.snapshot(.baseline, Self.comment("one"), [Small.digest("public.t", ["id": "5"])])
        let unwound = Small.snapshot(
            .baseline, Self.comment("two") + Small.index("public.left"), [Small.digest("public.t", ["id": "5"])])
        let link = Self.link(first, unwound).without(["table public.t"])
        #expect(link.findings.map(\.object) == ["public.left"])
        #expect(!link.holds && !link.isRight)
    }

    @Test("takes nothing from a way back that was refused")
    func refused() {
        let refused = ChainLink(
            step: "002_b", direction: .down, holds: false, findings: [Small.finding(.rollbackRefused)])
        #expect(refused.without(["public.t"]) == refused)
        #expect(!refused.isRight)
    }

    @Test("of states that are the same has nothing to leave out")
    func same() {
        let state = Small.snapshot(.baseline, Self.comment("one"), [Small.digest("public.t", ["id": "5"])])
        #expect(madeOtherwise(from: state, to: state).isEmpty)
    }
}
