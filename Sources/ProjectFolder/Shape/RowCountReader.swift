import Dataset
import RehearsalCore

/// Reads a table's `rows`.
struct RowCountReader {
    /// The ways to say how many rows there are, and the keys that stand beside each.
    private static let forms = [
        (key: "fixed", beside: ["of"]), (key: "total", beside: ["of"]), (key: "per", beside: ["mean"]),
        (key: "each", beside: ["share"]),
    ]
    /// The keys that say how rows lie over their parents.
    private static let overParents = ["spread", "childless", "empty_last", "least", "most"]

    func read(_ value: YAMLValue) -> RowCountRule? {
        guard value.isMapping else { return count(value).map { RowCountRule(.total($0), place: value.place) } }
        guard let form = form(of: value), let body = value.section(keys: form.keys), let named = body[form.key] else {
            return nil
        }
        guard let rule = rule(form.key, named, body) else { return nil }
        let parent = ["fixed", "total"].contains(form.key) ? body["of"] : named
        var result = RowCountRule(rule, parent: parent?.name().map { TableName($0) }, place: value.place)
        result.spread = body["spread"].flatMap(spread) ?? result.spread
        result.childless = body["childless"]?.share() ?? result.childless
        result.emptyLast = body["empty_last"].flatMap(count) ?? result.emptyLast
        result.least = body["least"].flatMap(count) ?? result.least
        result.most = body["most"].flatMap(count) ?? result.most
        return result
    }

    /// The first form that is there, and all keys that it allows; nil after reporting that there is none.
    private func form(of value: YAMLValue) -> (key: String, keys: [String])? {
        let keys = value.section(keys: nil)?.entries.map(\.name.value) ?? []
        guard let form = Self.forms.first(where: { keys.contains($0.key) }) else {
            let known = Self.forms.flatMap { [$0.key] + $0.beside } + Self.overParents
            if value.section(keys: known)?.hasUnknownKeys == false {
                value.report(.shape(.noRowCount(path: value.path)))
            }
            return nil
        }
        let hasParent = !form.beside.contains("of") || keys.contains("of")
        return (form.key, [form.key] + form.beside + (hasParent ? Self.overParents : []))
    }

    private func rule(_ key: String, _ named: YAMLValue, _ body: Section) -> RowCountRule.Count? {
        switch key {
        case "fixed": count(named).map { .fixed($0) }
        case "total": count(named).map { .total($0) }
        case "per": body.required("mean")?.thousandths().map { .mean(thousandths: $0) }
        default: body["share"].map { $0.share().map { .each($0) } } ?? .each(.whole)
        }
    }

    private func count(_ value: YAMLValue) -> Int? {
        value.whole("a number of rows, 0 or more", within: 0...(1 << 40 - 1))
    }

    private func spread(_ value: YAMLValue) -> Spread? {
        guard value.isMapping else {
            switch value.choice(of: ["even", "geometric", "{ zipf: 1.0 }", "{ log_normal: 2.0 }"]) {
            case "even": return .even
            case "geometric": return .geometric
            default: return nil
            }
        }
        guard let body = value.section(keys: ["zipf", "log_normal"]) else { return nil }
        if let exponent = body["zipf"] {
            if body.has("log_normal") { value.refuse(expected: "zipf or log_normal") }
            return exponent.thousandths("a number such as 1.5, at most 5, with at most 3 decimals", within: 0...5000)
                .map { .zipf(thousandths: $0) }
        }
        return body.required("log_normal")?
            .thousandths("a number from 1.001 to 10, with at most 3 decimals", within: 1001...10_000)
            .map { .logNormal(thousandths: $0) }
    }
}
