import RehearsalCore

/// Reads `workload/*.sql`: one query per file, what has to be known about it in its ``FileHeader``.
struct WorkloadReader {
    private static let keys: [FileHeader.Key] = [.name, .roles, .sessions, .set, .parameters, .callsPerDay, .from]

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
        let parameters = header[.parameters].flatMap { self.parameters($0, header) }
        let calls = header[.callsPerDay].flatMap { callsPerDay($0, header) }
        let fromStep = fromStep(header)
        let settings = header.settings()
        guard let statement else { return nil }
        let needed = parameterCount(of: statement)
        let isGiven = header[.parameters] == nil || parameters != nil
        if isGiven, needed != parameters?.count ?? 0 {
            let fault = WorkloadFault.parameterCount(needed: needed, given: parameters?.count ?? 0)
            files.problems.report(.workload(fault), at: header[.parameters]?.place ?? statement.place)
        }
        let references = (parameters ?? []).map { StatisticsReferenceText.reference(in: $0, files.problems) }
        reportValues(of: zip(parameters ?? [], references).filter { $1 == nil }.map(\.0), in: contexts)
        let variants = contexts.map { context in
            QueryVariant(
                role: context.role, session: context.session?.name,
                settings: SessionContext.merged(context.session?.settings ?? [], settings),
                parameters: zip(parameters ?? [], references).map { entry, reference in
                    if let reference { return .reference(reference) }
                    return .value(entry.value.map { Placeholders.filled($0, from: context.session) ?? $0 })
                })
        }
        return WorkloadQuery(
            name: header[.name]?.value ?? String(fileName.dropLast(4)), variants: variants, callsPerDay: calls,
            fromStep: fromStep, statement: statement)
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

    /// A YAML flow list of scalars: `["a", 1, null]`.
    private func parameters(_ entry: Located<String>, _ header: FileHeader) -> [Located<String?>]? {
        guard let root = YAMLDocument.root(of: entry.value, origin: entry.place, problems: files.problems) else {
            return nil
        }
        guard root.isSequence, let items = root.items(of: "values") else {
            header.refuse(.parameters, entry, expected: "a list such as [\"a\", 1, null]")
            return nil
        }
        var values: [Located<String?>] = []
        for item in items {
            guard let text = item.scalarText else {
                header.refuse(.parameters, entry, expected: "a list of texts, numbers and null")
                return nil
            }
            values.append(Located(value: item.isNull ? nil : text, place: item.place))
        }
        return values
    }
}

/// The highest n of the statement's `$n`.
private func parameterCount(of statement: Statement) -> Int {
    tokens(of: statement.text).filter { $0.kind == .parameter }.compactMap { Int($0.text.dropFirst()) }.max() ?? 0
}
