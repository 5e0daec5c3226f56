/// Takes a CHECK constraint apart into conditions that values can be made to meet.
///
/// A row passes a CHECK that is true or NULL. Each condition is met by every value that is not NULL, so the whole is.
struct CheckReader {
    /// The columns of the table by name.
    let columns: [String: ColumnLayout]
    /// What `VALUE` stands for.
    let valueColumn: String?

    /// What can stand on a side of an operator.
    private enum Operand: Equatable {
        case column(String)
        case trimmed(String)
        case length(String, isTrimmed: Bool)
        case letters(String, isUpper: Bool)
        case kind(String)
        case constant(CheckConstant)
        case list([CheckConstant])
    }

    init(_ table: TableLayout, _ check: CheckLayout) {
        columns = Dictionary(table.columns.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        valueColumn = check.domain == nil ? nil : check.columns.first
    }

    /// All that the constraint asks; nil where it asks for something else, too.
    func conditions(of definition: String) -> [CheckCondition]? {
        CheckParser.expression(of: definition).flatMap(conditions)
    }

    private func conditions(_ expression: CheckExpression) -> [CheckCondition]? {
        switch expression {
        case .every(let parts): return all(parts)
        case .either(let parts): return either(parts)
        case .truth(true): return []
        case .column, .value: return truth(of: expression, true)
        case .isTruth(let inner, let truth):
            guard let found = self.truth(of: inner, truth) else { return nil }
            return found + found.flatMap(\.columns).map { .present($0) }
        case .not(.isNull(let inner)):
            guard case .column(let name) = operand(inner) else { return nil }
            return [.present(name)]
        case .not(.operation(let sign, let left, let right)):
            guard let comparison = CheckCondition.Comparison(rawValue: sign) else { return nil }
            return conditions(.operation(comparison.negated.rawValue, left, right))
        case .not(let inner): return truth(of: inner, false)
        case .operation(let sign, let left, let right): return operation(sign, left, right)
        case .anyOf("=", let left, let right):
            guard case .column(let name) = operand(left), case .list(let list) = operand(right) else { return nil }
            return [.listed(name, list)]
        case .allOf("<>", let left, let right):
            guard case .column(let name) = operand(left), case .list(let list) = operand(right) else { return nil }
            return [.unlisted(name, list)]
        case .isNull, .anyOf, .allOf, .text, .number, .truth, .call, .cast, .array: return nil
        }
    }

    private func all(_ parts: [CheckExpression]) -> [CheckCondition]? {
        var found: [CheckCondition] = []
        for part in parts {
            guard let conditions = conditions(part) else { return nil }
            found += conditions
        }
        return found
    }

    /// `x IS NULL OR …` of the same column says nothing that the rest does not; values of one column are a list.
    private func either(_ parts: [CheckExpression]) -> [CheckCondition]? {
        var nullable: [String] = []
        var branches: [[CheckCondition]] = []
        for part in parts {
            if case .isNull(let inner) = part {
                guard case .column(let name) = operand(inner) else { return nil }
                nullable.append(name)
            } else {
                guard let found = conditions(part) else { return nil }
                branches.append(found)
            }
        }
        if branches.count == 1 {
            let spoken = branches[0].flatMap(\.columns)
            let isOfAll = nullable.allSatisfy { spoken.contains($0) }
            let asksPresence = branches[0].contains { if case .present = $0 { true } else { false } }
            return isOfAll && !asksPresence ? branches[0] : nil
        }
        var listed: [CheckConstant] = []
        var columns = Set(nullable)
        for branch in branches {
            guard branch.count == 1, case .listed(let name, let list) = branch[0] else { return nil }
            columns.insert(name)
            listed += list
        }
        guard columns.count == 1, let name = columns.first, !listed.isEmpty else { return nil }
        return [.listed(name, listed)]
    }

    private func truth(of expression: CheckExpression, _ truth: Bool) -> [CheckCondition]? {
        guard case .column(let name) = operand(expression), columns[name]?.typeName == "boolean" else { return nil }
        return [.listed(name, [.truth(truth)])]
    }

    private func operation(
        _ sign: String, _ left: CheckExpression, _ right: CheckExpression
    ) -> [CheckCondition]? {
        guard let first = operand(left), let second = operand(right) else { return nil }
        guard let comparison = CheckCondition.Comparison(rawValue: sign) else {
            guard case .column(let name) = first, case .constant(.text(let text)) = second,
                TextTypes.names.contains(columns[name]?.typeName ?? ""), let pattern = TextPattern(text, by: sign)
            else { return nil }
            return [.pattern(name, pattern)]
        }
        if case .constant = first { return compared(second, comparison.turned, first) }
        return compared(first, comparison, second)
    }

    private func compared(
        _ first: Operand, _ comparison: CheckCondition.Comparison, _ second: Operand
    ) -> [CheckCondition]? {
        switch (first, second) {
        case (.column(let name), .constant(let constant)):
            switch comparison {
            case .equal: return [.listed(name, [constant])]
            case .different: return [.unlisted(name, [constant])]
            case .below, .atMost, .atLeast, .above: return [.bound(name, comparison, constant)]
            }
        case (.trimmed(let name), .constant(.text(""))):
            return comparison == .different || comparison == .above
                ? [.length(name, .atLeast, 1), .trimmed(name)] : nil
        case (.length(let name, let isTrimmed), .constant(.number(let text))):
            guard let number = Int(text) else { return nil }
            return [.length(name, comparison, number)] + (isTrimmed ? [.trimmed(name)] : [])
        case (.kind(let name), .constant(.text("object"))): return comparison == .equal ? [.object(name)] : nil
        case (.letters(let name, let isUpper), .column(let other)),
            (.column(let other), .letters(let name, let isUpper)):
            return comparison == .equal && name == other ? [.letters(name, isUpper: isUpper)] : nil
        case (.column(let name), .column(let other)):
            switch comparison {
            case .below, .atMost: return [.ordered(lower: name, upper: other, isStrict: comparison == .below)]
            case .above, .atLeast: return [.ordered(lower: other, upper: name, isStrict: comparison == .above)]
            case .equal, .different: return nil
            }
        default: return nil
        }
    }

    private func operand(_ expression: CheckExpression) -> Operand? {
        switch expression {
        case .column(let name): return columns[name] == nil ? nil : .column(name)
        case .value: return valueColumn.map { .column($0) }
        case .text(let text): return .constant(.text(text))
        case .number(let text): return .constant(.number(text))
        case .truth(let truth): return .constant(.truth(truth))
        case .cast(let inner, let type): return operand(inner).flatMap { cast($0, to: type) }
        case .call("now", let arguments) where arguments.isEmpty: return .constant(.now)
        case .call("current_date", let arguments) where arguments.isEmpty: return .constant(.today)
        case .call(let name, let arguments):
            return arguments.count == 1 ? operand(arguments[0]).flatMap { call(name, $0) } : nil
        case .array(let elements):
            var list: [CheckConstant] = []
            for element in elements {
                guard case .constant(let constant) = operand(element) else { return nil }
                list.append(constant)
            }
            return .list(list)
        case .operation, .anyOf, .allOf, .every, .either, .not, .isNull, .isTruth: return nil
        }
    }

    /// A cast that leaves every value what it is.
    private func cast(_ operand: Operand, to type: String) -> Operand? {
        switch operand {
        case .column(let name):
            guard let own = columns[name]?.typeName else { return nil }
            if TextTypes.names.contains(own) || own == type { return TextTypes.isCast(own, type) ? operand : nil }
            let wider = [
                ["smallint", "integer", "bigint", "numeric", "real", "double precision"],
                ["date", "timestamp without time zone"],
            ]
            return wider.contains { list in
                guard let from = list.firstIndex(of: own), let to = list.firstIndex(of: type) else { return false }
                return from <= to
            } ? operand : nil
        case .constant(.now), .constant(.today): return nil
        case .trimmed, .length, .letters, .kind, .constant, .list: return operand
        }
    }

    private func call(_ name: String, _ argument: Operand) -> Operand? {
        let column: String
        var isTrimmed = false
        switch argument {
        case .column(let name): column = name
        case .trimmed(let name): (column, isTrimmed) = (name, true)
        case .length, .letters, .kind, .constant, .list: return nil
        }
        let type = columns[column]?.typeName ?? ""
        if name == "jsonb_typeof" || name == "json_typeof" { return isTrimmed ? nil : .kind(column) }
        guard TextTypes.names.contains(type) || (type == "bytea" && name.hasSuffix("length")) else { return nil }
        switch name {
        case "length", "char_length", "character_length", "octet_length":
            // What a char is filled up with are bytes, though no characters.
            return type == "character" && name == "octet_length" ? nil : .length(column, isTrimmed: isTrimmed)
        case "btrim", "ltrim", "rtrim": return .trimmed(column)
        case "upper", "lower": return isTrimmed ? nil : .letters(column, isUpper: name == "upper")
        default: return nil
        }
    }
}

/// The types whose values are texts.
enum TextTypes {
    static let names: Set<String> = ["text", "character varying", "character", "citext", "name"]

    /// Whether a cast from one to the other leaves a text what it is.
    static func isCast(_ own: String, _ type: String) -> Bool {
        own == type || ["text", "character varying", "bpchar", "citext"].contains(type)
    }
}
