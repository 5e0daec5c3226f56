import Foundation
import Postgres
import Testing
import TestServer

@Suite("Threads")
struct ThreadTests {
    @Test("Fifty connections work on fifty threads, and leave none of them behind")
    func threads() async throws {
        try await withTestDatabase { parameters in
            let threads = Threads()
            try await useFiftyConnections(parameters, threads)
            #expect(threads.names.count == 50)
            #expect(try await eventually { threads.alive.isEmpty })
        }
    }

    private func useFiftyConnections(_ parameters: ConnectionParameters, _ threads: Threads) async throws {
        var connections: [PostgresConnection] = []
        for round in 1...50 {
            let connection = try await PostgresConnection.connect(to: parameters)
            _ = try await connection.execute("SELECT 1", watchdogMilliseconds: 60_000)
            _ = try await connection.copyOut("COPY (SELECT 1) TO STDOUT") { _ in try threads.addThisOne() }
            if round.isMultiple(of: 2) { await connection.close() }
            connections.append(connection)
        }
        #expect(threads.alive.count == 50)
    }
}

/// Threads of this process, by the number that the kernel gave them.
private final class Threads: @unchecked Sendable {
    private let lock = NSLock()
    private var seen: Set<String> = []

    func addThisOne() throws {
        let path = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/thread-self")
        lock.withLock { _ = seen.insert(String(path.split(separator: "/").last ?? "")) }
    }

    var names: Set<String> { lock.withLock { seen } }
    var alive: Set<String> { names.filter { FileManager.default.fileExists(atPath: "/proc/self/task/\($0)") } }
}
