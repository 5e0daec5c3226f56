import RehearsalCore

/// Reads `workload/*.sql`: one query per file, what has to be known about it in comments above it.
///
/// The header is the run of `--` lines at the top, up to the first line that is something else. In it, `-- key:
/// value` is read and everything without a colon is a remark.
struct WorkloadReader {
    private enum Key: String, CaseIterable {
        case name, role, set, parameters
        case callsPerDay = "calls per day"
    }

    let files: ProjectFiles
    let hasApplicationRole: Bool

    /// The queries of a folder, sorted by name.
    func queries(in directory: String, namedAt place: SourcePlace?) -> [WorkloadQuery] {
        var queries: [WorkloadQuery] = []
        var fileOf: [String: String] = [:]
        for name in files.scriptNames(in: directory, namedAt: place) ?? [] {
            let file = files.joined(directory, name)
            guard let query = query(in: file, fileName: name) else { continue }
            if let other = fileOf[query.name] {
                let start = SourcePlace(file: file, line: 1, column: 1)
                files.problems.report(.workload(.duplicateName(query.name, with: other)), at: start)
            }
            fileOf[query.name] = file
            queries.append(query)
        }
        return queries.sorted { $0.name < $1.name }
    }

    private func query(in file: String, fileName: String) -> WorkloadQuery? {
        guard let text = files.text(of: file, limitBytes: ScriptReader.limitBytes, namedAt: nil) else { return nil }
        let header = header(of: text, file: file)
        let statement = statement(in: text, file: file)
        let role = role(header[.role]?.first)
        let parameters = header[.parameters]?.first.flatMap(parameters)
        let calls = header[.callsPerDay]?.first.flatMap(callsPerDay)
        let settings = (header[.set] ?? []).compactMap(setting)
        guard let statement else { return nil }
        let needed = parameterCount(of: statement)
        let isGiven = header[.parameters] == nil || parameters != nil
        if isGiven, needed != parameters?.count ?? 0 {
            let fault = WorkloadFault.parameterCount(needed: needed, given: parameters?.count ?? 0)
            files.problems.report(
                .workload(fault), at: header[.parameters]?.first?.place ?? statement.place)
        }
        return WorkloadQuery(
            name: header[.name]?.first?.value ?? String(fileName.dropLast(4)), role: role,
            settings: settings.sorted { $0.name < $1.name }, parameters: parameters ?? [], callsPerDay: calls,
            statement: statement)
    }

    /// The values of the header by key, each with the place where it begins.
    private func header(of text: String, file: String) -> [Key: [Located<String>]] {
        var header: [Key: [Located<String>]] = [:]
        for (index, rawLine) in text.split(separator: /\r?\n/, omittingEmptySubsequences: false).enumerated() {
            guard rawLine.hasPrefix("--") else { break }
            guard let colon = rawLine.firstIndex(of: ":") else { continue }
            let name = rawLine[..<colon].dropFirst(2).split(whereSeparator: \.isWhitespace).joined(separator: " ")
            let keyColumn = rawLine.unicodeScalars.prefix { $0 == "-" || $0 == " " || $0 == "\t" }.count + 1
            let keyPlace = SourcePlace(file: file, line: index + 1, column: keyColumn)
            guard let key = Key(rawValue: name.lowercased()) else {
                let known = Key.allCases.map(\.rawValue)
                let near = NearestName.suggestion(for: name, among: known)
                files.problems.report(
                    .workload(.unknownHeader(name, suggestion: near, known: known)), at: keyPlace)
                continue
            }
            let afterColon = rawLine[colon...].dropFirst()
            let value = afterColon.drop(while: \.isWhitespace)
            let column = rawLine.unicodeScalars.count - value.unicodeScalars.count + 1
            if key != .set && header[key] != nil {
                files.problems.report(.workload(.duplicateHeader(name)), at: keyPlace)
                continue
            }
            let located = Located(
                value: trimmedEnd(value), place: SourcePlace(file: file, line: index + 1, column: column))
            if located.value.isEmpty {
                refuse(key, located, expected: "a value")
                continue
            }
            header[key, default: []].append(located)
        }
        return header
    }

    private func statement(in text: String, file: String) -> Statement? {
        let items: [ScriptItem]
        do {
            items = try scriptItems(of: text, file: file)
        } catch {
            files.problems.report(.script(error.fault), at: error.place)
            return nil
        }
        var statements: [Statement] = []
        for item in items {
            switch item {
            case .statement(let statement): statements.append(statement)
            case .metaCommand(let command):
                files.problems.report(.metaCommand(.refused(name: command.name)), at: command.place)
                return nil
            }
        }
        guard statements.count == 1 else {
            let place = statements.dropFirst().first?.place ?? SourcePlace(file: file, line: 1, column: 1)
            files.problems.report(.workload(.statementCount(statements.count)), at: place)
            return nil
        }
        return statements.first
    }

    private func role(_ entry: Located<String>?) -> WorkloadRole {
        guard let entry else { return hasApplicationRole ? .application : .owner }
        guard let role = WorkloadRole(rawValue: entry.value) else {
            refuse(.role, entry, expected: "`owner` or `application`")
            return .owner
        }
        if role == .application && !hasApplicationRole {
            files.problems.report(.workload(.noApplicationRole), at: entry.place)
        }
        return role
    }

    /// `name = value`; quotes around the value are taken off.
    private func setting(_ entry: Located<String>) -> SessionSetting? {
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
        return SessionSetting(
            name: name, value: inside.split(separator: "''", omittingEmptySubsequences: false).joined(separator: "'"))
    }

    private func callsPerDay(_ entry: Located<String>) -> Int? {
        guard let calls = Int(entry.value), calls >= 0 else {
            refuse(.callsPerDay, entry, expected: "a whole number such as 1200")
            return nil
        }
        return calls
    }

    /// A YAML flow list of scalars: `["a", 1, null]`.
    private func parameters(_ entry: Located<String>) -> [String?]? {
        guard let root = YAMLDocument.root(of: entry.value, origin: entry.place, problems: files.problems) else {
            return nil
        }
        guard root.isSequence, let items = root.items(of: "values") else {
            refuse(.parameters, entry, expected: "a list such as [\"a\", 1, null]")
            return nil
        }
        var values: [String?] = []
        for item in items {
            guard let text = item.scalarText else {
                refuse(.parameters, entry, expected: "a list of texts, numbers and null")
                return nil
            }
            values.append(item.isNull ? nil : text)
        }
        return values
    }

    private func refuse(_ key: Key, _ entry: Located<String>, expected: String) {
        files.problems.report(
            .workload(.badHeader(key.rawValue, found: entry.value, expected: expected)), at: entry.place)
    }
}

/// The highest n of the statement's `$n`.
private func parameterCount(of statement: Statement) -> Int {
    tokens(of: statement.text).filter { $0.kind == .parameter }.compactMap { Int($0.text.dropFirst()) }.max() ?? 0
}

private func trimmedEnd(_ text: Substring) -> String {
    var text = text
    while let last = text.last, last.isWhitespace { text.removeLast() }
    return String(text)
}
