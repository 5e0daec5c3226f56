import Dataset
import RehearsalCore

/// Reads a column's generator and its NULLs.
struct ShapeYAMLField {
    let seasons: [String: [Int]]

    /// The keys that stand beside a generator's own.
    private static let companions = ["nulls", "null_unless", "null_with"]

    /// The generators' keys.
    static let generators = [
        "key", "uuid", "serial", "ordinal", "constant", "one_of", "in_order", "boolean", "number", "log_normal",
        "parent", "reference", "polymorphic", "copy", "same_as", "time", "offset", "part", "text", "paragraph", "json",
        "list", "pick", "by", "mix", "sum", "portion",
    ]

    /// - Parameter extra: keys that the surrounding value reads itself.
    func read(_ node: ShapeYAMLNode, extra: [String] = []) throws -> Field {
        if node.isNull { return Field(.null, place: node.place) }
        guard node.isMapping else {
            let name = try node.text("A generator")
            return Field(try ShapeYAMLGenerator(fields: self).bare(name, node), place: node.place)
        }
        let body = try node.mapping("The generator")
        for key in extra { _ = body.optional(key) }
        let nulls = try self.nulls(body)
        let named = body.entries.filter { Self.generators.contains($0.name) }
        guard let first = named.first else {
            try body.finish(alsoKnown: Self.generators)
            throw node.error("No generator is named.", next: "Write one of \(Self.generators.joined(separator: ", ")).")
        }
        if named.count > 1 {
            throw named[1].key.error("Two generators are named.", next: "Keep \(first.name) or \(named[1].name).")
        }
        _ = body.optional(first.name)
        try body.finish(alsoKnown: Self.generators)
        return Field(
            try ShapeYAMLGenerator(fields: self).read(first.name, first.value), nulls: nulls, place: first.key.place)
    }

    private func nulls(_ body: ShapeYAMLMapping) throws -> NullRule {
        var rule = NullRule()
        if let share = body.optional("nulls") { rule.share = try share.share("nulls") }
        if let other = body.optional("null_with") { rule.with = try other.text("null_with") }
        if let condition = body.optional("null_unless") {
            let parts = try condition.mapping("null_unless")
            let column = try parts.required("column").text("column")
            let values = try parts.required("in").items("in").map { try $0.literal("A value") }
            try parts.finish()
            rule.unless = ColumnCondition(column: column, values: values)
        }
        return rule
    }
}
