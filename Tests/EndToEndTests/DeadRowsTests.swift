import Foundation
import Postgres
import TestGround
import Testing

/// A table that was written over and over, captured and built.
@Suite("Captured dead rows")
struct DeadRowsTests {
    private static let tables = """
        CREATE TABLE tickets (id bigint PRIMARY KEY, state text NOT NULL, words text NOT NULL, UNIQUE (state, id));
        CREATE TABLE kinds (id bigint PRIMARY KEY, name text NOT NULL);
        """

    /// Every fifth ticket is deleted; nothing is vacuumed.
    private static let rows = """
        ALTER TABLE tickets SET (autovacuum_enabled = off);
        INSERT INTO tickets SELECT n, (ARRAY['open', 'done'])[1 + n % 2], repeat(md5(n::text), 2 + n % 4)
        FROM generate_series(1, 12000) AS n;
        DELETE FROM tickets WHERE id % 5 = 0;
        INSERT INTO kinds SELECT n, 'kind ' || n FROM generate_series(1, 500) AS n;
        """

    @Test("are there until the table is vacuumed, as many as there were, in a heap as large as it was")
    func areThere() async throws {
        let scratch = try ScratchFolder()
        let tool = Tool(folder: scratch.path)
        let project = BuiltProject(name: "dead", scratch: scratch)
        let statements = [Self.tables, Self.rows, "SELECT pg_stat_force_next_flush()", "ANALYZE"]
        try await project.capture(statements, tool) { connection, _ in
            let size = try await connection.query("SELECT pg_relation_size('tickets') / 8192 AS pages").rows[0]
            try scratch.write("\(try size.int64("pages"))", to: "pages")
        }
        let pages = try #require(Int64(scratch.text("pages")))
        let shape = try scratch.text("dead/shape.json")
        #expect(shape.contains("\"dead\":0.2,"), "\(shape)")
        // A rule that says otherwise does not keep the dead alive.
        try project.write(tables: Self.tables + "CREATE RULE kept AS ON DELETE TO tickets DO INSTEAD NOTHING;")
        let asked = """
            -c "ANALYZE tickets" -c "SELECT pg_stat_force_next_flush()" \
            -c "SELECT n_dead_tup, n_live_tup FROM pg_stat_all_tables WHERE relname = 'tickets'" \
            -c "VACUUM (VERBOSE) tickets" -c "VACUUM (VERBOSE) kinds" \
            -c "SELECT pg_relation_size('tickets') / 8192, count(*), count(DISTINCT id) FROM tickets" 2>&1
            """
        let first = try project.loaded(tool, analyze: "", asked: asked)
        let lines = first.split(separator: "\n").map(String.init)
        let size = try #require(lines.first { $0.wholeMatch(of: /\d+\|9600\|9600/) != nil }, "\(first)")
        let made = try #require(Int64(size.prefix { $0 != "|" }))
        #expect(abs(made - pages) * 20 <= pages, "\(pages) pages became \(made)")
        #expect(lines.contains("2400|9600"), "\(first)")
        let removed = first.matches(of: /had (\d+) dead item identifiers removed/).map { "\($0.1)" }
        #expect(removed.first == "2400" && removed.dropFirst().allSatisfy { $0 == "0" }, "\(first)")
        let told = try tool.call("load", "dead", "--format", "json")
        #expect(told.output.contains("\"row_count\": 10100,"), "dead rows are not counted: \(told.output)")
    }

    @Test("of a partitioned table are in its partitions, each as large as it was, and its indexes too")
    func arePartitioned() async throws {
        let scratch = try ScratchFolder()
        let tool = Tool(folder: scratch.path)
        let project = BuiltProject(name: "parted", scratch: scratch)
        let tables = """
            CREATE TABLE visits (id bigint, day date, words text NOT NULL, PRIMARY KEY (id, day))
                PARTITION BY RANGE (day);
            CREATE TABLE visits_a PARTITION OF visits FOR VALUES FROM ('2024-01-01') TO ('2024-07-01');
            CREATE TABLE visits_b PARTITION OF visits FOR VALUES FROM ('2024-07-01') TO ('2025-01-01');
            CREATE INDEX visits_words ON visits (words);
            """
        // Half of the second partition's rows are deleted; what is left in its indexes is half empty.
        let rows = """
            ALTER TABLE visits_b SET (autovacuum_enabled = off);
            INSERT INTO visits SELECT n, date '2024-01-01' + n / 60, repeat(md5(n::text), 2)
            FROM generate_series(1, 21900) AS n;
            DELETE FROM visits_b WHERE id % 2 = 0;
            """
        let sizes = """
            SELECT string_agg(c.relname || ' ' || pg_relation_size(c.oid) / 8192, ',' ORDER BY c.relname)
            FROM pg_class AS c WHERE c.relname ~ '^visits_[ab]' AND c.relkind IN ('r', 'i')
            """
        let statements = [tables, rows, "SELECT pg_stat_force_next_flush()", "ANALYZE"]
        try await project.capture(statements, tool) { connection, _ in
            try scratch.write(try await connection.query("\(sizes)").rows[0].text("string_agg"), to: "sizes")
        }
        try project.write(tables: tables)
        let asked = """
            -c "SELECT count(*), count(DISTINCT id) FROM visits" -c "\(sizes)" \
            -c "VACUUM (VERBOSE) visits_a" -c "VACUUM (VERBOSE) visits_b" 2>&1
            """
        let told = try project.loaded(tool, analyze: "", asked: asked)
        let removed = told.matches(of: /had (\d+) dead item identifiers removed/).compactMap { Int($0.1) }
        // Of each partition and of its TOAST table.
        #expect(removed.count == 4 && removed[0] == 0 && abs(removed[2] - 5490) <= 60, "\(told)")
        #expect(told.contains("16400|16400"), "\(told)")
        let made = try #require(told.split(separator: "\n").first { $0.hasPrefix("visits_a ") })
        func pages(_ text: some StringProtocol) -> [Int] {
            text.split(separator: ",").compactMap { Int($0.split(separator: " ").last ?? "") }
        }
        let original = try scratch.text("sizes")
        let wanted = pages(original)
        #expect(pages(made).count == 6 && wanted.count == 6, "\(made)")
        for (there, here) in zip(wanted, pages(made)) {
            #expect(abs(there - here) <= max(2, there / 20), "\(original) became \(made)")
        }
    }
}
