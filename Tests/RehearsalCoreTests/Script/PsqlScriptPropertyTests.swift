import RehearsalCore
import TestGround
import Testing

@Suite("A script as psql reads it, on texts that nobody would write")
struct PsqlScriptPropertyTests {
    private static let fragments = [
        "\\set a 1\n", "\\set a ':b'\n", "\\set b 'x; y'\n", "\\set q '''ü'''\n", "\\set d $$\n", "\\set n 'ä\nb'\n",
        "\\unset a\n", "\\if 1\n", "\\if 0\n", "\\if :{?a}\n", "\\elif 1\n", "\\else\n", "\\else \\echo x\n",
        "\\endif\n", "\\endif\n", "\\endif \\\\ ", "\\echo :a 'x y'\n", "\\i a\n", "\\:", "\\;", "\\", ":a", ":'a'",
        ":\"b\"", ":{?q}", ":q", ":b", ":n", ":", "::", ":=", "[", "]", "(", ")", ";", ";\n", "'", "$$", "\"", "/*",
        "*/", "-- x", "\n", "\r\n", " ", "SELECT ", "wört", "😀", "1", "COPY t FROM stdin", "\\.\n", "\u{0}",
        "\\set ON_ERROR_STOP off\n",
    ]

    private func text(seed: UInt64) -> String {
        var random = SeededRandom(seed: seed)
        let length = Int.random(in: 0...20, using: &random)
        return "\\set a x\n\\set b 'x; y'\n"
            + (0..<length).map { _ in Self.fragments.randomElement(using: &random) ?? "" }.joined()
    }

    @Test("ends with statements or a reason, and every token that stands in the file is found at its place")
    func properties() {
        var pieceCount = 0
        var refusalCount = 0
        for seed in UInt64(0)..<30_000 {
            let text = text(seed: seed)
            let lines = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).map(Array.init)
            do {
                for statement in try readAsPsql(text).compactMap(\.statement) {
                    for token in tokens(of: statement.text) where token.kind == .word {
                        let origin = statement.origins.last { $0.position <= token.position }
                        let place = place(ofPosition: token.position, in: statement)
                        let here = lines[place.line - 1].dropFirst(place.column - 1)
                        guard origin?.isVerbatim ?? true else {
                            pieceCount += 1
                            #expect(here.first == ":", "seed \(seed)")
                            continue
                        }
                        #expect(here.starts(with: token.text.unicodeScalars.prefix(1)), "seed \(seed)")
                    }
                }
            } catch {
                refusalCount += 1
                #expect(error.place.line >= 1 && error.place.line <= lines.count, "seed \(seed)")
                #expect(!error.message.what.isEmpty && !error.message.next.isEmpty)
            }
        }
        #expect(pieceCount > 200)
        #expect(refusalCount > 1000 && refusalCount < 29_500)
    }
}
