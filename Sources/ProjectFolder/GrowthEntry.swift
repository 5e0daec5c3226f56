import Dataset
import RehearsalCore

/// Reads `growth` of rehearsal.yaml: by what law the data grows.
enum GrowthEntry {
    static let keys = ["at", "tables", "windows", "keys", "common"]

    static func declaration(_ section: Section) -> GrowthDeclaration {
        var declaration = GrowthDeclaration()
        if let points = section["at"].flatMap(points) { declaration.points = points }
        for entry in entries(of: section["tables"]) {
            guard let name = tableName(entry), let rate = rate(entry.value) else { continue }
            declaration.tables[name] = rate
        }
        for entry in entries(of: section["windows"]) {
            guard let name = columnName(entry), let window = entry.value.choice(of: TimeWindow.self) else { continue }
            declaration.windows[name] = window
        }
        for entry in entries(of: section["keys"]) {
            guard let name = columnName(entry),
                let target = entry.value.value(expected: columnWords, read: columnName)
            else { continue }
            declaration.keys[name] = target
        }
        for entry in entries(of: section["common"]) {
            guard let name = columnName(entry), let law = entry.value.choice(of: CommonGrowth.self) else { continue }
            declaration.common[name] = law
        }
        return declaration
    }

    private static let columnWords = "table.column or schema.table.column"

    private static func entries(of value: YAMLValue?) -> [Section.Entry] { value?.section(keys: nil)?.entries ?? [] }

    private static func points(_ value: YAMLValue) -> [Double]? {
        guard let items = value.items(of: "growths") else { return nil }
        var points: [Double] = []
        for item in items {
            let last = points.last ?? 1
            let point = item.value(expected: "a number above \(decimalWords(last)), as 10 or 2.5") { text in
                growthPoint(text).flatMap { $0 > last ? $0 : nil }
            }
            guard let point else { return nil }
            points.append(point)
        }
        return points.isEmpty ? nil : points
    }

    /// `fixed`, `proportional`, `{ exponent: 0.5 }`, `{ factor: 2 }`.
    private static func rate(_ value: YAMLValue) -> GrowthRate? {
        let forms = "fixed, proportional, { exponent: 0.5 } or { factor: 2 }"
        guard value.isMapping else {
            return value.value(expected: forms) { text in
                switch text {
                case "fixed": .fixed
                case "proportional": .proportional
                default: nil
                }
            }
        }
        guard let section = value.section(keys: ["exponent", "factor"]) else { return nil }
        guard !section.hasUnknownKeys else { return nil }
        guard section.entries.count == 1, let entry = section.entries.first else {
            value.refuse(expected: forms)
            return nil
        }
        let number = entry.value.value(expected: "a number from 0 to 10 with at most three decimals") { text in
            text == "0" ? 0 : scaleThousandths(text).map { Double($0) / 1000 }.flatMap { $0 <= 10 ? $0 : nil }
        }
        return number.map { entry.name.value == "factor" ? .factor($0) : .exponent($0) }
    }

    private static func tableName(_ entry: Section.Entry) -> String? {
        let parts = entry.name.value.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count <= 2, parts.allSatisfy({ !$0.isEmpty }) else {
            refuse(entry, "table or schema.table")
            return nil
        }
        return TableName(entry.name.value).description
    }

    private static func columnName(_ entry: Section.Entry) -> ColumnName? {
        let name = columnName(entry.name.value)
        if name == nil { refuse(entry, columnWords) }
        return name
    }

    private static func columnName(_ text: String) -> ColumnName? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 2 || parts.count == 3, parts.allSatisfy({ !$0.isEmpty }) else { return nil }
        return ColumnName(TableName(parts.dropLast().joined(separator: ".")).description, parts[parts.count - 1])
    }

    private static func refuse(_ entry: Section.Entry, _ expected: String) {
        entry.key.report(
            .configuration(.badValue(path: entry.key.path, found: entry.name.value, expected: expected)))
    }
}

/// `10`, `2.5`: how many times as large; above 1 and at most a million, at most three decimals.
public func growthPoint(_ text: String) -> Double? {
    if let whole = Int(text), (2...1_000_000).contains(whole) { return Double(whole) }
    return scaleThousandths(text).map { Double($0) / 1000 }.flatMap { $0 > 1 ? $0 : nil }
}
