public import RehearsalCore

/// The SQL that each way back lacks: to be put at its end, in this order. What no statement brings back is a comment.
public func mendingReport(_ outcome: Outcome) -> String {
    var blocks: [String] = []
    for step in outcome.steps where !step.drill.residues.isEmpty {
        let file = step.drill.downward?.file ?? step.name
        var lines = ["-- at the end of \(sanitized(file)):"]
        lines += step.drill.residues.mendingStatements
        for residue in step.drill.residues where residue.mending.isEmpty {
            lines.append(
                "-- not written: \(SQLText.onOneLine(residue.summary)): \(residue.reason ?? "no reason known")")
        }
        blocks.append(lines.joined(separator: "\n"))
    }
    if blocks.isEmpty { return "-- no way back that ran lacks a statement\n" }
    return blocks.joined(separator: "\n\n") + "\n"
}
