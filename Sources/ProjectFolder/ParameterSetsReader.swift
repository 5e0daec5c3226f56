import RehearsalCore

/// Reads the `parameters` lines of a workload query: `["a", 1, null]`, or several, each with a name, as in
/// `rare = ["{rare(orders.status)}"]`.
struct ParameterSetsReader {
    /// Values for `$1`, `$2`, … under one name.
    struct ParameterSet {
        /// Nil for the one set of a query that has no names for them.
        var name: String?
        var values: [Value]
    }

    struct Value {
        var text: Located<String?>
        /// Nil for a value that stands there itself.
        var reference: StatisticsReference?
    }

    let header: FileHeader
    let problems: ProblemList

    /// At least one set: an empty one for a query without parameters. What is wrong is reported.
    func sets(of statement: Statement) -> [ParameterSet] {
        let needed =
            tokens(of: statement.text).filter { $0.kind == .parameter }
            .compactMap { Int($0.text.dropFirst()) }.max() ?? 0
        let entries = header.all(.parameters)
        guard !entries.isEmpty else {
            if needed > 0 { report(.parameterCount(needed: needed, given: 0), at: statement.place) }
            return [ParameterSet(name: nil, values: [])]
        }
        var sets: [ParameterSet] = []
        for entry in entries {
            let (name, list) = parts(of: entry)
            if sets.contains(where: { $0.name == name }) {
                report(.duplicateParameterSet(name), at: entry.place)
                continue
            }
            guard let texts = values(list) else { continue }
            if texts.count != needed { report(.parameterCount(needed: needed, given: texts.count), at: list.place) }
            let values = texts.map { text in
                Value(text: text, reference: StatisticsReferenceText.reference(in: text, problems))
            }
            sets.append(ParameterSet(name: name, values: values))
        }
        return sets
    }

    private func report(_ fault: WorkloadFault, at place: SourcePlace) { problems.report(.workload(fault), at: place) }

    /// The name before the equals sign, if there is one, and the list with its own place.
    private func parts(of entry: Located<String>) -> (name: String?, list: Located<String>) {
        guard let match = entry.value.prefixMatch(of: /([A-Za-z0-9_\-]+)\s*=\s*/) else { return (nil, entry) }
        var place = entry.place
        place.column += entry.value[match.range].unicodeScalars.count
        return (String(match.output.1), Located(value: String(entry.value[match.range.upperBound...]), place: place))
    }

    /// A YAML flow list of scalars: `["a", 1, null]`.
    private func values(_ entry: Located<String>) -> [Located<String?>]? {
        guard let root = YAMLDocument.root(of: entry.value, origin: entry.place, problems: problems) else {
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
