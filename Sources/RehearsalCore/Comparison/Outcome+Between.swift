extension Outcome {
    /// What ran between two states of the run, the last script first; empty where the second does not follow the first.
    ///
    /// Observations alone: whether the two were recorded is for the caller to see.
    public func scripts(from first: StateName, to second: StateName) -> [ScriptObservation] {
        guard let before = path(to: first), let after = path(to: second), after.count > before.count,
            zip(before, after).allSatisfy({ $0.name == $1.name })
        else { return [] }
        return after.dropFirst(before.count).map(\.script).reversed()
    }

    /// The scripts that lead from the baseline to a state; nil where one of them was not run.
    private func path(to state: StateName) -> [(name: StateName, script: ScriptObservation)]? {
        guard let step = state.step else { return [] }
        guard let place = steps.firstIndex(where: { $0.name == step }) else { return nil }
        var path = steps[...place].map { (StateName.after(step: $0.name), $0.upward) }
        let drill = steps[place].drill
        switch state {
        case .baseline, .after: break
        case .down:
            guard let downward = drill.downward else { return nil }
            path.append((state, downward))
        case .again:
            guard let downward = drill.downward, let again = drill.again else { return nil }
            path += [(.down(step: step), downward), (state, again)]
        }
        return path.contains { $0.1.result == .notRun } ? nil : path
    }
}
