public import RehearsalCore
import SnapshotStore

extension StateFinder {
    /// Finds two states and compares them; servers are read at the same time.
    ///
    /// Where a recorded run holds both, each difference is joined to the statement of that run that made it.
    /// - Throws: as ``state(_:)``.
    public func compare(
        _ first: StateReference, _ second: StateReference, _ request: ComparisonRequest
    ) async throws -> StateComparison {
        async let found = state(first)
        async let other = state(second)
        let (from, to) = (try await found, try await other)
        if request.comparesData || request.comparesQueryPlans {
            guard from.shown.snapshot != nil, to.shown.snapshot != nil else { throw StateError.readForSchemaAlone }
        }
        if let query = request.query {
            let plans = [from, to].flatMap { $0.shown.snapshot?.queryPlans ?? [] }
            let known = Set(plans.map(\.query)).sorted()
            guard known.contains(query) else {
                throw StateError.noSuchQuery(query: query, place: to.shown.name, known: known)
            }
        }
        return RehearsalCore.compare(
            from.shown, with: to.shown, request, observations: try scripts(from: from.trail, to: to.trail))
    }

    /// What a state was recorded under; nil for a server's, and where the run ended before it had a key.
    /// - Throws: as ``state(_:)``.
    public func key(of reference: StateReference) async throws -> SnapshotKey? {
        guard let trail = try await state(reference).trail else { return nil }
        guard let run = trail.run else { return trail.key }
        guard let path = trail.historyPath, let history = try RunHistory.openForReading(path) else { return nil }
        return try history.outcome(ofRun: run).key
    }

    /// What ran between the two states, the last script first; empty where no recorded run holds both.
    private func scripts(from first: FoundState.Trail?, to second: FoundState.Trail?) throws -> [ScriptObservation] {
        guard let first, let second, let path = first.historyPath, path == second.historyPath,
            first.project == second.project, first.run == second.run, first.key == second.key,
            let history = try RunHistory.openForReading(path)
        else { return [] }
        if let run = first.run {
            return try history.outcome(ofRun: run).scripts(from: first.state, to: second.state)
        }
        // Accepted states are those of a run that is recorded with the very same snapshots, if there is one.
        for run in try history.runs(project: first.project, limit: RunSeries.runLimit)
        where [first, second].allSatisfy({ run.states.contains($0.state) }) {
            let outcome = try history.outcome(ofRun: run.runIdentifier)
            let isSame =
                outcome.key == first.key
                && [first, second].allSatisfy { trail in
                    outcome.snapshots.contains { $0.state == trail.state && $0.hash == trail.hash }
                }
            if isSame { return outcome.scripts(from: first.state, to: second.state) }
        }
        return []
    }
}
