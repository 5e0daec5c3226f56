/// Plans that production may have and the growth horizon does not ask for, in sentences: those of this project alone.
func horizonLimits(_ readings: [HorizonReading], project: Project) -> [String] {
    let asked = Set(readings.flatMap(\.answers).map(\.start.asked.query))
    func setting(_ name: String) -> String? {
        project.server.parameters.last { $0.name.lowercased() == name }?.value.lowercased()
    }
    var limits: [String] = []
    let prepared = project.workload.filter { query in
        asked.contains(query.name) && query.variants.contains { !$0.parameters.isEmpty }
    }.count
    if prepared > 0, setting("plan_cache_mode") != "force_custom_plan" {
        limits.append(
            prepared == 1
                ? "1 query has parameters: a prepared statement's generic plan is not asked for"
                : "\(prepared) queries have parameters: a prepared statement's generic plan is not asked for")
    }
    // What PostgreSQL begins with.
    let workers = setting("max_parallel_workers_per_gather") ?? "2"
    let all = setting("max_parallel_workers") ?? "8"
    if !asked.isEmpty, workers != "0", all != "0" {
        limits.append("max_parallel_workers_per_gather is \(workers): plans with parallel workers are not asked for")
    }
    return limits
}
