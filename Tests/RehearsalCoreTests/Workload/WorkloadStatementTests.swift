import RehearsalCore
import Testing

@Suite("WorkloadImport: a statement")
struct WorkloadStatementTests {
    private static func masked(_ text: String) throws -> String { try WorkloadStatement(masking: text).text }

    private static func reason(_ text: String) -> LeftOutReason? {
        do {
            _ = try WorkloadStatement(masking: text)
            return nil
        } catch {
            return error.reason
        }
    }

    @Test(
        "has `$n` for every literal that is a value, and no comment",
        arguments: [
            ("SELECT * FROM t WHERE a = $1 AND b = 'x''y';", "SELECT * FROM t WHERE a = $1 AND b = $2"),
            ("SELECT 1.5, -7, E'\\'' /* who: me */ FROM t -- id 4", "SELECT $1, -$2, $3 FROM t"),
            ("SELECT $$a'b$$, $q$c$q$/*x*/FROM t", "SELECT $1, $2 FROM t"),
            ("SELECT a FROM t ORDER BY 1, b DESC, 2 LIMIT 10 OFFSET 5", nil),
            ("SELECT a FROM t GROUP BY 1 HAVING count(*) > 3", "SELECT a FROM t GROUP BY 1 HAVING count(*) > $1"),
            ("SELECT a::numeric(10,2), CAST(b AS varchar(20)) FROM t FETCH FIRST 5 ROWS ONLY", nil),
            ("SELECT f(2) FROM t ORDER BY a + 1, (3)", "SELECT f($1) FROM t ORDER BY a + $2, ($3)"),
            ("SELECT a FROM t WHERE b IN (1, 2) ORDER BY a", "SELECT a FROM t WHERE b IN ($1, $2) ORDER BY a"),
            ("SELECT now() - interval $1, date '2020-01-01'", "SELECT now() - $1::interval, $2::date"),
            (
                "SELECT timestamp with time zone $1, extract($2 FROM a), substring(a FROM $3)",
                "SELECT $1::timestamp with time zone, extract('epoch' FROM a), substring(a FROM $2)"
            ),
            (
                "SELECT date_trunc($1, a AT TIME ZONE $2), $4 FROM t GROUP BY date_trunc($3, a)",
                "SELECT date_trunc('day', a AT TIME ZONE 'UTC'), $1 FROM t GROUP BY date_trunc('day', a)"
            ),
            ("SELECT \"it's\" , B'101', U&'d\\0061' FROM t", "SELECT \"it's\" , $1, $2 FROM t"),
        ] as [(String, String?)])
    func masking(_ source: String, _ expected: String?) throws {
        #expect(try Self.masked(source) == expected ?? source)
    }

    @Test("masked twice is masked once")
    func idempotent() throws {
        let once = try Self.masked("SELECT interval '1 day', extract('year' FROM a), 7 FROM t LIMIT 3")
        #expect(try Self.masked(once) == once)
    }

    @Test("that no workload has is left out for a reason")
    func leftOut() {
        for text in ["BEGIN", "VACUUM t", "CREATE TABLE x AS SELECT 1", "SELECT a INTO b FROM c", "CALL p()", ""] {
            #expect(Self.reason(text) == .notQuery, "\(text)")
        }
        for text in ["SELECT 'a", "SELECT a FROM t WHERE (b = ", "SELECT /* a"] {
            #expect(Self.reason(text) == .truncated, "\(text)")
        }
        #expect(Self.reason("SELECT 1; DROP TABLE a") == .several)
        #expect(Self.reason("<insufficient privilege>") == .hidden)
        #expect(Self.reason("SELECT * FROM pg_stat_statements") == .own)
    }

    @Test("tells its verb and whether it writes")
    func verbs() throws {
        let cases: [(String, WorkloadStatement.Verb, Bool)] = [
            ("SELECT a FROM t", .select, false), ("(SELECT a FROM t) UNION (SELECT b FROM u)", .select, false),
            ("WITH x AS (SELECT 1) SELECT a FROM x", .select, false),
            ("WITH x AS (DELETE FROM t RETURNING a) SELECT a FROM x", .select, true),
            ("WITH x AS (SELECT 1) UPDATE t SET a = 1", .update, true),
            ("SELECT a FROM t FOR NO KEY UPDATE", .select, true), ("insert into t values (1)", .insert, true),
            ("DELETE FROM t", .delete, true), ("SELECT \"update\", update FROM t", .select, false),
            ("MERGE INTO t USING s ON true WHEN MATCHED THEN DELETE", .merge, true),
        ]
        for (text, verb, writes) in cases {
            let statement = try WorkloadStatement(masking: text)
            #expect(statement.verb == verb && statement.writes == writes, "\(text)")
        }
    }

    @Test("of one masked text is one candidate; the most buffers come first")
    func candidates() throws {
        let entries = [
            CountedStatement(text: "SELECT a FROM t WHERE b = 'x'", calls: 10, blockCount: 5, days: 2, role: "z"),
            CountedStatement(text: "SELECT a FROM t WHERE b = 'y'", calls: 30, blockCount: 6, days: 2, role: "a"),
            CountedStatement(text: "SELECT a FROM u", calls: 4, blockCount: 900, days: 0.01),
            CountedStatement(text: "SELECT a FROM v", calls: 4, blockCount: 1),
            CountedStatement(text: "COMMIT", calls: 4, blockCount: 1),
        ]
        let (candidates, leftOut) = workloadCandidates(entries)
        #expect(candidates.map(\.blockCount) == [900, 11, 1])
        #expect(candidates.map(\.callsPerDay) == [4, 20, nil])
        #expect(candidates[1].roles == ["a", "z"])
        #expect(leftOut == [.notQuery: 1])
        #expect(workloadCandidates(entries, days: 10).candidates.map(\.callsPerDay) == [1, 4, 1])
    }
}
