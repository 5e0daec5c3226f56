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

    @Test("a rename points at the ALTER that names both, and what changed beside it at its own statement")
    func renames() {
        func facts(_ name: String, _ type: String) -> Catalog {
            let table = ObjectKey(kind: .table, identity: "public.\(name)")
            let column = ObjectKey(kind: .column, identity: "public.\(name).a")
            return Catalog(
                facts: [
                    Small.fact(.table, table.identity, "table", .semantic),
                    Small.fact(.column, column.identity, type, .semantic),
                ],
                origins: [
                    table: ObjectOrigin(catalog: "pg_class", oid: 20_000),
                    column: ObjectOrigin(catalog: "pg_class", oid: 20_000, part: 1),
                ])
        }
        var before = Small.snapshot(.baseline)
        before.catalog = facts("orders", "integer")
        var down = Small.snapshot(.down(step: "001_a"))
        down.catalog = facts("purchases", "bigint")
        let judgement = judgeWayBack(
            of: Small.step(), before: before, down: down,
            upward: Small.observation(
                Self.up,
                [
                    Small.statement(
                        1, "ALTER TABLE orders RENAME TO purchases", in: Self.up, changed: ["public.purchases"]),
                    Small.statement(
                        2, "ALTER TABLE purchases ALTER a TYPE bigint", in: Self.up,
                        changed: ["public.purchases", "public.purchases.a"]),
                    Small.statement(
                        3, "ALTER TABLE purchases SET (fillfactor = 70)", in: Self.up, changed: ["public.purchases"]),
                ]),
            downward: Small.observation(Self.down), folder: ".")
        #expect(
            judgement.findings.map(\.message.what) == [
                "after the way back, column public.purchases.a value is bigint, was integer: "
                    + "a definition was not restored",
                "after the way back, table public.purchases is renamed, was public.orders: "
                    + "the name was not restored",
            ])
        #expect(judgement.findings.map(\.place) == [Small.place(Self.up, 2), Small.place(Self.up, 1)])
        #expect(judgement.schemaRestored == .no)
    }

    @Test("white space alone still fails where the body is compared, and says so")
    func whitespace() {
        func snapshot(_ state: StateName, _ body: String) -> Snapshot {
            Small.snapshot(
                state,
                ["body": body, "language": "plpgsql"].sorted { $0.key < $1.key }.map {
                    CatalogFact(
                        kind: .function, identity: "public.f()", attribute: $0, value: $1, factClass: .semantic)
                })
        }
        let judgement = judgeWayBack(
            of: Small.step(), before: snapshot(.baseline, "BEGIN END"),
            down: snapshot(.down(step: "001_a"), "BEGIN\n  END"), upward: Small.observation(Self.up),
            downward: Small.observation(
                Self.down, [Small.statement(4, "CREATE FUNCTION f() …", in: Self.down, changed: ["public.f()"])]),
            folder: ".")
        #expect(
            judgement.findings.map(\.message.what)
                == [
                    "after the way back, function public.f() body differs (only white space differs): "
                        + "a function's body was not restored"
                ])
        #expect(judgement.findings.map(\.severity) == [.fail])
        #expect(judgement.findings.map(\.place) == [Small.place(Self.down, 4)])
    }

    /// Our kind and identity, and what PostgreSQL's event trigger says.
    private static let identities: [(FactKind, String, String)] = [
        (.function, "public.f(text,integer)", "public.f(pg_catalog.text,integer)"),
        (.function, "public.f(timestamp without time zone)", "public.f(timestamp without time zone)"),
        (.operator, "app.===(integer,text)", "app.===(integer,pg_catalog.text)"),
        (.constraint, "low ON public.t", "low on public.t"),
        (.trigger, "\"a ON b\" ON public.t", "\"a ON b\" on public.t"),
        (.policy, "mine ON public.t", "mine on public.t"), (.rule, "quiet ON public.t", "quiet on public.t"),
        (.column, "public.t.\"a b\"", "public.t.\"a b\""), (.cast, "(app.mood AS integer)", "(app.mood AS integer)"),
        (.userMapping, "FOR app SERVER \"far away\"", "app on server far away"),
        (.userMapping, "FOR PUBLIC SERVER s", "public on server s"),
        (.defaultPrivilege, "owner ON tables IN SCHEMA app", "for role owner in schema app on tables"),
        (.operatorFamily, "app.family USING btree", "app.family USING btree"), (.publication, "news", "news"),
        (.textSearchConfiguration, "app.words", "app.words"),
    ]

    @Test("an object is found under the name that an event trigger gives it", arguments: identities.indices)
    func eventIdentities(index: Int) {
        let (kind, identity, told) = Self.identities[index]
        let place = place(
            of: Small.fact(kind, identity, "v", .semantic),
            up: [
                Small.statement(1, "DO $$ … $$", in: Self.up, changed: [told]),
                Small.statement(2, "DO $$ … $$", in: Self.up, changed: ["public.another"]),
            ], down: [])
        #expect(place == Small.place(Self.up, 1))
    }

    @Test("a constraint that became an index is found by the statement that dropped it")
    func uniqueIndex() {
        func facts(_ attributes: [(FactKind, String, String, String)]) -> [CatalogFact] {
            attributes.map {
                CatalogFact(kind: $0, identity: $1, attribute: $2, value: $3, factClass: .semantic)
            }
        }
        let index: [(FactKind, String, String, String)] = [
            (.index, "public.u", "unique", "true"), (.index, "public.u", "table", "public.t"),
        ]
        let constraint: [(FactKind, String, String, String)] = [
            (.constraint, "u ON public.t", "kind", "unique"), (.index, "public.u", "constraint", "u ON public.t"),
        ]
        let judgement = judgeWayBack(
            of: Small.step(), before: Small.snapshot(.baseline, facts(index + constraint)),
            down: Small.snapshot(.down(step: "001_a"), facts(index)), upward: Small.observation(Self.up),
            downward: Small.observation(
                Self.down, [Small.statement(5, "DO $$ … $$", in: Self.down, changed: ["u on public.t"])]),
            folder: ".")
        #expect(judgement.findings.map(\.place) == [Small.place(Self.down, 5)])
        #expect(judgement.findings.count == 1)
    }
}
