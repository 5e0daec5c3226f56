extension Shape {
    /// The shape as one text, the same for equal statistics: places, comments and the order of tables do not count.
    ///
    /// Columns keep their order and lists theirs; texts carry their length, so that no two shapes share a text.
    public var canonicalText: String {
        var lines: [String] = []
        for name in words.keys.sorted() { lines.append(canonical("words", [name] + (words[name] ?? []))) }
        for table in emptyTables.map(\.name).sorted() { lines.append(canonical("empty", [table.description])) }
        for table in tables.sorted(by: { $0.name < $1.name }) {
            lines.append(canonical("table", [table.name.description, table.rows.canonicalText]))
            for key in table.keys { lines.append(key.canonicalText) }
            for combination in table.combinations { lines.append(combination.canonicalText) }
            for (partition, sizes) in table.partitions.sorted(by: { $0.key < $1.key }) {
                let indexes = (sizes.indexes ?? [:]).sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
                lines.append(
                    canonical(
                        "partition",
                        [partition, String(sizes.rows), String(sizes.pages), String(sizes.dead)] + indexes))
            }
            if let pages = table.sizes?.pages { lines.append(canonical("pages", [String(pages)])) }
            if let dead = table.sizes?.dead, dead > 0 { lines.append(canonical("dead", [String(dead)])) }
            for (index, pages) in table.indexes.sorted(by: { $0.key < $1.key }) {
                lines.append(canonical("index", [index, String(pages)]))
            }
            for column in table.columns.sorted(by: { $0.name < $1.name }) {
                lines.append(canonical("column", [column.name, column.field.canonicalText]))
            }
        }
        if statisticsTarget != 100 { lines.append(canonical("target", [String(statisticsTarget)])) }
        return lines.joined(separator: "\n")
    }
}

/// A name and its arguments, each with its length.
private func canonical(_ name: String, _ arguments: [String]) -> String {
    name + "(" + arguments.map { "\($0.utf8.count):\($0)" }.joined(separator: ",") + ")"
}

extension CapturedKey {
    fileprivate var canonicalText: String {
        canonical(
            "captured_key",
            columns + references + to + [String(childless)] + (fanOut ?? []).map { String($0) }
                + (span ?? []).map { String($0) })
    }
}

extension CapturedCombination {
    fileprivate var canonicalText: String {
        canonical(
            "combination",
            columns + (dependencies ?? [:]).sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
                + (common ?? []).map { String($0) } + (places ?? []).map { "\($0)" }
                + (numbers ?? []).map { String($0) })
    }
}

extension CapturedStatistics {
    /// What the rows depend on; a double's description is the shortest that gives it back.
    fileprivate var canonicalText: String {
        func list<Number>(_ name: String, _ numbers: [Number]?) -> String {
            canonical(name, (numbers ?? []).map { String(describing: $0) })
        }
        let members = (members?.keys ?? []).map { member in
            canonical(
                member.key,
                [String(member.present), member.type, String(member.distinct), String(member.width)])
        }
        return canonical(
            "captured",
            [
                type, String(nulls), String(width), String(distinct), correlation.map { String($0) } ?? "",
                list("common", common), list("ranks", ranks), list("above", above), bounds.map { String($0) } ?? "",
                list("gaps", gaps), list("shares", elementShares), list("counts", elementCounts),
                list("lengths", lengths), list("element_lengths", elementLengths),
            ] + members + (ranges.map { [$0.canonicalText] } ?? []))
    }
}

private func canonical(_ name: String, numbers: [Int64]) -> String { canonical(name, numbers.map { String($0) }) }

extension RowCountRule {
    fileprivate var canonicalText: String {
        let counted =
            switch count {
            case .fixed(let count): "fixed \(count)"
            case .total(let count): "total \(count)"
            case .mean(let thousandths): "mean \(thousandths)"
            case .each(let share): "each \(share.millionths)"
            }
        let spreadText =
            switch spread {
            case .even: "even"
            case .geometric: "geometric"
            case .zipf(let thousandths): "zipf \(thousandths)"
            case .logNormal(let thousandths): "log_normal \(thousandths)"
            }
        return canonical(
            "rows",
            [
                counted, parent?.description ?? "", spreadText, String(childless.millionths), String(emptyLast),
                most.map { String($0) } ?? "",
            ] + (least > 0 ? ["least \(least)"] : []))
    }
}

extension Field {
    fileprivate var canonicalText: String {
        canonical("field", [generator.canonicalText, nulls.canonicalText])
    }
}

extension NullRule {
    fileprivate var canonicalText: String {
        let condition = unless.map { canonical("unless", [$0.column] + $0.values.map(\.canonicalText)) }
        return canonical("nulls", [String(share.millionths), condition ?? "", with ?? ""])
    }
}

extension Literal {
    fileprivate var canonicalText: String {
        switch self {
        case .text(let text): "text " + text
        case .number(let number): "number " + number.description
        case .boolean(let flag): "boolean \(flag)"
        }
    }
}

extension TimeBound {
    fileprivate var canonicalText: String {
        switch self {
        case .clock: canonical("clock", [])
        case .column(let name): canonical("column", [name])
        case .ancestor(let table, let column): canonical("ancestor", [table.description, column])
        }
    }
}

extension RangeRule.Span {
    fileprivate var canonicalText: String {
        switch self {
        case .numbers(let low, let high): canonical("numbers", [low.description, high.description])
        case .seconds(let low, let high): canonical("seconds", numbers: [low, high])
        }
    }
}

extension CapturedRanges {
    fileprivate var canonicalText: String {
        canonical(
            "ranges",
            [empty, openBelow, openAbove, distinct ?? 0, correlation ?? 2, Double(width ?? 0)].map { String($0) }
                + (starts ?? []).map { String($0) } + ["lengths"] + (lengths ?? []).map { String($0) })
    }
}

extension Generator {
    fileprivate var canonicalText: String {
        switch self {
        case .key(let prefix, let length): canonical("key", [prefix, String(length)])
        case .uuid: canonical("uuid", [])
        case .serial(let start): canonical("serial", numbers: [start])
        case .ordinal(let start): canonical("ordinal", numbers: [start])
        case .constant(let literal): canonical("constant", [literal.canonicalText])
        case .null: canonical("null", [])
        case .captured(let statistics): statistics.canonicalText
        case .oneOf(let list): canonical("one_of", list.flatMap { [$0.value.canonicalText, String($0.weight)] })
        case .inOrder(let list): canonical("in_order", list.map(\.canonicalText))
        case .boolean(let share): canonical("boolean", [String(share.millionths)])
        case .number(let low, let high): canonical("number", [low.description, high.description])
        case .logNormal(let law):
            canonical(
                "log_normal",
                [law.median, law.low, law.high].map(\.description) + [String(law.spreadThousandths)])
        case .part(let column, let part, let plus): canonical("part", [column, part.rawValue, String(plus)])
        case .text(let template): canonical("text", [template])
        case .paragraph(let name, let low, let high): canonical("paragraph", [name, String(low), String(high)])
        case .pick(let name, let low, let high): canonical("pick", [name, String(low), String(high)])
        case .sum(let summands): canonical("sum", summands.map { ($0.isNegative ? "-" : "+") + $0.column })
        case .portion(let column, let low, let high):
            canonical("portion", [column, String(low.millionths), String(high.millionths)])
        case .parent, .reference, .polymorphic, .copy, .sameAs: canonicalLink
        case .time, .offset: canonicalTime
        case .object, .list, .choose, .mix, .range, .composite: canonicalNest
        }
    }

    private var canonicalLink: String {
        if case .parent(let table) = self { return canonical("parent", [table.description]) }
        if case .sameAs(let column) = self { return canonical("same_as", [column]) }
        if case .copy(.ancestor(let table), let column) = self {
            return canonical("copy_from", [table.description, column])
        }
        if case .copy(.through(let link), let column) = self { return canonical("copy_through", [link, column]) }
        if case .reference(let reference) = self {
            let flags = "\(reference.isDistinct) \(reference.favoursFirst) \(reference.isPrevious)"
            return canonical("reference", [reference.table.description, reference.within ?? "", flags])
        }
        if case .polymorphic(let rule) = self {
            let tables = rule.tables.flatMap { [$0.value, $0.table.description] }
            return canonical(
                "polymorphic", [rule.column, rule.within ?? ""] + tables + (rule.favoursFirst ? ["first"] : []))
        }
        preconditionFailure("canonicalText sends only links here")
    }

    private var canonicalTime: String {
        if case .offset(let rule) = self {
            let flags = "\(rule.atMidnight) \(rule.untilClock)"
            return canonical(
                "offset", [rule.from.canonicalText, String(rule.lowSeconds), String(rule.highSeconds), flags])
        }
        if case .time(let rule) = self {
            let season = canonical("season", rule.season.map { String($0) })
            let hours = "\(rule.firstHour) \(rule.lastHour)"
            let within = rule.withinSeconds.map { String($0) } ?? ""
            let head = [String(rule.spanSeconds), season, String(rule.weekend.millionths), hours, within]
            return canonical("time", head + ["\(rule.followsHeap)"] + rule.after.map(\.canonicalText))
        }
        preconditionFailure("canonicalText sends only times here")
    }

    private var canonicalNest: String {
        if case .object(let members) = self {
            return canonical(
                "object", members.flatMap { [$0.key, String($0.present.millionths), $0.field.canonicalText] })
        }
        if case .composite(let members) = self {
            return canonical("composite", members.flatMap { [$0.key, $0.field.canonicalText] })
        }
        if case .range(let rule) = self {
            let shares = [rule.empty, rule.openBelow, rule.openAbove].map { String($0.millionths) }
            return canonical("range", [rule.from.canonicalText, rule.span.canonicalText] + shares)
        }
        if case .list(let field, let low, let high) = self {
            return canonical("list", [field.canonicalText, String(low), String(high)])
        }
        if case .choose(let column, let cases, let otherwise) = self {
            let listed = cases.flatMap { [$0.value.canonicalText, $0.field.canonicalText] }
            return canonical("by", [column, otherwise?.canonicalText ?? ""] + listed)
        }
        if case .mix(let fields) = self {
            return canonical("mix", fields.flatMap { [String($0.weight), $0.value.canonicalText] })
        }
        preconditionFailure("canonicalText sends only nested generators here")
    }
}
