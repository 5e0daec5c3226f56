import Dataset
import RehearsalCore

/// Reads the generators that look at other rows, and times.
struct ShapeYAMLLinks {
    let seasons: [String: [Int]]

    func read(_ name: String, _ node: ShapeYAMLNode) throws -> Generator {
        switch name {
        case "parent": return .parent(TableName(try node.text("The parent table")))
        case "same_as": return .sameAs(try node.text("The column"))
        case "reference": return .reference(try reference(node))
        case "polymorphic": return .polymorphic(try polymorphic(node))
        case "copy": return try copy(node)
        case "time": return .time(try time(node))
        case "offset": return .offset(try offset(node))
        case "part": return try part(node)
        default: throw node.error("\(name) is no generator.", next: "Choose a known one.")
        }
    }

    private func reference(_ node: ShapeYAMLNode) throws -> Reference {
        guard node.isMapping else { return Reference(table: TableName(try node.text("The table"))) }
        let body = try node.mapping("reference")
        let reference = Reference(
            table: TableName(try body.required("table").text("table")),
            within: try body.optional("within")?.text("within"),
            isDistinct: try body.optional("distinct")?.flag("distinct") ?? false,
            favoursFirst: try body.optional("favours_first")?.flag("favours_first") ?? false,
            isPrevious: try body.optional("previous")?.flag("previous") ?? false)
        try body.finish()
        return reference
    }

    private func polymorphic(_ node: ShapeYAMLNode) throws -> Polymorphic {
        let body = try node.mapping("polymorphic")
        let column = try body.required("by").text("by")
        let within = try body.optional("within")?.text("within")
        let tables = try body.required("tables").mapping("tables").entries.map { entry in
            PolymorphicTable(value: entry.name, table: TableName(try entry.value.text("A table")))
        }
        try body.finish()
        return Polymorphic(column: column, tables: tables, within: within)
    }

    private func copy(_ node: ShapeYAMLNode) throws -> Generator {
        let body = try node.mapping("copy")
        let column = try body.required("column").text("column")
        let source: CopySource
        if let through = body.optional("through") {
            source = .through(try through.text("through"))
        } else {
            source = .ancestor(TableName(try body.required("from").text("from")))
        }
        try body.finish()
        return .copy(source, column: column)
    }

    private func part(_ node: ShapeYAMLNode) throws -> Generator {
        let body = try node.mapping("part")
        let column = try body.required("of").text("of")
        let take = try body.required("take")
        let name = try take.text("take")
        guard let part = CalendarPart(rawValue: name) else {
            throw take.error("\(name) is no part of a date.", next: "Write year, quarter or month.")
        }
        let plus = try body.optional("plus")?.whole("plus") ?? 0
        try body.finish()
        return .part(of: column, part, plus: plus)
    }

    private func time(_ node: ShapeYAMLNode) throws -> TimeRule {
        let body = try node.mapping("time")
        var rule = TimeRule(spanSeconds: try body.required("back").seconds("back"))
        if let season = body.optional("season") {
            let name = try season.text("season")
            guard let weights = seasons[name] else {
                let suggestion = NearestName.suggestion(for: name, among: seasons.keys)
                throw season.error(
                    "There is no season \(name).",
                    next: suggestion.map { "Did you mean \($0)?" } ?? "Add it under seasons.")
            }
            rule.season = weights
        }
        if let weekend = body.optional("weekend") { rule.weekend = try weekend.share("weekend") }
        if let hours = body.optional("hours") {
            let (first, last) = try hours.pair("hours")
            rule.firstHour = try first.whole("The first hour")
            rule.lastHour = try last.whole("The last hour")
        }
        if let after = body.optional("after") {
            let bounds = after.isSequence ? try after.items("after") : [after]
            rule.after = try bounds.map { try bound($0) }
        }
        if let within = body.optional("within") { rule.withinSeconds = try within.seconds("within") }
        if let order = body.optional("follows_heap") { rule.followsHeap = try order.flag("follows_heap") }
        try body.finish()
        return rule
    }

    private func offset(_ node: ShapeYAMLNode) throws -> OffsetRule {
        let body = try node.mapping("offset")
        let (low, high) = try body.required("between").pair("between")
        let rule = OffsetRule(
            from: try bound(try body.required("from")), lowSeconds: try low.seconds("The lower end"),
            highSeconds: try high.seconds("The upper end"),
            atMidnight: try body.optional("midnight")?.flag("midnight") ?? false,
            untilClock: try body.optional("until_clock")?.flag("until_clock") ?? false)
        try body.finish()
        return rule
    }

    /// `clock`, a column, or `table.column` of an ancestor.
    private func bound(_ node: ShapeYAMLNode) throws -> TimeBound {
        let text = try node.text("The time")
        if text == "clock" { return .clock }
        guard let point = text.lastIndex(of: ".") else { return .column(text) }
        return .ancestor(TableName(String(text[..<point])), column: String(text[text.index(after: point)...]))
    }
}
