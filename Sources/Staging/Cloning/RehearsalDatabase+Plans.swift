import Postgres
public import RehearsalCore

/// How much of the workload's plans one state is asked for.
public struct PlanRequest: Sendable {
    public var depth: QueryPlanCapture.Depth
    /// False where statistics are refreshed only for the sake of queries that are planned by them.
    public var alwaysRefreshes = true
    /// True to ask before statistics are refreshed as well.
    public var looksAsLeft: Bool
    /// How many further samples of statistics are taken of tables that ANALYZE does not read whole.
    public var samples: Int
    public var statisticsTarget: Int
    /// Production's, to plan every query by as well; nil where that is not asked.
    public var productionTarget: Int?
    /// By which it is told whose plans got worse, to measure them once more; nil where nobody is to.
    public var confirming: PlanThresholds?
    /// The limit for each statement.
    public var queryLimitMilliseconds: Int

    public init(
        depth: QueryPlanCapture.Depth = .plan, looksAsLeft: Bool = false, samples: Int = 0,
        statisticsTarget: Int = PlanThresholds().statisticsTarget,
        queryLimitMilliseconds: Int = PlanThresholds().queryLimitMilliseconds
    ) {
        self.depth = depth
        self.looksAsLeft = looksAsLeft
        self.samples = samples
        self.statisticsTarget = statisticsTarget
        self.queryLimitMilliseconds = queryLimitMilliseconds
    }

    /// Plans alone, with the samples, the statistics target and the limit of a project.
    public init(_ thresholds: PlanThresholds) {
        self.init(
            samples: thresholds.samples, statisticsTarget: thresholds.statisticsTarget,
            queryLimitMilliseconds: thresholds.queryLimitMilliseconds)
    }

    /// How many rows of a table ANALYZE reads.
    var sampleRows: Double { Double(300 * statisticsTarget) }
}

extension RehearsalDatabase {
    /// - Parameter depth: in place of the request's own.
    func plans(
        of workload: [WorkloadQuery], _ request: PlanRequest, _ depth: QueryPlanCapture.Depth,
        _ values: ReferencedValues, last: Snapshot? = nil
    ) async throws -> [CapturedQueryPlan] {
        try await QueryPlanCapture(
            depth: depth, last: last, statementLimitMilliseconds: request.queryLimitMilliseconds
        ).captureQueryPlans(of: workload, values: values) { role in
            try await PostgresConnection.connect(to: parameters(of: role))
        }
    }

    /// Runs what writes in a clone of the database, which is thrown away behind it.
    func runWriting(
        _ workload: [WorkloadQuery], _ request: PlanRequest, _ values: ReferencedValues,
        _ captured: inout [CapturedQueryPlan]
    ) async throws {
        let writing = Set(captured.filter { $0.plan?.writes ?? false }.map(\.query))
        let queries = workload.filter { $0.writes || writing.contains($0.name) }
        if queries.isEmpty { return }
        try await setAside()
        let runs: [CapturedQueryPlan]
        do { runs = try await plans(of: queries, request, .writes, values) } catch {
            try await putBack()
            throw error
        }
        try await putBack()
        let byQuery = runs.byAsked
        for index in captured.indices {
            guard let run = byQuery[captured[index].asked], run.run != .notRun else { continue }
            captured[index].run = run.run
            captured[index].result = run.result
        }
    }

    /// Keeps the plans on statistics as they were found, where they are others than those on fresh ones.
    func note(_ asLeft: [CapturedQueryPlan], in captured: inout [CapturedQueryPlan]) {
        let byQuery = asLeft.byAsked
        for index in captured.indices {
            guard let left = byQuery[captured[index].asked]?.plan, let plan = captured[index].plan,
                left.fingerprints.conditions != plan.fingerprints.conditions || left.heapFetches > 0
            else { continue }
            captured[index].views.asLeft = left
        }
    }

    /// Measures those once more, on statistics that are gathered anew, whose plans got worse since the last state: what
    /// came of a sample alone does not come twice.
    ///
    /// A query that did not finish is not waited for again.
    /// - Returns: true where statistics were gathered.
    func confirm(
        _ workload: [WorkloadQuery], since last: Snapshot, _ request: PlanRequest, _ values: ReferencedValues,
        _ captured: inout [CapturedQueryPlan]
    ) async throws -> Bool {
        guard let thresholds = request.confirming else { return false }
        let before = last.queryPlans.byAsked
        let doubtful = captured.filter { capture in
            let comparison = before[capture.asked].flatMap {
                PlanComparison(from: $0, to: capture, thresholds, isSameData: false, lostIndexes: [])
            }
            return comparison?.verdict == .regressed
        }
        let queries = workload.keeping(Set(doubtful.map(\.asked)))
        if queries.isEmpty { return false }
        // Of smaller tables ANALYZE gives the same once more.
        let large = Set(doubtful.flatMap(\.tables).filter { $0.rows > request.sampleRows }.map(\.table))
        if !large.isEmpty {
            try await refreshStatistics(of: large.sorted(), target: request.statisticsTarget)
        }
        var again = try await plans(of: queries, request, .runs, values, last: last)
        try await runWriting(queries, request, values, &again)
        let byQuery = again.byAsked
        for index in captured.indices {
            if let capture = byQuery[captured[index].asked] { captured[index] = capture }
        }
        return !large.isEmpty
    }

    /// Keeps the plans on statistics of the detail that production gathers, where they have another shape.
    func lookAtProduction(
        _ workload: [WorkloadQuery], _ request: PlanRequest, _ values: ReferencedValues,
        _ captured: inout [CapturedQueryPlan]
    ) async throws {
        guard let target = request.productionTarget, target != request.statisticsTarget else { return }
        let tables = Set(captured.flatMap(\.tables).map(\.table))
        if tables.isEmpty { return }
        let plans = try await sampled(workload, tables, target: target, count: 1, request, values)
        for index in captured.indices {
            guard let plan = plans[captured[index].asked]?.first,
                plan.shapeFingerprint != captured[index].plan?.shapeFingerprint
            else { continue }
            captured[index].views.atProduction = plan
        }
    }

    private func sampled(
        _ workload: [WorkloadQuery], _ tables: Set<String>, target: Int, count: Int, _ request: PlanRequest,
        _ values: ReferencedValues
    ) async throws -> [AskedQuery: [QueryPlan]] {
        try await withConnection(bootstrap) { connection in
            try await StatisticsSampler(
                roles: roles, target: target, values: values, limitMilliseconds: request.queryLimitMilliseconds
            ).plans(of: workload, analyzing: tables.sorted(), count: count, on: connection)
        }
    }

    /// Plans queries on further samples of statistics.
    ///
    /// ANALYZE of a table that is no larger than its sample gives the same statistics every time: such tables are left
    /// alone, and so are queries about them. Each sample is a transaction that is rolled back.
    func sample(
        _ workload: [WorkloadQuery], _ request: PlanRequest, _ values: ReferencedValues,
        _ captured: inout [CapturedQueryPlan]
    ) async throws {
        let large = Set(captured.flatMap(\.tables).filter { $0.rows > request.sampleRows }.map(\.table))
        let affected = Set(captured.filter { !large.isDisjoint(with: $0.tables.map(\.table)) }.map(\.asked))
        if affected.isEmpty { return }
        let samples = try await sampled(
            workload.keeping(affected), large, target: request.statisticsTarget, count: request.samples, request, values
        )
        for index in captured.indices {
            guard let plan = captured[index].plan, let others = samples[captured[index].asked] else { continue }
            var seen = PlanSamples(of: plan)
            others.forEach { seen.note($0) }
            captured[index].views.samples = seen
        }
    }
}

extension WorkloadQuery {
    /// True where the query reads one of the tables, or nobody knows what it reads.
    func mayRead(_ tables: [String], as last: Snapshot?) -> Bool {
        let known = last?.queryPlans.filter { $0.query == name && $0.plan != nil } ?? []
        return known.isEmpty ? !tables.isEmpty : known.contains { $0.tables.contains { tables.contains($0.table) } }
    }
}
