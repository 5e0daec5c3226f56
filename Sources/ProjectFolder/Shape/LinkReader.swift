import Dataset
import RehearsalCore

/// Reads the generators that look at other rows, and times; nil after reporting what is wrong.
struct LinkReader {
    let seasons: [String: [Int]]

    func read(_ name: String, _ value: YAMLValue) -> Generator? {
        switch name {
        case "parent": value.name("a table").map { .parent(TableName($0)) }
        case "same_as": value.name("a column").map { .sameAs($0) }
        case "reference": reference(value).map { .reference($0) }
        case "polymorphic": polymorphic(value).map { .polymorphic($0) }
        case "copy": copy(value)
        case "time": time(value).map { .time($0) }
        case "offset": offset(value).map { .offset($0) }
        case "part": part(value)
        default: preconditionFailure("\(name) is no generator")
        }
    }

    private func reference(_ value: YAMLValue) -> Reference? {
        guard value.isMapping else { return value.name("a table").map { Reference(table: TableName($0)) } }
        guard let body = value.section(keys: ["table", "within", "distinct", "favours_first", "previous"]),
            let table = body.required("table")?.name()
        else { return nil }
        return Reference(
            table: TableName(table), within: body["within"]?.name(), isDistinct: body["distinct"]?.flag() ?? false,
            favoursFirst: body["favours_first"]?.flag() ?? false, isPrevious: body["previous"]?.flag() ?? false)
    }

    private func polymorphic(_ value: YAMLValue) -> Polymorphic? {
        guard let body = value.section(keys: ["by", "within", "tables", "favours_first"]),
            let column = body.required("by")?.name(),
            let entries = body.required("tables")?.section(keys: nil)?.entries
        else { return nil }
        let tables = complete(
            entries.map { entry in
                entry.value.name("a table").map { PolymorphicTable(value: entry.name.value, table: TableName($0)) }
            })
        let favoursFirst = body["favours_first"]?.flag() ?? false
        return tables.map {
            Polymorphic(column: column, tables: $0, within: body["within"]?.name(), favoursFirst: favoursFirst)
        }
    }

    private func copy(_ value: YAMLValue) -> Generator? {
        let isThrough = value.section(keys: nil)?.has("through") ?? false
        guard let body = value.section(keys: ["column", isThrough ? "through" : "from"]) else { return nil }
        let column = body.required("column")?.name()
        let source: CopySource? =
            isThrough
            ? body["through"]?.name().map { .through($0) }
            : body.required("from")?.name().map { .ancestor(TableName($0)) }
        guard let column, let source else { return nil }
        return .copy(source, column: column)
    }

    private func part(_ value: YAMLValue) -> Generator? {
        guard let body = value.section(keys: ["of", "take", "plus"]), let column = body.required("of")?.name(),
            let part = body.required("take")?.choice(of: CalendarPart.self)
        else { return nil }
        return .part(of: column, part, plus: body["plus"]?.whole() ?? 0)
    }

    private func time(_ value: YAMLValue) -> TimeRule? {
        let keys = ["back", "season", "weekend", "hours", "after", "within", "follows_heap"]
        guard let body = value.section(keys: keys), let span = body.required("back")?.seconds() else { return nil }
        var rule = TimeRule(spanSeconds: span)
        rule.season = body["season"].flatMap(season) ?? rule.season
        rule.weekend = body["weekend"]?.share() ?? rule.weekend
        if let (first, last) = body["hours"]?.pair(), let firstHour = first.whole(), let lastHour = last.whole() {
            rule.firstHour = firstHour
            rule.lastHour = lastHour
        }
        if let after = body["after"] {
            rule.after = (after.isSequence ? after.all(of: "times", read: bound) : bound(after).map { [$0] }) ?? []
        }
        rule.withinSeconds = body["within"]?.seconds() ?? rule.withinSeconds
        rule.followsHeap = body["follows_heap"]?.flag() ?? rule.followsHeap
        return rule
    }

    private func season(_ value: YAMLValue) -> [Int]? {
        guard let name = value.name() else { return nil }
        guard let weights = seasons[name] else {
            let near = NearestName.suggestion(for: name, among: seasons.keys)
            value.report(.shape(.unknownSeason(name, suggestion: near)))
            return nil
        }
        return weights
    }

    private func offset(_ value: YAMLValue) -> OffsetRule? {
        guard let body = value.section(keys: ["from", "between", "midnight", "until_clock"]),
            let from = body.required("from").flatMap(bound), let (low, high) = body.required("between")?.pair(),
            let lowest = low.seconds(), let highest = high.seconds()
        else { return nil }
        return OffsetRule(
            from: from, lowSeconds: lowest, highSeconds: highest, atMidnight: body["midnight"]?.flag() ?? false,
            untilClock: body["until_clock"]?.flag() ?? false)
    }

    /// `clock`, a column, or `table.column` of an ancestor.
    private func bound(_ value: YAMLValue) -> TimeBound? {
        guard let text = value.name("clock, a column or table.column") else { return nil }
        if text == "clock" { return .clock }
        guard let point = text.lastIndex(of: ".") else { return .column(text) }
        return .ancestor(TableName(String(text[..<point])), column: String(text[text.index(after: point)...]))
    }
}
