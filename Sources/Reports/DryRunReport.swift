public import RehearsalCore

/// The acts of a run that is not performed, in their order: those of drills are set in, because they go on beside what
/// follows them. A condition that always holds is not told.
public func dryRunReport(_ acts: [PlannedAct]) -> String {
    let rows = acts.enumerated().map { index, planned in
        [
            TextTable.Cell("\(index + 1)", right: true),
            TextTable.Cell((planned.drill == nil ? "" : "  ") + sanitized(planned.act.description)),
            TextTable.Cell(planned.condition == .always ? "" : sanitized(planned.condition.description)),
        ]
    }
    let lines = TextTable(rows: rows, cellLimit: .max).lines(style: TerminalStyle(usesColour: false))
    return (lines + ["", "Nothing was done: these are the acts of a run."]).joined(separator: "\n") + "\n"
}

/// The same for programs: `pgrehearse/dry-run/1`.
public func dryRunJSONReport(_ acts: [PlannedAct]) -> String {
    JSONText.object([
        "schema": .text("pgrehearse/dry-run/1"),
        "acts": .list(
            acts.map { planned in
                .object([
                    "act": .text(planned.act.description), "condition": .text(planned.condition.description),
                    "drill": .optional(planned.drill),
                ])
            }),
    ]).rendered
}
