import Foundation
import RehearsalCore
import Testing

@testable import Reports

@Suite("Reports on states")
struct StateReportTests {
    private static let plain = TerminalStyle(usesColour: false)

    @Test("A comparison tells each difference with its class, its statement and a diff of what is long")
    func difference() throws {
        try Golden.expect(
            differenceReport(SampleStates.comparison, SampleStates.view, style: Self.plain),
            equalsFile: "Tests/ReportsTests/Golden/diff.txt")
        #expect(SampleStates.comparison.ending == .failed)
    }

    @Test("A store is told state by state, each later one by what differs")
    func store() throws {
        let text = storeReport([SampleStates.accepted], SampleStates.view)
        try Golden.expect(text, equalsFile: "Tests/ReportsTests/Golden/store.sql")
        // What did not change from the first state to the second is told once.
        #expect(text.ranges(of: "CREATE VIEW public.open_orders").count == 1)
        #expect(text.ranges(of: "CREATE TABLE public.orders").count == 2)
    }

    @Test("A way back is told against the state before its step, and a second run against the first")
    func drills() {
        var series = SampleStates.accepted
        let (baseline, after) = (series.states[0], series.states[1])
        for (state, name) in [(baseline, StateName.down(step: "001_note")), (after, .again(step: "001_note"))] {
            var drilled = state
            drilled.snapshot.state = name
            series.states.append(drilled)
        }
        let text = storeReport([series], SampleStates.view)
        #expect(text.contains("\n-- what differs from baseline\n"))
        #expect(text.contains("======== down 001_note: reviewed by \"two\"\\n\n-- nothing differs from baseline\n"))
        #expect(
            text.contains("======== again 001_note: reviewed by \"two\"\\n\n-- nothing differs from after 001_note\n"))
    }

    private struct Shown: Decodable {
        struct State: Decodable { var facts: [Fact] }
        struct Fact: Decodable {
            var kind, identity, attribute, value: String
            var factClass: FactClass

            enum CodingKeys: String, CodingKey {
                case kind, identity, attribute, value
                case factClass = "class"
            }
        }
        var states: [State]
    }

    @Test("JSON gives every fact back, byte by byte", arguments: 1...20 as ClosedRange<UInt64>)
    func json(seed: UInt64) throws {
        var seeded = SeededFacts(seed: seed)
        let catalog = Catalog(facts: seeded.facts(objectCount: 20))
        let view = StateView(selection: CatalogSelection(classes: Set(FactClass.allCases)))
        let report = stateJSONReport([ShownState(name: "x", catalog: catalog)], view)
        let facts = try JSONDecoder().decode(Shown.self, from: Data(report.utf8)).states.flatMap(\.facts).map { fact in
            CatalogFact(
                kind: try #require(FactKind(rawValue: fact.kind)), identity: fact.identity, attribute: fact.attribute,
                value: fact.value, factClass: fact.factClass)
        }
        #expect(facts == catalog.facts)
        #expect(sanitized(report, keepingNewlines: true) == report)
    }

    @Test("Counts add up")
    func counts() {
        let report = stateCountReport(SampleStates.before, StateView())
        let words = report.split(separator: "\n").map { $0.split(separator: " ") }
        #expect(words.contains { $0.starts(with: ["table", "1"]) })
        let difference = differenceCountReport(SampleStates.comparison)
        #expect(difference.contains("1 of rows, 1 query plan"))
    }

    @Test("Equal states differ in nothing and end 0; a physical fact counts only where it is asked for")
    func endings() {
        let request = ComparisonRequest(comparesData: true, comparesQueryPlans: true)
        let same = compare(SampleStates.before, with: SampleStates.before, request)
        #expect(same.ending == .passed)
        #expect(differenceReport(same, SampleStates.view, style: Self.plain).hasSuffix("\n\nnothing differs\n"))
        var moved = SampleStates.before
        moved.catalog = Catalog(
            facts: moved.catalog.facts.map { fact in
                var fact = fact
                if fact.attribute == "dropped_columns" { fact.value = "2" }
                return fact
            })
        let unasked = compare(SampleStates.before, with: moved, request)
        #expect(unasked.ending == .passed && unasked.unshownCounts == [.physical: 1])
        #expect(differenceSummary(unasked) == "nothing differs (not shown: 1 physical; --class all)")
        let physical = CatalogSelection(classes: [.physical])
        let asked = compare(
            SampleStates.before, with: moved, ComparisonRequest(selection: physical, counted: [.physical]))
        #expect(asked.ending == .failed && asked.schema.count == 1)
    }

    @Test("A diff of lines has heads, context and changes as diff -u has them")
    func lineDifference() {
        let old = (1...20).map(String.init).joined(separator: "\n")
        let new = (1...20).filter { $0 != 3 }.map { $0 == 17 ? "x" : String($0) }.joined(separator: "\n")
        #expect(
            LineDifference.lines(from: old, to: new) == [
                "@@ -1,6 +1,5 @@", " 1", " 2", "-3", " 4", " 5", " 6", "@@ -14,7 +13,7 @@", " 14", " 15", " 16", "-17",
                "+x",
                " 18", " 19", " 20",
            ])
        #expect(LineDifference.lines(from: "a", to: "a") == [])
        #expect(LineDifference.lines(from: "", to: "a\nb") == ["@@ -1,1 +1,2 @@", "-", "+a", "+b"])
    }
}
