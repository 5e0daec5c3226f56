/// How one query was planned in recorded runs: one row for each run, state and way of asking.
public struct QueryHistory: Hashable, Sendable {
    public struct Row: Hashable, Sendable {
        /// As in ``Outcome/runIdentifier``.
        public var run: String
        public var state: StateName
        public var captured: CapturedQueryPlan
        /// What changed since the state before in the same run; of a run's first state since the same state of the run
        /// above. Nil where nothing did, or where there is nothing to compare with.
        public var change: QueryPlanDifference.Change?
    }

    public var query: String
    /// Newest run first, the states of each run in their order.
    public var rows: [Row]

    /// - Parameter runs: newest first, each with its snapshots in the order of the run.
    public init(of query: String, runs: [(run: String, snapshots: [Snapshot])]) {
        self.query = query
        rows = []
        var newer: [StateName: [CapturedQueryPlan]] = [:]
        for (run, snapshots) in runs {
            var previous: [CapturedQueryPlan]?
            var own: [StateName: [CapturedQueryPlan]] = [:]
            for snapshot in snapshots {
                let plans = snapshot.queryPlans.filter { $0.query == query }
                let changes = planDifferences(from: previous ?? newer[snapshot.state] ?? plans, to: plans)
                for plan in plans {
                    let change = changes.first { $0.difference.asked == plan.asked }?.difference.change
                    rows.append(Row(run: run, state: snapshot.state, captured: plan, change: change))
                }
                previous = plans
                own[snapshot.state] = plans
            }
            newer = own
        }
    }
}
