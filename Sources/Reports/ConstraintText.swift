import RehearsalCore

/// A line per step that adds constraints: how many rows from before it would break how many of them.
func constraintLines(_ outcome: Outcome, style: TerminalStyle) -> [String] {
    let steps = outcome.steps.filter { !$0.preValidation.constraints.isEmpty }
    guard !steps.isEmpty else { return [] }
    return [style.painted("CONSTRAINTS", .bold)] + steps.map { "  \(sanitized($0.name)) \(words($0.preValidation))" }
}

private func words(_ preValidation: PreValidation) -> String {
    let constraints = preValidation.constraints
    let adds = "adds \(counted(constraints.count, "constraint"))"
    guard preValidation.wasDone else { return adds + "; no rows from before it could be asked about them" }
    let broken = preValidation.broken.count
    let rows = preValidation.brokenRowCount
    let noun = rows == 1 ? "row that is" : "rows that are"
    var parts = [
        broken == 0
            ? "no row from before it breaks any of them"
            : "\(broken) would be broken by \(countWords(rows)) \(noun) there before it"
    ]
    let absent = constraints.count { $0.before == .notThere }
    if absent > 0 { parts.append("\(absent) on what it adds itself") }
    let refused = constraints.count { constraint in
        if case .refused? = constraint.before { return true }
        return constraint.before == .notCounted
    }
    if refused > 0 { parts.append("\(refused) not counted") }
    if !preValidation.dataWasRestored { parts.append("counted on rows that the way back did not restore whole") }
    return ([adds] + parts).joined(separator: "; ")
}
