/// Which drills have not begun, so that a core that becomes free can take some of them.
actor DrillShares {
    private var waiting: [String]
    private var taken: Set<String> = []

    /// Of fewer waiting drills a second cluster costs as much as it gains.
    private static let fewest = 15

    /// - Parameter steps: those that are drilled, in their order.
    init(of steps: [String]) { waiting = steps }

    /// True where the drill of a step is left to the lane that it was meant for.
    func begin(_ step: String) -> Bool {
        waiting.removeAll { $0 == step }
        return !taken.contains(step)
    }

    /// The steps that a lane takes over which begins now: two in five of those that wait, the last of them, since it
    /// has to run all steps before them first; none where that is not worth while.
    func takeLast() -> Set<String> {
        guard waiting.count >= Self.fewest else { return [] }
        taken = Set(waiting.suffix(waiting.count * 2 / 5))
        waiting.removeAll { taken.contains($0) }
        return taken
    }
}
