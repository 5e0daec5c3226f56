import Dataset

/// The generator that a column's type asks for, in the words of a shape file.
struct StartingColumn {
    private let column: ColumnLayout

    init(_ column: ColumnLayout) { self.column = column }

    private static let texts: Set<String> = ["text", "character varying", "character", "citext", "name"]
    private static let wholeNumbers: Set<String> = ["smallint", "integer", "bigint"]
    private static let times: Set<String> = ["timestamp without time zone", "timestamp with time zone", "date"]
    /// Types that only the generator of captured columns makes, each with its width.
    private static let capturedWidths = [
        "time without time zone": 8, "interval": 16, "inet": 7, "cidr": 7, "bytea": 9,
    ]

    /// `key: value`, without the braces; nil where no generator makes the type, or the server computes the column.
    var generator: String? {
        if column.isGenerated { return nil }
        // Only the generator of captured columns keeps to what a domain checks.
        if column.isDomainChecked { return captured(distinct: "100") }
        if let labels = column.labels {
            return labels.isEmpty ? nil : "one_of: [\(labels.map(yamlQuoted).joined(separator: ", "))]"
        }
        if let members = column.members {
            let told = members.compactMap { member in
                StartingColumn(member).generator.map { "\(yamlQuoted(member.name)): { \($0) }" }
            }
            return told.isEmpty ? nil : "composite: { \(told.joined(separator: ", ")) }"
        }
        if let range { return range }
        if column.typeName.hasSuffix("[]") {
            return Self.element(String(column.typeName.dropLast(2))).map { "list: { of: { \($0) }, count: [0, 3] }" }
        }
        if Self.texts.contains(column.typeName) {
            let short = shortDigits.map { "{digits:\($0)}" }
            return "text: \(yamlQuoted(short ?? template))"
        }
        if Self.times.contains(column.typeName) { return "time: { back: 2y }" }
        if Self.wholeNumbers.contains(column.typeName) { return "number: { between: [1, 1000] }" }
        if Self.capturedWidths[column.typeName] != nil { return captured(distinct: "100") }
        return switch column.typeName {
        case "numeric", "real", "double precision": "number: { between: [\(lowest), \(highest)] }"
        case "boolean": "boolean: 50%"
        case "uuid": "uuid: {}"
        case "json", "jsonb": "json: {}"
        default: nil
        }
    }

    private var range: String? {
        switch column.typeName.replacing("multirange", with: "range") {
        case "int4range", "int8range", "numrange": "range: { from: { number: { between: [1, 1000] } }, span: [1, 100] }"
        case "tsrange", "tstzrange", "daterange": "range: { from: { time: { back: 2y } }, span: [1d, 30d] }"
        default: nil
        }
    }

    private static func element(_ type: String) -> String? {
        if wholeNumbers.contains(type) { return "number: { between: [1, 1000] }" }
        return switch type {
        case "text", "character varying", "character": "text: \"{digits:1}\""
        case "numeric", "real", "double precision": "number: { between: [0, 9] }"
        case "boolean": "boolean: 50%"
        default: nil
        }
    }

    /// A value of its own for each row, of a column that ``isDifferent``.
    var differentGenerator: String? {
        Self.texts.contains(column.typeName) ? "text: \(yamlQuoted(template))" : generator
    }

    /// By the generator of captured columns.
    func captured(distinct: String) -> String {
        let width = Self.capturedWidths[column.typeName] ?? 8
        return "captured: { type: \(column.typeName), nulls: 0, width: \(width), distinct: \(distinct) }"
    }

    /// Whether each row may have a value of its own.
    var isDifferent: Bool {
        column.labels == nil && !column.isDomainChecked
            && (column.typeName == "uuid" || (Self.texts.contains(column.typeName) && capacity > 1))
    }

    /// Whether the rows can be counted in it.
    var isNumber: Bool {
        column.labels == nil
            && (Self.wholeNumbers.contains(column.typeName)
                || ["numeric", "real", "double precision"].contains(column.typeName))
    }

    var mayBeCaptured: Bool {
        Self.capturedWidths[column.typeName] != nil || Self.times.contains(column.typeName)
    }

    /// How many different values there are, as far as it matters.
    var capacity: Int {
        switch column.typeName {
        case "smallint": 30_000
        case "numeric": Self.power(of: 10, min(12, wholeDigits)) - 1
        case "real": 1 << 24
        case let type where Self.texts.contains(type) && column.labels == nil: Self.power(of: 10, shortDigits ?? 12)
        default: Int.max
        }
    }

    private static func power(of base: Int, _ exponent: Int) -> Int {
        (0..<max(0, exponent)).reduce(1) { product, _ in product * base }
    }

    // MARK: Texts

    private var limit: Int { column.typeName == "name" ? 63 : column.characterLimit ?? Int.max }

    /// The column's name and the row's number where there is room for both, and else digits that no other row has.
    private var template: String {
        if let digits = shortDigits { return "{scatter:\(digits)}" }
        return word.utf8.count + 14 <= limit ? "\(word) {row}" : "{scatter:12}"
    }

    private var word: String {
        let isPlain = column.name.utf8.allSatisfy {
            $0 < 128 && $0 != UInt8(ascii: "{") && $0 != UInt8(ascii: "}") && $0 > 32
        }
        return isPlain ? column.name.replacing("_", with: " ") : "text"
    }

    /// Digits that fill a short text; nil where there is room for 12.
    private var shortDigits: Int? { limit < 12 ? max(1, limit) : nil }

    // MARK: Numbers with decimals

    private var decimals: Int { column.typeName == "numeric" ? min(column.numericScale ?? 2, 4) : 2 }

    private var wholeDigits: Int {
        guard let precision = column.numericPrecision else { return 12 }
        return max(0, precision - (column.numericScale ?? 0))
    }

    private var lowest: String { decimals == 0 ? "0" : "0." + String(repeating: "0", count: decimals) }

    private var highest: String {
        let whole = String(repeating: "9", count: min(3, wholeDigits))
        return (whole.isEmpty ? "0" : whole) + (decimals == 0 ? "" : "." + String(repeating: "9", count: decimals))
    }
}
