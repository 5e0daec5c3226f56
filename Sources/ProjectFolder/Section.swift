import RehearsalCore
import Yams

/// A value of a configuration file and where it stands.
struct Located<Value> {
    var value: Value
    var place: SourcePlace
}

/// A mapping of rehearsal.yaml while it is read: strict about its keys, patient about everything else.
///
/// Every reading function reports what is wrong and gives nil, so that the reading can go on.
struct Section {
    let document: YAMLDocument
    /// The way from the root, for example `migrations.runner`; empty for the root.
    let path: String
    let place: SourcePlace
    private let entries: [(name: Located<String>, value: Node)]
    /// The keys that unknown keys were probably meant to be: they are not missing as well.
    private let misspelt: Set<String>

    private var problems: ProblemList { document.problems }

    /// - Parameter keys: every key that may stand here; nil where the keys are the user's own names.
    init?(_ node: Node, path: String, keys: [String]?, in document: YAMLDocument) {
        self.document = document
        self.path = path
        place = document.place(of: node)
        guard case .mapping(let mapping) = node else {
            document.problems.report(
                .configuration(.wrongType(path: path, expected: "a mapping", found: found(node))), at: place)
            return nil
        }
        var entries: [(name: Located<String>, value: Node)] = []
        var misspelt: Set<String> = []
        for (key, value) in mapping {
            let keyPlace = document.place(of: key)
            guard case .scalar(let scalar) = key else {
                document.problems.report(
                    .configuration(.wrongType(path: path, expected: "a key", found: found(key))), at: keyPlace)
                continue
            }
            if let keys, !keys.contains(scalar.string) {
                let known = keys.sorted()
                let near = nearest(to: scalar.string, among: known)
                if let near { misspelt.insert(near) }
                document.problems.report(
                    .configuration(.unknownKey(scalar.string, path: path, suggestion: near, known: known)),
                    at: keyPlace)
                continue
            }
            entries.append((Located(value: scalar.string, place: keyPlace), value))
        }
        self.entries = entries
        self.misspelt = misspelt
    }

    /// The names of the keys, in file order.
    var keys: [Located<String>] { entries.map(\.name) }

    func has(_ key: String) -> Bool { node(key) != nil }

    /// The place of a key, or of the mapping where the key is not there.
    func place(of key: String) -> SourcePlace { entries.first { $0.name.value == key }?.name.place ?? place }

    func path(of key: String) -> String { path.isEmpty ? key : path + "." + key }

    func node(_ key: String) -> Node? { entries.first { $0.name.value == key }?.value }

    /// Reports the key as missing if it is.
    func require(_ key: String) {
        if !has(key), !misspelt.contains(key) {
            problems.report(.configuration(.missingKey(path: path(of: key))), at: place)
        }
    }

    func section(_ key: String, keys: [String]?) -> Section? {
        node(key).flatMap { Section($0, path: path(of: key), keys: keys, in: document) }
    }

    /// A scalar as it is written, `null` and empty text excepted.
    func text(_ key: String, expected: String = "a text") -> Located<String>? {
        node(key).flatMap { text($0, path: path(of: key), expected: expected) }
    }

    func text(_ node: Node, path: String, expected: String) -> Located<String>? {
        guard case .scalar(let scalar) = node, !isNull(scalar), !scalar.string.isEmpty else {
            reportType(node, path: path, expected: expected)
            return nil
        }
        return Located(value: scalar.string, place: document.place(of: node))
    }

    /// A scalar that `read` understands.
    func value<Value>(_ key: String, expected: String, read: (String) -> Value?) -> Located<Value>? {
        guard let text = text(key, expected: expected) else { return nil }
        guard let value = read(text.value) else {
            problems.report(
                .configuration(.badValue(path: path(of: key), found: text.value, expected: expected)), at: text.place)
            return nil
        }
        return Located(value: value, place: text.place)
    }

    /// `true` or `false` without quotes; YAML 1.1's `yes` and `on` are texts here.
    func flag(_ key: String) -> Bool? {
        guard let node = node(key) else { return nil }
        guard case .scalar(let scalar) = node, scalar.style == .plain, let flag = Bool(scalar.string) else {
            reportType(node, path: path(of: key), expected: "true or false")
            return nil
        }
        return flag
    }

    func choice<Choice: RawRepresentable & CaseIterable>(_ key: String, of type: Choice.Type) -> Choice?
    where Choice.RawValue == String {
        guard let text = text(key) else { return nil }
        return choice(text, path: path(of: key), of: type)
    }

    func choice<Choice: RawRepresentable & CaseIterable>(
        _ text: Located<String>, path: String, of type: Choice.Type
    ) -> Choice? where Choice.RawValue == String {
        if let choice = Choice(rawValue: text.value) { return choice }
        let known = Choice.allCases.map(\.rawValue)
        problems.report(
            .configuration(
                .unknownChoice(
                    path: path, found: text.value, suggestion: nearest(to: text.value, among: known), known: known)),
            at: text.place)
        return nil
    }

    /// The nodes of a list.
    func list(_ key: String, of what: String) -> [Node]? {
        guard let node = node(key) else { return nil }
        guard case .sequence(let sequence) = node else {
            reportType(node, path: path(of: key), expected: "a list of " + what)
            return nil
        }
        return Array(sequence)
    }

    /// A list of texts, none of them twice.
    func texts(_ key: String, of what: String) -> [Located<String>]? {
        guard let nodes = list(key, of: what) else { return nil }
        var seen: Set<String> = []
        let itemPath = path(of: key) + "[]"
        return nodes.compactMap { text($0, path: itemPath, expected: "a text") }.filter { text in
            if seen.insert(text.value).inserted { return true }
            problems.report(.configuration(.duplicateEntry(path: path(of: key), value: text.value)), at: text.place)
            return false
        }
    }

    /// A duration such as `2s` in milliseconds.
    func milliseconds(_ key: String) -> Int? {
        guard let text = text(key, expected: "a duration such as 30min") else { return nil }
        if !text.value.isEmpty, text.value.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) {
            problems.report(
                .configuration(.missingUnit(path: path(of: key), found: text.value)), at: text.place)
            return nil
        }
        guard let milliseconds = durationMilliseconds(text.value) else {
            let expected = "a whole number of ms, s, min or h, more than nothing and at most 7 days"
            problems.report(
                .configuration(.badValue(path: path(of: key), found: text.value, expected: expected)), at: text.place)
            return nil
        }
        return milliseconds
    }

    private func reportType(_ node: Node, path: String, expected: String) {
        problems.report(
            .configuration(.wrongType(path: path, expected: expected, found: found(node))),
            at: document.place(of: node))
    }
}

/// What a node is, in words.
private func found(_ node: Node) -> String {
    switch node {
    case .scalar(let scalar): isNull(scalar) || scalar.string.isEmpty ? "nothing" : "`\(scalar.string.prefix(60))`"
    case .mapping: "a mapping"
    case .sequence: "a list"
    case .alias: "an alias"
    }
}

/// `null`, `~` and a value that is not there; the same in quotes is a text.
func isNull(_ scalar: Node.Scalar) -> Bool {
    scalar.style == .plain && ["", "~", "null", "Null", "NULL"].contains(scalar.string)
}
