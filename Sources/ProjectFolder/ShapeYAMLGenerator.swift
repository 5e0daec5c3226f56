import Dataset
import RehearsalCore

/// Reads one generator by its key.
struct ShapeYAMLGenerator {
    let fields: ShapeYAMLField

    /// A generator that is only named.
    func bare(_ name: String, _ node: ShapeYAMLNode) throws -> Generator {
        switch name {
        case "key": return .key(prefix: "c", length: 25)
        case "uuid": return .uuid
        case "serial": return .serial(start: 1)
        case "ordinal": return .ordinal(start: 1)
        default:
            let suggestion = NearestName.suggestion(for: name, among: ["key", "uuid", "serial", "ordinal"])
            throw node.error(
                "\(name) is no generator that stands alone.",
                next: suggestion.map { "Did you mean \($0)?" } ?? "Write {constant: \(name)} for a fixed value.")
        }
    }

    func read(_ name: String, _ node: ShapeYAMLNode) throws -> Generator {
        switch name {
        case "key": return try key(node)
        case "uuid": return .uuid
        case "serial", "ordinal":
            let body = try node.mapping(name)
            let start = Int64(try body.required("start").whole("start"))
            try body.finish()
            return name == "serial" ? .serial(start: start) : .ordinal(start: start)
        case "constant": return .constant(try node.literal("The constant"))
        case "one_of": return .oneOf(try weighted(node))
        case "in_order": return .inOrder(try node.items(name).map { try $0.literal("A value") })
        case "boolean": return .boolean(try node.share("The probability of true"))
        case "number":
            let (low, high) = try between(node, name)
            return .number(low: try low.decimal("The lower end"), high: try high.decimal("The upper end"))
        case "log_normal": return .logNormal(try logNormal(node))
        case "text": return .text(template: try node.text("The template"))
        case "paragraph", "pick", "list": return try repeated(name, node)
        case "json": return .object(try members(node))
        case "by": return try choice(node)
        case "mix": return try mix(node)
        case "sum":
            return .sum(
                try node.items(name).map { item in
                    let text = try item.text("A column")
                    return Summand(
                        column: text.hasPrefix("-") ? String(text.dropFirst()) : text,
                        isNegative: text.hasPrefix("-"))
                })
        case "portion":
            let body = try node.mapping(name)
            let (low, high) = try body.required("between").pair("between")
            let column = try body.required("of").text("of")
            try body.finish()
            let most = 10_000_000
            return .portion(
                of: column, low: try low.share("The lower end", most: most),
                high: try high.share("The upper end", most: most))
        default: return try ShapeYAMLLinks(seasons: fields.seasons).read(name, node)
        }
    }

    private func key(_ node: ShapeYAMLNode) throws -> Generator {
        let body = try node.mapping("key")
        let prefix = try body.optional("prefix")?.text("prefix") ?? "c"
        let length = try body.optional("length")?.whole("length") ?? 25
        try body.finish()
        return .key(prefix: prefix, length: length)
    }

    private func between(_ node: ShapeYAMLNode, _ name: String) throws -> (ShapeYAMLNode, ShapeYAMLNode) {
        let body = try node.mapping(name)
        let ends = try body.required("between").pair("between")
        try body.finish()
        return ends
    }

    /// Values with weights, or values that weigh the same. Weights are whole numbers, or all shares.
    private func weighted(_ node: ShapeYAMLNode) throws -> [Weighted<Literal>] {
        if node.isSequence {
            return try node.items("one_of").map { Weighted(try $0.literal("A value"), weight: 1) }
        }
        let entries = try node.mapping("one_of").entries
        let areShares = entries.first?.value.rawText.hasSuffix("%") ?? false
        return try entries.map { entry in
            let weight =
                areShares ? try entry.value.share("The weight").millionths : try entry.value.whole("The weight")
            return Weighted(try entry.key.literal("A value"), weight: weight)
        }
    }

    private func logNormal(_ node: ShapeYAMLNode) throws -> LogNormal {
        let body = try node.mapping("log_normal")
        let (low, high) = try body.required("between").pair("between")
        let law = LogNormal(
            median: try body.required("median").decimal("median"),
            spreadThousandths: try body.required("spread").thousandths("spread"),
            low: try low.decimal("The lower end"), high: try high.decimal("The upper end"))
        try body.finish()
        return law
    }

    private func repeated(_ name: String, _ node: ShapeYAMLNode) throws -> Generator {
        let body = try node.mapping(name)
        let of = try body.required("of")
        let (low, high) = try body.required(name == "paragraph" ? "length" : "count").pair("The range")
        try body.finish()
        let ends = (low: try low.whole("The lower end"), high: try high.whole("The upper end"))
        if name == "list" { return .list(of: try fields.read(of), low: ends.low, high: ends.high) }
        let words = try of.text("of")
        return name == "pick"
            ? .pick(words: words, low: ends.low, high: ends.high)
            : .paragraph(sentences: words, low: ends.low, high: ends.high)
    }

    private func members(_ node: ShapeYAMLNode) throws -> [ObjectMember] {
        try node.mapping("json").entries.map { entry in
            var present = Share.whole
            if entry.value.isMapping, let share = try entry.value.mapping("A member").optional("present") {
                present = try share.share("present")
            }
            return ObjectMember(
                key: entry.name, present: present, field: try fields.read(entry.value, extra: ["present"]))
        }
    }

    private func choice(_ node: ShapeYAMLNode) throws -> Generator {
        let body = try node.mapping("by")
        let column = try body.required("column").text("column")
        let cases = try body.required("cases").mapping("cases").entries.map { entry in
            Case(value: try entry.key.literal("A case"), field: try fields.read(entry.value))
        }
        let otherwise = try body.optional("otherwise").map { try fields.read($0) }
        try body.finish()
        return .choose(column: column, cases: cases, otherwise: otherwise)
    }

    private func mix(_ node: ShapeYAMLNode) throws -> Generator {
        let items = try node.items("mix")
        let parts = try items.map { item in
            let share = try item.mapping("A part of the mix").required("share").share("share")
            return Weighted(try fields.read(item, extra: ["share"]), weight: share.millionths)
        }
        guard parts.reduce(0, { $0 + $1.weight }) == 1_000_000 else {
            throw node.error("The shares of the mix are not 100% together.", next: "Correct the shares.")
        }
        return .mix(parts)
    }
}
