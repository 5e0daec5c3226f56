/// One condition of a plan's node under EXPLAIN's key: `Filter (status = ?)`.
struct PlanCondition: Hashable {
    var key: String
    /// In normal form, without constants and without the name of the node's own table.
    var text: String

    /// For people.
    var words: String { "\(key) \(text)" }

    /// True for what rows are chosen by; other nodes do without keys such as `Scan Direction` as a matter of course.
    var isPredicate: Bool { Self.conjunctions.contains(key) }

    /// Keys whose values are conditions joined by AND.
    private static let conjunctions: Set<String> = [
        "Filter", "Hash Cond", "Index Cond", "Join Filter", "Merge Cond", "One-Time Filter", "Recheck Cond",
        "Run Condition", "TID Cond",
    ]

    /// The parts that AND joins, one by one: most often one part moves and the others stay.
    static func conditions(key: String, words all: [String], table: String?) -> [PlanCondition] {
        let words = all[...]
        let parts = conjunctions.contains(key) ? conjuncts(of: words) : [words]
        return parts.map { PlanCondition(key: key, text: joined($0, table: table)) }
    }

    private static func conjuncts(of words: ArraySlice<String>) -> [ArraySlice<String>] {
        guard words.first == "(", words.last == ")" else { return [words] }
        let inner = words.dropFirst().dropLast()
        var parts: [ArraySlice<String>] = []
        var depth = 0
        var start = inner.startIndex
        for index in inner.indices {
            switch inner[index] {
            case "(": depth += 1
            case ")": depth -= 1
            case "AND" where depth == 0:
                parts.append(inner[start..<index])
                start = index + 1
            default: break
            }
            if depth < 0 { return [words] }
        }
        return parts.isEmpty ? [words] : parts + [inner[start...]]
    }

    /// As EXPLAIN spaces it: `(lower(name) = ?::text)`.
    private static func joined(_ words: ArraySlice<String>, table: String?) -> String {
        let text = PlanExpressions.written(words)
        guard let table, !text.contains("\(table)#") else { return text }
        return text.replacing("\(table).", with: "")
    }
}

/// A condition that is another one, or checked elsewhere in the node, than before.
public struct PlanConditionMove: Hashable, Sendable {
    /// `Index Cond (status = ?)`, constants masked; nil for a condition that is new.
    public var before: String?
    /// Nil for a condition that is gone.
    public var after: String?

    /// First the same conditions under another key, then others under the same key, then what came and went.
    static func moves(from before: [PlanCondition], to after: [PlanCondition]) -> [PlanConditionMove] {
        var (gone, new) = (before, after)
        var moves: [PlanConditionMove] = []
        func pair(_ isPair: (PlanCondition, PlanCondition) -> Bool, _ note: (PlanCondition, PlanCondition) -> Void) {
            var rest: [PlanCondition] = []
            for condition in gone {
                if let place = new.firstIndex(where: { isPair(condition, $0) }) {
                    note(condition, new.remove(at: place))
                } else {
                    rest.append(condition)
                }
            }
            gone = rest
        }
        func move(_ old: PlanCondition, _ new: PlanCondition) {
            moves.append(PlanConditionMove(before: old.words, after: new.words))
        }
        pair({ $0 == $1 }, { _, _ in })
        pair({ $0.text == $1.text }, move)
        pair({ $0.key == $1.key }, move)
        return moves + gone.map { PlanConditionMove(before: $0.words, after: nil) }
            + new.map { PlanConditionMove(before: nil, after: $0.words) }
    }
}
