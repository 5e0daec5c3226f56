import Foundation
import Postgres
import TestGround
import TestServer
import Testing

/// A project whose dataset is a captured shape: what the tests of shapes build and look at.
struct BuiltProject {
    let name: String
    let scratch: ScratchFolder

    /// Writes all of the project but `shape.json`. Its one step does nothing.
    func write(tables: String, extensions: [String] = []) throws {
        try scratch.write(
            """
            project: \(name)
            server: { version: 15, extensions: [\(extensions.joined(separator: ", "))] }
            roles: { owner: \(name)_owner, application: \(name)_app }
            clock: 2025-03-15T09:00:00Z
            dataset: { shape: shape.json, seed: 7, scale: 1.0 }
            migrations: { format: plain, directory: migrations, rollbacks: rollbacks }
            store: snapshots/\(name).sqlite

            """, to: "\(name)/rehearsal.yaml")
        try scratch.write(tables, to: "\(name)/baseline/010_tables.sql")
        try scratch.write("SELECT 1;", to: "\(name)/migrations/001_look.sql")
        try scratch.write("SELECT 1;", to: "\(name)/rollbacks/001_look.sql")
    }

    /// Runs the statements in a database of its own and captures that database's shape as the project's.
    ///
    /// - Parameter look: looks at the source before it is captured, by a connection and by the URI.
    func capture(
        _ statements: [String], _ tool: Tool,
        look: @Sendable (PostgresConnection, String) async throws -> Void = { _, _ in }
    ) async throws {
        try await withTestDatabase { parameters in
            let connection = try await PostgresConnection.connect(to: parameters)
            for text in statements { _ = try await connection.execute(text) }
            let uri = try await serverURI(connection)
            try await look(connection, uri)
            let captured = try tool.call("shape", "capture", uri, "--as-superuser")
            #expect(captured.status == 0, "\(captured.chatter)")
            try scratch.write(captured.output, to: "\(name)/shape.json")
            await connection.close()
        }
    }

    /// One line a column: what ANALYZE says of it, values left out.
    static let statistics = """
        SELECT tablename || '.' || attname, null_frac, avg_width, n_distinct, coalesce(correlation, 0),
            coalesce(most_common_freqs[1], 0), coalesce(cardinality(histogram_bounds), 0)
        FROM pg_stats WHERE schemaname = 'public' ORDER BY 1
        """

    /// Loads the project, analyzes what was loaded, and reads the statistics.
    func loadedStatistics(_ tool: Tool) throws -> [[String]] {
        Self.fields(try loaded(tool, asked: "-c \"\(Self.statistics)\""))
    }

    /// Loads the project, analyzes what was loaded, and lets psql ask: what it prints.
    func loaded(_ tool: Tool, analyze: String = "VACUUM ANALYZE", asked question: String) throws -> String {
        let answer = try tool.call("load", name, "--keep")
        try #require(answer.status == 0, "\(answer.output)\(answer.chatter)")
        let server = try KeptServer(toldIn: answer.chatter)
        defer { do { _ = try shell(server.stop) } catch { Issue.record(error) } }
        let before = analyze.isEmpty ? "" : "-c 'SET client_min_messages = error' -c '\(analyze)'"
        return try shell("\(server.connect) -X -q -A -t \(before) \(question)")
    }

    /// psql's unaligned rows.
    static func fields(_ lines: String) -> [[String]] {
        lines.split(separator: "\n").map { line in
            line.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
        }
    }
}
