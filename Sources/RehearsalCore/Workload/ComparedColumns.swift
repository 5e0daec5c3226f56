/// Which column each `$n` of a statement is compared with: by its generic plan, and by its text where that says
/// nothing.
struct ComparedColumns {
    /// One comparison with a column that the server has.
    struct Compared: Hashable {
        var comparison: ParameterComparison
        var column: StatementDescription.Column
    }

    private(set) var byParameter: [Int: Compared] = [:]

    init(of statement: WorkloadStatement, _ description: StatementDescription) throws(QueryPlanDecodingError) {
        let columns = Dictionary(description.columns.map { ([$0.relation.schema, $0.relation.name, $0.name], $0) }) {
            first, _ in first
        }
        let roots = Dictionary(description.relations.map { ($0.name, $0.root) }) { first, _ in first }
        if let json = description.explained {
            let explained = try ExplainedConditions(json: json)
            for comparison in explained.comparisons {
                guard let relation = comparison.qualifier.flatMap({ explained.relations[$0] }),
                    let root = roots[relation],
                    let column = columns[[root.schema, root.name, comparison.column]]
                else { continue }
                take(Compared(comparison: comparison, column: column))
            }
        }
        let text = TextNames(statement.text, description)
        for comparison in parameterComparisons(in: statement.text) where byParameter[comparison.parameter] == nil {
            guard let column = text.column(of: comparison) else { continue }
            take(Compared(comparison: comparison, column: column))
        }
    }

    /// The first of the comparisons that says the most: equality, then a range, then whatever else.
    private mutating func take(_ compared: Compared) {
        if let before = byParameter[compared.comparison.parameter],
            before.comparison.use.rawValue <= compared.comparison.use.rawValue
        {
            return
        }
        byParameter[compared.comparison.parameter] = compared
    }
}

extension ParameterComparison {
    enum Use: Int {
        case equality, range, other
    }

    var use: Use {
        switch comparison {
        case "=", "<>", "!=": .equality
        case "<", "<=", ">", ">=": .range
        default: .other
        }
    }
}

/// Relations by the names and aliases that stand in a statement's text.
struct TextNames {
    private let description: StatementDescription
    private var byName: [String: StatementDescription.Relation] = [:]
    /// The relation that the text names first.
    private(set) var first: RelationName?

    init(_ text: String, _ description: StatementDescription) {
        self.description = description
        let relations = Dictionary(description.relations.map { ($0.name.name, $0) }) { first, _ in first }
        let words = tokens(of: text)
        var any: RelationName?
        for (index, token) in words.enumerated() {
            guard let name = Self.name(token), let relation = relations[name] else { continue }
            any = any ?? relation.name
            if first == nil && Self.beginsRelation(words[..<index]) { first = relation.name }
            byName[name] = relation
            var next = index + 1
            if next < words.count, words[next].keyword == "as" { next += 1 }
            if next < words.count, let alias = Self.name(words[next]) { byName[alias] = byName[alias] ?? relation }
        }
        first = first ?? any
    }

    /// True behind a word that relations follow; a column may have a table's name.
    private static func beginsRelation(_ before: ArraySlice<SQLToken>) -> Bool {
        let words = before.last?.text == "." ? before.dropLast(2) : before
        return ["from", "join", "into", "update", "only", "using"].contains(words.last?.keyword)
    }

    func column(of comparison: ParameterComparison) -> StatementDescription.Column? {
        let relations = comparison.qualifier.map { [byName[$0]].compactMap(\.self) } ?? description.relations
        let roots = Set(relations.map(\.root))
        let found = description.columns.filter { roots.contains($0.relation) && $0.name == comparison.column }
        return found.count == 1 ? found[0] : nil
    }

    private static func name(_ token: SQLToken) -> String? {
        switch token.kind {
        case .word: asciiLowercased(token.text)
        case .quotedIdentifier: token.text.unquoted("\"")
        default: nil
        }
    }
}
