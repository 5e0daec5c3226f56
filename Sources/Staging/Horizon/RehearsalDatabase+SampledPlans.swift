public import RehearsalCore

extension RehearsalDatabase {
    /// Gathers statistics and plans the workload, nothing more; queries of tables that ANALYZE does not read whole also
    /// on further samples. What references stand for is looked up here.
    public func sampledPlans(
        of workload: [WorkloadQuery], _ request: PlanRequest
    ) async throws -> [CapturedQueryPlan] {
        try await refreshStatistics(target: request.statisticsTarget)
        let values = try await reader.use(bootstrap) { connection in
            try await ReferencedValues().completed(
                with: workload.references, on: connection, limitMilliseconds: request.queryLimitMilliseconds)
        }
        var captured = try await plans(of: workload, request, .plan, values)
        if request.samples > 0 { try await sample(workload, request, values, &captured) }
        return captured
    }
}
