extension DatasetError {
    /// The words for constraints that captured columns cannot be held to.
    var checkSentences: (what: String, next: String)? {
        if case .checkNotHeld(let table, let check, let columns) = problem {
            return (
                "\(Self.name(check)) of \(table) cannot be kept by captured values: \(Self.shown(check.definition))",
                "write a generator by hand in the shape file for \(columns.joined(separator: " and "))"
            )
        }
        if case .fewValuesAllowed(let column, let checks, let wanted, let available) = problem {
            let names = checks.map(Self.name).joined(separator: " and ")
            let verb = checks.count == 1 ? "allows" : "allow"
            let count = available.map { "\(verb) \($0)" } ?? "\(verb) fewer"
            let definitions = checks.map { Self.shown($0.definition) }.joined(separator: " ")
            return (
                "\(column) needs \(wanted) different values, and \(names) \(count): \(definitions)",
                "write a generator for it by hand in the shape file, or correct its distinct there"
            )
        }
        if case .exclusionNotHeld(let table, let exclusion, let columns) = problem {
            return (
                "the exclusion constraint \(exclusion.name) of \(table) cannot be kept by captured values: "
                    + Self.shown(exclusion.definition),
                "write a generator by hand in the shape file for \(columns.joined(separator: " and "))"
            )
        }
        return nil
    }

    private static func name(_ check: CheckLayout) -> String {
        let domain = check.domain.map { " of the domain \($0)" } ?? ""
        return "the CHECK constraint \(check.name)\(domain)"
    }

    private static let longestDefinition = 300

    /// In one line, and not longer than a message should be.
    private static func shown(_ definition: String) -> String {
        let line = definition.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        return line.count > longestDefinition ? line.prefix(longestDefinition) + "…" : line
    }
}
