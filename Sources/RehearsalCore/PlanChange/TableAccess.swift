/// How a plan reaches one table, all its partitions and all its mentions together.
struct TableAccess {
    var sequential = 0
    var byIndex = 0
    var indexOnly = 0
    /// Names of the indexes used, by their identities.
    var indexes: [String: String] = [:]
    /// Leaves that are read; those that were never needed when the query ran do not count.
    var leaves: Set<String> = []
    var rowsRemoved: Double = 0
    /// Conjuncts, in their normal form, that find rows by an index, and those that only filter.
    var indexConditions: Set<String> = []
    var filters: Set<String> = []

    var usesIndex: Bool { byIndex + indexOnly > 0 }

    /// The tables of a plan.
    static func tables(of plan: QueryPlan) -> [String: TableAccess] {
        var found: [String: TableAccess] = [:]
        var expressions = PlanExpressions(of: plan.root)
        visit(plan.root, table: nil, &found, &expressions)
        return found
    }

    /// The columns of a table that a condition in its normal form names.
    static func columns(of table: String, in condition: String) -> Set<String> {
        Set(
            condition.ranges(of: "\(table).").compactMap { range in
                let rest = condition[range.upperBound...]
                let isQuoted = rest.first == "\""
                let name = rest.dropFirst(isQuoted ? 1 : 0).prefix { character in
                    isQuoted ? character != "\"" : character.isLetter || character.isNumber || "_$".contains(character)
                }
                return name.isEmpty ? nil : String(name)
            })
    }

    private static func visit(
        _ node: QueryPlanNode, table above: String?, _ found: inout [String: TableAccess],
        _ expressions: inout PlanExpressions
    ) {
        let table = node.table ?? (node.type.hasPrefix("Bitmap") ? above : nil)
        if let table, node.type != "ModifyTable" { found[table, default: TableAccess()].note(node, &expressions) }
        for child in node.children { visit(child, table: table, &found, &expressions) }
    }

    private mutating func note(_ node: QueryPlanNode, _ expressions: inout PlanExpressions) {
        switch node.type {
        case "Seq Scan", "Sample Scan": sequential += 1
        case "Index Scan", "Bitmap Heap Scan": byIndex += 1
        case "Index Only Scan": indexOnly += 1
        default: break
        }
        if let name = node.indexName, let identity = node.attribute(ExplainKeys.indexIdentity) {
            indexes[identity] = name
        }
        if let relation = node.relation, node.measured?.loops ?? 1 > 0 { leaves.insert(relation) }
        if let measured = node.measured { rowsRemoved += measured.rowsRemoved * measured.loops }
        for condition in node.expressions {
            let parts = expressions.conjuncts(of: condition.value)
            switch condition.key {
            case "Index Cond": indexConditions.formUnion(parts)
            case "Filter": filters.formUnion(parts)
            default: break
            }
        }
    }
}

extension PlanExpressions {
    /// The parts of a condition that all have to hold, each in its normal form.
    mutating func conjuncts(of condition: String) -> [String] {
        Self.conjuncts(of: words(of: condition))
    }

    private static func conjuncts(of words: [String]) -> [String] {
        let words = withoutParentheses(words)
        var parts: [[String]] = [[]]
        var depth = 0
        for word in words {
            if word == "(" { depth += 1 }
            if word == ")" { depth -= 1 }
            if depth == 0, word == "AND" {
                parts.append([])
            } else {
                parts[parts.count - 1].append(word)
            }
        }
        guard parts.count > 1 else { return [written(words)] }
        return parts.flatMap { conjuncts(of: $0) }
    }

    /// Without a pair that encloses everything.
    private static func withoutParentheses(_ words: [String]) -> [String] {
        guard words.first == "(", words.last == ")" else { return words }
        var depth = 0
        for (index, word) in words.enumerated() {
            if word == "(" { depth += 1 }
            if word == ")" { depth -= 1 }
            if depth == 0 { return index == words.count - 1 ? withoutParentheses(Array(words[1..<index])) : words }
        }
        return words
    }
}
