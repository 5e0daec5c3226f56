import Dataset
import RehearsalCore

/// Reads one generator by its key; nil after reporting what is wrong.
struct GeneratorReader {
    let fields: FieldReader

    /// A generator that is only named.
    func bare(_ name: String, _ value: YAMLValue) -> Generator? {
        switch name {
        case "key": return .key(prefix: "c", length: 25)
        case "uuid": return .uuid
        case "serial": return .serial(start: 1)
        case "ordinal": return .ordinal(start: 1)
        default:
            let near = NearestName.suggestion(for: name, among: ["key", "uuid", "serial", "ordinal"])
            value.report(.shape(.notAlone(name, suggestion: near)))
            return nil
        }
    }

    func read(_ name: String, _ value: YAMLValue) -> Generator? {
        switch name {
        case "key": key(value)
        case "uuid": .uuid
        case "serial": start(value).map { .serial(start: $0) }
        case "ordinal": start(value).map { .ordinal(start: $0) }
        case "constant": value.literal().map { .constant($0) }
        case "one_of": weighted(value).map { .oneOf($0) }
        case "in_order": value.all(of: "values") { $0.literal() }.map { .inOrder($0) }
        case "boolean": value.share().map { .boolean($0) }
        case "number": number(value)
        case "log_normal": logNormal(value).map { .logNormal($0) }
        case "text": value.text(expected: "a template", mayBeEmpty: true).map { .text(template: $0.value) }
        case "paragraph", "pick", "list": repeated(name, value)
        case "json": members(value).map { .object($0) }
        case "composite": parts(value).map { .composite($0) }
        case "range": range(value).map { .range($0) }
        case "by": choice(value)
        case "mix": mix(value)
        case "sum": value.all(of: "columns", read: summand).map { .sum($0) }
        case "portion": portion(value)
        case "captured": value.captured(CapturedStatistics.self).map { .captured($0) }
        default: LinkReader(seasons: fields.seasons).read(name, value)
        }
    }

    private func start(_ value: YAMLValue) -> Int64? {
        value.section(keys: ["start"])?.required("start")?.whole().map { Int64($0) }
    }

    private func key(_ value: YAMLValue) -> Generator? {
        value.section(keys: ["prefix", "length"]).map { body in
            .key(prefix: body["prefix"]?.name() ?? "c", length: body["length"]?.whole() ?? 25)
        }
    }

    private func number(_ value: YAMLValue) -> Generator? {
        guard let (low, high) = value.section(keys: ["between"])?.required("between")?.pair(),
            let lowest = low.decimal(), let highest = high.decimal()
        else { return nil }
        return .number(low: lowest, high: highest)
    }

    private func summand(_ value: YAMLValue) -> Summand? {
        value.name("a column").map { text in
            Summand(
                column: text.hasPrefix("-") ? String(text.dropFirst()) : text, isNegative: text.hasPrefix("-"))
        }
    }

    private func portion(_ value: YAMLValue) -> Generator? {
        let most = 10_000_000
        guard let body = value.section(keys: ["of", "between"]), let column = body.required("of")?.name(),
            let (low, high) = body.required("between")?.pair(), let lowest = low.share(most: most),
            let highest = high.share(most: most)
        else { return nil }
        return .portion(of: column, low: lowest, high: highest)
    }

    /// Values with weights, or values that weigh the same. Weights are whole numbers, or all shares.
    private func weighted(_ value: YAMLValue) -> [Weighted<Literal>]? {
        if value.isSequence {
            return value.all(of: "values") { item in item.literal().map { Weighted($0, weight: 1) } }
        }
        guard let entries = value.section(keys: nil)?.entries else { return nil }
        let areShares = entries.first?.value.scalarText?.hasSuffix("%") ?? false
        return complete(
            entries.map { entry -> Weighted<Literal>? in
                let weight = areShares ? entry.value.share()?.millionths : entry.value.whole()
                guard let literal = entry.key.literal(), let weight else { return nil }
                return Weighted(literal, weight: weight)
            })
    }

    private func logNormal(_ value: YAMLValue) -> LogNormal? {
        guard let body = value.section(keys: ["median", "spread", "between"]),
            let median = body.required("median")?.decimal(), let spread = body.required("spread")?.thousandths(),
            let (low, high) = body.required("between")?.pair(), let lowest = low.decimal(),
            let highest = high.decimal()
        else { return nil }
        return LogNormal(median: median, spreadThousandths: spread, low: lowest, high: highest)
    }

    private func repeated(_ name: String, _ value: YAMLValue) -> Generator? {
        let range = name == "paragraph" ? "length" : "count"
        guard let body = value.section(keys: ["of", range]), let of = body.required("of"),
            let (low, high) = body.required(range)?.pair(), let lowest = low.whole(), let highest = high.whole()
        else { return nil }
        if name == "list" { return fields.read(of).map { .list(of: $0, low: lowest, high: highest) } }
        return of.name().map { words in
            name == "pick"
                ? .pick(words: words, low: lowest, high: highest)
                : .paragraph(sentences: words, low: lowest, high: highest)
        }
    }

    private func members(_ value: YAMLValue) -> [ObjectMember]? {
        guard let entries = value.section(keys: nil)?.entries else { return nil }
        return complete(
            entries.map { entry -> ObjectMember? in
                let present = entry.value.isMapping ? entry.value.section(keys: nil)?["present"]?.share() : nil
                return fields.read(entry.value, extra: ["present"])
                    .map { ObjectMember(key: entry.name.value, present: present ?? .whole, field: $0) }
            })
    }

    private func parts(_ value: YAMLValue) -> [ObjectMember]? {
        guard let entries = value.section(keys: nil)?.entries else { return nil }
        return complete(
            entries.map { entry in
                fields.read(entry.value).map { ObjectMember(key: entry.name.value, field: $0) }
            })
    }

    private func range(_ value: YAMLValue) -> RangeRule? {
        guard let body = value.section(keys: ["from", "span", "empty", "lower_inf", "upper_inf"]),
            let from = body.required("from").flatMap({ fields.read($0) }),
            let span = body.required("span").flatMap(span)
        else { return nil }
        return RangeRule(
            from: from, span: span, empty: body["empty"]?.share() ?? .none,
            openBelow: body["lower_inf"]?.share() ?? .none, openAbove: body["upper_inf"]?.share() ?? .none)
    }

    /// Numbers, or durations where the first one has a unit.
    private func span(_ value: YAMLValue) -> RangeRule.Span? {
        guard let (low, high) = value.pair() else { return nil }
        if low.scalarText?.last?.isLetter == true {
            guard let least = low.seconds(), let most = high.seconds() else { return nil }
            return .seconds(low: least, high: most)
        }
        guard let least = low.decimal(), let most = high.decimal() else { return nil }
        return .numbers(low: least, high: most)
    }

    private func choice(_ value: YAMLValue) -> Generator? {
        guard let body = value.section(keys: ["column", "cases", "otherwise"]),
            let column = body.required("column")?.name(),
            let entries = body.required("cases")?.section(keys: nil)?.entries
        else { return nil }
        let cases = complete(
            entries.map { entry -> Case? in
                let field = fields.read(entry.value)
                guard let literal = entry.key.literal(), let field else { return nil }
                return Case(value: literal, field: field)
            })
        let otherwise = body["otherwise"].flatMap { fields.read($0) }
        return cases.map { .choose(column: column, cases: $0, otherwise: otherwise) }
    }

    private func mix(_ value: YAMLValue) -> Generator? {
        let parts = value.all(of: "generators with shares") { item in
            let share = item.section(keys: nil)?.required("share")?.share()
            let field = fields.read(item, extra: ["share"])
            guard let share, let field else { return nil as Weighted<Field>? }
            return Weighted(field, weight: share.millionths)
        }
        if let parts, parts.reduce(0, { $0 + $1.weight }) != 1_000_000 {
            value.report(.shape(.mixNotWhole(path: value.path)))
        }
        return parts.map { .mix($0) }
    }
}
