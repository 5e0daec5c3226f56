import Dataset
import RehearsalCore

/// Reads a column's generator and its NULLs.
struct FieldReader {
    let seasons: [String: [Int]]

    /// The keys that stand beside a generator's own.
    private static let companions = ["nulls", "null_unless", "null_with"]

    /// The generators' keys.
    static let generators = [
        "key", "uuid", "serial", "ordinal", "constant", "one_of", "in_order", "boolean", "number", "log_normal",
        "parent", "reference", "polymorphic", "copy", "same_as", "time", "offset", "part", "text", "paragraph", "json",
        "composite", "list", "pick", "range", "by", "mix", "sum", "portion", "captured",
    ]

    /// - Parameter extra: keys that the surrounding value reads itself.
    func read(_ value: YAMLValue, extra: [String] = []) -> Field? {
        if value.isNull { return Field(.null, place: value.place) }
        guard value.isMapping else {
            return value.name("a generator").flatMap { GeneratorReader(fields: self).bare($0, value) }
                .map { Field($0, place: value.place) }
        }
        guard let body = value.section(keys: Self.generators + Self.companions + extra) else { return nil }
        let nulls = nulls(body)
        let named = body.entries.filter { Self.generators.contains($0.name.value) }
        guard let first = named.first else {
            if !body.hasUnknownKeys { value.report(.shape(.noGenerator(path: value.path, known: Self.generators))) }
            return nil
        }
        if named.count > 1 { named[1].key.report(.shape(.twoGenerators(first.name.value, named[1].name.value))) }
        return GeneratorReader(fields: self).read(first.name.value, first.value).map { generator in
            var nulls = nulls
            if case .captured(let statistics) = generator, body["nulls"] == nil {
                nulls.share = Share(millionths: Int((statistics.nulls * 1_000_000).rounded()))
            }
            return Field(generator, nulls: nulls, place: first.name.place)
        }
    }

    private func nulls(_ body: Section) -> NullRule {
        var rule = NullRule()
        rule.share = body["nulls"]?.share() ?? rule.share
        rule.with = body["null_with"]?.name()
        if let parts = body["null_unless"]?.section(keys: ["column", "in"]),
            let column = parts.required("column")?.name(),
            let values = parts.required("in")?.all(of: "values", read: { $0.literal() })
        {
            rule.unless = ColumnCondition(column: column, values: values)
        }
        return rule
    }
}
