import RehearsalCore

/// The acts of a run that is not performed, in their order.
///
/// - Parameter acts: each act in words, and the condition under which it is performed; empty or `always` for none.
public func dryRunReport(acts: [(String, String)]) -> String {
    let rows = acts.enumerated().map { index, act in
        [
            TextTable.Cell("\(index + 1)", right: true),
            TextTable.Cell(sanitized(act.0)),
            TextTable.Cell(act.1 == "always" ? "" : sanitized(act.1)),
        ]
    }
    let lines = TextTable(rows: rows, cellLimit: .max).lines(style: TerminalStyle(usesColour: false))
    return (lines + ["", "Nothing was done: these are the acts of a run."]).joined(separator: "\n") + "\n"
}

/// The same for programs: `pgrehearse/dry-run/1`.
public func dryRunJSONReport(acts: [(String, String)]) -> String {
    JSONText.object([
        "schema": .text("pgrehearse/dry-run/1"),
        "acts": .list(acts.map { .object(["act": .text($0.0), "condition": .text($0.1)]) }),
    ]).rendered
}
