import RehearsalCore
import Staging

extension Rehearsal {
    /// Runs every check of the moment: what reads in the database of the moment, what writes in a clone of it, because
    /// a rolled back transaction still leaves sequences, pages and dead rows behind.
    mutating func runChecks(_ moment: CheckMoment) async throws {
        guard let database = drill?.database ?? database else { preconditionFailure("a database was created before") }
        let checks = project.checks.filter { $0.applies(at: moment) }
        try await run(checks.filter { !$0.writes }, at: moment, in: database)
        let writing = checks.filter(\.writes)
        guard !writing.isEmpty else { return }
        try await database.setAside(for: .checks)
        do {
            try await run(writing, at: moment, in: database)
        } catch {
            try await database.putBack(from: .checks)
            throw error
        }
        try await database.putBack(from: .checks)
    }

    private mutating func run(_ checks: [Check], at moment: CheckMoment, in database: RehearsalDatabase) async throws {
        let runner = CheckRunner(database: database, limits: project.limits)
        let clock = ContinuousClock()
        for check in checks {
            for variant in check.variants {
                let start = clock.now
                let answer = try await runner.answer(to: check, variant)
                if case .serverLost = answer { await database.cluster.awaitRecovery() }
                let record = CheckRecord(
                    of: check, variant, at: moment, answer: answer,
                    elapsedMilliseconds: (clock.now - start).milliseconds)
                outcome.checks.append(record)
                if let finding = judgeCheck(record, of: check) { outcome.findings.append(finding) }
            }
        }
    }
}
