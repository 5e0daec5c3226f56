//  Definitions that a script made from the day on which it ran: a partition for this month, a default of today.
//
//  Two such definitions differ in dates and times and in nothing else: in literals, or in names such as
//  `audit_2025_03`. This is a mark on a difference and never a reason to leave one out.

/// True where two SQL texts are the same but for date and time literals, or dates inside names. False where no
/// token differs.
func differOnlyInDates(_ old: String, _ new: String) -> Bool {
    let before = tokens(of: old)
    let after = tokens(of: new)
    guard before.count == after.count else { return false }
    let differing = zip(before, after).filter { ExactText($0.text) != ExactText($1.text) }
    return !differing.isEmpty
        && differing.allSatisfy { left, right in
            left.kind == right.kind && (dateFree(left).map { $0 == dateFree(right) } ?? false)
        }
}

/// What is left of a token without its date or time; nil where it has none.
private func dateFree(_ token: SQLToken) -> ExactText? {
    switch token.kind {
    case .word, .quotedIdentifier: return dateFreeName(token.text)
    case .string:
        let content = String(token.text.dropFirst().dropLast())
        return isDateOrTime(content) ? ExactText("'date'") : dateFreeName(token.text)
    case .dollarString, .number, .parameter, .operatorSymbol, .punctuation, .comment, .backslash, .whitespace:
        return nil
    }
}

/// A name with the year, month and day in it taken out: `audit_` of `audit_2025_03`; nil where there is no year in it.
///
/// A year is four digits from 1900 to 2099, alone or with the digits of a month and a day behind it.
func dateFreeName(_ name: String) -> ExactText? {
    var bytes = Array(name.utf8)
    guard let start = bytes.indices.first(where: { beginsYear(bytes, at: $0) }) else { return nil }
    var end = start
    var digitCount = 0
    while end < bytes.count, isDigit(bytes[end]) || (digitCount > 0 && joinsDigits(bytes, at: end)) {
        if isDigit(bytes[end]) { digitCount += 1 }
        end += 1
    }
    guard [4, 5, 6, 7, 8].contains(digitCount) else { return nil }
    bytes.replaceSubrange(start..<end, with: [1])
    return ExactText(String(decoding: bytes, as: UTF8.self))
}

private func beginsYear(_ bytes: [UInt8], at index: Int) -> Bool {
    guard index + 4 <= bytes.count, bytes[index..<index + 4].allSatisfy(isDigit) else { return false }
    if index > 0, isDigit(bytes[index - 1]) { return false }
    let century = bytes[index..<index + 2]
    return century.elementsEqual("19".utf8) || century.elementsEqual("20".utf8)
}

private func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

/// `_`, `-`, `m`, `w`, `q`, `d` between digits: `2025_03`, `2025m03`, `2025-03-01`.
private func joinsDigits(_ bytes: [UInt8], at index: Int) -> Bool {
    let marks: [UInt8] = Array("_-mwqd".utf8)
    return index + 1 < bytes.count && marks.contains(bytes[index]) && isDigit(bytes[index + 1])
}

/// `2025-03-15`, `2025-03-15 09:00:00.5+00`, `2025-03-15T09:00:00Z`, `09:00:00`.
func isDateOrTime(_ text: String) -> Bool {
    var rest = Array(text.utf8)[...]
    let hasDate = take(&rest, form: "dddd-dd-dd")
    if hasDate, rest.isEmpty { return true }
    if hasDate, let mark = rest.popFirst(), mark != Letters.space, mark != UInt8(ascii: "T") { return false }
    guard take(&rest, form: "dd:dd") else { return false }
    if take(&rest, form: ":dd"), rest.first == Letters.dot {
        rest = rest.dropFirst().drop(while: isDigit)
    }
    return rest.isEmpty || isZone(rest)
}

/// `Z`, `+00`, `-05:30`.
private func isZone(_ bytes: ArraySlice<UInt8>) -> Bool {
    if bytes.elementsEqual("Z".utf8) { return true }
    var rest = bytes
    guard let sign = rest.popFirst(), sign == Letters.plus || sign == Letters.minus, take(&rest, form: "dd")
    else { return false }
    return rest.isEmpty || (take(&rest, form: ":dd") && rest.isEmpty)
}

/// Takes what has the form, in which `d` is a digit and everything else itself.
private func take(_ bytes: inout ArraySlice<UInt8>, form: String) -> Bool {
    let count = form.utf8.count
    guard bytes.count >= count else { return false }
    let fits = zip(bytes, form.utf8).allSatisfy { $1 == UInt8(ascii: "d") ? isDigit($0) : $0 == $1 }
    if fits { bytes = bytes.dropFirst(count) }
    return fits
}

/// Objects as they are without dates in their names and facts.
struct ClockFreeContents {
    private var contents: Set<[ExactText]> = []

    init(_ objects: [ObjectKey: ArraySlice<CatalogFact>]) {
        for (key, facts) in objects {
            if let content = Self.content(key, facts) { contents.insert(content) }
        }
    }

    /// True where one of the objects is the given one but for dates.
    func hold(_ key: ObjectKey, _ facts: ArraySlice<CatalogFact>) -> Bool {
        Self.content(key, facts).map(contents.contains) ?? false
    }

    /// Nil for an object without a date in its name.
    private static func content(_ key: ObjectKey, _ facts: ArraySlice<CatalogFact>) -> [ExactText]? {
        guard let name = dateFreeName(key.identity) else { return nil }
        return [ExactText(key.kind.rawValue), name]
            + facts.filter(\.factClass.isGated).flatMap { fact in
                [ExactText(fact.attribute)] + tokens(of: fact.value).map { dateFree($0) ?? ExactText($0.text) }
            }
    }
}
