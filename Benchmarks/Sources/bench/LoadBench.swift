import Dataset
import Foundation
import Postgres
import Staging

/// Loading against psql: the same rows, tables to streams, server and settings, from the first byte to the last commit.
///
/// Both sides truncate and fill each table in one transaction at wal_level minimal, with indexes put off and triggers
/// silent by the same statements; before each, the tables are emptied, the catalogs vacuumed and a checkpoint made.
/// psql reads files that were written a moment before, so from the page cache. Our time holds the opening of the
/// sessions and the making of the rows; psql's begins when its sessions stand.
enum LoadBench {
    static func measure(project: String, scale: Int, rounds: Int) async throws {
        try await LoadingGround.with(project: project, scale: scale) { ground in
            let folder = FileManager.default.temporaryDirectory.appending(path: "bench-\(getpid())")
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
            defer { removed(folder) }
            let plan = try await ground.plan()
            let tables = plan.tables.filter { $0.rowCount > 0 }.map(\.table)
            // Warms up, and puts the rows there for psql's files.
            var loaded = try await ground.load()
            let streams = PsqlStreams(ground: ground, plan: plan, folder: folder)
            try streams.writeFiles(of: tables)
            var times = (ours: Spread(), psql: Spread(), indexing: Spread(), validating: Spread())
            let gate = try await PostgresConnection.connect(to: ground.database.bootstrap)
            for _ in 0..<rounds {
                try await ground.emptied(tables, on: gate)
                loaded = try await ground.load()
                times.ours.values.append(loaded.copyDuration.milliseconds)
                times.indexing.values.append(loaded.indexDuration.milliseconds)
                times.validating.values.append(loaded.validationDuration.milliseconds)
                try await ground.emptied(tables, on: gate)
                times.psql.values.append(try await streams.fill(loaded.streams, gate: gate).milliseconds)
            }
            await gate.close()
            print("loading \(project) at scale \(scale), \(rounds) rounds of each side in turn: median (least to most)")
            print(rate("pgrehearse", loaded, times.ours))
            print(rate("psql \\copy", loaded, times.psql))
            print(String(format: "our rate is %.2f of psql's", times.psql.median / times.ours.median))
            print("behind the rows: indexes \(times.indexing.text()) ms, foreign keys \(times.validating.text()) ms")
        }
    }

    private static func rate(_ name: String, _ loaded: LoadedDataset, _ times: Spread) -> String {
        let seconds = times.median / 1000
        let megabytes = Double(loaded.copiedBytes) / 1e6
        return "\(name): \(times.text()) ms for \(loaded.rowCount) rows, "
            + String(
                format: "%.1f MB: %.1f MB/s, %.0f rows/s", megabytes, megabytes / seconds,
                Double(loaded.rowCount) / seconds)
    }

    private static func removed(_ folder: URL) {
        do { try FileManager.default.removeItem(at: folder) } catch {
            print("\(folder.path) was not removed: \(error)")
        }
    }
}
