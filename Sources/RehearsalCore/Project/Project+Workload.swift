extension Project {
    /// The workload's query of a name.
    public func query(_ name: String) -> WorkloadQuery? { workload.first { $0.name == name } }

    /// The queries that the application can ask in a state: those of every state, and those of a step that has been
    /// applied there. Behind a step's way back it has not.
    public func workload(in state: StateName) -> [WorkloadQuery] {
        let applied = steps.prefix(appliedStepCount(in: state)).map(\.name)
        return workload.filter { query in query.fromStep.map { applied.contains($0) } ?? true }
    }

    private func appliedStepCount(in state: StateName) -> Int {
        guard let name = state.step, let index = steps.firstIndex(where: { $0.name == name }) else { return 0 }
        switch state {
        case .baseline, .down: return index
        case .after, .again: return index + 1
        }
    }
}
