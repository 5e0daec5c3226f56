public import RehearsalCore

/// How like a dataset is to the shape that it was made of: each measure in a line, then what is not alike.
///
/// - Parameter plans: nil where the other database's plans are not known.
public func likenessReport(_ likeness: ShapeLikeness, plans: PlanLikeness?, style: TerminalStyle) -> String {
    let head = ["measure", "alike", "of", "worst", "where"].map { TextTable.Cell($0) }
    let rows = LikenessMeasure.allCases.compactMap { measure -> [TextTable.Cell]? in
        let scores = likeness.scores.filter { $0.measure == measure }
        guard let worst = scores.max(by: { $0.difference < $1.difference }) else { return nil }
        return [
            TextTable.Cell(measure.words), TextTable.Cell("\(scores.count(where: \.isAlike))", right: true),
            TextTable.Cell("\(scores.count)", right: true),
            TextTable.Cell(thousandths(worst.difference), right: true),
            TextTable.Cell(sanitized(worst.name)),
        ]
    }
    var lines = TextTable(rows: [head] + rows, cellLimit: .max).lines(style: style)
    let failing = likeness.failing.sorted { $0.difference / $0.allowed > $1.difference / $1.allowed }
    if !failing.isEmpty { lines += ["", "NOT ALIKE: \(failing.count)"] }
    lines += failing.map { score in
        "  \(sanitized(score.name)): \(score.measure.words) \(thousandths(score.difference)), "
            + "allowed \(thousandths(score.allowed)); ANALYZE itself differs by \(thousandths(score.floor))"
    }
    lines += likeness.unmatched.map { "  \(sanitized($0)): only in one of the two" }
    let alike = likeness.scores.count - failing.count
    lines += plans.map(planLines) ?? ["", "query plans are not compared: a file cannot be asked for them"]
    lines += ["", "\(alike) of \(likeness.scores.count) statistics are alike"]
    return lines.joined(separator: "\n") + "\n"
}

private func planLines(_ plans: PlanLikeness) -> [String] {
    let compared = plans.alike.count + plans.different.count
    var lines = ["", "\(plans.alike.count) of \(compared) query plans are alike"]
    if let most = plans.estimateErrors.last {
        let shares = [0.5, 0.9].map { thousandths(plans.estimateError(at: $0) ?? 1) }
        lines.append(
            "estimated rows of their \(plans.estimateErrors.count) nodes: ratio \(shares[0]) at half of them, "
                + "\(shares[1]) at nine in ten, \(thousandths(most)) at most")
    }
    lines += plans.unstable.map { "  \(sanitized($0.words)): unstable, its plan changes from one ANALYZE to the next" }
    lines += plans.notAsked.sorted { $0.key < $1.key }.map { "  \(sanitized($0.key.words)): \($0.value)" }
    for difference in plans.different {
        lines += ["", "OTHER PLAN: \(sanitized(difference.asked.words))", "  there:"]
        lines += sanitized(difference.original, keepingNewlines: true).split(separator: "\n").map { "    \($0)" }
        lines.append("  here:")
        lines += sanitized(difference.made, keepingNewlines: true).split(separator: "\n").map { "    \($0)" }
    }
    return lines
}

private func thousandths(_ number: Double) -> String {
    guard number.isFinite else { return "endless" }
    let rounded = Int((number * 1000).rounded())
    let digits = String(rounded % 1000)
    return "\(rounded / 1000)." + String(repeating: "0", count: 3 - digits.count) + digits
}
