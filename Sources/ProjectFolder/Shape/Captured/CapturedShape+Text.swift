public import Dataset
import Foundation

extension CapturedShape {
    /// The shape file: JSON with a line for each column, sorted keys and no blanks, so that equal shapes are equal
    /// files and a change is a change of few lines.
    public var text: String {
        var lines = ["{\"shape\":1,", "\"captured\":\(Self.json(server)),", "\"tables\":{"]
        let fixed = fixedTables
        let held = tables.filter { $0.facts.partitionOf == nil }
        for (index, table) in held.enumerated() {
            lines.append("\(Self.json(table.name.description)):{\"rows\":\(table.facts.rows),")
            let entry = CapturedTableEntry(
                table, partitions: partitions(of: table), growth: fixed.contains(table.name) ? .fixed : .proportional)
            lines.append("\"captured\":\(Self.json(entry)),")
            lines.append("\"columns\":{")
            lines += table.columns.enumerated().map { place, column in
                "\(Self.json(column.name)):{\"captured\":\(Self.json(column.statistics))}"
                    + (place == table.columns.count - 1 ? "" : ",")
            }
            lines.append("}}" + (index == held.count - 1 ? "" : ","))
        }
        return (lines + ["}}"]).joined(separator: "\n") + "\n"
    }

    /// The leaves' sizes stand with the table that they are partitions of.
    private func partitions(of table: CapturedTable) -> [String: CapturedTableFacts]? {
        guard table.facts.kind == "p" else { return nil }
        let own = tables.filter { leaf in
            var current: [String]? = leaf.facts.partitionOf
            while let name = current {
                if name == [table.name.schema, table.name.name] { return true }
                current = tables.first { [$0.name.schema, $0.name.name] == name }?.facts.partitionOf
            }
            return false
        }
        return Dictionary(
            uniqueKeysWithValues: own.map { leaf in
                var facts = leaf.facts
                facts.indexes = leaf.indexes.isEmpty ? nil : leaf.indexes
                return (leaf.name.description, facts)
            })
    }

    private static func json(_ value: some Encodable) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        do { return String(decoding: try encoder.encode(value), as: UTF8.self) } catch {
            preconditionFailure("numbers are finite and names are text: \(error)")
        }
    }
}
