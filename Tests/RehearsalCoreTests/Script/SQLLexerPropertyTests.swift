@testable import RehearsalCore
import TestGround
import Testing

@Suite("The lexer, on texts that nobody would write")
struct SQLLexerPropertyTests {
    private static let fragments = [
        "'", "\"", "$$", "$a$", "$", "\\", "--", "/*", "*/", "\n", "\r", "\r\n", ";", "(", ")", "E'", "U&'", "u&\"",
        "b'",
        "BEGIN ATOMIC ", "CASE ", "END ", "CREATE FUNCTION ", "COPY t FROM stdin", "\\.\n", "\\i a\n", "1", "1.", "..",
        "1e",
        "e+", "ä", "😀", " ", "\t", "\u{0}", "a", "_", "+", "-", "*", "/", ":", "::", "[", "]", "?", "&",
        "SELECT 1;\n",
    ]

    private func text(seed: UInt64) -> String {
        var random = SeededRandom(seed: seed)
        let length = Int.random(in: 0...24, using: &random)
        return (0..<length).map { _ in Self.fragments.randomElement(using: &random) ?? "" }.joined()
    }

    @Test("covers every text without a gap, and never stops the program")
    func coverage() {
        for seed in UInt64(0)..<20_000 {
            let text = text(seed: seed)
            var lexer = SQLLexer(bytes: Array(text.utf8))
            var end = 0
            var pieces = ""
            while let lexeme = lexer.next() {
                guard lexeme.range.lowerBound == end else {
                    Issue.record("seed \(seed): a gap at byte \(end)")
                    return
                }
                end = lexeme.range.upperBound
                pieces += String(decoding: lexer.bytes[lexeme.range], as: UTF8.self)
            }
            #expect(pieces == text, "seed \(seed)")
        }
    }

    @Test("finds statements whose text stands at their place, or says why not")
    func statements() {
        var statementCount = 0
        var refusalCount = 0
        for seed in UInt64(0)..<20_000 {
            let text = text(seed: seed)
            let lines = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
            do {
                for case .statement(let statement) in try scriptItems(of: text, file: "x.sql") {
                    statementCount += 1
                    let line = lines[statement.place.line - 1]
                    let rest = line.dropFirst(statement.place.column - 1)
                    let firstLine = statement.text.unicodeScalars.split(
                        separator: "\n", omittingEmptySubsequences: false)[0]
                    #expect(rest.starts(with: firstLine), "seed \(seed)")
                    #expect(tokens(of: statement.text).allSatisfy { $0.isTerminated }, "seed \(seed)")
                }
            } catch {
                refusalCount += 1
                #expect(error.place.line >= 1 && error.place.line <= lines.count, "seed \(seed)")
            }
        }
        #expect(statementCount > 1000)
        #expect(refusalCount > 1000)
    }
}
