import RehearsalCore

/// Reads `workload/*.sql`: one query per file, what has to be known about it in its ``FileHeader``.
struct WorkloadReader {
    private static let keys: [FileHeader.Key] = [
        .name, .roles, .sessions, .set, .parameters, .callsPerDay, .from, .writes,
    ]

    let files: ProjectFiles
    let contexts: Contexts
    /// The names of the project's steps.
    let steps: [String]

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
        let header = FileHeader(of: text, file: file, known: Self.keys, problems: files.problems)
        let statement = statement(in: text, file: file)
        let contexts = contexts.named(in: header)
        let calls = header[.callsPerDay].flatMap { callsPerDay($0, header) }
        let fromStep = fromStep(header)
        let settings = header.settings()
        guard let statement else { return nil }
        let sets = ParameterSetsReader(header: header, problems: files.problems).sets(of: statement)
        for set in sets { reportValues(of: set.values.filter { $0.reference == nil }.map(\.text), in: contexts) }
        let variants = contexts.flatMap { context in
            sets.map { set in
                QueryVariant(
                    role: context.role, session: context.session?.name, parameterSet: set.name,
                    settings: SessionContext.merged(context.session?.settings ?? [], settings),
                    parameters: set.values.map { value in
                        if let reference = value.reference { return .reference(reference) }
                        return .value(value.text.value.map { Placeholders.filled($0, from: context.session) ?? $0 })
                    })
            }
        }
        return WorkloadQuery(
            name: header[.name]?.value ?? String(fileName.dropLast(4)), variants: variants, callsPerDay: calls,
            fromStep: fromStep, writes: header.flag(.writes), statement: statement)
    }

    /// Reports names in braces that are no value of the query's sessions.
    private func reportValues(of parameters: [Located<String?>], in contexts: [Contexts.Context]) {
        let known = Set(self.contexts.sessions.flatMap(\.values.keys)).sorted()
        var told: Set<String> = []
        for parameter in parameters {
            for case .value(let name) in Placeholders.pieces(of: parameter.value ?? "") {
                guard told.insert(name).inserted else { continue }
                if let fault = fault(of: name, known: known, in: contexts) {
                    files.problems.report(.workload(fault), at: parameter.place)
                }
            }
        }
    }

    private func fault(of name: String, known: [String], in contexts: [Contexts.Context]) -> WorkloadFault? {
        guard known.contains(name) else {
            let near = NearestName.suggestion(for: name, among: known)
            return .unknownValue(name, suggestion: near, known: known)
        }
        let sessions = contexts.compactMap(\.session)
        if sessions.isEmpty { return contexts.isEmpty ? nil : .valueWithoutSession(name) }
        let lacking = Set(sessions.filter { $0.values[name] == nil }.map(\.name)).sorted()
        return lacking.isEmpty ? nil : .lackingValue(name, sessions: lacking)
    }

    private func statement(in text: String, file: String) -> Statement? {
        guard let statements = files.statements(in: text, file: file) else { return nil }
        guard statements.count == 1 else {
            let place = statements.dropFirst().first?.place ?? SourcePlace(file: file, line: 1, column: 1)
            files.problems.report(.workload(.statementCount(statements.count)), at: place)
            return nil
        }
        return statements.first
    }

    /// The one step behind which the query is asked.
    private func fromStep(_ header: FileHeader) -> String? {
        let entries = header.all(.from)
        for entry in entries.dropFirst() {
            files.problems.report(.header(.duplicateKey(FileHeader.Key.from.rawValue)), at: entry.place)
        }
        guard let entry = entries.first else { return nil }
        if !steps.contains(entry.value) {
            let near = NearestName.suggestion(for: entry.value, among: steps)
            files.problems.report(.layout(.unknownStep(entry.value, suggestion: near)), at: entry.place)
        }
        return entry.value
    }

    private func callsPerDay(_ entry: Located<String>, _ header: FileHeader) -> Int? {
        guard let calls = Int(entry.value), calls >= 0 else {
            header.refuse(.callsPerDay, entry, expected: "a whole number such as 1200")
            return nil
        }
        return calls
    }
}
