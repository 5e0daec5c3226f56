public import RehearsalCore

//  What differs between two plans of one query: one indented tree with a gutter, the numbers that moved beside it.

/// The widest column of nodes; behind a longer one its numbers stand where they can.
private let nodeColumnLimit = 60
/// The longest condition that is shown whole, in characters.
private let conditionLimit = 100

/// The difference as lines under what the caller says of it, without a line end behind the last.
public func planDifferenceText(_ difference: PlanTreeDifference, head: [String], style: TerminalStyle) -> String {
    (head + planDifferenceLines(difference, style: style)).joined(separator: "\n")
}

func planDifferenceLines(_ difference: PlanTreeDifference, style: TerminalStyle) -> [String] {
    let nodes = difference.lines.map { indented($0.level) + words($0) }
    let column = min(nodes.map(\.count).max() ?? 0, nodeColumnLimit)
    return zip(difference.lines, nodes).flatMap { line, node in
        let metrics = line.metrics.map(words).joined(separator: ", ")
        let padding = String(repeating: " ", count: max(0, column - node.count))
        let text = metrics.isEmpty ? node : "\(node)\(padding)  \(metrics)"
        let gutter = style.painted(line.gutter.rawValue, ink(line.gutter))
        return [" \(gutter) \(text)"] + line.conditions.map { "   \(indented(line.level))\(words($0))" }
    }
}

private func indented(_ level: Int) -> String { String(repeating: "  ", count: level) }

private func ink(_ gutter: PlanDifferenceLine.Gutter) -> Ink {
    switch gutter {
    case .same: .plain
    case .changed: .doubtful
    case .removed: .bad
    case .added: .good
    }
}

private func words(_ line: PlanDifferenceLine) -> String {
    let label: String
    switch (line.before.map { sanitized($0) }, line.after.map { sanitized($0) }) {
    case (let before?, let after?): label = before == after ? before : "\(before)  =>  \(after)"
    case (let before?, nil): label = before + (line.gutter == .changed ? "  (gone)" : "")
    case (nil, let after?): label = after + (line.gutter == .changed ? "  (new)" : "")
    case (nil, nil): label = ""
    }
    return line.isMoved ? "\(label)  (moved)" : label
}

private func words(_ move: PlanConditionMove) -> String {
    switch (move.before.map(condition), move.after.map(condition)) {
    case (let before?, let after?): "\(before)  =>  \(after)"
    case (let before?, nil): "\(before)  (gone)"
    case (nil, let after?): "\(after)  (new)"
    case (nil, nil): ""
    }
}

private func condition(_ text: String) -> String {
    let text = sanitized(text)
    return text.count > conditionLimit ? text.prefix(conditionLimit - 1) + "…" : text
}

/// `blocks 38 -> 6771 (x178)`.
private func words(_ move: PlanMetricMove) -> String {
    let (before, after) = (move.before, move.after)
    switch move.metric {
    case .spills: return after > before ? "spills to disk" : "no longer spills to disk"
    case .qError: return "q-error \(decimal(before)) -> \(decimal(after))"
    case .walBytes: return "WAL \(bytes(before)) -> \(bytes(after))\(factor(before, after))"
    case .blocks, .tempBlocks, .rows, .rowsRemoved, .heapFetches, .partitions:
        return "\(move.metric.rawValue) \(whole(before)) -> \(whole(after))\(factor(before, after))"
    }
}

/// Nothing where the number did not at least double or halve, or where either is 0.
private func factor(_ before: Double, _ after: Double) -> String {
    guard before > 0, after > 0 else { return "" }
    if after >= 2 * before { return " (x\(decimal(after / before)))" }
    return before >= 2 * after ? " (1/\(decimal(before / after)))" : ""
}

private func whole(_ number: Double) -> String { fixed(bounded(number), decimals: 0) }

private func bytes(_ number: Double) -> String { sizeWords(bytes: Int64(bounded(number))) }

/// One decimal below 10.
private func decimal(_ number: Double) -> String {
    let text = fixed(bounded(number), decimals: number < 9.95 ? 1 : 0)
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
}

/// What a whole number can hold: a plan's numbers come from a file that anybody may have written.
private func bounded(_ number: Double) -> Double { number.isFinite ? min(max(number, -1e17), 1e17) : 0 }
