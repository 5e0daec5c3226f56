import Foundation
import Postgres
import Testing
import TestServer

@Suite("COPY")
struct CopyTests {
    private func connection(_ parameters: ConnectionParameters) async throws -> PostgresConnection {
        let connection = try await PostgresConnection.connect(to: parameters)
        _ = try await connection.execute("CREATE TABLE item (id int PRIMARY KEY, name text)")
        return connection
    }

    private func count(_ connection: PostgresConnection) async throws -> Int {
        try await connection.query("SELECT count(*) AS n FROM item").rows[0].int("n")
    }

    @Test("Text goes in and comes out again, larger than any buffer")
    func text() async throws {
        try await withTestDatabase { parameters in
            let connection = try await connection(parameters)
            let long = String(repeating: "ü", count: 100_000)
            let copied = try await connection.copyIn("COPY item FROM STDIN") { sink in
                for id in 1...50_000 { try sink.write("\(id)\tname \(id)\n") }
                try sink.write("50001\t\(long)\n")
            }
            #expect(copied.rowCount == 50_001)
            #expect(try await connection.query("SELECT name FROM item WHERE id = 50001").rows[0][0] == long)
            let seen = Seen()
            let read = try await connection.copyOut("COPY (SELECT * FROM item WHERE id < 4 ORDER BY id) TO STDOUT") {
                seen.add($0)
            }
            #expect(read == 3 && String(decoding: seen.bytes, as: UTF8.self) == "1\tname 1\n2\tname 2\n3\tname 3\n")
        }
    }

    @Test("Binary goes out and in again, byte for byte")
    func binary() async throws {
        try await withTestDatabase { parameters in
            let connection = try await connection(parameters)
            #expect(try await connection.copyText("COPY item FROM STDIN", data: Array("1\t\\N\n2\tb\n".utf8)) == 2)
            let first = Seen()
            _ = try await connection.copyOut("COPY item TO STDOUT (FORMAT binary)") { first.add($0) }
            _ = try await connection.execute("TRUNCATE item")
            let copied = try await connection.copyIn("COPY item FROM STDIN (FORMAT binary)") { sink in
                for byte in first.bytes { try sink.write([byte]) }
                #expect(sink.byteCount == Int64(first.bytes.count))
            }
            let second = Seen()
            _ = try await connection.copyOut("COPY item TO STDOUT (FORMAT binary)") { second.add($0) }
            #expect(
                copied == CopiedData(rowCount: 2, byteCount: Int64(first.bytes.count)) && first.bytes == second.bytes)
        }
    }

    @Test("A producer that throws leaves no row and a usable connection")
    func producerFails() async throws {
        try await withTestDatabase { parameters in
            let connection = try await connection(parameters)
            await #expect(throws: Halt.self) {
                _ = try await connection.copyIn("COPY item FROM STDIN") { sink in
                    for id in 1...20_000 { try sink.write("\(id)\tx\n") }
                    throw Halt()
                }
            }
            #expect(try await count(connection) == 0)
            #expect(await connection.transactionStatus == .idle)
        }
    }

    @Test("A row that the server refuses gives the server's reason and a usable connection")
    func serverRefuses() async throws {
        try await withTestDatabase { parameters in
            let connection = try await connection(parameters)
            let fields = try await refusal {
                _ = try await connection.copyIn("COPY item FROM STDIN") { sink in
                    try sink.write("not a number\tx\n")
                    for id in 1...200_000 { try sink.write("\(id)\tx\n") }
                }
            }
            #expect(fields.sqlState == "22P02" && fields.context?.contains("line 1") == true)
            let before = try await refusal {
                _ = try await connection.copyIn("COPY item FROM STDIN") { sink in
                    try sink.write("not a number\tx\n" + String(repeating: "1\tx\n", count: 100_000))
                    throw Halt()
                }
            }
            #expect(before.sqlState == "22P02")
            let atTheEnd = try await refusal {
                _ = try await connection.copyText("COPY item FROM STDIN", data: Array("1\n".utf8))
            }
            #expect(atTheEnd.sqlState == "22P04")
            let missing = try await refusal {
                _ = try await connection.copyText("COPY nowhere FROM STDIN", data: [])
            }
            #expect(missing.sqlState == "42P01")
            #expect(try await count(connection) == 0)
        }
    }

    @Test("A COPY that meets the wrong call is ended and named, and the connection is usable")
    func wrongCall() async throws {
        try await withTestDatabase { parameters in
            let connection = try await connection(parameters)
            _ = try await connection.execute(
                "INSERT INTO item SELECT g, repeat('x', 200) FROM generate_series(1, 50000) g")
            let out = "COPY item TO STDOUT"
            let into = "COPY item FROM STDIN"
            let calls: [@Sendable () async throws -> Void] = [
                { _ = try await connection.execute(out) }, { _ = try await connection.execute(into) },
                { _ = try await connection.query(out) }, { _ = try await connection.query(into) },
                { _ = try await connection.execute("\(into); \(out); \(into)") },
                { _ = try await connection.copyIn(out) { _ in } }, { _ = try await connection.copyOut(into) { _ in } },
                { _ = try await connection.copyIn("SELECT 1") { _ in } },
                { _ = try await connection.copyOut("SELECT 1") { _ in } },
                { _ = try await connection.copyIn("\(into); \(into)") { _ in } },
                { _ = try await connection.copyOut("\(out); \(into)") { _ in } },
            ]
            for call in calls {
                #expect(try await postgresError(call).isUnsupportedText)
                #expect(try await count(connection) == 50_000)
            }
        }
    }

    @Test("A consumer that throws stops the COPY, and the connection is usable")
    func consumerFails() async throws {
        try await withTestDatabase { parameters in
            let connection = try await connection(parameters)
            await #expect(throws: Halt.self) {
                _ = try await connection.copyOut("COPY (SELECT generate_series(1, 1000000)) TO STDOUT") { _ in
                    throw Halt()
                }
            }
            #expect(try await count(connection) == 0)
        }
    }

    @Test("A cancelled task ends a COPY whose producer never would")
    func cancelled() async throws {
        try await withTestDatabase { parameters in
            let connection = try await connection(parameters)
            _ = try await connection.execute("CREATE TABLE endless (name text)")
            let task = Task {
                try await connection.copyIn("COPY endless FROM STDIN") { sink in
                    while true { try sink.write("\\N\n") }
                }
            }
            task.cancel()
            let error = try await postgresError { _ = try await task.value }
            #expect(error == .cancelled)
            #expect(try await count(connection) == 0)
        }
    }
}
