extension CivilDate: Comparable {
    /// `YYYY-MM-DD`, as ISO 8601 has it.
    public var text: String { "\(Self.padded(year, 4))-\(Self.padded(month))-\(Self.padded(day))" }

    /// Reads `2026-03-31`; nil for every other form, and for a day that the calendar does not have.
    public init?(_ text: String) {
        let characters = Array(text.utf8)
        let form = Array("dddd-dd-dd".utf8)
        guard characters.count == form.count else { return nil }
        for (character, expected) in zip(characters, form) {
            let isDigit = character >= 0x30 && character <= 0x39
            guard expected == UInt8(ascii: "d") ? isDigit : character == expected else { return nil }
        }
        func number(_ range: Range<Int>) -> Int { characters[range].reduce(0) { $0 * 10 + Int($1 - 0x30) } }
        self.init(year: number(0..<4), month: number(5..<7), day: number(8..<10))
    }

    /// Earlier days first.
    public static func < (left: CivilDate, right: CivilDate) -> Bool { left.daysSince1970 < right.daysSince1970 }

    /// With zeros in front, at least so many digits.
    static func padded(_ number: Int, _ width: Int = 2) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
