/// One thing that a CHECK constraint asks of a column, or of two.
enum CheckCondition: Hashable, Sendable {
    case bound(String, Comparison, CheckConstant)
    case listed(String, [CheckConstant])
    case unlisted(String, [CheckConstant])
    /// The number of characters; everything that is made here has as many bytes.
    case length(String, Comparison, Int)
    case pattern(String, TextPattern)
    case present(String)
    case ordered(lower: String, upper: String, isStrict: Bool)
    case letters(String, isUpper: Bool)
    /// No space at the ends.
    case trimmed(String)
    /// A JSON object.
    case object(String)

    enum Comparison: String {
        case below = "<"
        case atMost = "<="
        case equal = "="
        case atLeast = ">="
        case above = ">"
        case different = "<>"

        /// With the sides exchanged.
        var turned: Comparison {
            switch self {
            case .below: .above
            case .atMost: .atLeast
            case .atLeast: .atMost
            case .above: .below
            case .equal, .different: self
            }
        }

        var negated: Comparison {
            switch self {
            case .below: .atLeast
            case .atMost: .above
            case .equal: .different
            case .atLeast: .below
            case .above: .atMost
            case .different: .equal
            }
        }
    }

    /// The columns that the condition is about.
    var columns: [String] {
        switch self {
        case .bound(let column, _, _), .listed(let column, _), .unlisted(let column, _), .length(let column, _, _),
            .pattern(let column, _), .present(let column), .letters(let column, _), .trimmed(let column),
            .object(let column):
            [column]
        case .ordered(let lower, let upper, _): [lower, upper]
        }
    }
}

/// A constant as it is written; what it is worth depends on the column that it is compared with.
enum CheckConstant: Hashable, Sendable {
    case number(String)
    case text(String)
    case truth(Bool)
    /// The server's clock, and its day.
    case now, today
}

/// What a text is matched with.
struct TextPattern: Hashable, Sendable {
    enum Form: Hashable {
        case regularExpression
        /// As LIKE reads it.
        case like
    }

    var text: String
    var form: Form
    var ignoresCase: Bool
    var isNegated: Bool

    /// The pattern of an operator; nil for operators that match nothing.
    init?(_ text: String, by sign: String) {
        let isNegated = sign.hasPrefix("!")
        let rest = isNegated ? sign.dropFirst() : sign[...]
        switch rest {
        case "~", "~*": form = .regularExpression
        case "~~", "~~*": form = .like
        default: return nil
        }
        self.text = text
        self.isNegated = isNegated
        ignoresCase = rest.hasSuffix("*")
    }
}
