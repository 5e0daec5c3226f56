import RehearsalCore
import Staging

extension Rehearsal {
    /// Keeps what rules the rows of a state, and looks what its step has added to the state before.
    mutating func noteConstraints(of state: StateName, in database: RehearsalDatabase) async throws {
        switch state {
        case .down, .again: return
        case .baseline: constraints[state] = try await database.readConstraints()
        case .after(let step):
            guard applied.contains(step), let previous = previousState(of: step), let before = constraints[previous],
                let old = snapshots[previous], let new = snapshots[state]
            else { return constraints[state] = try await database.readConstraints() }
            let tables = AddedConstraint.tables(changedFrom: old.catalog, to: new.catalog)
            let now = try await database.readConstraints(of: tables, knowing: before)
            constraints[state] = now
            var added = AddedConstraint.added(from: before, to: now)
            let unvalidated = added.indices.filter { !added[$0].isValidated }
            let answers = try await database.rowsBreaking(
                unvalidated.map { added[$0] }, rowCounts: [:], limits: project.limits)
            for (index, answer) in zip(unvalidated, answers) {
                if case .counted(_, let broken) = answer { added[index].brokenAfter = broken }
            }
            record(step) { $0.preValidation = PreValidation(constraints: added) }
            outcome.findings += judgeUnvalidated(record(of: step))
        }
    }

    /// Takes answers about the rows from before the step, which the drill's copy holds behind the way back.
    mutating func take(_ answers: [RowsBefore], of step: String) {
        record(step) { record in
            for (index, answer) in answers.enumerated() { record.preValidation.constraints[index].before = answer }
            record.preValidation.wasDone = true
            record.preValidation.dataWasRestored =
                record.drill.dataRestored == .yes && !record.drill.losses.contains { $0.drill == .quiet }
        }
        outcome.findings += judgePreValidation(record(of: step))
    }
}
