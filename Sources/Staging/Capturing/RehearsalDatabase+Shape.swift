public import Dataset
import Postgres
public import RehearsalCore

/// What is held against another database's shape, read behind one ANALYZE.
public struct LikenessReading: Sendable {
    public var capture: ShapeCapture
    public var plans: WorkloadPlans
}

extension RehearsalDatabase {
    /// Analyzes everything at a statistics target and reads what its likeness to another database is measured by.
    ///
    /// - Parameters:
    ///   - settings: the other server's planner settings that are not PostgreSQL's own. All others get PostgreSQL's own
    ///     values while plans are asked for.
    ///   - allVisible: the share of each table's pages that are all visible over there, which decides on index-only
    ///     scans; the catalog says so while plans are asked for.
    ///   - workload: nil asks for no plans.
    public func readLikeness(
        statisticsTarget: Int, settings: [String: String], allVisible: [TableName: Double],
        workload: [WorkloadQuery]?
    ) async throws -> LikenessReading {
        try await refreshStatistics(target: statisticsTarget)
        return try await withConnection(bootstrap) { connection in
            var plans = WorkloadPlans()
            if let workload {
                for (table, share) in allVisible.sorted(by: { $0.key < $1.key }) {
                    _ = try await connection.query(Self.setAllVisible, [table.quoted, "\(share)"])
                }
                let limit = QueryPlanCapture().statementLimitMilliseconds
                let asked = try await connection.query(Self.plannerSettings).rows.map { row in
                    let name = try row.text("name")
                    return (name: name, value: try settings[name] ?? row.text("boot_val"))
                }
                plans = try await WorkloadPlans.asked(
                    workload, settings: asked, on: connection, limitMilliseconds: limit)
            }
            let path = SettingsQuestion([("search_path", CaptureSQL.searchPath)], isLocal: false)
            _ = try await connection.query(path.sql, path.parameters)
            return LikenessReading(
                capture: try await ShapeCapture.heard(CaptureQuestion.ofStatistics, on: connection), plans: plans)
        }
    }

    private static let setAllVisible = """
        UPDATE pg_catalog.pg_class SET relallvisible = pg_catalog.round(relpages * $2::pg_catalog.float8)::integer
        WHERE oid = pg_catalog.to_regclass($1) AND relkind = 'r'
        """

    /// Planner settings of this server: the same selection as a capture's.
    private static let plannerSettings = """
        SELECT s.name, s.boot_val FROM pg_catalog.pg_settings AS s
        WHERE \(CaptureSQL.isPlannerSetting) AND s.context = 'user' ORDER BY s.name
        """
}
