extension RehearsalClock {
    private static let secondsPerDay: Int64 = 86_400

    /// `YYYY-MM-DD hh:mm:ss` in UTC.
    public var text: String {
        let second = Int(epochSeconds - Int64(day.daysSince1970) * Self.secondsPerDay)
        let time = [second / 3600, second / 60 % 60, second % 60].map { CivilDate.padded($0) }.joined(separator: ":")
        return "\(day.text) \(time)"
    }

    /// The day in UTC.
    public var day: CivilDate {
        CivilDate(daysSince1970: Int(epochSeconds.quotientRoundedDown(by: Self.secondsPerDay)))
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
