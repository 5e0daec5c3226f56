import Foundation
import Postgres
import RehearsalCore
import Staging

/// Reading a schema against `pg_dump -s`, comparing two against migra, and what five times the schema costs.
///
/// Sides take turns, each with its own connection and nothing kept between rounds; one round of each goes before and is
/// not counted. pg_dump writes to /dev/null, migra to a pipe that is emptied. Ours in the same process is the reading
/// alone; as a process of its own it is what its peers are, starting and ending included.
struct CatalogBench {
    private static let tableCount = 2_000
    private static let bigTableCount = 10_000

    let tool: String
    let migra: String
    let rounds: Int

    func measure() async throws {
        guard FileManager.default.isExecutableFile(atPath: migra) else {
            throw Complaint("migra is not at \(migra): type `make peers`")
        }
        try await CatalogGround.with { ground in
            try await ground.create("small", tableCount: Self.tableCount)
            print("one side: \(try await ground.size(of: "small")); \(rounds) rounds of each in turn")
            let ours = try await oneSide(ground)
            fflush(nil)
            try await ground.execute(["CREATE DATABASE changed TEMPLATE small"], in: "postgres")
            try await ground.execute(BigSchema.changes, in: "changed")
            try await bothSides(ground)
            fflush(nil)
            try await ground.create("big", tableCount: Self.bigTableCount)
            try await growth(ground, small: ours)
        }
    }

    /// Our reading and pg_dump's; gives the milliseconds of ours as a process.
    private func oneSide(_ ground: CatalogGround) async throws -> Double {
        var times = (reading: Spread(), process: Spread(), show: Spread(), dump: Spread())
        let shows = try output(tool, ["show", "--help"]).status == 0
        let dump = ["-s", "-f", "/dev/null", "-d", ground.address("small")]
        let show = ["show", ground.address("small"), "--stat"]
        for round in 0...rounds {
            let reading = try await milliseconds { _ = try await catalog(ground, "small") }
            let process = try timed(CommandLine.arguments[0], ["read-catalog", ground.address("small")])
            let shown = shows ? try timed(tool, show) : 0
            let dumped = try timed(ground.cluster.binaries.folder + "/pg_dump", dump)
            guard round > 0 else { continue }
            times.reading.values.append(reading)
            times.process.values.append(process)
            times.show.values.append(shown)
            times.dump.values.append(dumped)
        }
        print("  pg_dump -s:                  \(times.dump.text()) ms")
        print("  ours, in this process:       \(times.reading.text()) ms" + ratio(times.reading, to: times.dump))
        print("  ours, as a process:          \(times.process.text()) ms" + ratio(times.process, to: times.dump))
        if shows {
            print("  pgrehearse show URI --stat:  \(times.show.text()) ms" + ratio(times.show, to: times.dump))
        } else {
            print("  pgrehearse show URI --stat:  this tool has no such verb")
        }
        return times.process.median
    }

    private func bothSides(_ ground: CatalogGround) async throws {
        var times = (ours: Spread(), diff: Spread(), migra: Spread())
        var found = 0
        let addresses = [ground.address("small"), ground.address("changed")]
        for _ in 0..<min(rounds, 3) {
            times.ours.values.append(
                try await milliseconds {
                    async let before = catalog(ground, "small")
                    async let after = catalog(ground, "changed")
                    found = try await differences(from: before, to: after).count
                })
            times.diff.values.append(try timed(tool, ["diff"] + addresses, accepting: [1]))
            times.migra.values.append(try timed(migra, ["--unsafe"] + addresses, accepting: [0, 2]))
        }
        print("both sides and the difference (\(found) differences); \(times.ours.values.count) rounds of each in turn")
        print("  migra:                       \(times.migra.text()) ms")
        print("  ours, in this process:       \(times.ours.text()) ms" + ratio(times.ours, to: times.migra))
        print("  pgrehearse diff URI URI:     \(times.diff.text()) ms" + ratio(times.diff, to: times.migra))
        let speeds = [times.ours, times.diff].map { String(format: "%.1f", times.migra.median / $0.median) }
        print("  ours are \(speeds[0]) and \(speeds[1]) times as fast")
    }

    private func growth(_ ground: CatalogGround, small: Double) async throws {
        var times = Spread()
        var peak = 0.0
        var last = ""
        for _ in 0..<min(rounds, 3) {
            let result = try output(CommandLine.arguments[0], ["read-catalog", ground.address("big")])
            guard result.status == 0, let megabytes = result.text.split(separator: " ").first.flatMap({ Double($0) })
            else { throw Complaint("reading the big schema failed: \(result.text)") }
            times.values.append(result.milliseconds)
            peak = max(peak, megabytes)
            last = result.text
        }
        print("five times the schema: \(try await ground.size(of: "big"))")
        print("  ours, as a process:          \(times.text()) ms")
        print(String(format: "  %.2f times the time of the smaller one; peak %.0f MB", times.median / small, peak))
        print("  \(last)")
    }

    private func ratio(_ ours: Spread, to theirs: Spread) -> String {
        String(format: ": %.2f of it", ours.median / theirs.median)
    }

    private func catalog(_ ground: CatalogGround, _ database: String) async throws -> Catalog {
        try await CatalogReading.catalog(ground.parameters(database))
    }

    private func milliseconds(_ body: () async throws -> Void) async throws -> Double {
        let start = ContinuousClock.now
        try await body()
        return (ContinuousClock.now - start).milliseconds
    }

    private func timed(_ program: String, _ arguments: [String], accepting: [Int32] = [0]) throws -> Double {
        let result = try output(program, arguments)
        guard accepting.contains(result.status) else {
            throw Complaint("\(program) ended with \(result.status): \(result.text.suffix(500))")
        }
        return result.milliseconds
    }

    private func output(
        _ program: String, _ arguments: [String]
    ) throws -> (milliseconds: Double, status: Int32, text: String) {
        let start = ContinuousClock.now
        let process = Process()
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = arguments
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = pipe
        process.standardInput = FileHandle.nullDevice
        try process.run()
        let text = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return (
            (ContinuousClock.now - start).milliseconds, process.terminationStatus, String(decoding: text, as: UTF8.self)
        )
    }
}

/// What `bench read-catalog ADDRESS` does: one reading, and what it took of memory.
enum CatalogReading {
    /// As `show` and `diff` read a server: in two sessions of one snapshot.
    static func catalog(_ parameters: ConnectionParameters) async throws -> Catalog {
        let connection = try await PostgresConnection.connect(to: parameters)
        let companion = try await PostgresConnection.connect(to: parameters)
        let catalog = try await CatalogReader().readCatalog(on: connection, with: companion)
        await connection.close()
        await companion.close()
        return catalog
    }

    static func run(_ address: String) async throws {
        let start = ContinuousClock.now
        let catalog = try await catalog(ConnectionParameters(conninfo: address))
        let milliseconds = (ContinuousClock.now - start).milliseconds
        var usage = rusage()
        getrusage(Int32(RUSAGE_SELF.rawValue), &usage)
        let processor =
            Double(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1000
            + Double(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1000
        print(
            String(
                format: "%.0f MB at most, %.0f ms, %.0f ms of them processor time here, %d facts",
                Double(usage.ru_maxrss) / 1024, milliseconds, processor, catalog.facts.count))
    }
}
