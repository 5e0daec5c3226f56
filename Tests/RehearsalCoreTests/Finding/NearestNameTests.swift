import RehearsalCore
import Testing

@Suite("The nearest name")
struct NearestNameTests {
    @Test(
        "is the one with the fewest slips, if they are few for its length",
        arguments: [
            ("phase", "phases"), ("colck", "clock"), ("Clock", "clock"), ("sql", "psql"), ("kye", "key"),
            ("taxx", "tax"), ("ab", "aa"), ("budgets", nil), ("zz", nil),
        ] as [(String, String?)])
    func nearest(word: String, expected: String?) {
        let known = ["phases", "clock", "psql", "key", "tax", "ac", "aa"]
        #expect(NearestName.suggestion(for: word, among: known) == expected)
        #expect(NearestName.suggestion(for: word, among: known.reversed()) == expected)
    }

    @Test("is not looked for in a text without end")
    func long() {
        let long = String(repeating: "x", count: 5000)
        #expect(NearestName.suggestion(for: long, among: [long + "y"]) == nil)
    }
}
