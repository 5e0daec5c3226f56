/// Changes of plans about which no alarm is raised, because the next plan costs as much.
///
/// The planner takes costs that differ by less than a hundredth for the same (STD_FUZZ_FACTOR of pathnode.c): which
/// plan it then has hangs on a page or a row more or less, and it does not matter which. Such a change is told as
/// close, with its own count.
public enum CloseChoices {
    /// How many times as much the next plan costs at most.
    public static let mostRatio = 1.01

    public static func isClose(cost: Double, rival: Double?) -> Bool {
        rival.map { $0 <= cost * mostRatio } ?? false
    }

    /// Queries that have another plan than today.
    public static func changed(
        from small: [CapturedQueryPlan], to foreseen: [CapturedQueryPlan]
    ) -> Set<AskedQuery> {
        let before = small.byAsked
        return Set(
            foreseen.filter { capture in
                guard let shape = capture.plan?.shapeFingerprint,
                    let old = before[capture.asked]?.plan?.shapeFingerprint
                else { return false }
                return shape != old
            }.map(\.asked))
    }

    /// Those of the plans whose choice is close.
    ///
    /// - Parameter rivals: costs of the next plans, as far as they could be had.
    public static func close(among plans: [CapturedQueryPlan], rivals: [AskedQuery: Double]) -> Set<AskedQuery> {
        Set(
            plans.filter { capture in
                capture.plan.map { isClose(cost: $0.root.totalCost, rival: rivals[capture.asked]) } ?? false
            }.map(\.asked))
    }
}
