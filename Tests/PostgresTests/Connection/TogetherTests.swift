import Postgres
import Testing
import TestServer

@Suite("Statements that are sent together")
struct TogetherTests {
    @Test("Each is answered in its place, prepared when it is asked first")
    func answers() async throws {
        try await withTestDatabase { parameters in
            let connection = try await PostgresConnection.connect(to: parameters)
            let statements = [
                RepeatedStatement("SELECT $1::int + 1 AS sum", ["1"]), RepeatedStatement("SELECT 'a' AS letter"),
                RepeatedStatement("SELECT $1::int + 1 AS sum", ["41"]),
                RepeatedStatement("SELECT $1::text AS text", [nil]),
            ]
            for _ in 1...2 {
                let reply = try await connection.repeatedQueries(statements)
                #expect(reply.refusal == nil)
                #expect(reply.results.map(\.columns) == [["sum"], ["letter"], ["sum"], ["text"]])
                #expect(reply.results.map { $0.rows[0][0] } == ["2", "a", "42", nil])
            }
            let prepared = try await connection.query("SELECT count(*) AS count FROM pg_prepared_statements")
            #expect(prepared.rows[0][0] == "3")
            #expect(try await connection.repeatedQuery("SELECT 'a' AS letter").rows[0][0] == "a")
            #expect(try await connection.repeatedQueries([]).results.isEmpty)
            #expect(await connection.transactionStatus == .idle)
        }
    }

    @Test("What stands behind a refused one is not run, and the connection goes on")
    func refused() async throws {
        try await withTestDatabase { parameters in
            let connection = try await PostgresConnection.connect(to: parameters)
            _ = try await connection.execute("CREATE TABLE item (id int PRIMARY KEY)")
            let insertion = "INSERT INTO item VALUES ($1::int) RETURNING id"
            let reply = try await connection.repeatedQueries(
                ["1", "2", "1", "3"].map { RepeatedStatement(insertion, [$0]) })
            #expect(reply.refusal?.place == 2 && reply.refusal?.fields.sqlState == "23505")
            #expect(reply.results.map { $0.rows[0][0] } == ["1", "2"])
            #expect(await connection.transactionStatus == .idle)
            #expect(try await connection.query("SELECT id FROM item").rows.isEmpty, "one transaction, undone")

            let unknown = try await connection.repeatedQueries([
                RepeatedStatement(insertion, ["4"]), RepeatedStatement("SELECT 1 AS one"),
                RepeatedStatement("SELECT nothing"), RepeatedStatement("SELECT 2 AS two"),
            ])
            #expect(unknown.refusal?.place == 2 && unknown.refusal?.fields.sqlState == "42703")
            #expect(unknown.results.isEmpty, "nothing is run where one cannot be prepared")
            let both = try await connection.repeatedQueries([
                RepeatedStatement("SELECT 1 AS one"), RepeatedStatement("SELECT 2 AS two"),
            ])
            #expect(both.results.map { $0.rows[0][0] } == ["1", "2"])
        }
    }

    @Test("Inside of a transaction a refusal fails it, and a transaction may begin among them")
    func transactions() async throws {
        try await withTestDatabase { parameters in
            let connection = try await PostgresConnection.connect(to: parameters)
            let begun = try await connection.repeatedQueries([
                RepeatedStatement("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"),
                RepeatedStatement("SELECT current_setting('transaction_isolation') AS level"),
            ])
            #expect(begun.results.last?.rows[0][0] == "repeatable read")
            #expect(await connection.transactionStatus == .inTransaction)
            let reply = try await connection.repeatedQueries([
                RepeatedStatement("SELECT $1::int / $2::int AS part", ["1", "0"]), RepeatedStatement("SELECT 1 AS one"),
            ])
            #expect(reply.refusal?.place == 0 && reply.refusal?.fields.sqlState == "22012")
            #expect(await connection.transactionStatus == .inFailedTransaction)
            let behind = try await connection.repeatedQueries([RepeatedStatement("SELECT 3 AS three")])
            #expect(behind.refusal?.fields.sqlState == "25P02")
            _ = try await connection.execute("ROLLBACK")
        }
    }

    @Test("Large answers to many large questions come through, whichever side waits for the other")
    func large() async throws {
        try await withTestDatabase { parameters in
            let connection = try await PostgresConnection.connect(to: parameters)
            let text = String(repeating: "x", count: 300_000)
            // Two million bytes there and six back: far more than a socket holds.
            let reply = try await connection.repeatedQueries(
                (1...20).map { number in
                    RepeatedStatement(
                        "SELECT pg_catalog.repeat($1, 1) AS text, \(number % 4) AS number",
                        [number % 5 == 0 ? text : String(repeating: "y", count: 300_000 / number)])
                } + (1...200).map { _ in RepeatedStatement("SELECT repeat('z', 20000) AS text") })
            #expect(reply.refusal == nil && reply.results.count == 220)
            #expect(reply.results[4].rows[0][0]?.utf8.count == 300_000)
            #expect(reply.results[219].rows[0][0]?.utf8.count == 20_000)
        }
    }

    @Test("A limit and a lost server are told as what they are")
    func ends() async throws {
        try await withTestDatabase { parameters in
            let connection = try await PostgresConnection.connect(to: parameters)
            let slow = [
                RepeatedStatement("SELECT 1 AS one"), RepeatedStatement("SELECT pg_sleep(600)"),
                RepeatedStatement("SELECT 2 AS two"),
            ]
            let late = try await postgresError {
                _ = try await connection.repeatedQueries(slow, watchdogMilliseconds: 100)
            }
            guard case .watchdog = late else { throw Unexpected(error: late) }
            #expect(try await connection.repeatedQueries([slow[0], slow[2]]).results.count == 2)
            let lost = try await postgresError {
                _ = try await connection.repeatedQueries([
                    slow[0], RepeatedStatement("SELECT pg_terminate_backend(pg_backend_pid())"), slow[2],
                ])
            }
            #expect(lost.isConnectionLost)
            #expect(try await postgresError { _ = try await connection.repeatedQueries([slow[0]]) }.isConnectionLost)
            let nul = try await PostgresConnection.connect(to: parameters)
            let refused = try await postgresError {
                _ = try await nul.repeatedQueries([slow[0], RepeatedStatement("SELECT $1::text AS text", ["a\0b"])])
            }
            #expect(refused.isUnsupportedText)
            #expect(try await nul.query("SELECT count(*) AS count FROM pg_prepared_statements").rows[0][0] == "0")
        }
    }
}
