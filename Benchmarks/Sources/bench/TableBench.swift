import Dataset
import Foundation
import Postgres
import RehearsalCore
import Staging

/// A dataset from nothing to analyzed, against the same parts done by hand with psql, against one stream of PostgreSQL
/// and against Faker.
///
/// By hand: for each table a transaction that truncates it and copies a file of its rows, made a moment before, at
/// wal_level minimal; then the indexes and keys, which were dropped, and ANALYZE: one psql, in this order. Ours makes the
/// rows besides. Faker makes rows of the same columns and sends them by COPY of text; of so few rows that it ends, whose
/// rate counts.
enum TableBench {
    private static let fakerRows = 20_000

    static func measure(project: String, python: String, rounds: Int) async throws {
        try await LoadingGround.with(project: project, scale: 1) { ground in
            let folder = FileManager.default.temporaryDirectory.appending(path: "bench-\(getpid())")
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
            defer { removed(folder) }
            let plan = try await ground.plan()
            let tables = plan.tables.filter { $0.rowCount > 0 }.map(\.table)
            var loaded = try await ground.load()
            let streams = PsqlStreams(ground: ground, plan: plan, folder: folder)
            try streams.writeFiles(of: tables)
            let gate = try await PostgresConnection.connect(to: ground.database.bootstrap)
            var times = (ours: Spread(), filling: Spread(), psql: Spread(), copy: Spread())
            for _ in 0..<rounds {
                try await ground.emptied(tables, on: gate)
                times.ours.values.append(
                    try await milliseconds {
                        loaded = try await ground.load()
                        _ = try await gate.execute("ANALYZE")
                    })
                times.filling.values.append(loaded.copyDuration.milliseconds)
                let dropped = try await definitions(gate, tables)
                try await ground.emptied(tables, on: gate)
                for statement in dropped.removals { _ = try await gate.execute(statement) }
                let copying = try milliseconds { try streams.run(streams.copying(tables), named: "copy") }
                let building = try milliseconds { try streams.run(dropped.additions + ["ANALYZE;"], named: "build") }
                times.copy.values.append(copying)
                times.psql.values.append(copying + building)
            }
            await gate.close()
            print("\(project): \(loaded.rowCount) rows, \(rounds) rounds of each in turn: median (least to most)")
            print("  ours, rows made, loaded, indexed, validated, analyzed: \(times.ours.text()) ms")
            print("  psql by hand, from files:                              \(times.psql.text()) ms")
            print(String(format: "  ours is %.2f of it", times.ours.median / times.psql.median))
            let generating = try generated(plan, rounds: rounds)
            let rate = { (rows: Double, spread: Spread) in rows / spread.median * 1000 }
            let rows = Double(loaded.rowCount)
            print("  making the rows alone:                                 \(generating.text()) ms of a core")
            print("  one PostgreSQL stream of them (COPY alone):            \(times.copy.text()) ms")
            print(String(format: "  made %.1f times as fast as taken", times.copy.median / generating.median))
            try faker(python, ground, filling: rate(rows, times.filling), whole: rate(rows, times.ours))
        }
    }

    private static func generated(_ plan: DatasetPlan, rounds: Int) throws -> Spread {
        var spread = Spread()
        for _ in 0..<rounds {
            var bytes = 0
            let start = ownProcessorSeconds()
            for table in plan.tables where table.rowCount > 0 {
                try plan.writeBinaryCopy(of: table.name) { bytes += $0.count }
            }
            guard bytes > 0 else { throw Complaint("no rows were made") }
            spread.values.append((ownProcessorSeconds() - start) * 1000)
        }
        return spread
    }

    private static func faker(
        _ python: String, _ ground: LoadingGround, filling: Double, whole: Double
    ) throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: python)
        process.arguments = [
            "Benchmarks/faker_copy.py", "\(fakerRows)",
            "host=\(ground.cluster.folder)/socket port=5432 user=\(EphemeralCluster.bootstrapRole) "
                + "dbname=\(ground.database.name)",
        ]
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let text = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        guard process.terminationStatus == 0, let seconds = Double(text.trimmingCharacters(in: .whitespacesAndNewlines))
        else { throw Complaint("Faker ended with \(process.terminationStatus): \(text)") }
        let rate = Double(fakerRows) / seconds
        print(
            String(
                format: "  Faker with COPY: %.0f rows/s; ours made and copied: %.0f, %.0f times as many; all in: %.0f",
                rate, filling, filling / rate, whole))
    }

    /// Statements that take indexes and keys away, keys first, and that make them again, keys last.
    private static func definitions(
        _ connection: PostgresConnection, _ tables: [TableName]
    ) async throws -> (removals: [String], additions: [String]) {
        let names = tables.map(LoadingGround.quoted).joined(separator: ",")
        let rows = try await connection.query(objects, [names]).rows
        return (try rows.map { try $0.text("removal") }, try rows.reversed().map { try $0.text("addition") + ";" })
    }

    private static let objects = """
        SELECT removal, addition FROM (
            SELECT CASE k.contype WHEN 'f' THEN 0 ELSE 1 END AS place, k.conname AS name,
                format('ALTER TABLE %s DROP CONSTRAINT %I', k.conrelid::regclass, k.conname) AS removal,
                format('ALTER TABLE %s ADD CONSTRAINT %I %s', k.conrelid::regclass, k.conname,
                    pg_get_constraintdef(k.oid)) AS addition
            FROM pg_constraint AS k
            WHERE k.conrelid = ANY (string_to_array($1, ',')::regclass[]) AND k.contype IN ('f', 'p', 'u')
            UNION ALL
            SELECT 2, i.indexrelid::regclass::text, format('DROP INDEX %s', i.indexrelid::regclass),
                pg_get_indexdef(i.indexrelid)
            FROM pg_index AS i
            WHERE i.indrelid = ANY (string_to_array($1, ',')::regclass[])
                AND NOT EXISTS (SELECT FROM pg_constraint AS k WHERE k.conindid = i.indexrelid AND k.contype <> 'f')
        ) AS o ORDER BY place, name
        """

    private static func milliseconds(_ body: () async throws -> Void) async throws -> Double {
        let start = ContinuousClock.now
        try await body()
        return (ContinuousClock.now - start).milliseconds
    }

    private static func milliseconds(_ body: () throws -> Void) throws -> Double {
        let start = ContinuousClock.now
        try body()
        return (ContinuousClock.now - start).milliseconds
    }

    private static func removed(_ folder: URL) {
        do { try FileManager.default.removeItem(at: folder) } catch {
            print("\(folder.path) was not removed: \(error)")
        }
    }
}
