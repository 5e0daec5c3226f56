import Testing

@testable import Conductor

@Suite("Drills that lanes share")
struct DrillSharesTests {
    private static let steps = (1...40).map { "step \($0)" }

    @Test("the last two in five of those that wait go to a lane that begins late, and each is drilled once")
    func shared() async {
        let shares = DrillShares(of: Self.steps)
        for step in Self.steps.prefix(10) { #expect(await shares.begin(step)) }
        #expect(await shares.takeLast() == Set(Self.steps.suffix(12)))
        for step in Self.steps.dropFirst(10).dropLast(12) { #expect(await shares.begin(step)) }
        for step in Self.steps.suffix(12) { #expect(await !shares.begin(step)) }
        #expect(await shares.takeLast().isEmpty, "nothing waits any more")
    }

    @Test("few that wait stay where they are")
    func few() async {
        let shares = DrillShares(of: Self.steps)
        for step in Self.steps.prefix(26) { #expect(await shares.begin(step)) }
        #expect(await shares.takeLast().isEmpty)
        for step in Self.steps.dropFirst(26) { #expect(await shares.begin(step)) }
    }
}
