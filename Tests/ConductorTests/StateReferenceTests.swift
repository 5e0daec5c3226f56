import Conductor
import RehearsalCore
import Testing

@Suite("A state as the user spells it")
struct StateReferenceTests {
    private struct Spelling: Sendable, CustomTestStringConvertible {
        var text: String
        var place: StateReference.Place
        var series: StateReference.Series = .accepted
        var state: String?
        var testDescription: String { text }
    }

    private static let spellings = [
        Spelling(text: "baseline", place: .project, state: "baseline"),
        Spelling(text: "after 001_x", place: .project, state: "after 001_x"),
        Spelling(text: "after:001_x", place: .project, state: "after:001_x"),
        Spelling(text: "run:latest/after:001_x", place: .project, series: .run("latest"), state: "after:001_x"),
        Spelling(text: "run:20250315T090000Z-0a1b", place: .project, series: .run("20250315T090000Z-0a1b")),
        Spelling(text: "key:15-ab/baseline", place: .project, series: .key("15-ab"), state: "baseline"),
        Spelling(text: "shop.sqlite", place: .file("shop.sqlite")),
        Spelling(text: "a/b#c/shop.sqlite", place: .file("a/b"), state: "c/shop.sqlite"),
        Spelling(text: "./baseline", place: .file("./baseline")),
        Spelling(text: "s/shop.sqlite#after:1", place: .file("s/shop.sqlite"), state: "after:1"),
        Spelling(
            text: ".pgrehearse/history.sqlite#run:latest/down:1", place: .file(".pgrehearse/history.sqlite"),
            series: .run("latest"), state: "down:1"),
        Spelling(text: "postgresql://u@h/d#x", place: .server(uri: "postgresql://u@h/d#x")),
        Spelling(text: "postgres://h", place: .server(uri: "postgres://h")),
        Spelling(text: "", place: .project),
    ]

    @Test("is a place, a series and a state", arguments: spellings)
    private func parts(_ spelling: Spelling) {
        let reference = StateReference(spelling.text)
        #expect(reference.place == spelling.place)
        #expect(reference.series == spelling.series)
        #expect(reference.state == spelling.state)
    }

    @Test("States stand in the order of a run, whatever the steps' numbers")
    func order() {
        let states: [StateName] = [
            .after(step: "10_c"), .again(step: "2_b"), .down(step: "2_b"), .after(step: "2_b"), .after(step: "x"),
            .baseline, .after(step: "001_a"),
        ]
        let sorted = states.sorted { $0.precedesInTime($1) }
        let expected: [StateName] = [
            .baseline, .after(step: "x"), .after(step: "001_a"), .after(step: "2_b"), .down(step: "2_b"),
            .again(step: "2_b"), .after(step: "10_c"),
        ]
        #expect(sorted == expected)
    }
}
