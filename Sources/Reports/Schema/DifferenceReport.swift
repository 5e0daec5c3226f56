public import RehearsalCore

//  What differs between two states, for people: objects in the order of the text, a line for each difference with its
//  class, and below it the statement that did it, where the run that did it is known. A longer value is told as a diff
//  of its lines, an object that is new as the SQL that makes it.

/// The most lines of SQL that are shown of one object that is new.
private let newObjectLineLimit = 20
/// The most lines that are shown of one value's change.
private let changedLineLimit = 60

/// What differs, grouped by object.
public func differenceReport(_ comparison: StateComparison, _ view: StateView, style: TerminalStyle) -> String {
    var sections = [sideLines(comparison)]
    let blocks = addedBlocks(comparison, view)
    var previous: ObjectKey?
    for entry in comparison.schema {
        if entry.head != previous {
            let name = "\(entry.head.kind.words) \(printedLine(entry.head.identity))"
            sections.append([style.painted(name, .bold)])
        }
        previous = entry.head
        sections[sections.count - 1] += lines(entry, blocks, style)
    }
    if !comparison.data.isEmpty {
        let told = comparison.data.flatMap {
            [line("data", $0.difference.summary, "~", style)] + place($0.statement, style)
        }
        sections.append([style.painted("rows", .bold)] + told)
    }
    if !comparison.queryPlans.isEmpty {
        sections.append([style.painted("query plans", .bold)] + comparison.queryPlans.flatMap { planLines($0, style) })
    }
    sections.append([differenceSummary(comparison)])
    return sections.map { $0.joined(separator: "\n") }.joined(separator: "\n\n") + "\n"
}

/// The two sides by name.
func sideLines(_ comparison: StateComparison) -> [String] {
    [("---", comparison.from), ("+++", comparison.to)].flatMap { mark, state in
        ["\(mark) \(printedLine(state.name))"]
            + state.catalog.unread.map { "    \($0.reason.rawValue): \(printedLine($0.summary))" }
    }
}

/// One line: how many differences of which class, and what was not looked at.
func differenceSummary(_ comparison: StateComparison) -> String {
    let counts = Dictionary(grouping: comparison.schema) { $0.difference.factClass }.mapValues(\.count)
    var parts = FactClass.allCases.compactMap { factClass in counts[factClass].map { "\($0) \(factClass.rawValue)" } }
    if !comparison.data.isEmpty { parts.append("\(comparison.data.count) of rows") }
    if !comparison.queryPlans.isEmpty { parts.append(counted(comparison.queryPlans.count, "query plan")) }
    let total = comparison.schema.count + comparison.data.count + comparison.queryPlans.count
    let unshown = FactClass.allCases.compactMap { factClass in
        comparison.unshownCounts[factClass].map { "\($0) \(factClass.rawValue)" }
    }
    let hint = unshown.isEmpty ? "" : " (not shown: \(unshown.joined(separator: ", ")); --class all)"
    guard total > 0 else { return "nothing differs\(hint)" }
    return "\(counted(total, "difference")): \(parts.joined(separator: ", "))\(hint)"
}

/// What a new object's block says, by the object.
private func addedBlocks(_ comparison: StateComparison, _ view: StateView) -> [ObjectKey: String] {
    let added = Set(comparison.schema.filter { $0.difference.change == .added }.map(\.difference.object))
    guard !added.isEmpty else { return [:] }
    let objects = CatalogObjects(comparison.to.catalog)
    var facts: [ObjectKey: [CatalogFact]] = [:]
    for object in objects.objects {
        for key in objects.line(from: object.key) where added.contains(key) { facts[key, default: []] += object.facts }
    }
    let selection = CatalogSelection(classes: view.selection.classes)
    let blocks = facts.mapValues { facts in
        schemaBlocks(Catalog(facts: facts), selection).map(\.text).joined(separator: "\n")
    }
    return blocks
}

private func lines(
    _ entry: StateComparison.SchemaDifference, _ blocks: [ObjectKey: String], _ style: TerminalStyle
) -> [String] {
    let difference = entry.difference
    let mark = difference.change == .added ? "+" : difference.change == .removed ? "-" : "~"
    var summary = difference.summary
    if difference.foldedObjectCount > 0 {
        summary += ", with \(counted(difference.foldedObjectCount, "object")) of its own"
    }
    var lines = [line(difference.factClass.rawValue, summary, mark, style)] + place(entry.statement, style)
    if let block = blocks[difference.object] {
        let text = block.split(separator: "\n", omittingEmptySubsequences: false).dropFirst().map { "+ \($0)" }
        lines += shown(text, limit: newObjectLineLimit, style)
    }
    if let old = difference.oldValue, let new = difference.newValue, isLong(old) || isLong(new) {
        lines += shown(LineDifference.lines(from: old, to: new), limit: changedLineLimit, style)
    }
    return lines
}

private func isLong(_ value: String) -> Bool {
    value.count > CatalogDifference.quotedValueLimit || value.unicodeScalars.contains("\n")
}

private func line(_ factClass: String, _ summary: String, _ mark: String, _ style: TerminalStyle) -> String {
    let padding = String(repeating: " ", count: max(0, 11 - factClass.count))
    let ink: Ink = mark == "+" ? .good : mark == "-" ? .bad : .doubtful
    return "  \(style.painted(mark, ink)) \(factClass)\(padding) \(printedLine(summary))"
}

private func place(_ statement: StatementObservation?, _ style: TerminalStyle) -> [String] {
    statement.map {
        ["      " + style.painted("by \(printedLine($0.place.description)), statement \($0.ordinal)", .dim)]
    } ?? []
}

private func shown(_ lines: [String], limit: Int, _ style: TerminalStyle) -> [String] {
    let left = lines.count - limit
    return lines.prefix(limit).map { line in
        let text = printed(line.replacing("\n", with: " "))
        let ink: Ink = line.hasPrefix("+") ? .good : line.hasPrefix("-") ? .bad : .plain
        return "      " + style.painted(text, ink)
    } + (left > 0 ? ["      … \(counted(left, "more line"))"] : [])
}

private func planLines(_ entry: StateComparison.PlanDifference, _ style: TerminalStyle) -> [String] {
    let head = line("query plan", entry.difference.summary, "~", style)
    let tree = entry.tree.map { planDifferenceLines($0, style: style) } ?? []
    let left = tree.count - changedLineLimit
    return [head] + tree.prefix(changedLineLimit).map { "     \($0)" }
        + (left > 0 ? ["      … \(counted(left, "more line"))"] : [])
}

private func printedLine(_ text: String) -> String { sanitized(text) }

extension FactKind {
    /// The kind for sentences: `materialized view`.
    var words: String { rawValue.replacing("_", with: " ") }
}
