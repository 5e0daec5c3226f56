import Testing

@testable import Reports

@Suite("Colour")
struct TerminalStyleTests {
    @Test(
        "follows NO_COLOR, then CLICOLOR_FORCE, then what the stream is",
        arguments: [
            ([:], true, true), ([:], false, false), (["TERM": "xterm"], true, true), (["TERM": "dumb"], true, false),
            (["NO_COLOR": "1"], true, false), (["NO_COLOR": ""], true, true), (["CLICOLOR_FORCE": "1"], false, true),
            (["CLICOLOR_FORCE": "0"], false, false), (["CLICOLOR_FORCE": "1", "NO_COLOR": "1"], true, false),
            (["CLICOLOR_FORCE": "1", "TERM": "dumb"], false, true), (["CLICOLOR": "0"], true, false),
        ] as [([String: String], Bool, Bool)])
    func colour(_ environment: [String: String], isTerminal: Bool, usesColour: Bool) {
        #expect(TerminalStyle(environment: environment, isTerminal: isTerminal).usesColour == usesColour)
    }
}
