import Dataset
import Foundation
import RehearsalCore

/// Makes every table's rows without sending them anywhere: what generating costs of a core.
///
/// The digits behind a table's name are the beginning of its bytes' SHA-256.
enum GenerateBench {
    static func measure(project: String, scale: Int, rounds: Int) async throws {
        try await LoadingGround.with(project: project, scale: scale) { ground in
            let plan = try await ground.plan()
            print("generating \(project) at scale \(scale), \(rounds) rounds, processor time")
            var wholeBytes = 0.0
            var wholeSeconds = 0.0
            for table in plan.tables where table.rowCount > 0 {
                var bytes = 0
                var seconds = Spread()
                for _ in 0..<rounds {
                    bytes = 0
                    let start = ownProcessorSeconds()
                    try plan.writeBinaryCopy(of: table.name) { bytes += $0.count }
                    seconds.values.append(ownProcessorSeconds() - start)
                }
                wholeBytes += Double(bytes)
                wholeSeconds += seconds.median
                var whole: [UInt8] = []
                try plan.writeBinaryCopy(of: table.name) { whole += $0 }
                let digits = SHA256Digest(of: whole).hexadecimal.prefix(16)
                line(
                    "\(table.name) \(digits)", rows: Double(table.rowCount), bytes: Double(bytes),
                    seconds: seconds.median)
            }
            line(
                "all", rows: Double(plan.tables.reduce(0) { $0 + $1.rowCount }), bytes: wholeBytes,
                seconds: wholeSeconds)
        }
    }

    private static func line(_ name: String, rows: Double, bytes: Double, seconds: Double) {
        print(
            String(
                format: "%9.1f ms %8.0f ns/row %7.0f MB/s %8.0f bytes/row  ", seconds * 1000, seconds / rows * 1e9,
                bytes / seconds / 1e6, bytes / rows) + name)
    }

}

/// What this process has taken of the processors so far.
func ownProcessorSeconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}
