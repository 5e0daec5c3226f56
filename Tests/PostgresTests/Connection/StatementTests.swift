import Foundation
import Postgres
import Testing
import TestServer

@Suite("Statements")
struct StatementTests {
    @Test("A syntax error's position counts characters, whatever bytes stand before it")
    func position() async throws {
        try await withTestDatabase { parameters in
            let connection = try await PostgresConnection.connect(to: parameters)
            let fields = try await refusal { _ = try await connection.execute("SELECT 'grün🐘', FORM") }
            #expect(fields.sqlState == "42703" && fields.position == 17 && fields.severity == "ERROR")
            let syntax = try await refusal { _ = try await connection.execute("/*🐘ü*/ SELECT SELECT") }
            #expect(syntax.sqlState == "42601" && syntax.position == 15)
            #expect(syntax.message.contains("syntax error") && syntax.sourceFile == "scan.l")
        }
    }

    @Test("A refusal carries every field that the server sent")
    func fields() async throws {
        try await withTestDatabase { parameters in
            let connection = try await PostgresConnection.connect(to: parameters)
            _ = try await connection.execute(
                "CREATE TABLE item (id int CONSTRAINT item_once UNIQUE, name text NOT NULL)")
            _ = try await connection.query("INSERT INTO item VALUES ($1, $2)", ["1", "one"])
            let twice = try await refusal {
                _ = try await connection.query("INSERT INTO item VALUES ($1, $2)", ["1", "one"])
            }
            #expect(twice.sqlState == "23505" && twice.constraint == "item_once")
            #expect(twice.schema == "public" && twice.table == "item" && twice.detail?.contains("(id)=(1)") == true)
            let null = try await refusal { _ = try await connection.execute("INSERT INTO item VALUES (2, NULL)") }
            #expect(null.column == "name" && null.sqlState == "23502")
            let inner = try await refusal {
                _ = try await connection.execute("DO $$ BEGIN EXECUTE 'SELECT nothing'; END $$")
            }
            #expect(inner.internalQuery == "SELECT nothing" && inner.internalPosition == 8)
            #expect(inner.context?.contains("PL/pgSQL") == true && inner.sourceLine != nil)
            let raised = try await refusal {
                _ = try await connection.execute(
                    "DO $$ BEGIN RAISE 'm' USING HINT = 'h', DATATYPE = 'd', ERRCODE = '57P01'; END $$")
            }
            #expect(raised.hint == "h" && raised.dataType == "d" && raised.sqlState == "57P01")
        }
    }

    @Test("Notices come with their own statement, also with one that fails")
    func notices() async throws {
        try await withTestDatabase { parameters in
            let connection = try await PostgresConnection.connect(to: parameters)
            let first = try await connection.execute("DO $$ BEGIN RAISE NOTICE 'one'; RAISE WARNING 'two'; END $$")
            #expect(first.notices.map(\.message) == ["one", "two"])
            #expect(first.notices.map(\.severity) == ["NOTICE", "WARNING"])
            #expect(first.commandTag == "DO")
            #expect(try await connection.execute("SELECT 1").notices == [])
            _ = try await refusal {
                _ = try await connection.execute("DO $$ BEGIN RAISE NOTICE 'three'; RAISE 'no'; END $$")
            }
            #expect(await connection.noticesOfLastStatement.map(\.message) == ["three"])
            let many = try await connection.execute(
                "DO $$ BEGIN FOR i IN 1..10003 LOOP RAISE NOTICE '%', i; END LOOP; END $$")
            #expect(many.notices.count == StatementResult.noticeLimit && many.noticesLeftOut == 3)
        }
    }

    @Test("The transaction's state is told, and what may not run in a transaction runs")
    func transactions() async throws {
        try await withTestDatabase { parameters in
            let connection = try await PostgresConnection.connect(to: parameters)
            #expect(await connection.transactionStatus == .idle)
            #expect(try await connection.execute("BEGIN").commandTag == "BEGIN")
            #expect(await connection.transactionStatus == .inTransaction)
            _ = try await refusal { _ = try await connection.execute("SELECT 1 / 0") }
            #expect(await connection.transactionStatus == .inFailedTransaction)
            _ = try await connection.execute("ROLLBACK")
            _ = try await connection.execute("VACUUM pg_catalog.pg_class")
            #expect(try await connection.execute("-- nothing").commandTag == "")
            await connection.close()
            #expect(await connection.transactionStatus == .unknown)
            #expect(try await postgresError { _ = try await connection.query("SELECT 1") }.isConnectionLost)
        }
    }

    @Test("A NUL byte is refused before anything is sent")
    func nul() async throws {
        try await withTestDatabase { parameters in
            let connection = try await PostgresConnection.connect(to: parameters)
            for work: @Sendable () async throws -> Void in [
                { _ = try await connection.execute("CREATE TABLE t (i int)\0 oops") },
                { _ = try await connection.query("SELECT $1::text", ["a\0b"]) },
                { _ = try await connection.copyText("COPY t FROM STDIN\0", data: []) },
            ] {
                #expect(try await postgresError(work).isUnsupportedText)
            }
            let count = try await connection.query("SELECT count(*) FROM pg_catalog.pg_class WHERE relname = 't'")
            #expect(try count.rows[0].text("count") == "0")
        }
    }

    @Test("A cursor reads 200,000 rows in batches, with parameters, in and out of a transaction")
    func cursor() async throws {
        try await withTestDatabase { parameters in
            let connection = try await PostgresConnection.connect(to: parameters)
            for opensItself in [true, false] {
                if !opensItself { _ = try await connection.execute("BEGIN") }
                let seen = Seen()
                try await connection.forEachBatch(
                    "SELECT g AS n FROM pg_catalog.generate_series($1::int, $2::int) AS g", ["1", "200000"],
                    batchSize: 7000
                ) { batch in
                    seen.add(batch.rows.count, try batch.rows.reduce(0) { $0 + (try $1.int("n")) })
                }
                #expect(seen.sizes.count == 29 && seen.sizes.last == 4000 && seen.sum == 20_000_100_000)
                #expect(await connection.transactionStatus == (opensItself ? .idle : .inTransaction))
            }
            await #expect(throws: Halt.self) {
                try await connection.forEachBatch("SELECT 1", batchSize: 1) { _ in throw Halt() }
            }
            #expect(await connection.transactionStatus == .inTransaction)
            _ = try await connection.execute("COMMIT")
            await #expect(throws: Halt.self) {
                try await connection.forEachBatch("SELECT 1", batchSize: 1) { _ in throw Halt() }
            }
            let division = try await refusal {
                try await connection.forEachBatch("SELECT 1 / (3 - g) FROM generate_series(1, 5) g", batchSize: 1) {
                    _ in
                }
            }
            #expect(division.sqlState == "22012")
            #expect(await connection.transactionStatus == .idle)
        }
    }
}

struct Halt: Error {}

/// What a callback saw; callbacks run one after the other on the connection's thread.
final class Seen: @unchecked Sendable {
    private let lock = NSLock()
    private var counts: [Int] = []
    private var total = 0
    private var collected: [UInt8] = []

    func add(_ count: Int, _ value: Int) {
        lock.withLock {
            counts.append(count)
            total += value
        }
    }

    func add(_ bytes: UnsafeRawBufferPointer) { lock.withLock { collected.append(contentsOf: bytes) } }

    var sizes: [Int] { lock.withLock { counts } }
    var sum: Int { lock.withLock { total } }
    var bytes: [UInt8] { lock.withLock { collected } }
}
