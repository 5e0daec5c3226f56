/// The query plan of one workload query as one role in one session with one set of parameters, at one state.
public struct CapturedQueryPlan: Hashable, Comparable, Sendable, Codable {
    public var query: String
    public var role: WorkloadRole
    /// Nil where the query names no session.
    public var session: String?
    /// Nil where the query has no names for its parameters.
    public var parameterSet: String?
    /// The plan that gates judge: of these very parameters, without parallel workers, on fresh statistics.
    public var result: CaptureResult
    /// What running the query showed; the numbers stand in the plan.
    public var run: QueryRun
    /// The same query under other circumstances.
    public var views: PlanViews
    /// The tables that the plan reads or writes, sorted.
    public var tables: [TableSize]

    public init(
        query: String, role: WorkloadRole, session: String? = nil, parameterSet: String? = nil, result: CaptureResult,
        run: QueryRun = .notRun, views: PlanViews = PlanViews(), tables: [TableSize] = []
    ) {
        self.query = query
        self.role = role
        self.session = session
        self.parameterSet = parameterSet
        self.result = result
        self.run = run
        self.views = views
        self.tables = tables
    }

    public init(_ asked: AskedQuery, result: CaptureResult) {
        self.init(
            query: asked.query, role: asked.role, session: asked.session, parameterSet: asked.parameterSet,
            result: result)
    }

    /// What two states' plans are compared by.
    public var asked: AskedQuery {
        AskedQuery(query: query, role: role, session: session, parameterSet: parameterSet)
    }

    /// Nil where the server refused to explain.
    public var plan: QueryPlan? {
        if case .plan(let plan) = result { plan } else { nil }
    }

    /// Every table that the plan names: of partitions their topmost parents and themselves.
    public var tableNames: Set<String> {
        let nodes = plan?.root.all ?? []
        return Set(tables.map(\.table) + nodes.flatMap { [$0.table, $0.relation].compactMap(\.self) })
    }

    public static func < (left: CapturedQueryPlan, right: CapturedQueryPlan) -> Bool { left.asked < right.asked }
}

extension [CapturedQueryPlan] {
    /// The first capture of each query as it was asked.
    public var byAsked: [AskedQuery: CapturedQueryPlan] {
        Dictionary(map { ($0.asked, $0) }, uniquingKeysWith: { first, _ in first })
    }
}

/// What EXPLAIN answered.
public enum CaptureResult: Hashable, Sendable, Codable {
    case plan(QueryPlan)
    /// The server would not explain the query: a query that a step breaks is itself a fact of the state.
    case refused(ServerComplaint)
}

/// What became of running a query.
public enum QueryRun: Hashable, Sendable, Codable {
    /// Only explained.
    case notRun
    /// Run to its end; the rows are those of two runs that agreed, nil where they did not or could not be told.
    case ran(rows: ResultRows?)
    /// Stopped at the limit.
    case timedOut(milliseconds: Int)
    case refused(ServerComplaint)
}

/// The rows of a query, in no order.
public struct ResultRows: Hashable, Sendable, Codable {
    public var count: Int64
    /// A sum over a hash of each row, as text.
    public var sum: String

    public init(count: Int64, sum: String) {
        self.count = count
        self.sum = sum
    }
}

/// The query's plans under circumstances other than the gate's; each nil where it has the gate's shape, or could not be
/// had.
public struct PlanViews: Hashable, Sendable, Codable {
    /// For parameters unknown, as a prepared statement gets it once the server thinks it worth while.
    public var generic: QueryPlan?
    /// With as many parallel workers as the settings allow.
    public var parallel: QueryPlan?
    /// On statistics as the step left them.
    public var asLeft: QueryPlan?
    /// On statistics of the detail that production gathers.
    public var atProduction: QueryPlan?
    /// Over samples of statistics; nil where ANALYZE reads the query's tables whole, so that there is but one.
    public var samples: PlanSamples?

    public init(
        generic: QueryPlan? = nil, parallel: QueryPlan? = nil, asLeft: QueryPlan? = nil,
        atProduction: QueryPlan? = nil, samples: PlanSamples? = nil
    ) {
        self.generic = generic
        self.parallel = parallel
        self.asLeft = asLeft
        self.atProduction = atProduction
        self.samples = samples
    }
}

/// How a query was planned over several ANALYZEs of the same data.
public struct PlanSamples: Hashable, Sendable, Codable {
    /// F3 of all plans seen, the gate's among them, sorted.
    public var shapes: [String]
    public var lowestCost: Double
    public var highestCost: Double

    public init(of plan: QueryPlan) {
        shapes = [plan.shapeFingerprint]
        (lowestCost, highestCost) = (plan.root.totalCost, plan.root.totalCost)
    }

    public mutating func note(_ plan: QueryPlan) {
        shapes = Set(shapes).union([plan.shapeFingerprint]).sorted()
        lowestCost = min(lowestCost, plan.root.totalCost)
        highestCost = max(highestCost, plan.root.totalCost)
    }

    /// True where the plan changes though nothing but the sample does.
    public var flips: Bool { shapes.count > 1 }
}
