import RehearsalCore

/// What has to be known about a SQL file of the workload or of the checks, from the comments at its top.
///
/// The header is the run of `--` lines at the top, up to the first line that is something else. In it, `-- key:
/// value` is read and everything without a colon is a remark.
struct FileHeader {
    enum Key: String, CaseIterable {
        case name, roles, sessions, set, parameters, before, after, from, expect, writes
        case callsPerDay = "calls per day"

        /// Whether the key may stand on several lines.
        var isRepeatable: Bool {
            switch self {
            case .set, .before, .after, .from, .parameters: true
            case .name, .roles, .sessions, .expect, .writes, .callsPerDay: false
            }
        }
    }

    /// The values by key, each with the place where it begins.
    private var values: [Key: [Located<String>]] = [:]
    let problems: ProblemList

    /// Reads a file's header and reports what is wrong with it.
    /// - Parameter known: the keys that may stand there.
    init(of text: String, file: String, known: [Key], problems: ProblemList) {
        self.problems = problems
        for (index, rawLine) in text.split(separator: /\r?\n/, omittingEmptySubsequences: false).enumerated() {
            guard rawLine.hasPrefix("--") else { break }
            guard let colon = rawLine.firstIndex(of: ":") else { continue }
            let name = rawLine[..<colon].dropFirst(2).split(whereSeparator: \.isWhitespace).joined(separator: " ")
            let keyColumn = rawLine.unicodeScalars.prefix { $0 == "-" || $0 == " " || $0 == "\t" }.count + 1
            let keyPlace = SourcePlace(file: file, line: index + 1, column: keyColumn)
            guard let key = Key(rawValue: name.lowercased()), known.contains(key) else {
                let names = known.map(\.rawValue)
                let near = NearestName.suggestion(for: name, among: names)
                problems.report(.header(.unknownKey(name, suggestion: near, known: names)), at: keyPlace)
                continue
            }
            let afterColon = rawLine[colon...].dropFirst()
            let value = afterColon.drop(while: \.isWhitespace)
            let column = rawLine.unicodeScalars.count - value.unicodeScalars.count + 1
            if !key.isRepeatable && values[key] != nil {
                problems.report(.header(.duplicateKey(name)), at: keyPlace)
                continue
            }
            let located = Located(
                value: trimmedEnd(value), place: SourcePlace(file: file, line: index + 1, column: column))
            if located.value.isEmpty {
                refuse(key, located, expected: "a value")
                continue
            }
            values[key, default: []].append(located)
        }
    }

    /// The value of a key that stands there once.
    subscript(key: Key) -> Located<String>? { values[key]?.first }

    func all(_ key: Key) -> [Located<String>] { values[key] ?? [] }

    func refuse(_ key: Key, _ entry: Located<String>, expected: String) {
        problems.report(.header(.badValue(key.rawValue, found: entry.value, expected: expected)), at: entry.place)
    }

    /// True where the key stands there with `yes`.
    func flag(_ key: Key) -> Bool {
        guard let entry = self[key] else { return false }
        if !["yes", "no"].contains(entry.value) { refuse(key, entry, expected: "`yes` or `no`") }
        return entry.value == "yes"
    }

    /// The names of a list with commas, on one line or several, each with its place and none of them twice.
    func list(_ key: Key) -> [Located<String>] {
        var names: [Located<String>] = []
        for entry in all(key) {
            var column = entry.place.column
            for part in entry.value.split(separator: ",", omittingEmptySubsequences: false) {
                let name = trimmedEnd(part.drop(while: \.isWhitespace))
                let blanks = part.unicodeScalars.prefix { $0.properties.isWhitespace }.count
                let place = SourcePlace(file: entry.place.file, line: entry.place.line, column: column + blanks)
                column += part.unicodeScalars.count + 1
                let located = Located(value: name, place: place)
                if name.isEmpty {
                    refuse(key, Located(value: entry.value, place: place), expected: "names with commas between them")
                } else if names.contains(where: { $0.value == name }) {
                    problems.report(.header(.duplicateName(key.rawValue, name: name)), at: place)
                } else {
                    names.append(located)
                }
            }
        }
        return names
    }

    /// The `set` lines: `name = value`; quotes around the value are taken off.
    func settings() -> [SessionSetting] {
        all(.set).compactMap { entry in
            let parts = entry.value.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let name = parts[0].filter { !$0.isWhitespace }
            guard parts.count == 2, !name.isEmpty else {
                refuse(.set, entry, expected: "`name = value`")
                return nil
            }
            let value = trimmedEnd(parts[1].drop(while: \.isWhitespace))
            guard value.hasPrefix("'"), value.hasSuffix("'"), value.count >= 2 else {
                return SessionSetting(name: name, value: value)
            }
            let inside = String(value.dropFirst().dropLast())
            let unquoted = inside.split(separator: "''", omittingEmptySubsequences: false).joined(separator: "'")
            return SessionSetting(name: name, value: unquoted)
        }
    }
}

func trimmedEnd(_ text: Substring) -> String {
    var text = text
    while let last = text.last, last.isWhitespace { text.removeLast() }
    return String(text)
}

extension ProjectFiles {
    /// The statements of a file of the workload or of the checks, in which no meta-command may stand; nil after
    /// reporting why not.
    func statements(in text: String, file: String) -> [Statement]? {
        let items: [ScriptItem]
        do {
            items = try scriptItems(of: text, file: file)
        } catch {
            problems.report(.script(error.fault), at: error.place)
            return nil
        }
        var statements: [Statement] = []
        for item in items {
            switch item {
            case .statement(let statement): statements.append(statement)
            case .metaCommand(let command):
                problems.report(.metaCommand(.refused(name: command.name)), at: command.place)
                return nil
            }
        }
        return statements
    }
}
