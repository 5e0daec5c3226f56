import Foundation
import RehearsalCore

/// The environment that makes a postmaster believe in the project's clock.
///
/// libfaketime's `@` pins the instant of the start and lets time run on from there, because under a frozen clock no
/// timeout ever fires. Durations use the monotonic clock, which stays true.
struct FakeClock: Sendable {
    var environment: [String]

    private static let folders = [
        "/usr/lib/x86_64-linux-gnu/faketime", "/usr/lib/aarch64-linux-gnu/faketime", "/usr/lib/faketime",
        "/usr/lib64/faketime", "/usr/local/lib/faketime",
    ]

    init(_ clock: RehearsalClock) throws(ClusterError) {
        let paths = Self.folders.map { $0 + "/libfaketime.so.1" }
        guard let library = paths.first(where: FileManager.default.fileExists(atPath:)) else {
            throw .fakeClockMissing(searched: Self.folders)
        }
        environment = [
            "LD_PRELOAD=\(library)", "TZ=UTC", "NO_FAKE_STAT=1", "FAKETIME_DONT_FAKE_MONOTONIC=1",
            "FAKETIME=@\(clock.text)",
        ]
    }
}

extension RehearsalClock {
    /// The clock's moment after some time, to the next whole second.
    func advanced(bySecondsOf duration: Duration) -> RehearsalClock {
        let (seconds, attoseconds) = duration.components
        return RehearsalClock(epochSeconds: epochSeconds + seconds + (attoseconds > 0 ? 1 : 0))
    }
}
