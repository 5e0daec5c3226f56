import RehearsalCore
import Yams

/// A value of a configuration file and where it stands.
struct Located<Value> {
    var value: Value
    var place: SourcePlace
}

/// One value of a YAML text while it is read: strict about its form, patient about everything else.
///
/// Every reading function reports what is wrong and gives nil, so that the reading can go on.
struct YAMLValue {
    let node: Node
    /// The way from the root, for example `migrations.runner`; empty for the root.
    let path: String
    let document: YAMLDocument

    var place: SourcePlace { document.place(of: node) }

    var isMapping: Bool { node.mapping != nil }
    var isSequence: Bool { node.sequence != nil }

    /// `null`, `~` and a value that is not there; the same in quotes is a text.
    var isNull: Bool { plainText.map(["", "~", "null", "Null", "NULL"].contains) ?? false }

    /// A scalar's text as it is written; nil for lists and mappings.
    var scalarText: String? { node.scalar?.string }

    /// The text of a scalar without quotes; nil for every other value.
    var plainText: String? { node.scalar.flatMap { $0.style == .plain ? $0.string : nil } }

    func report(_ fault: Fault) { document.problems.report(fault, at: place) }

    /// Reports that the value is of another kind.
    func refuse(expected: String) {
        report(.configuration(.wrongType(path: path, expected: expected, found: found)))
    }

    /// A scalar as it is written, `null` excepted, and empty text too unless it is allowed.
    func text(expected: String = "a text", mayBeEmpty: Bool = false) -> Located<String>? {
        guard let text = scalarText, !isNull, mayBeEmpty || !text.isEmpty else {
            refuse(expected: expected)
            return nil
        }
        return Located(value: text, place: place)
    }

    /// A scalar that `read` understands.
    func value<Value>(expected: String, read: (String) -> Value?) -> Value? {
        guard let text = text(expected: expected)?.value else { return nil }
        guard let value = read(text) else {
            report(.configuration(.badValue(path: path, found: text, expected: expected)))
            return nil
        }
        return value
    }

    /// `true` or `false` without quotes; YAML 1.1's `yes` and `on` are texts here.
    func flag() -> Bool? {
        guard let flag = plainText.flatMap(Bool.init) else {
            refuse(expected: "true or false")
            return nil
        }
        return flag
    }

    func choice<Choice: RawRepresentable & CaseIterable>(of type: Choice.Type) -> Choice?
    where Choice.RawValue == String {
        choice(of: Choice.allCases.map(\.rawValue)).flatMap(Choice.init)
    }

    /// One of some words.
    func choice(of known: [String]) -> String? {
        guard let text = text()?.value else { return nil }
        if known.contains(text) { return text }
        let near = NearestName.suggestion(for: text, among: known)
        report(.configuration(.unknownChoice(path: path, found: text, suggestion: near, known: known)))
        return nil
    }

    func items(of what: String) -> [YAMLValue]? {
        guard let sequence = node.sequence else {
            refuse(expected: "a list of " + what)
            return nil
        }
        return sequence.map { YAMLValue(node: $0, path: path + "[]", document: document) }
    }

    /// A list of texts, none of them twice.
    func texts(of what: String) -> [Located<String>]? {
        uniqueItems(of: what)?.compactMap { $0.text() }
    }

    /// A list of words that `type` has, none of them twice.
    func choices<Choice: RawRepresentable & CaseIterable>(of type: Choice.Type, called what: String) -> [Choice]?
    where Choice.RawValue == String {
        uniqueItems(of: what)?.compactMap { $0.choice(of: type) }
    }

    private func uniqueItems(of what: String) -> [YAMLValue]? {
        var seen: Set<String> = []
        return items(of: what)?.filter { item in
            guard let text = item.scalarText, !item.isNull, !seen.insert(text).inserted else { return true }
            item.report(.configuration(.duplicateEntry(path: path, value: text)))
            return false
        }
    }

    /// - Parameter keys: every key that may stand here; nil where the keys are the user's own names.
    func section(keys: [String]?) -> Section? { Section(self, keys: keys) }

    /// A duration such as `2s` in milliseconds.
    func duration(_ units: [DurationUnit], expected: String, within range: ClosedRange<Int64>) -> Int64? {
        if let text = scalarText, !text.isEmpty, text.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) {
            report(.configuration(.missingUnit(path: path, found: text, units: units.map(\.rawValue))))
            return nil
        }
        return value(expected: expected) { text in
            durationMilliseconds(text, units: units).flatMap { range.contains($0) ? $0 : nil }
        }
    }

    /// What the value is, in words.
    private var found: String {
        switch node {
        case .scalar(let scalar): isNull || scalar.string.isEmpty ? "nothing" : "`\(scalar.string.prefix(60))`"
        case .mapping: "a mapping"
        case .sequence: "a list"
        case .alias: "an alias"
        }
    }
}
