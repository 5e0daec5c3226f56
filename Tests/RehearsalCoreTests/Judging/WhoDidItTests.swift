import RehearsalCore
import Testing

@Suite("The place of a difference")
struct WhoDidItTests {
    private static let up = "migrations/001_a.sql"
    private static let down = "rollbacks/001_a.sql"

    /// Where the finding for one extra fact after the way back points.
    private func place(
        of fact: CatalogFact, up: [StatementObservation], down: [StatementObservation]
    ) -> SourcePlace? {
        judgeWayBack(
            of: Small.step(), before: Small.snapshot(.baseline), down: Small.snapshot(.down(step: "001_a"), [fact]),
            upward: Small.observation(Self.up, up), downward: Small.observation(Self.down, down), folder: "."
        ).findings.first?.place
    }

    @Test("a name is found whole: a statement about idx_ab is not blamed for idx_a")
    func wholeNames() {
        let place = place(
            of: Small.fact(.index, "public.idx_a", "btree", .semantic),
            up: [
                Small.statement(1, "CREATE INDEX idx_a ON t (a)", in: Self.up, changed: ["public.idx_a"]),
                Small.statement(2, "CREATE INDEX idx_ab ON t (a, b)", in: Self.up, changed: ["public.idx_ab"]),
            ],
            down: [Small.statement(1, "DROP INDEX idx_ab", in: Self.down, changed: ["public.idx_ab"])])
        #expect(place == Small.place(Self.up, 1))
    }

    @Test("the way back's statement is blamed before the migration's")
    func wayBackFirst() {
        let made = Small.statement(1, "CREATE FUNCTION f() …", in: Self.up, changed: ["public.f()"])
        let restored = Small.statement(1, "CREATE OR REPLACE FUNCTION f() …", in: Self.down, changed: ["public.f()"])
        let fact = Small.fact(.function, "public.f()", "body", .semantic)
        #expect(place(of: fact, up: [made], down: [restored]) == Small.place(Self.down, 1))
        #expect(place(of: fact, up: [made], down: []) == Small.place(Self.up, 1))
        #expect(place(of: fact, up: [], down: []) == Small.place(Self.down, 1), "nobody did it: the file's beginning")
    }

    @Test("a forgotten grant points at the GRANT and at no other statement with the privilege's word")
    func grants() {
        let place = place(
            of: Small.fact(.grant, "SELECT ON table public.orders TO app", "granted", .security),
            up: [
                Small.statement(1, "GRANT SELECT ON orders TO app", in: Self.up),
                Small.statement(2, "CREATE VIEW v AS SELECT 1", in: Self.up, changed: ["public.v"]),
            ],
            down: [Small.statement(1, "INSERT INTO t SELECT 1", in: Self.down)])
        #expect(place == Small.place(Self.up, 1))
    }

    @Test("settings and comments point at the statements that make them")
    func settingsAndComments() {
        let up = [
            Small.statement(1, "ALTER ROLE app SET work_mem = '8MB'", in: Self.up),
            Small.statement(2, "ALTER DATABASE shop SET jit = off", in: Self.up),
            Small.statement(3, "COMMENT ON COLUMN orders.total IS 'euros'", in: Self.up),
            Small.statement(4, "ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO app", in: Self.up),
        ]
        let cases: [(FactKind, String, Int)] = [
            (.setting, "role app", 1), (.setting, "database current", 2), (.comment, "column public.orders.total", 3),
            (.defaultPrivilege, "owner ON tables", 4),
        ]
        for (kind, identity, line) in cases {
            #expect(
                place(of: Small.fact(kind, identity, "v", .semantic), up: up, down: []) == Small.place(Self.up, line))
        }
    }

    @Test("an ON inside a quoted name is part of the name")
    func quotedOn() {
        let place = place(
            of: Small.fact(.table, "public.\"a ON b\"", "table", .semantic),
            up: [Small.statement(1, "CREATE TABLE \"a ON b\" (x int)", in: Self.up, changed: ["public.\"a ON b\""])],
            down: [Small.statement(1, "DROP TABLE b", in: Self.down, changed: ["public.b"])])
        #expect(place == Small.place(Self.up, 1))
    }

    @Test("for rows, the statement that wrote them is blamed before one that changed their table")
    func writersOfRows() {
        let judgement = judgeWayBack(
            of: Small.step(), before: Small.snapshot(.baseline, [], [Small.digest("public.t", ["a": "1"])]),
            down: Small.snapshot(.down(step: "001_a"), [], [Small.digest("public.t", ["a": "2"])]),
            upward: Small.observation(
                Self.up,
                [
                    Small.statement(1, "ALTER TABLE t ADD COLUMN b int", in: Self.up, changed: ["public.t"]),
                    Small.statement(2, "UPDATE t SET a = a + 1", in: Self.up),
                ]),
            downward: Small.observation(
                Self.down, [Small.statement(1, "ALTER TABLE t DROP COLUMN b", in: Self.down, changed: ["public.t"])]),
            folder: ".")
        #expect(judgement.findings.map(\.place) == [Small.place(Self.up, 2)])
        #expect(judgement.findings.first?.object == "public.t.a")
    }
}
