/// A column that a statement or a condition of its plan compares with a parameter.
public struct ParameterComparison: Hashable, Sendable {
    /// The n of `$n`.
    public var parameter: Int
    /// The relation's name or alias before the column; nil where none is written.
    public var qualifier: String?
    public var column: String
    /// As if the column stood on the left: `=`, `>=`, `~~`. `= ANY` where the parameter is an array.
    public var comparison: String

    public init(parameter: Int, qualifier: String?, column: String, comparison: String) {
        self.parameter = parameter
        self.qualifier = qualifier
        self.column = column
        self.comparison = comparison
    }
}

/// Finds what is compared with parameters in a condition as EXPLAIN writes it, or in the text of a statement.
///
/// Casts are passed over, on both sides. A column that stands in an expression or in a call is not found, because no
/// value of its own is compared.
public func parameterComparisons(in text: String) -> [ParameterComparison] {
    let atoms = ConditionAtom.collapsed(ConditionAtom.atoms(of: text))
    return atoms.indices.flatMap { ConditionReading(atoms: atoms, start: $0).comparisons }
}

/// A piece of a condition.
enum ConditionAtom: Hashable {
    case column(qualifier: String?, name: String)
    case parameter(Int)
    case symbol(String)
    /// A bracket, a comma or whatever else is no operand.
    case other(String)

    var text: String? {
        switch self {
        case .other(let text), .symbol(let text): text
        case .column(nil, let name): name
        case .column, .parameter: nil
        }
    }

    private var isOperand: Bool {
        switch self {
        case .column, .parameter: true
        case .symbol, .other: false
        }
    }

    /// The pieces of a text without its casts, names with dots put together.
    static func atoms(of text: String) -> [ConditionAtom] {
        let found = tokens(of: text).filter { $0.kind != .comment }
        var atoms: [ConditionAtom] = []
        var index = 0
        while index < found.count {
            let token = found[index]
            switch token.kind {
            case .word, .quotedIdentifier:
                var names = [name(of: token)]
                while index + 2 < found.count, found[index + 1].text == ".", isName(found[index + 2]) {
                    names.append(name(of: found[index + 2]))
                    index += 2
                }
                atoms.append(.column(qualifier: names.dropLast().last, name: names[names.count - 1]))
            case .parameter: atoms.append(Int(token.text.dropFirst()).map { .parameter($0) } ?? .other(token.text))
            case .operatorSymbol: atoms.append(.symbol(token.text))
            case .punctuation where token.text == "::":
                index = endOfType(found, from: index + 1)
                continue
            case .string, .dollarString, .number, .punctuation, .comment, .backslash, .whitespace:
                atoms.append(.other(token.text))
            }
            index += 1
        }
        return atoms
    }

    /// The place behind a type's name, its numbers and its brackets.
    private static func endOfType(_ tokens: [SQLToken], from start: Int) -> Int {
        var index = start
        func keyword(_ ahead: Int = 0) -> String? { index + ahead < tokens.count ? tokens[index + ahead].keyword : nil }
        func text(_ ahead: Int = 0) -> String? { index + ahead < tokens.count ? tokens[index + ahead].text : nil }
        let first = keyword()
        index += 1
        while text() == "." { index += 2 }
        if keyword() == "varying" || (first == "double" && keyword() == "precision") { index += 1 }
        if text() == "(" {
            while let inside = text(), inside != ")" { index += 1 }
            index += 1
        }
        if ["with", "without"].contains(keyword()), keyword(1) == "time", keyword(2) == "zone" { index += 3 }
        while text() == "[", text(1) == "]" { index += 2 }
        return index
    }

    private static func isName(_ token: SQLToken) -> Bool { token.kind == .word || token.kind == .quotedIdentifier }

    private static func name(of token: SQLToken) -> String {
        token.kind == .quotedIdentifier ? token.text.unquoted("\"") ?? token.text : asciiLowercased(token.text)
    }

    /// Words behind which a parenthesis is no call's.
    private static let wordsBeforeParenthesis: Set<String> = [
        "and", "between", "by", "case", "else", "having", "ilike", "like", "limit", "not", "offset", "on", "or",
        "select", "set", "then", "when", "where",
    ]

    /// The pieces without parentheses around a single operand.
    static func collapsed(_ atoms: [ConditionAtom]) -> [ConditionAtom] {
        var result: [ConditionAtom] = []
        for atom in atoms {
            result.append(atom)
            while result.count >= 3, result[result.count - 1] == .other(")"), result[result.count - 2].isOperand,
                result[result.count - 3] == .other("("), !isCall(result.dropLast(3).last)
            {
                result.remove(at: result.count - 3)
                result.removeLast()
            }
        }
        return result
    }

    private static func isCall(_ before: ConditionAtom?) -> Bool {
        guard case .column(let qualifier, let name)? = before else { return false }
        return qualifier != nil || !wordsBeforeParenthesis.contains(name)
    }
}

/// What is compared at one place of a condition.
private struct ConditionReading {
    let atoms: [ConditionAtom]
    let start: Int

    private func atom(_ ahead: Int) -> ConditionAtom? {
        atoms.indices.contains(start + ahead) ? atoms[start + ahead] : nil
    }

    private func isWord(_ ahead: Int, _ word: String) -> Bool { atom(ahead)?.text == word }

    var comparisons: [ParameterComparison] {
        if let rows = rowComparisons() { return rows }
        if isInsideExpression(-1) { return [] }
        switch atom(0) {
        case .column(let qualifier, let name): return comparisons(of: (qualifier, name))
        case .parameter(let number):
            guard case .symbol(let symbol)? = atom(1), case .column(let qualifier, let name)? = atom(2),
                !isInsideExpression(3), atom(3) != .other("("), let turned = Self.turned(symbol)
            else { return [] }
            return [Self.comparison(number, (qualifier, name), turned)]
        case .symbol, .other, nil: return []
        }
    }

    /// `column = $1`, `column = ANY (ARRAY[$1, $2])`, `column IN ($1, $2)`, `column BETWEEN $1 AND $2`.
    private func comparisons(of column: (String?, String)) -> [ParameterComparison] {
        if case .symbol(let symbol)? = atom(1) {
            if case .parameter(let number)? = atom(2), !isInsideExpression(3) {
                return [Self.comparison(number, column, symbol)]
            }
            if symbol == "=", isWord(2, "any") { return elements(of: column, from: 3) }
            return []
        }
        if isWord(1, "in") { return elements(of: column, from: 2) }
        if isWord(1, "between"), case .parameter(let low)? = atom(2), isWord(3, "and"),
            case .parameter(let high)? = atom(4)
        {
            return [Self.comparison(low, column, ">="), Self.comparison(high, column, "<=")]
        }
        if isWord(1, "like") || isWord(1, "ilike"), case .parameter(let number)? = atom(2) {
            return [Self.comparison(number, column, "~~")]
        }
        return []
    }

    private func elements(of column: (String?, String), from first: Int) -> [ParameterComparison] {
        var ahead = first
        var isArray = isWord(first - 1, "in")
        while atom(ahead) == .other("(") { ahead += 1 }
        if isWord(ahead, "array"), atom(ahead + 1) == .other("[") {
            ahead += 2
            isArray = true
        }
        var numbers: [Int] = []
        while case .parameter(let number)? = atom(ahead) {
            numbers.append(number)
            guard atom(ahead + 1) == .other(",") else { break }
            ahead += 2
        }
        guard ahead > first else { return [] }
        return numbers.map { Self.comparison($0, column, isArray ? "=" : "= ANY") }
    }

    /// `(a, b) < ($1, $2)`, with ROW before the parentheses or without.
    private func rowComparisons() -> [ParameterComparison]? {
        guard atom(0) == .other("("), let columns = list(from: 1), case .symbol(let symbol)? = atom(columns.end) else {
            return nil
        }
        let open = isWord(columns.end + 1, "row") ? columns.end + 2 : columns.end + 1
        guard atom(open) == .other("("), let values = list(from: open + 1), values.items.count == columns.items.count
        else { return nil }
        return zip(columns.items, values.items).compactMap { column, value in
            guard case .column(let qualifier, let name) = column, case .parameter(let number) = value else {
                return nil
            }
            return Self.comparison(number, (qualifier, name), symbol)
        }
    }

    /// Operands with commas between them up to the parenthesis; two at least.
    private func list(from first: Int) -> (items: [ConditionAtom], end: Int)? {
        var items: [ConditionAtom] = []
        var ahead = first
        while let item = atom(ahead) {
            items.append(item)
            if atom(ahead + 1) == .other(")") { return items.count > 1 ? (items, ahead + 2) : nil }
            guard atom(ahead + 1) == .other(",") else { return nil }
            ahead += 2
        }
        return nil
    }

    private func isInsideExpression(_ ahead: Int) -> Bool {
        switch atom(ahead) {
        case .symbol, .other("["): true
        case .column, .parameter, .other, nil: false
        }
    }

    /// The operator with its sides changed; nil for one that is not known to have another.
    private static func turned(_ symbol: String) -> String? {
        switch symbol {
        case "=", "<>", "!=": symbol
        case "<": ">"
        case ">": "<"
        case "<=": ">="
        case ">=": "<="
        default: nil
        }
    }

    private static func comparison(
        _ number: Int, _ column: (qualifier: String?, name: String), _ symbol: String
    ) -> ParameterComparison {
        ParameterComparison(
            parameter: number, qualifier: column.qualifier, column: column.name, comparison: symbol)
    }
}
