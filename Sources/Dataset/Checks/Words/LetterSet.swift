/// A set of the characters that made texts consist of: those of ASCII that can be printed.
///
/// Two more stand for the beginning and the end of a text, so that `^` and `$` are characters like others.
struct LetterSet: Hashable, Sendable {
    private var bits: UInt128 = 0

    static let start: UInt8 = 2
    static let end: UInt8 = 3
    static let none = LetterSet()
    static let printable = LetterSet(0x20...0x7E)
    static let digits = LetterSet(0x30...0x39)
    static let upper = LetterSet(0x41...0x5A)
    static let lower = LetterSet(0x61...0x7A)
    static let space = LetterSet(0x20...0x20)
    static let alphanumeric = digits.union(upper).union(lower)
    /// As `\w` has it.
    static let word = alphanumeric.union(LetterSet(0x5F...0x5F))

    init() {}

    /// What of a range of characters can be printed.
    init(_ range: ClosedRange<UInt32>) {
        for code in range.clamped(to: 0...0x7F) where (0x20...0x7E).contains(code) { bits |= 1 << UInt128(code) }
    }

    init(letter: UInt8) { bits = 1 << UInt128(letter) }

    func contains(_ letter: UInt8) -> Bool { letter < 128 && bits >> UInt128(letter) & 1 == 1 }

    var isEmpty: Bool { bits == 0 }

    func union(_ other: LetterSet) -> LetterSet {
        var copy = self
        copy.bits |= other.bits
        return copy
    }

    func intersection(_ other: LetterSet) -> LetterSet {
        var copy = self
        copy.bits &= other.bits
        return copy
    }

    func subtracting(_ other: LetterSet) -> LetterSet {
        var copy = self
        copy.bits &= ~other.bits
        return copy
    }

    /// With every letter in both cases.
    var ofBothCases: LetterSet {
        // A small letter lies 32 places behind its capital.
        var copy = self
        copy.bits |= intersection(.upper).bits << 32
        copy.bits |= intersection(.lower).bits >> 32
        return copy
    }

    /// Without capitals whose small letters are here too.
    var withoutDoubledCapitals: LetterSet {
        var capitals = LetterSet()
        capitals.bits = intersection(.lower).bits >> 32
        return subtracting(capitals)
    }

    /// In the order of ASCII.
    var letters: [UInt8] { (0..<128).filter { contains($0) } }
}
