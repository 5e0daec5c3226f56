import Foundation
import Testing
import TestServer

@testable import Postgres

@Suite("Interruption")
struct InterruptionTests {
    /// Waits until the server sees the connection busy.
    private func waitUntilBusy(_ connection: PostgresConnection, seenBy other: PostgresConnection) async throws {
        let isBusy = try await eventually {
            try await other.query(
                "SELECT state FROM pg_catalog.pg_stat_activity WHERE pid = $1::int",
                [String(connection.backendProcessID)]
            ).rows.first?[0] == "active"
        }
        #expect(isBusy)
    }

    @Test("The watchdog ends a statement that switched the server's own timeout off")
    func watchdog() async throws {
        try await withTestDatabase { parameters in
            let connection = try await PostgresConnection.connect(to: parameters)
            _ = try await connection.execute("SET statement_timeout = 0")
            let error = try await postgresError {
                _ = try await connection.execute("SELECT pg_catalog.pg_sleep(600)", watchdogMilliseconds: 100)
            }
            #expect(error == .watchdog(milliseconds: 100))
            #expect(try await connection.execute("SELECT 1", watchdogMilliseconds: 60_000).commandTag == "SELECT 1")
            _ = try await connection.execute("SET statement_timeout = 50")
            let own = try await refusal {
                _ = try await connection.execute("SELECT pg_catalog.pg_sleep(600)", watchdogMilliseconds: 60_000)
            }
            #expect(own.sqlState == "57014")
        }
    }

    @Test("A statement that will not be cancelled loses its connection to the watchdog")
    func stubborn() async throws {
        try await withTestDatabase { parameters in
            let connection = try await PostgresConnection.connect(to: parameters, graceMilliseconds: 200)
            let error = try await postgresError {
                _ = try await connection.execute(
                    """
                    DO $$ BEGIN
                        LOOP
                            BEGIN PERFORM pg_catalog.pg_sleep(600); EXCEPTION WHEN query_canceled THEN NULL; END;
                        END LOOP;
                    END $$
                    """, watchdogMilliseconds: 50)
            }
            #expect(error == .watchdog(milliseconds: 50))
            #expect(try await postgresError { _ = try await connection.execute("SELECT 1") }.isConnectionLost)
        }
    }

    @Test("A server process that hangs loses its connection to the watchdog")
    func hanging() async throws {
        try await withTestDatabase { parameters in
            let connection = try await PostgresConnection.connect(to: parameters, graceMilliseconds: 200)
            #expect(kill(connection.backendProcessID, SIGSTOP) == 0)
            defer { kill(connection.backendProcessID, SIGCONT) }
            let error = try await postgresError {
                _ = try await connection.execute("SELECT 1", watchdogMilliseconds: 50)
            }
            #expect(error == .watchdog(milliseconds: 50))
        }
    }

    @Test("A cancelled task ends its statement, and the connection goes on")
    func taskCancelled() async throws {
        try await withTestDatabase { parameters in
            let connection = try await PostgresConnection.connect(to: parameters)
            let other = try await PostgresConnection.connect(to: parameters)
            let task = Task { try await connection.execute("SELECT pg_catalog.pg_sleep(600)") }
            try await waitUntilBusy(connection, seenBy: other)
            task.cancel()
            #expect(try await postgresError { _ = try await task.value } == .cancelled)
            #expect(try await connection.query("SELECT 1 AS n").rows[0].int("n") == 1)
        }
    }

    @Test("A task that was cancelled before never sends its statement")
    func cancelledBefore() async throws {
        try await withTestDatabase { parameters in
            let connection = try await PostgresConnection.connect(to: parameters)
            let task = Task {
                withUnsafeCurrentTask { $0?.cancel() }
                _ = try await connection.execute("CREATE TABLE never (i int)")
            }
            #expect(try await postgresError { try await task.value } == .cancelled)
            let connecting = Task {
                withUnsafeCurrentTask { $0?.cancel() }
                _ = try await PostgresConnection.connect(to: parameters)
            }
            #expect(try await postgresError { try await connecting.value } == .cancelled)
            let count = try await connection.query("SELECT FROM pg_catalog.pg_class WHERE relname = 'never'").rows.count
            #expect(count == 0)
        }
    }

    @Test("cancel() ends what runs and harms nothing that comes later")
    func cancelCall() async throws {
        try await withTestDatabase { parameters in
            let connection = try await PostgresConnection.connect(to: parameters)
            let other = try await PostgresConnection.connect(to: parameters)
            connection.cancel()
            #expect(try await connection.execute("SELECT 1").commandTag == "SELECT 1")
            let task = Task { try await connection.query("SELECT pg_catalog.pg_sleep(600)") }
            try await waitUntilBusy(connection, seenBy: other)
            connection.cancel()
            #expect(try await postgresError { _ = try await task.value } == .cancelled)
            for _ in 1...200 {
                let quick = Task { try await connection.execute("SELECT 1") }
                connection.cancel()
                do {
                    _ = try await quick.value
                } catch PostgresError.cancelled {
                    // It was early enough.
                }
                #expect(try await connection.execute("SELECT 2").result.rows[0][0] == "2")
            }
        }
    }

    @Test("A connection that the server terminates is lost, busy or idle, and that is no SQL error")
    func terminated() async throws {
        try await withTestDatabase { parameters in
            let other = try await PostgresConnection.connect(to: parameters)
            for isBusy in [true, false] {
                let connection = try await PostgresConnection.connect(to: parameters)
                let pid = String(connection.backendProcessID)
                let busy = isBusy ? Task { try await connection.execute("SELECT pg_catalog.pg_sleep(600)") } : nil
                if isBusy { try await waitUntilBusy(connection, seenBy: other) }
                _ = try await other.query("SELECT pg_catalog.pg_terminate_backend($1::int, 20000)", [pid])
                let error = try await postgresError {
                    if let busy { _ = try await busy.value } else { _ = try await connection.query("SELECT 1") }
                }
                guard case .connectionLost(let reason) = error else { throw Unexpected(error: error) }
                #expect(reason.contains("57P01"))
                #expect(await connection.transactionStatus == .unknown)
                #expect(try await postgresError { _ = try await connection.query("SELECT 1") } == error)
            }
            let suicide = try await PostgresConnection.connect(to: parameters)
            let error = try await postgresError {
                _ = try await suicide.copyIn(
                    "COPY (SELECT pg_catalog.pg_terminate_backend(pg_backend_pid())) TO STDOUT"
                ) {
                    _ in
                }
            }
            #expect(error.isConnectionLost)
        }
    }
}
