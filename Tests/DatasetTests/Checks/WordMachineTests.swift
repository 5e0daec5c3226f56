import RehearsalCore
import Testing

@testable import Dataset

@Suite("The texts that a pattern matches")
struct WordMachineTests {
    /// Expressions, texts that PostgreSQL matches with them, and texts that it does not.
    static let cases: [(String, [String], [String])] = [
        ("^a\\d{3}$", ["a123"], ["a12", "a1234", "ba123", ""]),
        ("a|^b$", ["xax", "b"], ["xb", "bb", ""]),
        ("^(?:ab|c)*$", ["", "abcab", "cc"], ["a", "ba"]),
        ("[^0-9]", ["a", "1a1", " "], ["", "123"]),
        ("^[]a-c^-]+$", ["]a-b^"], ["d", ""]),
        ("^[a\\-z]$", ["a", "-", "z"], ["b"]),
        ("^[\\w.]+@[[:alnum:]]{2,4}?\\.(com|org)$", ["a_b.c@ab12.org"], ["a@b.com", "@ab.com", "a@abcde.com"]),
        ("^x{2,}y?$", ["xx", "xxxxy"], ["x", "xxyy"]),
        ("^x{0,2}$", ["", "x", "xx"], ["xxx"]),
        ("\\s", [" ", "a b"], ["ab", ""]),
        ("^\\S+\\.\\D$", ["a.b"], ["a.1", " .b"]),
        ("^a.c$", ["abc", "a c"], ["ac", "abbc"]),
        ("^$", [""], ["a"]),
        ("", ["", "a"], []),
        ("^{a}$", ["{a}"], ["a"]),
        ("\\Aab\\Z", ["ab"], ["abc"]),
        ("^[A-Fé0-9]{2}$", ["A0"], ["G0"]),
    ]

    @Test("are told from others", arguments: cases.indices)
    func accepts(number: Int) throws {
        let (pattern, good, bad) = Self.cases[number]
        let machine = try #require(RegularExpression.node(of: pattern).flatMap { WordMachine(searching: $0) })
        for text in good {
            #expect(machine.accepts(text), "\(pattern) matches \(text)")
            #expect(!machine.complement.accepts(text), "\(pattern) matches \(text)")
        }
        for text in bad {
            #expect(!machine.accepts(text), "\(pattern) does not match \(text)")
            #expect(machine.complement.accepts(text), "\(pattern) does not match \(text)")
        }
    }

    @Test(
        "of an expression that is not regular, or that PostgreSQL refuses, are not known",
        arguments: [
            "(a)\\1", "a(?=b)", "(?!a)b", "(?i)a", "***=a", "\\ma", "\\y", "\\x41", "a**", "*a", "(a", "a)", "[a",
            "[b-a]",
            "a{3,2}", "a{256}", "a\\", "[[.a.]]", "[[:no:]]", "[[:punct:]]",
        ])
    func irregular(pattern: String) {
        #expect(RegularExpression.node(of: pattern) == nil)
    }

    @Test("by LIKE hold any letters for a percent sign and one for an underscore, and the escaped signs themselves")
    func like() throws {
        let machine = try #require(PatternNode.like("a\\%_%").flatMap { WordMachine(searching: $0) })
        #expect(machine.accepts("a%b") && machine.accepts("a%bcd"))
        #expect(!machine.accepts("a%") && !machine.accepts("aab") && !machine.accepts("xa%b"))
        #expect(PatternNode.like("a\\") == nil)
    }

    @Test("are counted, and made in their order, every one another, with lengths near those asked for")
    func words() throws {
        for (pattern, lengths, wanted) in [
            ("^BK-[0-9]{4}-[A-F]{2,6}$", 10...14, 20_000), ("^[ab]*$", 0...9, 1023), ("^(x|yy|zzz)+$", 2...30, 3000),
            ("^[a-z0-9]+@[a-z]+\\.(com|org)$", 8...20, 5000), ("^q$", 1...1, 1),
        ] {
            let memory = FrozenMemory()
            let node = try #require(RegularExpression.node(of: pattern))
            let machine = try #require(WordMachine(searching: node))
            let book = try #require(
                WordBook(machine, letters: .printable, lengths: lengths, wanted: wanted, in: memory), "\(pattern)")
            #expect(book.count >= wanted)
            var texts: [String] = []
            for number in 0..<wanted {
                let buffer = RowBuffer(capacity: 64)
                let place = number * book.count / wanted
                book.write(place, length: 12, draws: CounterRandom.mix(UInt64(number)), to: buffer)
                texts.append(String(decoding: buffer.bytes, as: UTF8.self))
            }
            #expect(texts.allSatisfy { machine.accepts($0) && lengths.contains($0.utf8.count) }, "\(pattern)")
            let isRising = zip(texts, texts.dropFirst()).allSatisfy { $0.utf8.lexicographicallyPrecedes($1.utf8) }
            #expect(isRising, "\(pattern)")
        }
    }

    @Test("are too few for more than there are")
    func few() throws {
        let memory = FrozenMemory()
        let machine = try #require(RegularExpression.node(of: "^[ab]{1,3}$").flatMap { WordMachine(searching: $0) })
        #expect(WordBook(machine, letters: .printable, lengths: 0...9, wanted: 14, in: memory)?.count == 14)
        #expect(WordBook(machine, letters: .printable, lengths: 0...9, wanted: 15, in: memory) == nil)
        #expect(WordBook(machine, letters: .printable, lengths: 3...3, wanted: 9, in: memory) == nil)
        #expect(WordBook(machine, letters: .upper, lengths: 0...9, wanted: 1, in: memory) == nil)
        #expect(machine.shortestLength(.printable) == 1)
        let long = try #require(RegularExpression.node(of: "^x{60}[01]{0,2}$").flatMap { WordMachine(searching: $0) })
        #expect(WordBook(long, letters: .printable, lengths: 0...900, wanted: 7, in: memory)?.count == 7)
        #expect(WordBook(long, letters: .printable, lengths: 0...900, wanted: 8, in: memory) == nil)
    }

    @Test("of small letters and digits are enough where the pattern has those, too")
    func plain() throws {
        let memory = FrozenMemory()
        let node = try #require(RegularExpression.node(of: "^[A-Za-z.]{2}[A-Z][-+]$"))
        let machine = try #require(WordMachine(searching: node)).plain(.printable)
        #expect(machine.accepts("abC-") && !machine.accepts("AbC-") && !machine.accepts("a.C-"))
        #expect(WordBook(machine, letters: .printable, lengths: 1...9, wanted: 26 * 26 * 26 * 2, in: memory) != nil)
    }
}
