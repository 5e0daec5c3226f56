import Foundation
import Glibc
import Postgres
import RehearsalCore
import Testing

@testable import Staging

/// What is done, and the tables whose statistics are gathered anew for it.
private let refreshes: [([String], Set<String>)] = [
    (["CREATE INDEX ON a (note)", "CREATE INDEX ON a (id) WHERE id > 3", "ALTER TABLE a ADD CHECK (id > 0)"], []),
    (["CREATE INDEX ON a (lower(note))"], ["public.a"]),
    (["ALTER TABLE a ALTER note SET STATISTICS 10"], ["public.a"]),
    (["ALTER TABLE a ALTER note SET (n_distinct = 3)"], ["public.a"]),
    (["CREATE STATISTICS pairs ON id, note FROM a"], ["public.a"]),
    (["ANALYZE a"], ["public.a"]),
    (["UPDATE b SET note = 'x' WHERE id = 1"], ["public.b", "public.log"]),
    (["INSERT INTO event VALUES (9, '2024-09-09')"], ["public.event"]),
    (["ANALYZE event_1"], ["public.event"]),
    (["ALTER TABLE a ADD more integer"], ["public.a"]),
]

@Suite("What a snapshot takes from the one before", .serialized)
struct TraceTests {
    @Test("behind every kind of write the digests are those of a whole reading, in clones as in the original")
    func digests() async throws {
        try await TracedDatabase.run { traced in
            let database = traced.database
            let first = try await traced.read(knowing: nil)
            let unchanged = try await traced.read(knowing: first.known)
            #expect(unchanged.reread == WriteCase.uncertain)
            for example in WriteCase.harmless + WriteCase.writes + WriteCase.definitions {
                let original = try await database.readTrace()
                try await database.setAside()
                let known = unchanged.known.carried(from: original, to: try await database.readTrace())
                try await traced.execute(example.statements)
                let read = try await traced.read(knowing: known)
                #expect(read.reread == WriteCase.uncertain.union(example.reread), "\(example.name)")
                try await database.putBack()
            }
            // The original was set aside and put back, and nothing happened to it.
            #expect(try await traced.read(knowing: unchanged.known).reread == WriteCase.uncertain)
        }
    }

    @Test("behind random writes in one database the digests are those of a whole reading")
    func randomWrites() async throws {
        let isSoak = ProcessInfo.processInfo.environment["PGREHEARSE_SOAK"] == "1"
        try await TracedDatabase.run { traced in
            let seed = isSoak ? UInt64.random(in: 0..<1 << 32) : 7
            var random = SeededWrites(seed: seed)
            var known: KnownData?
            var reusedCount = 0
            for round in 0..<(isSoak ? 300 : 12) {
                try await traced.execute(random.script())
                let read = try await traced.read(knowing: known)
                known = read.known
                if round > 0 && !read.reread.contains("public.line") { reusedCount += 1 }
            }
            #expect(reusedCount > 0, "seed \(seed)")
        }
    }

    @Test("statistics are gathered anew where something changed for them, and nowhere else")
    func statistics() async throws {
        try await TracedDatabase.run { traced in
            let database = traced.database
            let known = try await traced.read(knowing: nil).known
            let all = try await traced.freshTables(known)
            #expect(all.isSuperset(of: ["public.a", "public.b", "public.event", "public.kept", "public.parent"]))
            for (statements, refreshed) in refreshes {
                let original = try await database.readTrace()
                try await database.setAside()
                let carried = known.carried(from: original, to: try await database.readTrace())
                #expect(try await traced.freshTables(carried) == all)
                try await traced.execute(statements)
                #expect(try await traced.freshTables(carried) == all.subtracting(refreshed), "\(statements)")
                try await database.putBack()
            }
        }
    }

    @Test("nothing is reused behind a crash, a reset, a copy of the cluster only what holds there")
    func lostCounters() async throws {
        try await TracedDatabase.run { traced in
            let database = traced.database
            let all = try await traced.read(knowing: nil)
            let original = try await database.readTrace()
            let frozen = try await database.cluster.frozen()
            let copy = try await frozen.thawed()
            await frozen.dismissed()
            let copied = TracedDatabase(database: database.moved(to: copy))
            let carried = all.known.carried(from: original, to: try await copied.database.readTrace())
            try await copied.execute(["UPDATE a SET note = 'copied' WHERE id = 1"])
            #expect(try await copied.read(knowing: carried).reread == WriteCase.uncertain.union(["public.a"]))
            await copy.dismissed()
            #expect(try await traced.read(knowing: all.known).reread == WriteCase.uncertain)

            try await withConnection(database.bootstrap) {
                _ = try await $0.execute("SELECT pg_stat_reset_single_table_counters('public.a'::regclass)")
            }
            let reset = try await traced.read(knowing: all.known)
            #expect(reset.reread == all.reread)
            try await traced.execute(["INSERT INTO log VALUES (1)"])
            // A connection is lost with its backend, so the error that it brings is what was asked for.
            do {
                try await withConnection(database.bootstrap) { connection in
                    _ = kill(connection.backendProcessID, SIGKILL)
                    _ = try await connection.query("SELECT 1")
                }
            } catch PostgresError.connectionLost {}
            await database.cluster.awaitRecovery()
            #expect(try await traced.read(knowing: reset.known).reread == all.reread)
        }
    }

    @Test("nothing is reused while somebody could write uncounted")
    func doubts() async throws {
        try await TracedDatabase.run { traced in
            let known = try await traced.read(knowing: nil).known
            let other = try await PostgresConnection.connect(to: traced.database.owner)
            let impatient = TraceReader(patienceMilliseconds: 50)
            let trace = try await withConnection(traced.database.bootstrap) { try await impatient.readTrace(on: $0) }
            #expect(trace.doubts == [.session])
            await other.close()
            #expect(try await traced.database.readTrace().doubts == [])
            try await traced.execute(["BEGIN", "UPDATE a SET note = 'p'", "PREPARE TRANSACTION 'p'"])
            #expect(try await traced.database.readTrace().doubts == [.preparedTransaction])
            try await traced.execute(["COMMIT PREPARED 'p'"])
            #expect(try await traced.read(knowing: known).reread == WriteCase.uncertain.union(["public.a"]))
            for (doubt, made, undone) in [
                (TraceDoubt.superuser, "CREATE ROLE boss SUPERUSER", "DROP ROLE boss"),
                (
                    .countingMayBeOff, "ALTER ROLE traced SET track_counts = off",
                    "ALTER ROLE traced RESET track_counts"
                ),
                (
                    .countingMayBeOff, "GRANT SET ON PARAMETER track_counts TO traced",
                    "REVOKE SET ON PARAMETER track_counts FROM traced"
                ),
            ] {
                try await withConnection(traced.database.bootstrap) { _ = try await $0.execute(made) }
                #expect(try await traced.database.readTrace().doubts == [doubt])
                try await withConnection(traced.database.bootstrap) { _ = try await $0.execute(undone) }
                #expect(try await traced.database.readTrace().doubts == [])
            }
        }
    }
}
