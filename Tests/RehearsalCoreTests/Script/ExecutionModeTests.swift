import RehearsalCore
import Testing

private func statement(_ text: String) -> Statement {
    Statement(text: text, place: SourcePlace(file: "a.sql", line: 1, column: 1))
}

@Suite("How a statement is sent")
struct ExecutionModeTests {
    @Test(
        "bare, where a transaction of ours would change it",
        arguments: [
            "BEGIN", "start transaction", "COMMIT", "END", "ROLLBACK", "ABORT", "SAVEPOINT a", "RELEASE a",
            "PREPARE TRANSACTION 'x'", "COMMIT PREPARED 'x'", "ROLLBACK PREPARED 'x'", "LOCK TABLE t",
            "DECLARE c CURSOR FOR SELECT 1", "SET LOCAL a = 1", "SET TRANSACTION READ ONLY",
            "SET CONSTRAINTS ALL DEFERRED",
            "CREATE INDEX CONCURRENTLY i ON t (a)", "CREATE UNIQUE INDEX CONCURRENTLY i ON t (a)",
            "CREATE /* x */ INDEX -- y\n CONCURRENTLY IF NOT EXISTS i ON t (a)", "DROP INDEX CONCURRENTLY i",
            "REINDEX INDEX CONCURRENTLY i", "REINDEX (VERBOSE, CONCURRENTLY) TABLE t", "REINDEX DATABASE d",
            "REINDEX SCHEMA s", "REINDEX SYSTEM d", "ALTER TABLE t DETACH PARTITION p CONCURRENTLY", "VACUUM",
            "VACUUM (ANALYZE) t", "CLUSTER", "CLUSTER VERBOSE", "CLUSTER (VERBOSE)", "CREATE DATABASE d",
            "DROP DATABASE d", "CREATE TABLESPACE s LOCATION '/x'", "DROP TABLESPACE s", "ALTER SYSTEM SET a = 1",
            "ALTER DATABASE d SET TABLESPACE s", "CALL p()", "CREATE SUBSCRIPTION s CONNECTION '' PUBLICATION p",
            "DROP SUBSCRIPTION s", "DISCARD ALL", "DO $$ BEGIN COMMIT; END $$", "do 'begin rollback; end'",
        ])
    func bare(_ text: String) { #expect(executionMode(of: statement(text)) == .bare) }

    @Test(
        "wrapped, everywhere else",
        arguments: [
            "", "SELECT 1", "SET a = 1", "SET SESSION a = 1", "PREPARE p AS SELECT 1", "CREATE INDEX i ON t (a)",
            "CREATE INDEX ON t (concurrently)", "DROP INDEX i", "REINDEX INDEX i", "REINDEX TABLE t",
            "REFRESH MATERIALIZED VIEW CONCURRENTLY v", "ALTER TABLE t DETACH PARTITION p", "CLUSTER t USING i",
            "CLUSTER (VERBOSE) t", "CLUSTER VERBOSE t", "ALTER DATABASE d SET a = 1", "DISCARD TEMP", "ANALYZE t",
            "\"begin\"", "DO $$ BEGIN RAISE NOTICE 'commit'; -- commit\nEND $$", "COPY t FROM stdin",
            "CREATE TABLE begin ()", "ALTER TABLE t ADD concurrently int",
        ])
    func wrapped(_ text: String) { #expect(executionMode(of: statement(text)) == .wrapped) }

    @Test(
        "says what it does to a transaction",
        arguments: [
            ("BEGIN ISOLATION LEVEL SERIALIZABLE", .begins), ("START TRANSACTION", .begins), ("COMMIT", .ends),
            ("end work", .ends), ("ROLLBACK", .ends), ("ABORT", .ends), ("COMMIT AND CHAIN", .endsAndBegins),
            ("ROLLBACK AND NO CHAIN", .ends), ("PREPARE TRANSACTION 'x'", .ends),
            ("ROLLBACK TO SAVEPOINT a", .savepoint),
            ("SAVEPOINT a", .savepoint), ("RELEASE a", .savepoint), ("COMMIT PREPARED 'x'", .unrelated),
            ("SELECT 1", .unrelated), ("", .unrelated), ("PREPARE p AS SELECT 1", .unrelated),
        ] as [(String, TransactionControl)])
    func control(_ text: String, _ expected: TransactionControl) {
        #expect(transactionControl(of: statement(text)) == expected)
    }
}
