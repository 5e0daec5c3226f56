import Dataset
import RehearsalCore
import Yams

//  The single values of a shape file.

extension YAMLValue {
    /// A text where only the text matters.
    func name(_ expected: String = "a name") -> String? { text(expected: expected)?.value }

    func whole(_ expected: String = "a whole number such as 12", within range: ClosedRange<Int>? = nil) -> Int? {
        value(expected: expected) { text in
            Int(text).flatMap { (range?.contains($0) ?? ($0.magnitude < 1 << 50)) ? $0 : nil }
        }
    }

    func decimal() -> FixedDecimal? {
        value(expected: "a number such as 12.5") { FixedDecimal($0) }
    }

    /// A number in thousandths.
    func thousandths(
        _ expected: String = "a number such as 1.5, not below 0, with at most 3 decimals",
        within range: ClosedRange<Int> = 0...Int.max
    ) -> Int? {
        value(expected: expected) { text in
            guard let number = FixedDecimal(text), number.scale <= 3, let thousandths = number.rescaled(to: 3) else {
                return nil
            }
            return range.contains(Int(thousandths)) ? Int(thousandths) : nil
        }
    }

    /// A share with its unit, such as `12.5%`.
    func share(most: Int = 1_000_000) -> Share? {
        value(expected: "a share with its unit such as 12.5%, at most \(most / 10_000)%") { text in
            guard text.hasSuffix("%"), let number = FixedDecimal(text.dropLast()), number.scale <= 4,
                let millionths = number.rescaled(to: 4), (0...Int64(most)).contains(millionths)
            else { return nil }
            return Share(millionths: Int(millionths))
        }
    }

    /// A duration with its unit, in seconds: `90s`, `5min`, `8h`, `-30d`, `2w`, `3y`.
    func seconds() -> Int64? {
        let expected = "a duration with its unit such as 90s, 5min, 8h, 30d or 3y"
        let limit: Int64 = 1 << 60
        return duration(
            [.seconds, .minutes, .hours, .days, .weeks, .years], expected: expected, within: -limit...limit
        ).map { $0 / 1000 }
    }

    /// A value as YAML spells it: plain numbers and flags are what they look like, anything quoted is text.
    func literal() -> Literal? {
        guard let text = text(expected: "a single value", mayBeEmpty: true)?.value else { return nil }
        guard plainText != nil else { return .text(text) }
        if text == "true" { return .boolean(true) }
        if text == "false" { return .boolean(false) }
        return FixedDecimal(text).map { .number($0) } ?? .text(text)
    }

    /// What a capture wrote.
    func captured<Value: Decodable>(_ type: Value.Type) -> Value? {
        do { return try YAMLDecoder().decode(type, from: node) } catch {
            refuse(expected: "what `shape capture` writes here")
            return nil
        }
    }

    /// Exactly two values.
    func pair() -> (YAMLValue, YAMLValue)? {
        guard isSequence, let items = items(of: "values"), items.count == 2 else {
            refuse(expected: "[lowest, highest]")
            return nil
        }
        return (items[0], items[1])
    }

    /// Every value read, or nil where one of them cannot be.
    func all<Value>(of what: String, read: (YAMLValue) -> Value?) -> [Value]? {
        items(of: what).flatMap { items in complete(items.map(read)) }
    }
}

/// The values, if none of them is missing.
func complete<Value>(_ values: [Value?]) -> [Value]? {
    let there = values.compactMap(\.self)
    return there.count == values.count ? there : nil
}
