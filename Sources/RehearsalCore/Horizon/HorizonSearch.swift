/// Finds for each query the growth from which on its plan is another one, by asking as few growths as it can.
///
/// State in, questions out: whoever asks the server hands the answers back. Plans are asked at every given growth,
/// and where one has changed since the given growth before, between the two, by halves. A plan that changes and
/// changes back between two given growths is not seen.
public struct HorizonSearch: Sendable {
    /// A given growth's interval has so many parts: of ten times as much data each is 15 %.
    public static let partCount = 16

    public struct Question: Hashable, Sendable {
        public var growth: Double
        /// Nil for all queries.
        public var queries: Set<AskedQuery>?
    }

    /// 1, then every growth that may be asked, ascending.
    private let grid: [Double]
    /// Places in the grid of 1 and of the given growths.
    private let given: [Int]
    private var plans: [Int: [AskedQuery: CapturedQueryPlan]] = [:]

    /// - Precondition: points are ascending and above 1.
    public init(points: [Double]) {
        var grid = [1.0]
        var given = [0]
        for point in points {
            let last = grid[grid.count - 1]
            precondition(point > last, "growths are ascending and above 1")
            for part in 1..<Self.partCount {
                grid.append(last * power(point / last, Double(part) / Double(Self.partCount)))
            }
            grid.append(point)
            given.append(grid.count - 1)
        }
        self.grid = grid
        self.given = given
    }

    /// What to ask next; nil when everything is known.
    public var next: Question? {
        if let place = given.first(where: { plans[$0] == nil }) { return Question(growth: grid[place], queries: nil) }
        var wanted: [Int: Set<AskedQuery>] = [:]
        for query in (plans[0] ?? [:]).keys {
            guard let bracket = bracket(of: query), bracket.high - bracket.low > 1 else { continue }
            wanted[(bracket.low + bracket.high) / 2, default: []].insert(query)
        }
        guard let place = wanted.keys.min(), let queries = wanted[place] else { return nil }
        return Question(growth: grid[place], queries: queries)
    }

    public mutating func take(_ captured: [CapturedQueryPlan], of question: Question) {
        guard let place = grid.firstIndex(of: question.growth) else {
            preconditionFailure("only what was asked for is answered")
        }
        plans[place, default: [:]].merge(captured.byAsked) { _, new in new }
        // What got no answer is not asked for again.
        let first = plans[0] ?? [:]
        for query in question.queries ?? [] where plans[place]?[query] == nil {
            plans[place]?[query] = first[query]
        }
    }

    /// Where a query's plan first changes: the greatest growth known to have the first plan, and the least behind it
    /// that is known to have another.
    private func bracket(of query: AskedQuery) -> (low: Int, high: Int)? {
        guard let first = plans[0]?[query]?.plan?.shapeFingerprint else { return nil }
        let known = plans.keys.sorted().filter { plans[$0]?[query]?.plan != nil }
        guard let high = known.first(where: { plans[$0]?[query]?.plan?.shapeFingerprint != first }) else { return nil }
        return (known.last { $0 < high } ?? 0, high)
    }

    /// What is known of each query, sorted.
    public var found: [HorizonAnswer] {
        (plans[0] ?? [:]).values.sorted().map { start in
            let bracket = bracket(of: start.asked)
            return HorizonAnswer(
                start: start,
                plans: given.dropFirst().compactMap { place in
                    plans[place]?[start.asked].map { GrownPlan(growth: grid[place], plan: $0) }
                },
                change: bracket.flatMap { bracket in
                    plans[bracket.high]?[start.asked].map { plan in
                        (above: grid[bracket.low], at: GrownPlan(growth: grid[bracket.high], plan: plan))
                    }
                })
        }
    }
}

/// A query's plan in a database so many times as large.
public struct GrownPlan: Hashable, Sendable {
    public var growth: Double
    public var plan: CapturedQueryPlan

    public init(growth: Double, plan: CapturedQueryPlan) {
        self.growth = growth
        self.plan = plan
    }
}

/// What was found out about one query in one state.
public struct HorizonAnswer: Sendable {
    /// In the database as it is.
    public var start: CapturedQueryPlan
    /// At the given growths.
    public var plans: [GrownPlan]
    /// Up to which growth the plan stays, and the first other one behind it; nil where it stays throughout.
    public var change: (above: Double, at: GrownPlan)?

    public init(start: CapturedQueryPlan, plans: [GrownPlan], change: (above: Double, at: GrownPlan)?) {
        self.start = start
        self.plans = plans
        self.change = change
    }
}

/// What was found out in one state.
public struct HorizonReading: Sendable {
    public var state: StateName
    public var law: GrowthLaw
    public var answers: [HorizonAnswer]
    /// Costs of the best plan that forbidding a kind of node brings, by query and given growth.
    public var rivals: [AskedQuery: [Double: Double]]
    public var remarks: [String]

    public init(
        state: StateName, law: GrowthLaw, answers: [HorizonAnswer], rivals: [AskedQuery: [Double: Double]] = [:],
        remarks: [String] = []
    ) {
        self.state = state
        self.law = law
        self.answers = answers
        self.rivals = rivals
        self.remarks = remarks
    }
}
