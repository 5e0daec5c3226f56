import RehearsalCore
import TestGround
import Testing

@Suite("Deparsed text, on texts that nobody would write")
struct DeparsedTextPropertyTests {
    /// A condition as PostgreSQL keeps it.
    indirect enum Condition: Hashable {
        case column(Int)
        case isIn(Int, [Int])
        case not(Condition)
        case all([Condition])
        case any([Condition])

        static func random(depth: Int, using random: inout SeededRandom) -> Condition {
            let letter = Int.random(in: 0...3, using: &random)
            func some() -> [Condition] {
                (0...Int.random(in: 1...2, using: &random)).map { _ in .random(depth: depth - 1, using: &random) }
            }
            switch Int.random(in: 0...9, using: &random) {
            case 0...1: return .column(letter)
            case 2...3: return .isIn(letter, (0...letter).map { _ in Int.random(in: 0...2, using: &random) })
            case 4 where depth > 0: return .not(.random(depth: depth - 1, using: &random))
            case 5...6 where depth > 0: return .all(some())
            case 7...9 where depth > 0: return .any(some())
            default: return .column(letter)
            }
        }

        /// As the parser makes it of the text.
        var readBack: Condition {
            switch self {
            case .column, .isIn: return self
            case .not(let inner): return .not(inner.readBack)
            case .all(let parts):
                let parts = parts.map(\.readBack)
                if case .all(let first)? = parts.first { return .all(first + parts.dropFirst()) }
                return .all(parts)
            case .any(let parts):
                let parts = parts.map(\.readBack)
                if case .any(let first)? = parts.first { return .any(first + parts.dropFirst()) }
                return .any(parts)
            }
        }

        /// As the deparser writes it: a list's cast as a whole, or element by element.
        func written(castsElements: Bool) -> String {
            switch self {
            case .column(let number): return "c\(number)"
            case .isIn(let number, let values):
                let literals = values.map { "'\($0)) AND (('::character varying" }
                let list = literals.map { castsElements ? "(\($0))::text" : $0 }.joined(separator: ", ")
                return "((c\(number))::text = ANY (" + (castsElements ? "ARRAY[\(list)]" : "(ARRAY[\(list)])::text[]")
                    + "))"
            case .not(let inner): return "(NOT \(inner.written(castsElements: castsElements)))"
            case .all(let parts): return Self.joined(parts, " AND ", castsElements)
            case .any(let parts): return Self.joined(parts, " OR ", castsElements)
            }
        }

        private static func joined(_ parts: [Condition], _ word: String, _ castsElements: Bool) -> String {
            "(" + parts.map { $0.written(castsElements: castsElements) }.joined(separator: word) + ")"
        }
    }

    private func condition(seed: UInt64) -> Condition {
        var random = SeededRandom(seed: seed)
        return Condition.random(depth: 4, using: &random)
    }

    @Test("a condition's canonical text is the text of what the parser makes of it")
    func conditions() {
        var movedCount = 0
        for seed in UInt64(0)..<5_000 {
            let condition = condition(seed: seed)
            let stored = condition.written(castsElements: false)
            let readBack = condition.readBack.written(castsElements: true)
            #expect(DeparsedText.canonical(stored) == readBack, "seed \(seed)")
            #expect(DeparsedText.canonical(readBack) == readBack, "seed \(seed)")
            movedCount += stored == readBack ? 0 : 1
        }
        #expect(movedCount > 1_000)
    }

    @Test("two conditions have one canonical text only where the parser makes one condition of them")
    func distinct() {
        var meant: [String: Condition] = [:]
        for seed in UInt64(0)..<6_000 {
            let condition = condition(seed: seed)
            let text = DeparsedText.canonical(condition.written(castsElements: false))
            let before = meant.updateValue(condition.readBack, forKey: text)
            #expect(before == nil || before == condition.readBack, "seed \(seed)")
        }
        #expect(meant.count > 1_500)
    }

    private static let fragments = [
        "(", ")", "[", "]", "((", "ARRAY[", "(ARRAY[", "])::text[]", "]::text[]", " AND ", " OR ", "NOT ", ", ", "::",
        "text", "character varying", "(3)", "'a'", "'(('", "\"x\"", "1", "true", "v", "BETWEEN ", "SELECT ", " ", "'",
        "é", "e\u{301}", "😀", ".", ";", "$1", "$a$", "--", "/*",
    ]

    @Test("any text settles at once, keeps its literals in their order and never stops the program")
    func soup() {
        for seed in UInt64(0)..<10_000 {
            var random = SeededRandom(seed: seed)
            let length = Int.random(in: 0...20, using: &random)
            let text = (0..<length).map { _ in Self.fragments.randomElement(using: &random) ?? "" }.joined()
            let once = DeparsedText.canonical(text)
            #expect(DeparsedText.canonical(once) == once, "seed \(seed): \(text)")
            #expect(literals(text) == literals(once), "seed \(seed): \(text)")
        }
    }

    private func literals(_ text: String) -> [[UInt8]] {
        tokens(of: text).filter { [.string, .number, .quotedIdentifier].contains($0.kind) }.map { Array($0.text.utf8) }
    }
}
