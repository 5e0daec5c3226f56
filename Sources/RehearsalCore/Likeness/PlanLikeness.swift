/// How like the query plans of a dataset are to those of the database whose shape it has.
public struct PlanLikeness: Hashable, Sendable {
    /// Queries that have one plan here, whatever sample ANALYZE takes, by whether it is the other database's.
    public var alike: [AskedQuery]
    public var different: [PlanDifference]
    /// Queries whose plan here changes from one ANALYZE to the next: no plan of theirs is worth comparing.
    public var unstable: [AskedQuery]
    /// Queries that one of the two servers would not explain, each with why.
    public var notAsked: [AskedQuery: String]
    /// For each node of the plans that are alike, how far its estimated rows are from the other's: the greater over the
    /// smaller. Sorted.
    public var estimateErrors: [Double]

    /// One query with two plans.
    public struct PlanDifference: Hashable, Sendable {
        public var asked: AskedQuery
        /// The trees as texts.
        public var original: String
        public var made: String
    }

    /// - Parameters:
    ///   - original: the other database's plans.
    ///   - made: the dataset's, several times, each behind an ANALYZE of its own.
    public init(of original: WorkloadPlans, to made: [WorkloadPlans]) {
        (alike, different, unstable, notAsked, estimateErrors) = ([], [], [], [:], [])
        let all = ([original] + made).reduce(into: Set<AskedQuery>()) { set, plans in
            set.formUnion(plans.plans.keys)
            set.formUnion(plans.refusals.keys)
        }
        for asked in all.sorted() {
            let copies = made.compactMap { $0.plans[asked] }
            guard let plan = original.plans[asked], copies.count == made.count, let copy = copies.first else {
                let there = original.refusals[asked].map { "refused over there: SQLSTATE \($0)" }
                let here = made.lazy.compactMap { $0.refusals[asked] }.first.map { "refused here: SQLSTATE \($0)" }
                notAsked[asked] = there ?? here ?? "not asked"
                continue
            }
            let shapes = Set(copies.map(\.shapeFingerprint))
            if shapes.count > 1 {
                unstable.append(asked)
            } else if shapes.contains(plan.shapeFingerprint) {
                alike.append(asked)
                estimateErrors += Self.errors(plan.root, copy.root)
            } else {
                different.append(
                    PlanDifference(asked: asked, original: treeText(plan), made: treeText(copy)))
            }
        }
        estimateErrors.sort()
    }

    /// Node by node of two trees of one shape. Estimates below a row are taken for one, as the planner does.
    private static func errors(_ first: QueryPlanNode, _ second: QueryPlanNode) -> [Double] {
        let (one, other) = (max(first.estimatedRows, 1), max(second.estimatedRows, 1))
        return [max(one, other) / min(one, other)] + zip(first.children, second.children).flatMap { errors($0, $1) }
    }

    /// The error that this share of the nodes is not above.
    public func estimateError(at share: Double) -> Double? {
        guard !estimateErrors.isEmpty else { return nil }
        return estimateErrors[min(estimateErrors.count - 1, Int(share * Double(estimateErrors.count)))]
    }
}

/// Plans of a workload on one server, by query and session.
public struct WorkloadPlans: Hashable, Sendable {
    public var plans: [AskedQuery: QueryPlan] = [:]
    /// Queries that the server would not explain, each with its SQLSTATE.
    public var refusals: [AskedQuery: String] = [:]

    public init() {}
}
