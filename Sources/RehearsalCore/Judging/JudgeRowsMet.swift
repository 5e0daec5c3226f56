/// Statements of a way back that met no row: one warning for each, with what the dataset needs.
///
/// - Parameter folder: the project folder as the user spelled it, for the commands that findings suggest.
func judgeRowsMet(
    _ rowsMet: [RowsMet], of step: Step, by observation: ScriptObservation, folder: String
) -> [Finding] {
    rowsMet.filter { $0.rowCount == 0 }.map { met in
        .raised(
            .rollbackMetNoRow, step: step.name, object: met.table, place: met.place,
            FivePartMessage(
                what: "in the way back of \(step.name), \(met.words) met no row, which proves nothing about it",
                place: "\(met.place), statement \(met.ordinal) of \(observation.statementCount)",
                stateNow: "what it does where there are such rows was not rehearsed",
                next: "\(need(of: met, step)), then: pgrehearse run \(folder)"))
    }
}

private func need(of met: RowsMet, _ step: Step) -> String {
    let table = met.table ?? "the table"
    let condition = met.condition.map { " `\($0)`" }
    switch met.verb {
    case .update, .delete:
        return "let the shape make rows of \(table) that \(step.name) changes"
            + (condition.map { " and that meet\($0)" } ?? ": there is none")
    case .merge:
        return "let the shape make rows of \(table), and of what is merged into it, that meet"
            + (condition ?? " the condition")
    case .insert:
        return "let the shape make rows that \(step.name) takes away or keeps, so that the query finds them"
            + (condition.map { ":\($0)" } ?? "")
    }
}
