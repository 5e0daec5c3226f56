/// Brings the conditions of query plans to a form in which only what matters differs.
///
/// Constants become `?` and keep their casts, because another cast is what most often takes an index away; a list of
/// constants keeps its length to a power of ten; the range table's names become relations, numbered where one relation
/// is read twice; parameters of InitPlans, `$0` up to 16 and `(InitPlan 1).col1` since, are numbered as they appear.
/// The rules follow pg_stat_statements' masking and Aurora's plan management, by the house's lexer in place of regular
/// expressions.
struct PlanExpressions {
    /// What each alias of the plan stands for, `public.ord` or `public.ord#2`.
    private let relations: [String: String]
    private var parameters: [String: Int] = [:]

    init(of root: QueryPlanNode) {
        var relations: [String: String] = [:]
        var counts: [String: Int] = [:]
        func visit(_ node: QueryPlanNode) {
            if let relation = node.partitionRoot ?? node.relation, let alias = node.alias, node.type != "ModifyTable",
                relations[alias] == nil
            {
                // Leaves of one root are one relation, however the planner numbers them.
                let count = node.partitionRoot == nil ? counts[relation, default: 0] + 1 : 1
                counts[relation] = count
                relations[alias] = count == 1 ? relation : "\(relation)#\(count)"
            }
            node.children.forEach(visit)
        }
        visit(root)
        self.relations = relations
    }

    /// The expression without its constants.
    mutating func normalized(_ text: String) -> String { Self.written(words(of: text)) }

    /// With blanks where people write them.
    static func written(_ words: some Sequence<String>) -> String {
        var text = ""
        var previous = ""
        for word in words {
            let isTight =
                previous.isEmpty || ["(", ".", "::", "["].contains(previous)
                || [")", ".", "::", ",", "[", "]"].contains(word)
                || (word == "(" && previous.last.map { $0.isLetter || $0.isNumber || $0 == "_" } ?? false
                    && !["AND", "OR", "NOT", "IN", "ANY", "ALL", "THEN", "WHEN", "ELSE"].contains(previous))
            text += isTight ? word : " \(word)"
            previous = word
        }
        return text
    }

    /// The same in pieces.
    mutating func words(of text: String) -> [String] {
        var words: [String] = []
        let tokens = tokens(of: text)
        var index = 0
        while index < tokens.count {
            if let parameter = Self.resultOfInitPlan(tokens[index...]) {
                words.append(numbered(parameter))
                index += Self.resultForm.count
                continue
            }
            let token = tokens[index]
            switch token.kind {
            case .string, .dollarString: words.append(Self.masked(token.text, isArray: Self.isArray(tokens, index)))
            case .number: words.append("?")
            case .parameter: words.append(numbered(token.text))
            case .word where ["null", "true", "false"].contains(token.keyword): words.append("?")
            case .word, .quotedIdentifier:
                let name = IdentityText.unquoted(token.text)
                let isQualifier = index + 1 < tokens.count && tokens[index + 1].text == "."
                words.append(isQualifier ? relations[name] ?? token.text : token.text)
            case .comment, .whitespace: break
            case .operatorSymbol, .punctuation, .backslash: words.append(token.text)
            }
            index += 1
        }
        return Self.joiningLists(Self.absorbingSigns(words))
    }

    /// Nil where the form leaves it open what stands there.
    private static let resultForm: [String?] = ["(", "InitPlan", nil, ")", ".", nil]

    /// `(InitPlan 1).col1`, as 17 and later write the parameter that an InitPlan gives.
    private static func resultOfInitPlan(_ tokens: ArraySlice<SQLToken>) -> String? {
        let texts = tokens.prefix(resultForm.count).map(\.text)
        guard texts.count == resultForm.count, zip(texts, resultForm).allSatisfy({ $1 == nil || $0 == $1 }) else {
            return nil
        }
        return texts.joined()
    }

    /// `'{a,b}'::text[]` is a list of two.
    private static func isArray(_ tokens: [SQLToken], _ index: Int) -> Bool {
        guard tokens[index].text.hasPrefix("'{") else { return false }
        return tokens[(index + 1)...].prefix(8).map(\.text).contains("[")
    }

    private static func masked(_ literal: String, isArray: Bool) -> String {
        guard isArray else { return "?" }
        return "?\(bucket(literal.utf8.count { $0 == UInt8(ascii: ",") } + 1))"
    }

    private static func bucket(_ count: Int) -> String {
        switch count {
        case ...1: ""
        case 2...10: "{2-10}"
        case 11...100: "{11-100}"
        default: "{101-}"
        }
    }

    /// `- ?` behind an opening parenthesis or an operator is a negative number.
    private static func absorbingSigns(_ words: [String]) -> [String] {
        var result: [String] = []
        for word in words {
            if word == "?", result.last == "-",
                result.count < 2 || ["(", ",", "=", "<", ">", "<=", ">="].contains(result[result.count - 2])
            {
                result.removeLast()
            }
            result.append(word)
        }
        return result
    }

    /// `( ? )` is `?`, and so is a list of constants with its length.
    private static func joiningLists(_ words: [String]) -> [String] {
        var result: [String] = []
        for word in words {
            if word == ")", result.count >= 2, result[result.count - 1] == "?", result[result.count - 2] == "(" {
                result.removeLast(2)
                result.append("?")
            } else {
                result.append(word)
            }
        }
        return result
    }

    private mutating func numbered(_ parameter: String) -> String {
        let number = parameters[parameter] ?? parameters.count + 1
        parameters[parameter] = number
        return "$\(number)"
    }
}

extension QueryPlanNode {
    func attribute(_ key: String) -> String? { shape.first { $0.key == key }?.value }

    /// The topmost parent of the partition that the node reads.
    public var partitionRoot: String? { attribute(ExplainKeys.partitionRoot) }
    var alias: String? { attribute("Alias") }
    /// The relation that the node reads; of a partition its topmost parent.
    public var table: String? { partitionRoot ?? relation }
    /// The node and all below it, top down.
    public var all: [QueryPlanNode] { [self] + children.flatMap(\.all) }
}
