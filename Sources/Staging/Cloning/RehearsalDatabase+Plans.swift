import Postgres
public import RehearsalCore

/// How much of the workload's plans one state is asked for.
public struct PlanRequest: Sendable {
    public var depth: QueryPlanCapture.Depth
    /// True to ask before statistics are refreshed as well.
    public var looksAsLeft: Bool
    /// How many further samples of statistics are taken of tables that ANALYZE does not read whole.
    public var samples: Int
    public var statisticsTarget: Int

    public init(
        depth: QueryPlanCapture.Depth = .plan, looksAsLeft: Bool = false, samples: Int = 0,
        statisticsTarget: Int = PlanThresholds().statisticsTarget
    ) {
        self.depth = depth
        self.looksAsLeft = looksAsLeft
        self.samples = samples
        self.statisticsTarget = statisticsTarget
    }
}

extension RehearsalDatabase {
    func plans(
        of workload: [WorkloadQuery], _ depth: QueryPlanCapture.Depth, _ values: ReferencedValues,
        last: Snapshot? = nil
    ) async throws -> [CapturedQueryPlan] {
        try await QueryPlanCapture(depth: depth, last: last).captureQueryPlans(of: workload, values: values) { role in
            try await PostgresConnection.connect(to: parameters(of: role))
        }
    }

    /// Runs what writes in a clone of the database, which is thrown away behind it.
    func runWriting(
        _ workload: [WorkloadQuery], _ values: ReferencedValues, _ captured: inout [CapturedQueryPlan]
    ) async throws {
        let writing = Set(captured.filter { $0.plan?.writes ?? false }.map(\.query))
        let queries = workload.filter { $0.writes || writing.contains($0.name) }
        if queries.isEmpty { return }
        try await setAside()
        let runs: [CapturedQueryPlan]
        do { runs = try await plans(of: queries, .writes, values) } catch {
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

    /// Plans queries on further samples of statistics.
    ///
    /// ANALYZE of a table that is no larger than its sample gives the same statistics every time: such tables are left
    /// alone, and so are queries about them. Each sample is a transaction that is rolled back.
    func sample(
        _ workload: [WorkloadQuery], _ request: PlanRequest, _ values: ReferencedValues,
        _ captured: inout [CapturedQueryPlan]
    ) async throws {
        let sampleRows = Double(300 * request.statisticsTarget)
        let large = Set(captured.flatMap(\.tables).filter { $0.rows > sampleRows }.map(\.table))
        let affected = Set(captured.filter { !large.isDisjoint(with: $0.tables.map(\.table)) }.map(\.asked))
        if affected.isEmpty { return }
        let queries = workload.compactMap { query -> WorkloadQuery? in
            var smaller = query
            smaller.variants = query.variants.filter { affected.contains(AskedQuery(query, $0)) }
            return smaller.variants.isEmpty ? nil : smaller
        }
        let samples = try await withConnection(bootstrap) { connection in
            try await StatisticsSampler(
                roles: roles, target: request.statisticsTarget, values: values,
                limitMilliseconds: QueryPlanCapture().statementLimitMilliseconds
            ).plans(of: queries, analyzing: large.sorted(), count: request.samples, on: connection)
        }
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
