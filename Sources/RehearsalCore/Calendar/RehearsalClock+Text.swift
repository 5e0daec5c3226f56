extension RehearsalClock {
    private static let secondsPerDay: Int64 = 86_400

    /// `YYYY-MM-DD hh:mm:ss` in UTC.
    public var text: String {
        let days = epochSeconds.quotientRoundedDown(by: Self.secondsPerDay)
        let second = Int(epochSeconds - days * Self.secondsPerDay)
        let date = CivilDate(daysSince1970: Int(days))
        func padded(_ number: Int, _ width: Int = 2) -> String {
            let digits = String(number)
            return String(repeating: "0", count: max(0, width - digits.count)) + digits
        }
        let day = "\(padded(date.year, 4))-\(padded(date.month))-\(padded(date.day))"
        return "\(day) \(padded(second / 3600)):\(padded(second / 60 % 60)):\(padded(second % 60))"
    }

    /// Reads `2025-03-15T09:00:00Z`: RFC 3339 with the zone Z, no fraction and no year before 1970.
    ///
    /// Nil for everything else.
    public init?(rfc3339 text: String) {
        let characters = Array(text.utf8)
        let form = Array("dddd-dd-ddTdd:dd:ddZ".utf8)
        guard characters.count == form.count else { return nil }
        for (character, expected) in zip(characters, form) {
            let isDigit = character >= 0x30 && character <= 0x39
            guard expected == UInt8(ascii: "d") ? isDigit : character == expected else { return nil }
        }
        func number(_ range: Range<Int>) -> Int { characters[range].reduce(0) { $0 * 10 + Int($1 - 0x30) } }
        let (hour, minute, second) = (number(11..<13), number(14..<16), number(17..<19))
        guard number(0..<4) >= 1970, hour < 24, minute < 60, second < 60,
            let date = CivilDate(year: number(0..<4), month: number(5..<7), day: number(8..<10))
        else { return nil }
        self.init(
            epochSeconds: Int64(date.daysSince1970) * Self.secondsPerDay + Int64((hour * 60 + minute) * 60 + second))
    }
}
