/// The parameters of an imported query: places in statistics where a column is compared, neutral values elsewhere.
public struct ParameterChoice: Hashable, Sendable {
    public private(set) var parameters: [QueryParameter] = []
    /// A sentence for each parameter that is a neutral value, without a colon.
    public private(set) var remarks: [String] = []

    /// What a LIMIT and an OFFSET have in place of a number that is not known.
    private static let limit = "20"
    private static let offset = "0"

    public init(
        for statement: WorkloadStatement, _ description: StatementDescription
    ) throws(QueryPlanDecodingError) {
        let compared = try ComparedColumns(of: statement, description).byParameter
        let places = Self.references(
            compared.filter { number, found in
                description.types.indices.contains(number - 1)
                    && Self.takes(description.types[number - 1], found.column)
            })
        let words = tokens(of: statement.text)
        for (index, type) in description.types.enumerated() {
            let number = index + 1
            if Self.isSettingName(number, in: words) {
                parameters.append(.value(nil))
                remarks.append("$\(number) is \(type.name), the name of a setting")
            } else if let value = Self.rowCount(of: number, in: words) {
                parameters.append(.value(value))
            } else if let reference = places[number] {
                parameters.append(.reference(reference))
            } else {
                parameters.append(.value(Self.neutralValue(of: type)))
                remarks.append("$\(number) is \(type.name), " + Self.words(compared[number], type))
            }
        }
    }

    /// References for what equality and ranges compare.
    private static func references(_ compared: [Int: ComparedColumns.Compared]) -> [Int: StatisticsReference] {
        let sorted = compared.sorted { $0.key < $1.key }
        var found: [Int: StatisticsReference] = [:]
        let sides = Dictionary(grouping: sorted) { entry in
            [
                entry.value.comparison.qualifier ?? "", entry.value.column.relation.schema,
                entry.value.column.relation.name, entry.value.column.name,
            ]
        }
        for entries in sides.values {
            let equal = entries.filter { $0.value.comparison.use == .equality }
            let common = equal.prefix(equal.first?.value.column.commonValueCount ?? 0)
            for (rank, entry) in common.enumerated() {
                found[entry.key] = entry.value.column.reference(.common(rank + 1))
            }
            let rest = equal.dropFirst(common.count)
            for (place, entry) in rest.enumerated() {
                let share = (Double(place + 1) / Double(rest.count + 1) * 100).rounded() / 100
                found[entry.key] = entry.value.column.reference(.quantile(share))
            }
            let ranges = entries.filter { $0.value.comparison.use == .range }
            let isBetween = Set(ranges.map { $0.value.comparison.isLowerBound }).count == 2
            for entry in ranges {
                let isLower = entry.value.comparison.isLowerBound
                let share = isBetween ? (isLower ? 0.45 : 0.55) : (isLower ? 0.9 : 0.1)
                found[entry.key] = entry.value.column.reference(.quantile(share))
            }
        }
        return found
    }

    private static let integers: Set<String> = ["smallint", "integer", "bigint"]
    private static let days: Set<String> = ["date", "timestamp without time zone", "timestamp with time zone"]

    /// True where a value of the column, as text, is one of the parameter's type.
    private static func takes(_ type: StatementDescription.ParameterType, _ column: StatementDescription.Column) -> Bool
    {
        if type.name == column.type || type.category == "S" { return true }
        if integers.contains(type.name) { return integers.contains(column.type) }
        if type.category == "N" { return column.category == "N" }
        return days.contains(type.name) && days.contains(column.type)
    }

    private static func words(
        _ compared: ComparedColumns.Compared?, _ type: StatementDescription.ParameterType
    ) -> String {
        guard let compared else { return "compared with no column" }
        let column = compared.column
        let name = "\(column.relation.schema).\(column.relation.name).\(column.name)"
        if type.category == "A" { return "compared with \(name); no reference stands for an array" }
        if compared.comparison.use == .other { return "compared with \(name) by \(compared.comparison.comparison)" }
        return "compared with \(name), which is \(column.type)"
    }

    /// `current_setting($1)`: an unknown name would be refused.
    private static func isSettingName(_ number: Int, in words: [SQLToken]) -> Bool {
        zip(words, words.dropFirst(2)).contains { call, name in
            call.keyword == "current_setting" && name.kind == .parameter && name.text == "$\(number)"
        }
    }

    /// The value of a parameter that says how many rows.
    private static func rowCount(of number: Int, in words: [SQLToken]) -> String? {
        for (index, token) in words.enumerated() where token.text == "$\(number)" && token.kind == .parameter {
            switch words[..<index].last(where: { $0.text != "(" })?.keyword {
            case "limit", "first", "next": return limit
            case "offset": return offset
            default: continue
            }
        }
        return nil
    }

    /// A value that the type's input takes and that no expression stumbles over: 1 and not 0, which nothing is divided
    /// by, and the moment of the rehearsal.
    private static func neutralValue(of type: StatementDescription.ParameterType) -> String? {
        switch type.category {
        case "A": "{}"
        case "B": "true"
        case "D": "now"
        case "E": type.label
        case "I": "0.0.0.0"
        case "N": neutralNumber(of: type.name)
        case "R": "empty"
        case "S", "X": "x"
        case "T": "1 day"
        case "V": "1"
        case "U": neutralUserValue(of: type.name)
        default: nil
        }
    }

    /// Names of relations and their like count as numbers.
    private static func neutralNumber(of type: String) -> String? {
        type == "regconfig" ? "simple" : type.hasPrefix("reg") ? nil : "1"
    }

    private static func neutralUserValue(of type: String) -> String? {
        switch type {
        case "uuid": "00000000-0000-0000-0000-000000000000"
        case "json", "jsonb": "{}"
        case "bytea": ""
        case "tsquery", "tsvector": "x"
        default: nil
        }
    }
}

extension StatementDescription.Column {
    fileprivate func reference(_ place: StatisticsReference.Place) -> StatisticsReference {
        StatisticsReference(place, schema: relation.schema, table: relation.name, column: name)
    }
}

extension ParameterComparison {
    fileprivate var isLowerBound: Bool { comparison.hasPrefix(">") }
}
