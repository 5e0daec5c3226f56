import RehearsalCore

/// Reads the conditions that `pg_get_constraintdef` writes, by the binding powers of PostgreSQL's operators.
///
/// The deparser puts nearly everything in parentheses and writes every form in one way, so that a small part of the
/// language is enough. What is not part of it gives nil: never a condition that means something else.
struct CheckParser {
    private let tokens: [SQLToken]
    private var place = 0

    private init(_ tokens: [SQLToken]) { self.tokens = tokens }

    /// The condition of `CHECK (…)`, with or without `NO INHERIT` and `NOT VALID`; nil where it is not understood.
    static func expression(of definition: String) -> CheckExpression? {
        var parser = CheckParser(RehearsalCore.tokens(of: definition))
        guard parser.takes(word: "check"), parser.takes("("), let found = parser.expression(above: 0),
            parser.takes(")")
        else { return nil }
        if parser.takes(word: "no"), !parser.takes(word: "inherit") { return nil }
        if parser.takes(word: "not"), !parser.takes(word: "valid") { return nil }
        return parser.current == nil ? found : nil
    }

    /// How tightly operators bind what stands on both sides.
    private enum Power {
        static let or = 1, and = 2, not = 3, test = 4, comparison = 5, other = 6, cast = 10
    }

    private static let comparisons: Set<String> = ["<", "<=", "=", ">=", ">", "<>"]
    private static let others: Set<String> = ["~", "~*", "!~", "!~*", "~~", "~~*", "!~~", "!~~*"]

    private var current: SQLToken? { place < tokens.count ? tokens[place] : nil }

    private mutating func takes(_ sign: String) -> Bool {
        guard let token = current, token.text == sign,
            token.kind == .punctuation || token.kind == .operatorSymbol
        else { return false }
        place += 1
        return true
    }

    private mutating func takes(word: String) -> Bool {
        guard current?.keyword == word else { return false }
        place += 1
        return true
    }

    private mutating func expression(above power: Int) -> CheckExpression? {
        guard var left = operand() else { return nil }
        while let token = current {
            if token.text == "::", power < Power.cast {
                place += 1
                guard let type = typeName() else { return nil }
                left = .cast(left, type: type)
            } else if token.keyword == "and", power < Power.and {
                guard let all = list(after: left, word: "and", power: Power.and) else { return nil }
                left = .every(all)
            } else if token.keyword == "or", power < Power.or {
                guard let all = list(after: left, word: "or", power: Power.or) else { return nil }
                left = .either(all)
            } else if token.keyword == "is", power < Power.test {
                guard let tested = test(of: left) else { return nil }
                left = tested
            } else if let (sign, binding) = operatorSign(), power < binding {
                guard let joined = operation(sign, left, binding) else { return nil }
                left = joined
            } else {
                break
            }
        }
        return left
    }

    private mutating func list(after first: CheckExpression, word: String, power: Int) -> [CheckExpression]? {
        var all = [first]
        while takes(word: word) {
            guard let next = expression(above: power) else { return nil }
            all.append(next)
        }
        return all
    }

    private mutating func test(of tested: CheckExpression) -> CheckExpression? {
        place += 1
        let isNegated = takes(word: "not")
        if takes(word: "null") { return isNegated ? .not(.isNull(tested)) : .isNull(tested) }
        for (word, truth) in [("true", true), ("false", false)] where takes(word: word) {
            return isNegated ? nil : .isTruth(tested, truth)
        }
        return nil
    }

    /// The operator that comes next, with `OPERATOR(schema.sign)` as its sign; nothing is taken yet.
    private func operatorSign() -> (sign: String, power: Int)? {
        guard let token = current else { return nil }
        var sign = token.text
        if token.keyword == "operator" {
            guard place + 5 < tokens.count, tokens[place + 1].text == "(", tokens[place + 3].text == ".",
                tokens[place + 5].text == ")"
            else { return nil }
            sign = tokens[place + 4].text
        } else if token.kind != .operatorSymbol {
            return nil
        }
        if Self.comparisons.contains(sign) { return (sign, Power.comparison) }
        return Self.others.contains(sign) ? (sign, Power.other) : nil
    }

    private mutating func operation(_ sign: String, _ left: CheckExpression, _ power: Int) -> CheckExpression? {
        place += current?.keyword == "operator" ? 6 : 1
        let isAny = takes(word: "any")
        if isAny || takes(word: "all") {
            guard takes("("), let array = expression(above: 0), takes(")") else { return nil }
            return isAny ? .anyOf(sign, left, array) : .allOf(sign, left, array)
        }
        return expression(above: power).map { .operation(sign, left, $0) }
    }

    private mutating func operand() -> CheckExpression? {
        guard let token = current, token.isTerminated else { return nil }
        place += 1
        switch token.kind {
        case .number: return .number(token.text)
        case .string: return Self.unquoted(token.text, "'").map { .text($0) }
        case .quotedIdentifier:
            guard let name = Self.unquoted(token.text, "\"") else { return nil }
            return current?.text == "(" ? call(name) : .column(name)
        case .punctuation:
            guard token.text == "(", let inner = expression(above: 0), takes(")") else { return nil }
            return inner
        case .word: return word(token.text)
        case .dollarString, .parameter, .operatorSymbol, .comment, .backslash, .whitespace: return nil
        }
    }

    private mutating func word(_ text: String) -> CheckExpression? {
        switch text {
        case "VALUE": return .value
        case "true", "false": return .truth(text == "true")
        case "NOT": return expression(above: Power.not).map { .not($0) }
        case "CURRENT_TIMESTAMP": return .call("now", [])
        case "CURRENT_DATE", "LOCALTIMESTAMP": return .call("current_date", [])
        case "ARRAY":
            guard takes("[") else { return nil }
            return arguments(until: "]").map { .array($0) }
        case "TRIM":
            guard takes("("), takes(word: "both"), takes(word: "from"), let inner = expression(above: 0), takes(")")
            else { return nil }
            return .call("btrim", [inner])
        default:
            // The deparser writes key words of other expressions in capital letters, and no name that has any.
            if text.utf8.contains(where: { $0 >= 0x41 && $0 <= 0x5A }) { return nil }
            if current?.text == "(" { return call(text) }
            // A name with a schema or a table before it.
            return current?.text == "." ? nil : .column(text)
        }
    }

    /// A function and its arguments; nil where no parenthesis follows or the arguments are not understood.
    private mutating func call(_ name: String) -> CheckExpression? {
        guard takes("(") else { return nil }
        return arguments(until: ")").map { .call(name, $0) }
    }

    private mutating func arguments(until end: String) -> [CheckExpression]? {
        var found: [CheckExpression] = []
        if takes(end) { return found }
        repeat {
            guard let next = expression(above: 0) else { return nil }
            found.append(next)
        } while takes(",")
        return takes(end) ? found : nil
    }

    /// A type's name as `format_type` writes it, `(…)` for any modifier.
    private mutating func typeName() -> String? {
        guard let first = current, first.kind == .word || first.kind == .quotedIdentifier else { return nil }
        place += 1
        var name = first.text
        while takes(".") {
            guard let next = current else { return nil }
            name += "." + next.text
            place += 1
        }
        var modifier = takesModifier() ? "(…)" : ""
        let longer = ["character": ["varying"], "double": ["precision"]][name].map { [$0] }
        let zones = [["with", "time", "zone"], ["without", "time", "zone"]]
        let times = ["timestamp", "time"].contains(name) ? zones : []
        for words in longer ?? times where tokens[place...].prefix(words.count).map(\.text) == words {
            place += words.count
            name += " " + words.joined(separator: " ")
            break
        }
        if takesModifier() { modifier = "(…)" }
        name += modifier
        while takes("[") {
            guard takes("]") else { return nil }
            name += "[]"
        }
        return name
    }

    private mutating func takesModifier() -> Bool {
        guard takes("(") else { return false }
        while current != nil, !takes(")") { place += 1 }
        return true
    }

    /// What stands between the marks, a doubled mark for itself; nil for `E'…'` and its like.
    private static func unquoted(_ text: String, _ mark: Character) -> String? {
        guard text.first == mark, text.count >= 2 else { return nil }
        return text.dropFirst().dropLast().split(separator: "\(mark)\(mark)", omittingEmptySubsequences: false)
            .joined(separator: String(mark))
    }
}
