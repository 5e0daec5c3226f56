/// How the workload is planned when the data has grown: what reports are made from.
public struct HorizonRecord: Hashable, Sendable, Codable {
    /// The growths that were looked at, ascending.
    public var points: [Double]
    /// Of the state that was read last.
    public var law: GrowthLaw
    /// The states in which the workload was asked, in the order of the run.
    public var states: [StateName]
    /// Sorted by query.
    public var queries: [HorizonQuery]
    /// What could not be stretched, in sentences, sorted; then what was not asked for.
    public var remarks: [String]
    /// The comparison with data that was truly loaded; nil where none was asked for.
    public var validations: [HorizonValidation]

    public init(
        points: [Double], law: GrowthLaw, states: [StateName], queries: [HorizonQuery], remarks: [String],
        validations: [HorizonValidation] = []
    ) {
        self.points = points
        self.law = law
        self.states = states
        self.queries = queries
        self.remarks = remarks
        self.validations = validations
    }
}

/// One query in all states.
public struct HorizonQuery: Hashable, Sendable, Codable {
    public var asked: AskedQuery
    public var states: [HorizonQueryState]

    public init(asked: AskedQuery, states: [HorizonQueryState]) {
        self.asked = asked
        self.states = states
    }
}

/// One query in one state.
public struct HorizonQueryState: Hashable, Sendable, Codable {
    /// At one given growth.
    public struct Point: Hashable, Sendable, Codable {
        public var growth: Double
        /// F3; nil where the server refused to explain.
        public var fingerprint: String?
        public var cost: Double?
        /// How many times as much the next plan would cost; nil where none was found.
        public var rivalRatio: Double?

        public init(growth: Double, fingerprint: String?, cost: Double?, rivalRatio: Double?) {
            self.growth = growth
            self.fingerprint = fingerprint
            self.cost = cost
            self.rivalRatio = rivalRatio
        }
    }

    public var state: StateName
    /// The database as it is first, then the given growths.
    public var points: [Point]
    /// Nil where the plan stays throughout.
    public var change: HorizonChange?

    public init(state: StateName, points: [Point], change: HorizonChange?) {
        self.state = state
        self.points = points
        self.change = change
    }
}

/// The first change of a plan with growth.
public struct HorizonChange: Hashable, Sendable, Codable {
    /// The plan is known to stay up to here…
    public var above: Double
    /// …and to be another one here.
    public var at: Double
    public var verdict: PlanVerdict
    /// What changed, with the classes of query plans, worst first.
    public var words: String
    public var from: String
    public var to: String
    /// True where the next plan costs as much, at each given growth that has another than today: no alarm is raised.
    public var isClose: Bool

    public init(
        above: Double, at: Double, verdict: PlanVerdict, words: String, from: String, to: String, isClose: Bool = false
    ) {
        self.above = above
        self.at = at
        self.verdict = verdict
        self.words = words
        self.from = from
        self.to = to
        self.isClose = isClose
    }
}
