extension Project {
    /// Production's `default_statistics_target`, by server.conf; PostgreSQL's own where that says nothing.
    public var productionStatisticsTarget: Int {
        let given = server.parameters.last { $0.name.lowercased() == "default_statistics_target" }
        return given.flatMap { Int($0.value) } ?? 100
    }
}
