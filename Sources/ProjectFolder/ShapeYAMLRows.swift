import Dataset
import RehearsalCore

/// Reads a table's `rows`.
struct ShapeYAMLRows {
    func read(_ node: ShapeYAMLNode) throws -> RowCountRule {
        guard node.isMapping else { return RowCountRule(.total(try count(node)), place: node.place) }
        let body = try node.mapping("rows")
        var parent: TableName?
        let rule: RowCountRule.Count
        if let fixed = body.optional("fixed") {
            rule = .fixed(try count(fixed))
        } else if let total = body.optional("total") {
            rule = .total(try count(total))
        } else if let table = body.optional("per") {
            parent = TableName(try table.text("per"))
            rule = .mean(thousandths: try body.required("mean").thousandths("mean"))
        } else if let table = body.optional("each") {
            parent = TableName(try table.text("each"))
            rule = .each(try body.optional("share")?.share("share") ?? .whole)
        } else {
            try body.finish()
            throw node.error("rows names no number.", next: "Write fixed, total, per with mean, or each.")
        }
        if parent == nil, let of = body.optional("of") { parent = TableName(try of.text("of")) }
        var result = RowCountRule(rule, parent: parent, place: node.place)
        if parent != nil {
            if let spread = body.optional("spread") { result.spread = try self.spread(spread) }
            if let childless = body.optional("childless") { result.childless = try childless.share("childless") }
            if let last = body.optional("empty_last") { result.emptyLast = try count(last) }
            if let most = body.optional("most") { result.most = try count(most) }
        }
        try body.finish()
        return result
    }

    private func count(_ node: ShapeYAMLNode) throws -> Int {
        let number = try node.whole("The number of rows")
        guard number >= 0, number < 1 << 40 else {
            throw node.error("The number of rows is out of range.", next: "Write 0 or more.")
        }
        return number
    }

    private func spread(_ node: ShapeYAMLNode) throws -> Spread {
        guard node.isMapping else {
            let name = try node.text("spread")
            if name == "even" { return .even }
            if name == "geometric" { return .geometric }
            let suggestion = NearestName.suggestion(for: name, among: ["even", "geometric"])
            throw node.error(
                "\(name) is no spread.",
                next: suggestion.map { "Did you mean \($0)?" }
                    ?? "Write even, geometric, {zipf: 1.0} or {log_normal: 2.0}.")
        }
        let body = try node.mapping("spread")
        if let exponent = body.optional("zipf") {
            try body.finish()
            let thousandths = try exponent.thousandths("zipf")
            guard thousandths <= 5000 else { throw exponent.error("zipf is too steep.", next: "Write at most 5.") }
            return .zipf(thousandths: thousandths)
        }
        let deviation = try body.required("log_normal")
        try body.finish()
        let thousandths = try deviation.thousandths("log_normal")
        guard (1001...10_000).contains(thousandths) else {
            throw deviation.error("log_normal is out of range.", next: "Write 1.001 to 10.")
        }
        return .logNormal(thousandths: thousandths)
    }
}
