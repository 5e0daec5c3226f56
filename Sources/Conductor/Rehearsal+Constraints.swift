import RehearsalCore
import Staging

extension Rehearsal {
    /// Keeps what rules the rows of a state, and looks what its step has added to the state before.
    mutating func noteConstraints(of state: StateName, in database: RehearsalDatabase) async throws {
        switch state {
        case .down, .again: return
        case .baseline: constraints[state] = try await database.readConstraints()
        case .after(let step):
            let now = try await database.readConstraints()
            constraints[state] = now
            guard applied.contains(step), let before = previousState(of: step).flatMap({ constraints[$0] }) else {
                return
            }
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

    /// The clone behind the way back holds the rows from before the step.
    mutating func preValidate(_ step: String) async throws {
        guard let drill else { preconditionFailure("the clone stands") }
        let added = record(of: step).preValidation.constraints
        guard !added.isEmpty else { return }
        let digests = snapshots[.down(step: step)]?.digests ?? []
        let rowCounts = Dictionary(digests.map { ($0.table, $0.rowCount) }, uniquingKeysWith: { first, _ in first })
        let answers = try await drill.database.rowsBreaking(added, rowCounts: rowCounts, limits: project.limits)
        record(step) { record in
            for (index, answer) in answers.enumerated() { record.preValidation.constraints[index].before = answer }
            record.preValidation.wasDone = true
            record.preValidation.dataWasRestored = record.drill.dataRestored == .yes
        }
        outcome.findings += judgePreValidation(record(of: step))
    }
}
