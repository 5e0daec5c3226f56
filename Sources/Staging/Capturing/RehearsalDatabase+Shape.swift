import Postgres

extension RehearsalDatabase {
    /// Analyzes everything at a statistics target and captures the shape of it, as of a named server.
    public func captureShape(statisticsTarget: Int) async throws -> ShapeCapture {
        try await refreshStatistics(target: "\(statisticsTarget)")
        return try await withConnection(bootstrap) { connection in
            let settings = SettingsQuestion([("search_path", CaptureSQL.searchPath)], isLocal: false)
            _ = try await connection.query(settings.sql, settings.parameters)
            return try await ShapeCapture.heard(on: connection)
        }
    }
}
