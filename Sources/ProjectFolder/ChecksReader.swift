import RehearsalCore

/// Reads `checks/*.sql`: one check per file, what has to be known about it in its ``FileHeader``.
struct ChecksReader {
    private static let keys: [FileHeader.Key] = [
        .name, .roles, .sessions, .set, .before, .after, .from, .expect, .writes,
    ]
    private static let everyStep = "every step"

    let files: ProjectFiles
    let contexts: Contexts
    /// Names of the steps, in their order.
    let steps: [String]

    /// The checks of a folder, sorted by name.
    func checks(in directory: String, namedAt place: SourcePlace?) -> [Check] {
        var checks: [Check] = []
        var fileOf: [String: String] = [:]
        for name in files.scriptNames(in: directory, namedAt: place) ?? [] {
            let file = files.joined(directory, name)
            guard let check = check(in: file, fileName: name) else { continue }
            if let other = fileOf[check.name] {
                let start = SourcePlace(file: file, line: 1, column: 1)
                files.problems.report(.check(.duplicateName(check.name, with: other)), at: start)
            }
            fileOf[check.name] = file
            checks.append(check)
        }
        return checks.sorted { $0.name < $1.name }
    }

    private func check(in file: String, fileName: String) -> Check? {
        guard let text = files.text(of: file, limitBytes: ScriptReader.limitBytes, namedAt: nil) else { return nil }
        let header = FileHeader(of: text, file: file, known: Self.keys, problems: files.problems)
        let contexts = contexts.named(in: header)
        let settings = header.settings()
        let moments = moments(header, file: file)
        let expectation = header[.expect].flatMap { self.expectation($0, header) } ?? CheckExpectation.noRows
        let writes = header.flag(.writes)
        guard let statements = files.statements(in: text, file: file) else { return nil }
        guard !statements.isEmpty else {
            files.problems.report(.check(.noStatement), at: SourcePlace(file: file, line: 1, column: 1))
            return nil
        }
        for statement in statements where !mayStandInCheck(statement) {
            files.problems.report(.check(.transactionControl), at: statement.place)
        }
        return Check(
            name: header[.name]?.value ?? String(fileName.dropLast(4)), file: file,
            variants: contexts.map { context in
                CheckVariant(
                    role: context.role, session: context.session?.name,
                    settings: SessionContext.merged(context.session?.settings ?? [], settings))
            },
            moments: moments, expectation: expectation, writes: writes, statements: statements)
    }

    /// The transaction is ours: what ends it would keep what the check wrote.
    private func mayStandInCheck(_ statement: Statement) -> Bool {
        switch transactionControl(of: statement) {
        case .begins, .ends, .endsAndBegins: false
        case .savepoint, .unrelated: true
        }
    }

    /// What `before`, `after` and `from` name, in the order of the steps.
    private func moments(_ header: FileHeader, file: String) -> [CheckMoment] {
        let keys: [FileHeader.Key] = [.before, .after, .from]
        if keys.allSatisfy({ header.all($0).isEmpty }) {
            files.problems.report(.check(.noMoment), at: SourcePlace(file: file, line: 1, column: 1))
        }
        let before = Set(header.list(.before).flatMap { indices($0, everyStep: true) })
        let after = Set(header.list(.after).flatMap { indices($0, everyStep: true) })
        let from = header.list(.from).flatMap { indices($0, everyStep: false) }.min() ?? steps.count
        return steps.indices.flatMap { index -> [CheckMoment] in
            let isBefore = before.contains(index)
            let isAfter = after.contains(index) || index >= from
            return (isBefore ? [.before(step: steps[index])] : []) + (isAfter ? [.after(step: steps[index])] : [])
        }
    }

    private func indices(_ entry: Located<String>, everyStep: Bool) -> [Int] {
        if everyStep && entry.value == Self.everyStep { return Array(steps.indices) }
        if let index = steps.firstIndex(of: entry.value) { return [index] }
        let near = NearestName.suggestion(for: entry.value, among: steps)
        files.problems.report(.layout(.unknownStep(entry.value, suggestion: near)), at: entry.place)
        return []
    }

    private func expectation(_ entry: Located<String>, _ header: FileHeader) -> CheckExpectation? {
        let words = entry.value.split(whereSeparator: \.isWhitespace)
        switch words {
        case ["no", "rows"]: return .noRows
        case ["rows"]: return .rows
        case ["refused"]: return .refused(sqlState: nil)
        default:
            guard words.count == 2, words[0] == "refused", isSQLState(words[1]) else {
                header.refuse(
                    .expect, entry, expected: "`no rows`, `rows`, `refused` or `refused` with an SQLSTATE such as 42501"
                )
                return nil
            }
            return .refused(sqlState: String(words[1]))
        }
    }

    private func isSQLState(_ word: Substring) -> Bool {
        word.utf8.count == 5 && word.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) }
    }
}
