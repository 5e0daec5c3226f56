import Testing

@testable import RehearsalCore

@Suite("Rows that a way back's statements meet")
struct RowWriteTests {
    private static func told(_ text: String, _ tag: String?) -> [RowsMet] {
        var statement = Small.statement(1, text, in: "down.sql")
        statement.commandTag = tag
        return RowsMet.told(
            by: Small.observation("down.sql", [statement]), of: Small.script("down.sql", [text]))
    }

    @Test(
        "are counted by the server's answer",
        arguments: [
            (
                "UPDATE t SET a = 1 WHERE b = 'x' AND c IN (SELECT 1)", "UPDATE 3", "UPDATE t", 3,
                "WHERE b = ? AND c IN (SELECT ?)"
            ),
            (
                "UPDATE ONLY s.t AS u SET a = k.a FROM k WHERE k.id = u.id RETURNING 1", "UPDATE 0", "UPDATE s.t", 0,
                "WHERE k.id = u.id"
            ),
            ("DELETE FROM t", "DELETE 12", "DELETE FROM t", 12, nil),
            ("DELETE FROM \"T\".\"a b\" WHERE id = 7;", "DELETE 0", "DELETE FROM \"T\".\"a b\"", 0, "WHERE id = ?"),
            (
                "INSERT INTO t (a, b) SELECT a, b FROM kept WHERE a > 1", "INSERT 0 4", "INSERT INTO t … SELECT", 4,
                "FROM kept WHERE a > ?"
            ),
            ("INSERT INTO t TABLE kept", "INSERT 0 4", "INSERT INTO t … SELECT", 4, nil),
            (
                "WITH k AS (SELECT 1 AS id) UPDATE t SET a = 1 FROM k WHERE k.id = t.id", "UPDATE 1", "UPDATE t", 1,
                "WHERE k.id = t.id"
            ),
            ("MERGE INTO t USING k ON k.id = t.id WHEN MATCHED THEN DELETE", "MERGE 0", "MERGE t", 0, "ON k.id = t.id"),
        ] as [(String, String, String, Int64, String?)])
    func counted(_ text: String, _ tag: String, _ words: String, _ count: Int64, _ condition: String?) {
        let told = Self.told(text, tag)
        #expect(told.map(\.words) == [words])
        #expect(told.map(\.rowCount) == [count])
        #expect(told.map(\.condition) == [condition])
    }

    @Test("are not told by the server of WITH and of code")
    func notTold() {
        let with = Self.told(
            "WITH gone AS (DELETE FROM a WHERE id = 1 RETURNING *) INSERT INTO b SELECT * FROM gone", "INSERT 0 2")
        #expect(with.map(\.words) == ["DELETE FROM a", "INSERT INTO b … SELECT"])
        #expect(with.map(\.rowCount) == [nil, 2])
        #expect(with.map(\.condition) == ["WHERE id = ?", "FROM gone"])
        let code = Self.told(
            """
            DO LANGUAGE 'plpgsql' $x$
            BEGIN
                UPDATE a SET b = 1 WHERE c = 2;
                INSERT INTO d VALUES (1);
                INSERT INTO e SELECT * FROM f;
                SELECT 1 FROM g FOR UPDATE;
                IF true THEN DELETE FROM h; END IF;
                EXECUTE format('UPDATE public.%1$I AS t SET x = 1', 'i');
            END $x$
            """, "DO")
        #expect(
            code.map(\.words) == ["UPDATE a", "INSERT INTO e … SELECT", "DELETE FROM h", "UPDATE by EXECUTE"])
        #expect(code.map(\.condition) == ["WHERE c = ?", "FROM f", nil, nil])
        #expect(code.allSatisfy { $0.rowCount == nil })
    }

    @Test(
        "are none of statements that look for none",
        arguments: [
            ("INSERT INTO t VALUES (1, (SELECT 2))", "INSERT 0 1"), ("INSERT INTO t DEFAULT VALUES", "INSERT 0 1"),
            ("SELECT * FROM t FOR UPDATE", "SELECT 1"), ("DROP TABLE t", "DROP TABLE"),
            ("INSERT INTO t VALUES (1) ON CONFLICT (a) DO UPDATE SET b = 2", "INSERT 0 1"),
            ("ALTER TABLE t ADD FOREIGN KEY (a) REFERENCES u ON DELETE CASCADE", "ALTER TABLE"),
            ("CREATE TRIGGER x BEFORE UPDATE ON t EXECUTE FUNCTION f()", "CREATE TRIGGER"),
            ("CREATE FUNCTION f() RETURNS void LANGUAGE sql AS 'UPDATE t SET a = 1'", "CREATE FUNCTION"),
        ])
    func none(_ text: String, _ tag: String) {
        #expect(Self.told(text, tag).isEmpty)
    }

    @Test("are not told of a statement that was refused")
    func refused() {
        #expect(Self.told("DELETE FROM t", nil).isEmpty)
    }

    @Test("are warned of where there are none, with what the dataset needs")
    func met() throws {
        let text = "DELETE FROM t WHERE id = 901"
        let script = Small.script("down.sql", [text])
        let step = Small.step(wayBack: .script(script))
        func findings(_ tag: String) -> [Finding] {
            judgeScript(
                Small.observation("down.sql", [Small.statement(1, text, in: "down.sql", tag: tag)]),
                of: .wayBack(step, script), project: Small.project([step]), folder: ".")
        }
        let finding = try #require(findings("DELETE 0").first)
        #expect(findings("DELETE 1").isEmpty)
        #expect(finding.code == .rollbackMetNoRow && finding.severity == .warn && finding.object == "t")
        #expect(
            finding.message.what
                == "in the way back of 001_a, DELETE FROM t met no row, which proves nothing about it")
        #expect(
            finding.message.next
                == "let the shape make rows of t that 001_a changes and that meet `WHERE id = ?`, "
                + "then: pgrehearse run .")
        let unwinding = judgeScript(
            Small.observation("down.sql", [Small.statement(1, text, in: "down.sql", tag: "DELETE 0")]),
            of: .unwinding(step, script), project: Small.project([step]), folder: ".")
        #expect(unwinding.isEmpty, "the chain does not say it again")
    }
}
